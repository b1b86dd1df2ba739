"""Months, birthdays and ages."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from fremdrift.rulebook.enums import Unit
from fremdrift.rulebook.rules import Length, add_months, age_on, birthday_in
from tests.rulebook.shorthand import day


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2011-01-31", 1, "2011-02-28"),
        ("2012-01-31", 1, "2012-02-29"),
        ("2011-08-31", 1, "2011-09-30"),
        ("2011-11-30", 3, "2012-02-29"),
        ("2012-02-29", 12, "2013-02-28"),
        ("2012-02-29", 48, "2016-02-29"),
        ("2011-12-15", 1, "2012-01-15"),
        ("2011-12-15", 13, "2013-01-15"),
        ("2011-06-30", 0, "2011-06-30"),
    ],
)
def test_months_are_clipped_to_the_months_end(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize(
    ("length", "after", "last"),
    [
        (Length(10, Unit.DAYS), "2011-02-10", "2011-02-09"),
        (Length(13, Unit.WEEKS), "2011-05-02", "2011-05-01"),
        (Length(3, Unit.MONTHS), "2011-04-30", "2011-04-29"),
        (Length(1, Unit.YEARS), "2012-01-31", "2012-01-30"),
    ],
)
def test_lengths_from_31_january(length: Length, after: str, last: str) -> None:
    assert length.after(day("2011-01-31")) == day(after)
    assert length.last_day(day("2011-01-31")) == day(last)


def test_a_leapling_turns_a_year_older_on_28_february_in_common_years() -> None:
    born = day("1980-02-29")
    assert birthday_in(born, 2010) == day("2010-02-28")
    assert birthday_in(born, 2012) == day("2012-02-29")
    assert [age_on(born, day(on)) for on in ("2010-02-27", "2010-02-28", "2012-02-28", "2012-02-29")] == [
        29,
        30,
        31,
        32,
    ]


def test_age_rises_by_one_on_every_birthday_and_on_no_other_day() -> None:
    born = date(1981, 1, 3)
    days = [date(2008, 1, 1) + timedelta(days=n) for n in range(2000)]
    older = [after for before, after in pairwise(days) if age_on(born, after) > age_on(born, before)]
    assert older == [date(year, 1, 3) for year in range(2008, 2014)]
