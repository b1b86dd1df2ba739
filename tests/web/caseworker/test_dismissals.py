"""Putting a line of the worklist aside: said why, listed, undone; back when its facts change or on its day."""

import datetime as dt
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import BenefitSpell, Case
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.overview.models import Dismissal
from fremdrift.overview.selectors import case_lines
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseFormScreen, Wrong
from tests.world import TODAY, World

OFFER = "Find an offer together with Cilla"
LIST = "/worklist/"


def listed(browser: Client, url: str = LIST) -> str:
    """The words of the list itself, without what is told above it."""
    return pages.text(pages.by_id(pages.page(browser.get(url)), "list"))


def line(by: Actor, world: World, duty: str) -> str:
    """How the form names the line of a duty in Cilla's case."""
    with acting(by):
        items = case_lines(by, Case.objects.get(pk=world.cilla))
    return next(f"{item.duty} {item.fact}" for item in items if item.duty == duty)


class TestPutAside(CaseFormScreen):
    route = "dismissal_add"
    shows = ("Put aside with a reason", OFFER, "Share the minutes", "The deadline itself stands")
    good = {"reason": "Venter på lægens svar", "until": "01.12.2026"}
    wrong = {
        "no reason": Wrong({"reason": " "}, "reason", "This field is required.", lost=("reason",)),
        "a reason too long": Wrong(
            {"reason": "A" * 301}, "reason", "Ensure this value has at most 300 characters (it has 301)."
        ),
        "until last year": Wrong({"until": "24.11.2025"}, "until", SENTENCES["dismissal.until_past"]),
        "no day": Wrong({"until": "snart"}, "until", "Write a date like 24.11.2026."),
        "a line that does not stand": Wrong(
            {"line": "offer x"},
            "line",
            "Select a valid choice. offer x is not one of the available choices.",
            lost=("line",),
        ),
    }

    @pytest.fixture(autouse=True)
    def _me(self, caseworker: Actor) -> None:
        self.me = caseworker

    def form(self, world: World) -> dict[str, str]:
        return {**self.good, "line": line(self.me, world, "offer")}

    def test_the_line_is_gone_and_the_others_stay(self, browser: Client, world: World) -> None:
        response = self.send(browser, world, {})
        assert response.status_code == 302
        words = browser.get(response["Location"]).content.decode()
        assert f"Put aside: {OFFER}" in words
        rest = listed(browser)
        assert OFFER not in rest
        assert "Conversation today at 10:30" in rest

    def test_it_is_listed_with_its_reason_and_can_be_taken_back(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        page = pages.page(browser.get(f"{LIST}?show=aside"))
        told = pages.text(pages.by_id(page, "list"))
        assert "Put aside (1) – back when something changes, or on the day you chose" in told
        assert "Venter på lægens svar – back Tue 1 Dec" in told
        (undo,) = [
            pages.attribute(e, "action")
            for e in pages.elements(pages.by_id(page, "list"))
            if e.name == "form" and "/undo/" in pages.attribute(e, "action")
        ]
        assert undo.endswith("?show=aside")
        assert browser.post(undo, CSRF)["Location"] == f"{LIST}?show=aside"
        assert OFFER in listed(browser)

    def test_the_message_has_a_button_that_undoes_it(self, browser: Client, world: World) -> None:
        messages = pages.by_id(pages.page(browser.get(self.send(browser, world, {})["Location"])), "messages")
        (form,) = [e for e in pages.elements(messages) if e.name == "form"]
        assert pages.text(form) == "Undo"
        browser.post(pages.attribute(form, "action"), CSRF)
        assert OFFER in listed(browser)

    def test_one_comes_back_to_the_counts_that_were_chosen(self, browser: Client, world: World) -> None:
        response = browser.post(self.url(world) + "?show=overdue&show=bogus", CSRF | self.form(world))
        assert response["Location"] == f"{LIST}?show=overdue"

    def test_sent_twice_it_is_put_aside_once(self, browser: Client, world: World, system: Actor) -> None:
        for _ in range(2):
            browser.post(self.url(world), CSRF | self.form(world))
        with acting(system):
            assert Dismissal.objects.count() == 1

    def test_it_is_back_on_its_day(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        assert OFFER not in listed(browser)
        with clock.at(TODAY + dt.timedelta(days=6)):
            assert OFFER not in listed(browser)
        with clock.at(TODAY + dt.timedelta(days=7)):
            assert OFFER in listed(browser)

    def test_it_is_back_when_its_deadline_moves(self, browser: Client, world: World, system: Actor) -> None:
        self.send(browser, world, {"until": ""})
        assert OFFER not in listed(browser)
        with acting(system):
            case = Case.objects.get(pk=world.cilla)
            talks.conversation_record(case=case, record=talks.Record("held", "phone", TODAY), by=system)
        assert OFFER not in listed(browser)  # another duty's fact
        with acting(system):
            period = {"begins_on": TODAY - dt.timedelta(days=200), "ends_on": TODAY - dt.timedelta(days=190)}
            cases.exemption_add(case=case, pauses="offer", reason="rejse", **period, by=system)
        assert OFFER in listed(browser)

    def test_a_colleague_who_takes_over_sees_the_line(self, browser: Client, as_, world: World, system: Actor) -> None:
        self.send(browser, world, {})
        with acting(system):
            worker = cases.Worker(world.users["colleague"].pk, None)
            case = Case.objects.get(pk=world.cilla)
            cases.contact_person_set(
                case=case, worker=worker, begins_on=TODAY, reason="illness", handover="x", by=system
            )
        assert OFFER in listed(as_("colleague"))

    def test_nothing_stands_nothing_to_put_aside(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            case = Case.objects.get(pk=world.cilla)
            talks.conversation_record(case=case, record=talks.Record("held", "phone", TODAY), by=system)
            cases.spell_end(spell=BenefitSpell.objects.get(case=case), ends_on=TODAY, by=system)
        with clock.at(TODAY + dt.timedelta(days=1)):
            words = browser.get(self.url(world)).content.decode()
        assert "Share the minutes" in words or "There is nothing to put aside" in words

    def test_only_ones_own_can_be_taken_back(self, as_, browser: Client, world: World, system: Actor) -> None:
        self.send(browser, world, {})
        with acting(system):
            made = Dismissal.objects.get()
        url = reverse("dismissal_undo", args=[world.cilla, made.pk])
        assert as_("colleague").post(url, CSRF).status_code == 404
        assert browser.post(reverse("dismissal_undo", args=[world.cilla, UUID(int=1)]), CSRF).status_code == 404
        with acting(system):
            assert Dismissal.objects.get().undone_at is None
