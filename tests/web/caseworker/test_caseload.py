"""My citizens: all own cases in Danish order, found by part of a name."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.overview.enums import Column
from fremdrift.web.caseworker.views import caseload
from tests.web.caseworker import pages
from tests.web.caseworker.questions import Screen
from tests.world import TODAY, World, add_case

NAME = "Cilla Papirsen"
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
    shows = ("My citizens", "1 citizen in your caseload", "Cilla Papirsen", "Tue 24 Nov", "Contact person since")

    @pytest.fixture
    def more(self, world: World) -> None:
        for number, name in enumerate(NAMES):
            opened = TODAY - dt.timedelta(days=10 * number + 5)
            add_case(world.nordby, "caseworker", name, f"6103820{200 + number}", opened)

    @pytest.mark.usefixtures("more")
    def test_the_order_is_danish(self, browser: Client, world: World) -> None:
        found = names(browser.get(self.url(world)))
        assert sorted(found) == sorted(SORTED)
        assert found == SORTED

    @pytest.mark.usefixtures("more")
    def test_and_the_other_way_round(self, browser: Client, world: World) -> None:
        assert names(browser.get(self.url(world), {"sort": "-name"})) == SORTED[::-1]

    @pytest.mark.usefixtures("more")
    @pytest.mark.parametrize(
        ("part", "found"),
        [
            ("PRØVE", ["Bo Prøve"]),
            ("åge", ["Åge Model"]),
            ("aage mod", ["Åge Model"]),
            ("oevelsby", ["Aase Øvelsby"]),
            ("x", []),
            ("%", []),
        ],
    )
    def test_part_of_a_name_finds(self, part: str, found: list[str], browser: Client, world: World) -> None:
        assert names(browser.get(self.url(world), {"name": part})) == found

    def test_nobody_here_says_what_to_do(self, browser: Client, world: World) -> None:
        words = browser.get(self.url(world), {"name": "<script>"}).content.decode()
        assert "Nobody fits all your choices" in words
        assert "<script>" not in words.replace("<script src=", "")

    def test_whoever_has_no_citizens_is_told_how_they_come(self, as_, world: World, system: Actor) -> None:
        with acting(system):
            Case.objects.filter(pk=world.bertil).update(closed_on=TODAY, closing_reason="job")
        assert "You have no citizens yet" in as_("colleague").get(self.url(world)).content.decode()

    @pytest.mark.usefixtures("more")
    def test_colleagues_cases_are_not_in_it(self, browser: Client, world: World) -> None:
        assert "Bertil" not in browser.get(self.url(world)).content.decode()

    def test_chosen_columns_are_shown_and_no_others(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world), {"col": ["benefit", "number"]}))
        heads = [pages.text(e) for e in pages.elements(tree) if e.name == "th"]
        assert heads == ["Citizen", "Case number", "Benefit"]
        (row,) = [e for e in pages.elements(tree) if e.name == "tr"][1:]
        cells = [pages.text(e) for e in pages.elements(row) if e.name == "td"]
        with acting(system_actor(world.nordby)):
            number = Case.objects.get(pk=world.cilla).number
        assert cells[1:] == [str(number), "Cash benefit"]

    @pytest.mark.usefixtures("more")
    @pytest.mark.parametrize("column", list(Column))
    def test_every_column_sorts_over_all_pages(
        self, column: Column, browser: Client, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = names(browser.get(self.url(world), {"sort": column, "col": column}))
        turned = names(browser.get(self.url(world), {"sort": f"-{column}", "col": column}))
        assert sorted(whole) == sorted(turned) == sorted(SORTED)
        monkeypatch.setattr(caseload, "PER_PAGE", 3)
        paged = [names(browser.get(self.url(world), {"sort": column, "page": n})) for n in (1, 2, 3)]
        assert [name for page in paged for name in page] == whole

    @pytest.mark.usefixtures("more")
    def test_the_oldest_case_first_and_last(self, browser: Client, world: World) -> None:
        since = names(browser.get(self.url(world), {"sort": "since"}))
        assert since == ["Cilla Papirsen", *reversed(NAMES)]
        assert names(browser.get(self.url(world), {"sort": "-since"})) == since[::-1]

    @pytest.mark.usefixtures("more")
    def test_counts_filter_the_table_as_they_do_the_worklist(self, browser: Client, world: World) -> None:
        assert names(browser.get(self.url(world), {"show": "today"})) == ["Cilla Papirsen"]
        words = browser.get(self.url(world), {"show": "today"}).content.decode()
        assert "<b>1 of 8 citizens</b>" in words

    def test_the_part_equals_the_same_part_of_the_page(self, browser: Client, world: World) -> None:
        url = self.url(world) + "?show=today&col=since"
        swapped = pages.by_id(pages.page(browser.get(url)), "list")
        assert pages.part(browser.get(url, headers={"HX-Request": "true"})) == swapped.children

    @pytest.mark.parametrize("query", ["?sort=nonsense", "?col=nonsense", "?sort=--since", "?page=x", "?name=%00"])
    def test_addresses_that_somebody_mistyped(self, query: str, browser: Client, world: World) -> None:
        assert "Cilla Papirsen" in browser.get(self.url(world) + query).content.decode()


class TestCaseloadExport(Screen):
    route = "caseload_export"
    shows = ("Citizen;Next deadline;Next conversation;Last conversation;Running effort;Contact person since",)

    def table(self, browser: Client, query: str, world: World) -> list[list[str]]:
        content = browser.get(self.url(world) + query).content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(content), delimiter=";"))

    def test_has_the_columns_that_are_seen_in_the_same_order(self, browser: Client, world: World) -> None:
        found = self.table(browser, "?col=since&col=changes&sort=-since", world)
        assert found == [["Citizen", "Changes of contact person", "Contact person since"], [NAME, "0", "28-01-2026"]]

    def test_name_and_counts_hold_in_the_file(self, browser: Client, world: World) -> None:
        assert len(self.table(browser, "?name=cilla&show=today", world)) == 2
        assert len(self.table(browser, "?name=bo", world)) == 1
        assert len(self.table(browser, "?show=waiting", world)) == 1

    @pytest.mark.parametrize("name", ["=HYPERLINK(0)", "@SUM(1)", "+1-1"])
    def test_no_cell_is_a_formula(self, name: str, browser: Client, world: World, system: Actor) -> None:
        case = add_case(world.nordby, "caseworker", name, "6103820300")
        with acting(system):
            period = {"begins_on": TODAY, "ends_on": None}
            cases.effort_add(case=case, kind="mentor", title=name, organiser="other", **period, by=system)
        rows = self.table(browser, "?col=effort", world)
        assert [f"'{name}", f"'{name}"] in rows
        assert not any(cell[:1] in set("=+-@") for row in rows for cell in row if cell)
