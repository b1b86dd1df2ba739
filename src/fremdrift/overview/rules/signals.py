"""Signals: facts about the way a case goes, each with its own rule. Values only.

No function here takes two signals, and none gives a number that stands for a person: what they mean together is for
the citizen and the caseworker to say (domain: "signals, not phases, from the system").
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

# Measurements come every third month (BIP), so three of them reach over half a year.
LOOKED_AT = 3
# Attendance of the last four weeks; of fewer than three planned days nothing is said.
ATTENDANCE_WITHIN = dt.timedelta(weeks=4)
LEAST_DAYS = 3
# Reached sub-goals since about the measurement before the last.
REACHED_WITHIN = dt.timedelta(weeks=26)
# Changes of contact person are told of a year: each cuts the chance of a job (BIP, through VFC 2020).
CHANGES_WITHIN = dt.timedelta(days=365)


class Way(StrEnum):
    """Where the answers of one party went from one measurement to another."""

    HIGHER = "higher"
    UNCHANGED = "unchanged"
    LOWER = "lower"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True)
class Measured:
    """What one party answered on a day: steps from 1 to 5 by item; what was skipped is not there."""

    on: dt.date
    steps: Mapping[str, int]


@dataclass(frozen=True)
class Moved:
    """How many items went up, down or stayed, among those answered both times; and from when to when."""

    way: Way
    since: dt.date | None = None
    until: dt.date | None = None
    up: int = 0
    down: int = 0
    same: int = 0


@dataclass(frozen=True)
class Weeks:
    """Whole weeks without something until a day, and since when; none since when there never was any."""

    weeks: int
    since: dt.date


@dataclass(frozen=True)
class Attendance:
    """Days of the last four weeks on which somebody came, of those that were planned and not excused."""

    came: int
    planned: int


def moved(before: Measured, after: Measured) -> Moved:
    """Where one party's answers went: up when more items rose than fell, down when more fell than rose."""
    both = before.steps.keys() & after.steps.keys()
    up = sum(after.steps[item] > before.steps[item] for item in both)
    down = sum(after.steps[item] < before.steps[item] for item in both)
    way = Way.HIGHER if up > down else Way.LOWER if down > up else Way.UNCHANGED
    return Moved(way if both else Way.NOT_ENOUGH, before.on, after.on, up, down, len(both) - up - down)


def directions(measured: Sequence[Measured]) -> list[Moved]:
    """The last two moves of one party's measurements, oldest first; one "not enough" when there are not two of them."""
    last = sorted(measured, key=lambda m: m.on)[-LOOKED_AT:]
    return [moved(before, after) for before, after in pairwise(last)] or [Moved(Way.NOT_ENOUGH)]


def fell_twice(measured: Sequence[Measured]) -> bool:
    """Whether one party's answers fell from each of the last two measurements to the next; of fewer nothing is said."""
    return [move.way for move in directions(measured)] == [Way.LOWER, Way.LOWER]


def weeks_without(last_days: Collection[dt.date | None], opened: dt.date, today: dt.date) -> Weeks | None:
    """Whole weeks since the last day of something, or since the case opened; none while it runs, today with it."""
    if any(day is None or day >= today for day in last_days):
        return None
    since = max([opened, *(day for day in last_days if day is not None)])
    return Weeks((today - since).days // 7, since)


def attendance(days: Mapping[dt.date, str], today: dt.date) -> Attendance | None:
    """Of the last four weeks: days present among those planned and not excused; none of fewer than three."""
    seen = [kind for on, kind in days.items() if today - ATTENDANCE_WITHIN < on <= today and kind != "excused"]
    return Attendance(seen.count("present"), len(seen)) if len(seen) >= LEAST_DAYS else None


def lately(days: Collection[dt.date], within: dt.timedelta, today: dt.date) -> int:
    """How many of these days lie in the last while, today with it."""
    return sum(today - within < day <= today for day in days)


def differ(citizen: str | None, caseworker: str | None) -> bool | None:
    """Whether both have said which phase it is, and not the same; none while one of them has not said."""
    return None if citizen is None or caseworker is None else citizen != caseworker
