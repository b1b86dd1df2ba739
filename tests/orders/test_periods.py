"""Days, places and addresses: the rules of an order that need no database."""

import datetime as dt

import pytest

from fremdrift.orders import rules

FIRST, LAST = dt.date(2026, 11, 2), dt.date(2027, 1, 31)


@pytest.mark.parametrize(
    ("midway_on", "begins_on", "found"),
    [
        (dt.date(2026, 12, 15), FIRST, dt.date(2026, 12, 15)),
        (FIRST, FIRST, dt.date(2026, 12, 17)),
        (dt.date(2026, 12, 15), dt.date(2027, 1, 11), dt.date(2027, 1, 21)),
        (dt.date(2026, 12, 15), dt.date(2027, 1, 30), None),
        (None, FIRST, None),
    ],
)
def test_the_midway_report_comes_after_the_first_day(
    midway_on: dt.date | None, begins_on: dt.date, found: dt.date | None
) -> None:
    assert rules.midway_after(midway_on, begins_on, LAST) == found


ADDRESS = "Hemmelig Vej 7, 2. th"


@pytest.mark.parametrize(
    "text",
    ["Hun bor på Hemmelig Vej 7", "hemmeligvej 7.", "HEMMELIG  VEJ 7, 2. th, 8000 Aarhus C", "Hemmelig-Vej 7b"],
)
def test_an_address_is_found_however_it_is_written(text: str) -> None:
    assert rules.tells_address(ADDRESS, text)


@pytest.mark.parametrize("text", ["Hun bor på Hemmelig Vej 77", "Vej 7", "Hun bor hemmeligt", ""])
def test_another_text_tells_no_address(text: str) -> None:
    assert not rules.tells_address(ADDRESS, text)
    assert not rules.tells_address("", text)


def test_an_address_without_a_number_is_found_as_it_stands() -> None:
    assert rules.tells_address("Præstegården", "Hentes ved præstegården kl. 8")
