"""Days on which a Danish municipality is open, and chance that gives the same answer every time."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from random import Random

SATURDAY = 5
LONGEST_CLOSURE = 7  # days in a row, Christmas with a weekend at its end


def dice(seed: int, *names: object) -> Random:
    """A generator of its own for every name, so that one person's life does not change another's."""
    label = "/".join(str(part) for part in (seed, *names))
    return Random(label)  # noqa: S311 - invents people for a demo; must repeat itself, keeps no secret


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age(born: date, on: date) -> int:
    """Whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _easter(year: int) -> date:
    """Easter Sunday by Gauss's rule as completed by Meeus, for the Gregorian calendar."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = moon + weekday - 7 * ((year % 19 + 11 * moon + 22 * weekday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


@lru_cache
def _closed(year: int) -> frozenset[date]:
    fixed = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))
    movable = (-3, -2, 1, 39, 50)  # Thursday and Friday before Easter, Easter Monday, Ascension, Whit Monday
    easter = _easter(year)
    return frozenset([date(year, m, d) for m, d in fixed] + [easter + days(n) for n in movable])


@lru_cache(maxsize=4096)
def is_workday(day: date) -> bool:
    """Monday to Friday, no public holiday, and not one of the days when offices stay shut."""
    return day.weekday() < SATURDAY and day not in _closed(day.year)


def workday(day: date, step: int = 1) -> date:
    """The day itself or the first workday after it (before it, with ``step=-1``)."""
    while not is_workday(day):
        day += days(step)
    return day


def workdays(first: date, last: date) -> list[date]:
    """All workdays of a period, both ends included."""
    span = (last - first).days
    return [day for day in (first + days(n) for n in range(span + 1)) if is_workday(day)]


def some_workday(rng: Random, first: date, last: date) -> date:
    """A workday of the period, or the last one before it ends where the period has none."""
    span = (last - first).days
    if span < LONGEST_CLOSURE:
        return rng.choice(workdays(first, last) or [workday(last, -1)])
    while not is_workday(day := first + days(rng.randint(0, span))):
        continue
    return day
