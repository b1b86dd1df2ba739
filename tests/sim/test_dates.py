"""Days on which nobody meets, from the calendar of some years."""

from datetime import date

import pytest

from fremdrift_sim.dates import add_months, age, is_workday, workday


@pytest.mark.parametrize(
    "holiday",
    [
        "2026-04-02",
        "2026-04-03",
        "2026-04-06",
        "2026-05-14",
        "2026-05-25",
        "2027-03-29",
        "2028-04-13",
        "2026-06-05",
        "2026-12-24",
    ],
)
def test_closed(holiday: str) -> None:
    assert not is_workday(date.fromisoformat(holiday))


@pytest.mark.parametrize("day", ["2026-04-01", "2026-04-07", "2026-05-15", "2026-12-23", "2028-02-29"])
def test_open(day: str) -> None:
    assert is_workday(date.fromisoformat(day))


def test_next_and_last_workday() -> None:
    assert workday(date(2026, 12, 24)) == date(2026, 12, 28)
    assert workday(date(2026, 12, 27), -1) == date(2026, 12, 23)


def test_months_and_years_over_short_months() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 15), -3) == date(2025, 10, 15)
    assert age(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert age(date(2000, 2, 29), date(2026, 3, 1)) == 26
