"""The import files: Danish headers and dates, one row per period, everybody in the right town."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from fremdrift_sim.writers import HEADER, write_citizens
from tests.sim.shape import demo, open_cases


@pytest.fixture
def rows(tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    return {path.stem: read(path) for path in write_citizens(demo(), tmp_path)}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_one_file_for_every_town(rows: dict[str, list[dict[str, str]]]) -> None:
    assert list(rows) == ["citizens_nordby", "citizens_sydby", "citizens_oesterby"]
    assert all(tuple(row) == HEADER for town in rows.values() for row in town)


def test_everybody_with_an_open_case_is_there(rows: dict[str, list[dict[str, str]]]) -> None:
    for town in demo().towns:
        numbers = {row["cpr"].replace("-", "") for row in rows[f"citizens_{town.key}"]}
        assert numbers == {case.person.cpr for case in open_cases(demo()) if case.person.town == town.key}


def test_as_many_rows_as_a_person_has_periods(rows: dict[str, list[dict[str, str]]]) -> None:
    found = Counter(row["cpr"].replace("-", "") for town in rows.values() for row in town)
    wanted = {case.person.cpr: max(len(case.benefits), len(case.target_groups)) for case in open_cases(demo())}
    assert found == wanted
    assert max(found.values()) > 1


def test_cilla_as_a_row(rows: dict[str, list[dict[str, str]]]) -> None:
    cilla = rows["citizens_nordby"][0]
    assert cilla["navn"] == "Cilla Papirsen"
    assert cilla["sag_åbnet"] == cilla["ydelse_fra"] == cilla["målgruppe_fra"] == "03-03-2025"
    assert (cilla["ydelse"], cilla["målgruppe"]) == ("kontanthjælp", "match 2")
    assert (cilla["ydelse_til"], cilla["målgruppe_til"], cilla["beskyttet_adresse"]) == ("", "", "nej")
    assert (cilla["kontaktperson"], cilla["kontaktperson_fra"]) == ("signe", "06-07-2026")
