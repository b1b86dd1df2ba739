"""Closing a case, opening it again, and finding closed ones."""

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case
from fremdrift.conversations.models import Conversation
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CASEWORKERS, CaseFormScreen, Screen, Wrong, refused
from tests.world import TODAY, World, add_case


def close(world: World, system: Actor, reason: str = "job", words: str = "") -> None:
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
        services.case_close(case=case, closed_on=TODAY, reason=reason, words=words, by=system)


def closed(world: World, system: Actor) -> Case:
    with acting(system):
        return Case.objects.get(pk=world.cilla)


class TestClose(CaseFormScreen):
    route = "case_close"
    shows = ("Close the case", "What happened?", "Disability pension", "What still stands", "Se på to gartnerier")
    good = {"reason": "other", "words": "Flyttede til Færøerne", "closed_on": "24.11.2026", "cancel": "on"}
    wrong = {
        "no reason": Wrong({"reason": "", "words": ""}, "reason", CHOOSE_ONE),
        "words for a reason on the list": Wrong(
            {"reason": "job"}, "words", "Choose “Other” if you want to say it in your own words, or leave this empty."
        ),
        "words too long": Wrong(
            {"words": "x" * 201}, "words", "Ensure this value has at most 200 characters (it has 201)."
        ),
        "a reason that merging alone writes": Wrong(
            {"reason": "duplicate", "words": ""},
            "reason",
            "Select a valid choice. duplicate is not one of the available choices.",
            lost=("reason",),
        ),
        "before it opened": Wrong({"closed_on": "27.01.2026"}, "closed_on", SENTENCES["case.closes_before_opening"]),
        "31 November": Wrong({"closed_on": "31.11.2026"}, "closed_on", "Write a date like 24.11.2026."),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        assert response.redirect_chain == [(reverse("case", args=[world.cilla]), 302)]
        words = pages.text(pages.page(response))
        assert "Flyttede til Færøerne" in words
        assert "Record conversation" not in words
        case = closed(world, system)
        assert (case.closed_on, case.closing_reason) == (TODAY, "other")
        with acting(system):
            assert Conversation.objects.get(pk=world.planned).state == "cancelled"

    def test_planned_conversations_may_stay(self, browser: Client, world: World, system: Actor) -> None:
        browser.post(self.url(world), {"reason": "job", "words": "", "closed_on": "24.11.2026"})
        with acting(system):
            assert Conversation.objects.get(pk=world.planned).state == "planned"

    def test_twice_is_once(self, browser: Client, world: World, system: Actor) -> None:
        browser.post(self.url(world), self.good)
        before = everything(system)
        response = browser.post(self.url(world), self.good, follow=True)
        assert "The case is closed already." in pages.text(pages.page(response))
        assert everything(system) == before


class TestReopen:
    def url(self, world: World) -> str:
        return reverse("case_reopen", args=[world.cilla])

    def test_it_is_open_again(self, browser: Client, world: World, system: Actor) -> None:
        close(world, system)
        page = pages.page(browser.get(reverse("case", args=[world.cilla])))
        assert self.url(world) in pages.links(page)
        assert "closed by mistake" in pages.text(pages.page(browser.get(self.url(world))))
        response = browser.post(self.url(world), follow=True)
        assert response.redirect_chain == [(reverse("case", args=[world.cilla]), 302)]
        assert "The case is open again." in pages.text(pages.page(response))
        assert closed(world, system).closed_on is None
        response = browser.post(self.url(world), follow=True)
        assert "The case is open already." in pages.text(pages.page(response))

    def test_reading_writes_nothing(self, browser: Client, world: World, system: Actor) -> None:
        close(world, system)
        before = everything(system)
        browser.get(self.url(world))
        assert everything(system) == before

    def test_a_newer_case_is_in_the_way(self, browser: Client, world: World, system: Actor) -> None:
        close(world, system)
        case = closed(world, system)
        with acting(system):
            newer = services.case_open(citizen=Case.objects.get(pk=case.pk).citizen, opened_on=TODAY, by=system)
            worker = services.Worker(world.users["caseworker"].pk, None)
            services.contact_person_set(case=newer, worker=worker, begins_on=TODAY, by=system)
        response = browser.post(self.url(world), follow=True)
        assert str(SENTENCES["case.newer_open"]) in pages.text(pages.page(response))

    def test_strangers(self, as_, world: World, system: Actor) -> None:
        close(world, system)
        before = everything(system)
        answers = {p: as_(p).post(self.url(world)).status_code for p in sorted(CASEWORKERS - {"caseworker"})}
        assert set(answers.values()) == {404}
        assert {as_(p).post(self.url(world)).status_code for p in refused("case_reopen")} == {403}
        assert everything(system) == before


class TestClosedCases(Screen):
    route = "closed_cases"
    shows = ("Closed cases", "No case of yours was closed")

    def test_it_lists_ones_own(self, browser: Client, as_, world: World, system: Actor) -> None:
        close(world, system, "other", "Flyttede til Færøerne")
        words = pages.text(pages.page(browser.get(self.url(world))))
        assert "Cilla Papirsen" in words
        assert "Flyttede til Færøerne" in words
        assert "Cilla" not in as_("colleague").get(self.url(world)).content.decode()

    def test_many_ask_as_much_as_one(self, browser: Client, world: World, system: Actor) -> None:
        asked = []
        for number in (1, 2, 3, 4):
            case = add_case(world.nordby, "caseworker", f"Prøve {number}", f"620382011{number}")
            with acting(system):
                services.case_close(case=case, closed_on=TODAY, reason="job", by=system)
            with CaptureQueriesContext(connection) as queries:
                browser.get(self.url(world))
            asked.append(len(queries))
        assert asked[1] == asked[3]

    def test_the_colleague_who_reads_the_page_later(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            case = Case.objects.get(pk=world.cilla)
            day = TODAY - dt.timedelta(days=200)
            services.case_close(case=case, closed_on=day, reason="job", by=system)
        assert "No case of yours was closed" in browser.get(self.url(world)).content.decode()
        assert browser.get(reverse("case", args=[world.cilla])).status_code == 404
