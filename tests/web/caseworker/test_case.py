"""The case: what is now, and one timeline, filtered by kind and by words; the part that htmx asks for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import Role
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors import timeline
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseScreen
from tests.world import TODAY, World

HTMX = {"HX-Request": "true"}
LAST_WEEK = TODAY - dt.timedelta(days=7)


@pytest.fixture
def told(cilla: Case, caseworker: Actor) -> Case:
    """Cilla's case with something of every kind, twenty-five entries in all."""
    period = {"case": cilla, "begins_on": LAST_WEEK, "ends_on": None, "by": caseworker}
    cases.exemption_add(pauses="both", reason="knæoperation", **period)
    cases.effort_add(kind="mentor", title="Støtte af mentor", organiser="provider", organiser_name="Bænken", **period)
    cases.message_send(case=cilla, text="Kan vi ses ved gartneriet?", by=caseworker)
    for week in range(17):
        on = TODAY - dt.timedelta(days=100 + week)
        talks.conversation_record(case=cilla, record=talks.Record("no_show", "phone", on), by=caseworker)
    return cilla


class TestCase(CaseScreen):
    route = "case"
    shows = (
        "Cilla Papirsen",
        "cash benefit since",
        "your case since",
        "Conversation today at 10:30",
        "Se på to gartnerier",
        "LAB 2011: first offer after at most 9 months on benefit (30 or older).",
        "The case was opened",
        "Vi gik en tur.",
        "The minutes are a draft and not shared.",
        "Benefit: Cash benefit",
    )

    @pytest.mark.usefixtures("told")
    @pytest.mark.parametrize(
        "query", ["", "?kind=effort", "?words=mentor", "?kind=case&page=2", "?page=2", "?words=xyz"]
    )
    def test_the_part_equals_the_same_part_of_the_page(self, query: str, browser: Client, world: World) -> None:
        url = self.url(world) + query
        swapped = pages.by_id(pages.page(browser.get(url)), "timeline")
        assert pages.part(browser.get(url, headers=HTMX)) == swapped.children
        assert "Timeline" in pages.text(swapped)

    @pytest.mark.usefixtures("told")
    @pytest.mark.parametrize("kind", ["", *EntryKind])
    def test_each_count_is_the_number_of_entries_it_leaves(self, kind: str, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world), {"kind": kind, "print": "1"}))
        (chosen,) = [e for e in pages.elements(tree) if e.name == "a" and pages.attribute(e, "aria-current") == "true"]
        entries = [e for e in pages.elements(tree) if e.name == "h4"]
        assert int(pages.text(chosen).split()[0]) == len(entries)

    @pytest.mark.usefixtures("told")
    def test_the_timeline_is_paged_and_prints_whole(self, browser: Client, world: World) -> None:
        def entries(query: str) -> int:
            return sum(e.name == "h4" for e in pages.elements(pages.page(browser.get(self.url(world) + query))))

        assert (entries(""), entries("?page=2"), entries("?print=1")) == (20, 5, 25)

    @pytest.mark.usefixtures("told")
    @pytest.mark.parametrize(
        ("words", "found"),
        [("gik en TUR", "Vi gik en tur."), ("knæ", "knæoperation"), ("bænken", "Støtte af mentor began")],
    )
    def test_words_find_what_was_written(self, words: str, found: str, browser: Client, world: World) -> None:
        timeline = pages.by_id(pages.page(browser.get(self.url(world), {"words": words})), "timeline")
        assert found in pages.text(timeline)
        assert "The case was opened" not in pages.text(timeline)

    @pytest.mark.parametrize("query", ["?kind=nonsense", "?page=x", "?words=%00", "?words=" + "x" * 5000, "?print=2"])
    def test_addresses_that_somebody_mistyped(self, query: str, browser: Client, world: World) -> None:
        assert browser.get(self.url(world) + query).status_code == 200

    def test_what_is_searched_for_is_shown_as_text(self, browser: Client, world: World) -> None:
        words = browser.get(self.url(world), {"words": '"><script>x'}).content.decode()
        assert "<script>x" not in words

    @pytest.mark.usefixtures("told")
    def test_its_links_lead_somewhere(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world)))
        wanted = {link for link in pages.links(pages.by_id(tree, "content")) if link.startswith("/")}
        assert {link: browser.get(link).status_code for link in wanted} == dict.fromkeys(wanted, 200)
        assert reverse("conversation_record", args=[world.cilla]) + f"?conversation={world.planned}" in wanted

    def test_a_deadline_that_waits_says_why(self, browser: Client, world: World, told: Case) -> None:
        assert "knæoperation – until further notice" in pages.text(pages.page(browser.get(self.url(world))))

    def test_the_number_is_not_on_the_page(self, browser: Client, world: World, cilla: Case) -> None:
        words = browser.get(self.url(world)).content.decode()
        assert cilla.citizen.cpr not in words
        assert cilla.citizen.cpr[6:] not in words


class TestMessages:
    """What citizen and office wrote to each other, in its place among the rest."""

    @pytest.fixture
    def thread(self, cilla: Case, caseworker: Actor, actor: Callable[[str], Actor]) -> None:
        citizen = actor("citizen")
        for day, who, text, asks in (
            (4, caseworker, "Passer det på tirsdag?", True),
            (3, citizen, "Ja, gerne om formiddagen.", False),
            (2, citizen, "Skal jeg tage noget med?", True),
        ):
            with clock.at(TODAY - dt.timedelta(days=day)), acting(who):
                cases.message_send(case=cilla, text=text, wants_answer=asks, by=who)

    def entries(self, client: Client, world: World, query: str = "?kind=message") -> list[str]:
        timeline = pages.by_id(pages.page(client.get(reverse("case", args=[world.cilla]) + query)), "timeline")
        return [pages.text(e) for e in pages.elements(timeline) if pages.attribute(e, "class") == "fd-entry"][1:]

    @pytest.mark.usefixtures("thread")
    def test_who_wrote_what_and_who_is_waited_for(self, browser: Client, world: World) -> None:
        assert self.entries(browser, world) == [
            "Message from Citizen Skal jeg tage noget med? Waiting for us",
            "Message from Citizen Ja, gerne om formiddagen.",
            "Message from Caseworker Passer det på tirsdag?",
        ]
        assert [e for e in self.entries(browser, world, "?words=TIRSDAG") if "tirsdag" in e] != []

    @pytest.mark.usefixtures("thread")
    def test_our_question_waits_for_the_citizen(self, browser: Client, world: World, caseworker: Actor) -> None:
        cilla = Case.objects.get(pk=world.cilla)
        cases.message_settle(case=cilla, by=caseworker)
        assert self.entries(browser, world)[0] == ("Message from Citizen Skal jeg tage noget med? Needs no answer")
        cases.message_send(case=cilla, text="Kun godt humør. Passer kl. 9?", by=caseworker)
        assert self.entries(browser, world)[0].endswith("Passer kl. 9? Waiting for the citizen")

    @pytest.mark.usefixtures("thread")
    def test_only_who_may_open_the_messages_sees_them(self, cilla: Case, caseworker: Actor) -> None:
        assert EntryKind.MESSAGE in {e.kind for e in timeline(caseworker, cilla)}
        somebody = replace(caseworker, role=Role.CONSULTANT)
        assert not somebody.may(Permission.MESSAGE_WRITE)
        assert EntryKind.MESSAGE not in {e.kind for e in timeline(somebody, cilla)}
