"""From phase to phase, for the leader: numbers of five and more, in words and in a table, and nobody's name."""

from collections.abc import Callable

import pytest
from django.test import Client

from fremdrift.access.actor import Actor
from tests.measured import says
from tests.overview.test_transitions import JUNE, SEPTEMBER
from tests.web.caseworker import pages
from tests.web.teamlead.questions import LeaderScreen
from tests.world import World, add_case


class TestPhases(LeaderScreen):
    route = "team_phases"
    shows = ("From phase to phase", "Quarter 3 of 2026", "Fewer than 5 citizens, so nothing is shown.")

    @pytest.fixture
    def said(self, world: World, system: Actor) -> None:
        for number in range(7):
            case = add_case(world.nordby, "caseworker", f"Prøve Nummer{number}", f"6103820{400 + number}")
            says(system, case, "standstill", JUNE)
            says(system, case, "progress" if number < 6 else "decline", SEPTEMBER)

    def test_a_small_group_is_not_shown_nor_named(self, browser: Client, world: World, said: None) -> None:
        words = pages.text(pages.page(browser.get(self.url(world))))
        assert "about 7 citizens" in words
        assert "How they are spread is not shown" in words
        assert "6 from standstill to progress" not in words
        assert "Prøve" not in words

    def test_a_group_is_told_in_words_and_numbers(
        self, browser: Client, world: World, said: None, system: Actor, as_: Callable[[str], Client]
    ) -> None:
        for number in range(7, 12):
            case = add_case(world.nordby, "caseworker", f"Prøve Nummer{number}", f"6103820{400 + number}")
            says(system, case, "standstill", JUNE)
            says(system, case, "decline", SEPTEMBER)
        tree = pages.page(browser.get(self.url(world)))
        assert "6 from standstill to progress." in pages.text(tree)
        assert "6 from standstill to decline." in pages.text(tree)
        cells = [pages.text(e) for e in pages.elements(tree) if e.name == "td"]
        assert cells.count("6") == 2
        assert len(cells) == 16

    @pytest.mark.parametrize("quarter", ["2026-4", "2025-3", "x", "2026-3 "])
    def test_no_other_period_can_be_asked_for(self, quarter: str, browser: Client, world: World) -> None:
        assert browser.get(self.url(world), {"quarter": quarter}).status_code == 404

    def test_the_team_page_leads_here(self, browser: Client, world: World) -> None:
        assert self.url(world) in browser.get("/team/").content.decode()
