"""The worklist as a file for a spreadsheet: the same lines, and no formula however somebody is called."""

import csv
import io

import pytest
from django.test import Client

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.exchange.citizens import citizens_import
from fremdrift.web.shared.export import safe_cell
from tests.exchange.files import citizen, text
from tests.web.caseworker.questions import Screen
from tests.world import World

FORMULAS = ["=HYPERLINK(0)", "+1-1", "-2+3", "@SUM(1)", "\t=1", " =1+1"]


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


class TestWorklistExport(Screen):
    route = "worklist_export"
    shows = ("Citizen;What;Why;Deadline;Next action", "Cilla Papirsen;Find an offer together with Cilla")

    def test_is_a_file_that_a_spreadsheet_reads(self, browser: Client, world: World) -> None:
        response = browser.get(self.url(world))
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="worklist-2026-11-24.csv"'
        assert response["Cache-Control"] == "no-store"
        assert response.content.startswith(b"\xef\xbb\xbf")
        assert {len(row) for row in table(response.content)} == {5}

    def test_filters_hold_in_the_file(self, browser: Client, world: World) -> None:
        assert len(table(browser.get(self.url(world) + "?show=overdue").content)) == 2
        assert len(table(browser.get(self.url(world) + "?show=waiting").content)) == 1

    @pytest.mark.parametrize("name", FORMULAS)
    def test_a_name_from_a_file_is_no_formula(self, name: str, browser: Client, world: World, system: Actor) -> None:
        row = citizen(name=name, opened="01-02-2025", benefit_from="", group_from="", worker_from="")
        with acting(system):
            citizens_import(content=text(row).encode(), by=system)
        rows = table(browser.get(self.url(world)).content)
        assert [cells[0] for cells in rows if cells[0].startswith("'")] == [f"'{name.strip()}"]
        assert not any(cell.lstrip()[:1] in set("=+-@") for cells in rows for cell in cells if cell.lstrip())


@pytest.mark.parametrize("cell", [*FORMULAS, "\n=1", "\r=1", "＝1"])
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "Cilla", "24-11-2026", "a=b", "1+1", "'=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe_cell(cell) == cell
