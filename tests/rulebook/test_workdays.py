"""Working days: the Danish holidays, the working day before a deadline, and counting working days."""

from datetime import date

import pytest

from fremdrift.rulebook.rules import is_working_day, working_day_by, working_days_after
from fremdrift.rulebook.rules.workdays import easter, holidays
from tests.rulebook.shorthand import day


@pytest.mark.parametrize(
    "sunday",
    [
        "1913-03-23",
        "1943-04-25",
        "1981-04-19",
        "2008-03-23",
        "2011-04-24",
        "2020-04-12",
        "2024-03-31",
        "2026-04-05",
        "2038-04-25",
    ],
)
def test_easter(sunday: str) -> None:
    """Days printed in almanacs, the earliest and the latest possible nearly among them."""
    assert easter(int(sunday[:4])) == day(sunday)


def test_the_holidays_of_a_year_with_great_prayer_day() -> None:
    assert sorted(f"{on:%d-%m}" for on in holidays(2023)) == sorted(
        ["01-01", "06-04", "07-04", "09-04", "10-04", "05-05", "18-05", "28-05", "29-05", "25-12", "26-12"]
    )


@pytest.mark.parametrize(
    ("friday", "working"), [("2011-05-20", False), ("2023-05-05", False), ("2024-04-26", True), ("2026-05-01", True)]
)
def test_great_prayer_day_is_a_holiday_up_to_2023(friday: str, working: bool) -> None:
    assert is_working_day(day(friday)) is working


@pytest.mark.parametrize("agreed", ["2026-06-05", "2026-12-24", "2026-12-31", "2025-05-01"])
def test_days_off_by_agreement_are_working_days(agreed: str) -> None:
    """Constitution Day, Christmas Eve, New Year's Eve, 1 May: some have them off, others not."""
    assert is_working_day(day(agreed))


@pytest.mark.parametrize(
    ("due", "by"),
    [
        ("2026-05-22", "2026-05-22"),  # a Friday
        ("2026-05-24", "2026-05-22"),  # Whit Sunday
        ("2026-05-25", "2026-05-22"),  # Whit Monday
        ("2026-04-06", "2026-04-01"),  # Easter Monday: the Wednesday before
        ("2026-12-27", "2026-12-24"),  # a Sunday after Christmas
        ("2027-01-03", "2026-12-31"),  # over New Year
        ("2028-02-29", "2028-02-29"),
    ],
)
def test_the_working_day_by_which(due: str, by: str) -> None:
    assert working_day_by(day(due)) == day(by)


@pytest.mark.parametrize(
    ("sent", "count", "answered"),
    [
        ("2026-11-24", 10, "2026-12-08"),  # two weeks later
        ("2026-03-27", 10, "2026-04-15"),  # three holidays of Easter between
        ("2023-04-28", 5, "2023-05-08"),  # Great Prayer Day between
        ("2024-04-19", 5, "2024-04-26"),  # none any more
        ("2026-11-28", 1, "2026-11-30"),  # from a Saturday
        ("2026-11-24", 0, "2026-11-24"),
    ],
)
def test_ten_working_days_to_answer(sent: str, count: int, answered: str) -> None:
    assert working_days_after(day(sent), count) == day(answered)


def test_a_day_that_is_no_working_day_is_never_answered_on() -> None:
    for year in (2020, 2024, 2026):
        assert is_working_day(working_days_after(date(year, 12, 23), 1))
