"""The worklist: who needs what, by which rule; its filters; the part that htmx asks for."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.test.html import Element
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Conversation
from fremdrift.overview.enums import Filter
from tests.web.caseworker import pages
from tests.web.caseworker.questions import Screen
from tests.world import TODAY, World, add_case

HTMX = {"HX-Request": "true"}


class TestWorklist(Screen):
    route = "worklist"
    shows = (
        "My worklist",
        "Tuesday 24 November 2026",
        "1 citizen in your caseload",
        "Cilla Papirsen",
        "Conversation today at 10:30, walk",
        "LAB 2011: first offer after at most 9 months on benefit (30 or older).",
        "Share the minutes",
        "Follow up: Se på to gartnerier",
    )

    @pytest.fixture
    def more(self, world: World) -> dict[str, UUID]:
        """A few more cases of the caseworker: nothing held for long, a late one, one that waits."""
        cases = {
            "Abel": add_case(
                world.nordby, "caseworker", "Abel Prøveskov", "6103820119", TODAY - dt.timedelta(days=400)
            ),
            "Åse": add_case(world.nordby, "caseworker", "Åse Øvelsby", "6103820120", TODAY - dt.timedelta(days=10)),
        }
        return {name: case.pk for name, case in cases.items()}

    def test_only_own_cases_stand_in_it(self, browser: Client, world: World, more: dict[str, UUID]) -> None:
        tree = pages.page(browser.get(self.url(world)))
        rows = [pages.attribute(e, "data-case") for e in pages.elements(tree) if e.name == "tr"]
        assert [UUID(row) for row in rows if row] == [more["Abel"], world.cilla]  # Åse has time: three months
        assert "Bertil" not in pages.text(tree)

    def test_each_row_leads_to_its_next_action(self, browser: Client, world: World) -> None:
        row = self.row(browser, world, "")
        assert pages.links(row)[1] == f"/cases/{world.cilla}/orders/new/"  # the foremost duty is to find an offer
        for link in pages.links(row):
            assert browser.get(link).status_code == 200, link

    @pytest.mark.parametrize(
        ("chosen", "told", "button", "leads"),
        [
            (
                Filter.TODAY,
                "Conversation today at 10:30, walk",
                "Record conversation",
                "/record/?conversation={planned}",
            ),
            (Filter.AGREEMENT, "Follow up: Se på to gartnerier", "Follow up", "/agreements/"),
            (Filter.MINUTES, "Share the minutes", "Read and share", "/conversations/{draft}/"),
            (Filter.MESSAGE, "Answer Cilla, who has written to you", "Read and answer", "/messages/"),
            (Filter.OVERDUE, "Find an offer together with Cilla", "Order an offer", "/orders/new/"),
        ],
    )
    def test_a_row_says_and_does_what_the_chosen_count_is_about(
        self,
        chosen: Filter,
        told: str,
        button: str,
        leads: str,
        browser: Client,
        world: World,
        as_: Callable[[str], Client],
    ) -> None:
        as_("citizen").post(reverse("own_messages"), {"text": "Må jeg ringe?", "wants_answer": "on"})
        row = self.row(browser, world, f"?show={chosen}")
        url = f"/cases/{world.cilla}" + leads.format(planned=world.planned, draft=world.draft)
        assert [pages.text(e) for e in pages.elements(row) if "fd-why" in pages.attribute(e, "class")] == [told]
        assert pages.links(row)[1] == url
        assert button in pages.text(row)
        assert pages.text(row).count(told) == 1  # the others stand beside it, each once
        assert "Find an offer together with Cilla" in pages.text(row)
        assert browser.get(url).status_code == 200

    def row(self, browser: Client, world: World, query: str) -> Element:
        """Cilla's row."""
        tree = pages.page(browser.get(self.url(world) + query))
        (row,) = [e for e in pages.elements(tree) if pages.attribute(e, "data-case") == str(world.cilla)]
        return row

    @pytest.mark.parametrize("query", ["", "?show=overdue", "?show=overdue&show=today", "?show=waiting", "?page=2"])
    def test_the_part_equals_the_same_part_of_the_page(
        self, query: str, browser: Client, world: World, more: dict[str, UUID]
    ) -> None:
        url = self.url(world) + query
        swapped = pages.by_id(pages.page(browser.get(url)), "list")
        assert pages.part(browser.get(url, headers=HTMX)) == swapped.children
        assert "First what the law asks" in pages.text(swapped)

    def test_filters_combine_and_each_count_is_what_it_leaves(
        self, browser: Client, world: World, more: dict[str, UUID]
    ) -> None:
        for chosen in Filter:
            tree = pages.page(browser.get(self.url(world) + f"?show={chosen}"))
            (count,) = [e for e in pages.elements(tree) if _is_chosen(e)]
            rows = [e for e in pages.elements(tree) if pages.attribute(e, "data-case")]
            assert int(pages.text(count).split()[0]) == len(rows), chosen

    @pytest.mark.parametrize(
        "query", ["?show=nonsense", "?page=0", "?page=-1", "?page=x", "?page=999999999999999999999"]
    )
    def test_addresses_that_somebody_mistyped(self, query: str, browser: Client, world: World) -> None:
        assert "Cilla Papirsen" in browser.get(self.url(world) + query).content.decode()

    def test_nobody_fits_all_choices(self, browser: Client, world: World) -> None:
        assert "Nobody fits all your choices" in browser.get(self.url(world) + "?show=waiting").content.decode()

    def test_a_caseworker_without_cases_is_told_so(self, as_, world: World, system: Actor) -> None:
        with acting(system):
            Case.objects.filter(pk=world.bertil).update(closed_on=TODAY, closing_reason="job")
        assert "Nothing is due this week" in as_("colleague").get(self.url(world)).content.decode()

    def test_a_change_shows_at_once(self, browser: Client, world: World, cilla: Case, caseworker: Actor) -> None:
        meeting = "Conversation today at 10:30, walk"
        assert meeting in browser.get(self.url(world)).content.decode()
        planned = Conversation.objects.get(pk=world.planned)
        record = talks.Record("held", "phone", TODAY)
        talks.conversation_record(case=cilla, record=record, planned=planned, by=caseworker)
        assert meeting not in browser.get(self.url(world)).content.decode()


def _is_chosen(element: Element) -> bool:
    return (
        element.name == "a"
        and "fd-count" in pages.attribute(element, "class").split()
        and bool(pages.attribute(element, "aria-current"))
    )
