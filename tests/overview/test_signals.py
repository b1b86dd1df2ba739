"""Each signal by a table: what it says, the boundary days, and that it says nothing of too little."""

import datetime as dt
from typing import Any

import pytest

from fremdrift.overview.rules import signals
from fremdrift.overview.rules.signals import Attendance, Measured, Moved, Way, Weeks

TODAY = dt.date(2026, 11, 24)
A_DAY = dt.timedelta(days=1)
FEBRUARY, MAY, AUGUST, NOVEMBER = (dt.date(2026, month, 20) for month in (2, 5, 8, 11))


def measured(on: dt.date, *steps: int | None) -> Measured:
    return Measured(on, {f"item{n}": step for n, step in enumerate(steps) if step is not None})


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ((2, 2, 2), (3, 3, 1), (Way.HIGHER, 2, 1, 0)),
        ((2, 2, 2), (1, 1, 3), (Way.LOWER, 1, 2, 0)),
        ((2, 2, 2), (3, 1, 2), (Way.UNCHANGED, 1, 1, 1)),
        ((2, 2, 2), (2, 2, 2), (Way.UNCHANGED, 0, 0, 3)),
        ((1, 2, 2), (5, 1, 1), (Way.LOWER, 1, 2, 0)),  # how far one moved does not count
        ((2, None, 2), (3, 3, None), (Way.HIGHER, 1, 0, 0)),  # what was skipped does not count
        ((2, None), (None, 3), (Way.NOT_ENOUGH, 0, 0, 0)),
        ((), (), (Way.NOT_ENOUGH, 0, 0, 0)),
    ],
)
def test_where_answers_went(before: tuple[int, ...], after: tuple[int, ...], found: tuple[Any, ...]) -> None:
    move = signals.moved(measured(AUGUST, *before), measured(NOVEMBER, *after))
    assert move == Moved(found[0], AUGUST, NOVEMBER, *found[1:])


def test_the_last_three_measurements_are_looked_at_in_the_order_of_their_days() -> None:
    all_four = [measured(NOVEMBER, 3), measured(FEBRUARY, 5), measured(AUGUST, 2), measured(MAY, 4)]
    assert [(m.way, m.since) for m in signals.directions(all_four)] == [(Way.LOWER, MAY), (Way.HIGHER, AUGUST)]


@pytest.mark.parametrize("number", [0, 1])
def test_one_measurement_is_not_enough_to_say(number: int) -> None:
    assert signals.directions([measured(NOVEMBER, 3)] * number) == [Moved(Way.NOT_ENOUGH)]
    assert not signals.fell_twice([measured(NOVEMBER, 3)] * number)


@pytest.mark.parametrize(
    ("steps", "fell"),
    [
        ((3, 2), False),
        ((4, 3, 2), True),
        ((4, 4, 2), False),
        ((4, 2, 3), False),
        ((1, 4, 3, 2), True),
        ((4, None, 2), False),
    ],
)
def test_answers_that_fell_twice(steps: tuple[int | None, ...], fell: bool) -> None:
    days = (FEBRUARY, MAY, AUGUST, NOVEMBER)
    assert signals.fell_twice([measured(day, step) for day, step in zip(days, steps, strict=False)]) is fell


@pytest.mark.parametrize(
    ("last_days", "found"),
    [
        ([], Weeks(4, TODAY - 28 * A_DAY)),  # since the case opened
        ([None], None),  # it runs without an end
        ([TODAY], None),  # the last day is a day of it
        ([TODAY - A_DAY], Weeks(0, TODAY - A_DAY)),
        ([TODAY - 7 * A_DAY], Weeks(1, TODAY - 7 * A_DAY)),
        ([TODAY - 13 * A_DAY], Weeks(1, TODAY - 13 * A_DAY)),
        ([TODAY - 20 * A_DAY, TODAY - 14 * A_DAY], Weeks(2, TODAY - 14 * A_DAY)),
        ([TODAY - 99 * A_DAY], Weeks(4, TODAY - 28 * A_DAY)),  # of an earlier case
        ([TODAY + A_DAY], None),
    ],
)
def test_weeks_without(last_days: list[dt.date | None], found: Weeks | None) -> None:
    assert signals.weeks_without(last_days, TODAY - 28 * A_DAY, TODAY) == found


@pytest.mark.parametrize(("ago", "weeks"), [(1, 0), (6, 0), (7, 1), (8, 1), (27, 3), (28, 4), (29, 4), (91, 13)])
def test_only_whole_weeks_are_counted(ago: int, weeks: int) -> None:
    day = TODAY - ago * A_DAY
    assert signals.weeks_without([day], TODAY - 400 * A_DAY, TODAY) == Weeks(weeks, day)
    assert signals.weeks_without([], day, TODAY) == Weeks(weeks, day)


def test_on_its_first_day_a_case_is_without_nothing_for_a_week() -> None:
    assert signals.weeks_without([], TODAY, TODAY) == Weeks(0, TODAY)


def days(*kinds: str, until: dt.date = TODAY) -> dict[dt.date, str]:
    return {until - n * A_DAY: kind for n, kind in enumerate(kinds)}


@pytest.mark.parametrize(
    ("registered", "found"),
    [
        (days("present", "present"), None),
        (days("present", "present", "excused"), None),
        (days("present", "sick", "absent"), Attendance(1, 3)),
        (days("present", "present", "present", "excused"), Attendance(3, 3)),
        (days("present", "present", "absent", until=TODAY - 25 * A_DAY), Attendance(2, 3)),
        (days("present", "present", "absent", until=TODAY - 26 * A_DAY), None),  # the third lies four weeks back
        (days("present", "present", "absent", until=TODAY + A_DAY), None),  # the first is to come
    ],
)
def test_attendance(registered: dict[dt.date, str], found: Attendance | None) -> None:
    assert signals.attendance(registered, TODAY) == found


@pytest.mark.parametrize(("back", "counts"), [(0, 1), (181, 1), (182, 0), (-1, 0)])
def test_what_happened_lately(back: int, counts: int) -> None:
    assert signals.lately([TODAY - back * A_DAY], signals.REACHED_WITHIN, TODAY) == counts


@pytest.mark.parametrize(("back", "counts"), [(0, 1), (364, 1), (365, 0), (-1, 0)])
def test_changes_within_a_year(back: int, counts: int) -> None:
    assert signals.lately([TODAY - back * A_DAY], signals.CHANGES_WITHIN, TODAY) == counts


@pytest.mark.parametrize(("back", "found"), [(25, Attendance(3, 3)), (26, None), (27, None)])
def test_attendance_looks_back_28_days_today_with_them(back: int, found: Attendance | None) -> None:
    """The earliest of three days lies two further back."""
    assert signals.attendance(days("present", "present", "present", until=TODAY - back * A_DAY), TODAY) == found


@pytest.mark.parametrize(
    ("citizen", "caseworker", "found"),
    [
        (None, None, None),
        ("decline", None, None),
        (None, "decline", None),
        ("decline", "decline", False),
        ("decline", "standstill", True),
    ],
)
def test_whether_the_two_say_the_same(citizen: str | None, caseworker: str | None, found: bool | None) -> None:
    assert signals.differ(citizen, caseworker) is found
