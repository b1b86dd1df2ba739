"""My citizens: all own cases in Danish order, found by part of a name."""

import pytest
from django.test import Client

from tests.web.caseworker import pages
from tests.web.caseworker.questions import Screen
from tests.world import World, add_case

NAMES = ["Aase Øvelsby", "Bo Prøve", "Ærlig Påfund", "Øjvind Test", "Åge Model", "aake Skitse", "Zita Demo"]
SORTED = [
    "Bo Prøve",
    "Cilla Papirsen",
    "Zita Demo",
    "Ærlig Påfund",
    "Øjvind Test",
    "Åge Model",
    "aake Skitse",
    "Aase Øvelsby",
]


def names(response) -> list[str]:
    """The first cell of each row."""
    rows = [e for e in pages.elements(pages.page(response)) if e.name == "tr"][1:]
    return [pages.text(next(e for e in pages.elements(row) if e.name == "a")) for row in rows]


class TestCaseload(Screen):
    route = "caseload"
    shows = ("My citizens", "1 citizen, in the order of the alphabet", "Cilla Papirsen", "24 November 2026")

    @pytest.fixture
    def more(self, world: World) -> None:
        for number, name in enumerate(NAMES):
            add_case(world.nordby, "caseworker", name, f"6103820{200 + number}")

    @pytest.mark.usefixtures("more")
    def test_the_order_is_danish(self, browser: Client, world: World) -> None:
        found = names(browser.get(self.url(world)))
        assert sorted(found) == sorted(SORTED)
        assert found == SORTED

    @pytest.mark.usefixtures("more")
    @pytest.mark.parametrize(("part", "found"), [("PRØVE", ["Bo Prøve"]), ("åge", ["Åge Model"]), ("x", []), ("%", [])])
    def test_part_of_a_name_finds(self, part: str, found: list[str], browser: Client, world: World) -> None:
        assert names(browser.get(self.url(world), {"name": part})) == found

    def test_nobody_here_says_what_to_do(self, browser: Client, world: World) -> None:
        words = browser.get(self.url(world), {"name": "<script>"}).content.decode()
        assert "Nobody here" in words
        assert "<script>" not in words.replace("<script src=", "")

    @pytest.mark.usefixtures("more")
    def test_colleagues_cases_are_not_in_it(self, browser: Client, world: World) -> None:
        assert "Bertil" not in browser.get(self.url(world)).content.decode()
