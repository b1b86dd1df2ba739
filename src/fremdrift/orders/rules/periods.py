"""Days and hours of an order: what it may last, how long the provider sees it, whether there is a place."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

A_DAY = dt.timedelta(days=1)
# The provider's access (domain.md): 90 days after the later of the end and the last review, at most 180 after the end.
ACCESS_AFTER = dt.timedelta(days=90)
ACCESS_AT_MOST = dt.timedelta(days=180)
# How far ahead an order, a meeting or a change may lie, and how long ago the citizen was told. Own practice: beyond
# that it is a slip of the pen.
LONGEST, FURTHEST, TOLD_WITHIN = dt.timedelta(days=2 * 365), dt.timedelta(days=365), dt.timedelta(days=365)
FULL_TIME = 37  # hours a week, the Danish full-time week
# How long an order may go unanswered before it comes back to the caseworker (system.md C7).
ANSWER_WORKING_DAYS = 10
# How long an order counts as new in the unit's inbox, and how early its reports are among those due. Own practice.
NEW_FOR, REPORTS_SOON = dt.timedelta(days=7), dt.timedelta(days=14)
# How long it is asked what comes instead of an order that fell away; after that the case's other duties speak. Own.
FELL_AWAY_FOR = dt.timedelta(days=60)
# When a leader sees that a submitted report waits (system.md C8).
REVIEW_SEEN_BY_LEADER = dt.timedelta(days=14)
# Three days of absence that nobody was told of, within two weeks (the follow-up that cannot be forgotten).
ABSENT_DAYS, ABSENT_WITHIN = 3, dt.timedelta(days=14)


def days_problems(
    begins_on: dt.date | None, ends_on: dt.date | None, midway_on: dt.date | None, hours: float | None
) -> list[tuple[str, str]]:
    """What contradicts itself in the days and hours of an order: code and field, all that is wrong at once."""
    found = []
    turned = begins_on is not None and ends_on is not None and ends_on < begins_on
    if turned:
        found.append(("order.ends_before_it_begins", "ends_on"))
    elif begins_on is not None and ends_on is not None and ends_on - begins_on > LONGEST:
        found.append(("order.longest", "ends_on"))
    if hours is not None and not 0 < hours <= FULL_TIME:
        found.append(("order.hours", "hours"))
    last = None if turned else ends_on
    if midway_on is not None and (
        (begins_on is not None and midway_on <= begins_on) or (last is not None and midway_on >= last)
    ):
        found.append(("order.midway_outside", "midway_on"))
    return found


def begins_problem(begins_on: dt.date, today: dt.date) -> str | None:
    """An order is sent before it begins, or on the day."""
    return "order.begins_in_past" if begins_on < today else None


def midway_after(midway_on: dt.date | None, begins_on: dt.date, ends_on: dt.date) -> dt.date | None:
    """The day of the midway report when the order begins later than it was to: in the middle of what is left of it."""
    if midway_on is None or midway_on > begins_on:
        return midway_on
    middle = begins_on + (ends_on - begins_on) // 2
    return middle if begins_on < middle < ends_on else None


def tells_address(address: str, text: str) -> bool:
    """Whether a text holds the street and number of an address, however they are spaced, cased or punctuated."""
    street = re.match(r"\D+\d+", address)
    letters = [re.escape(letter) for letter in (street[0] if street else address).casefold() if letter.isalnum()]
    return bool(letters) and re.search(r"\W*".join(letters) + r"(?!\d)", text.casefold()) is not None


def access_until(ends_on: dt.date, reviewed_on: Iterable[dt.date] = ()) -> dt.date:
    """The last day on which the provider sees the order; reviews of reports prolong it."""
    return min(max([ends_on, *reviewed_on]) + ACCESS_AFTER, ends_on + ACCESS_AT_MOST)


@dataclass(frozen=True)
class Taken:
    """A place that is taken, or promised, from a day to a day."""

    begins_on: dt.date
    ends_on: dt.date


def busiest(taken: Sequence[Taken], begins_on: dt.date, ends_on: dt.date) -> int:
    """How many places are taken at once, on the busiest day of a period."""
    within = [t for t in taken if t.begins_on <= ends_on and t.ends_on >= begins_on]
    days = {max(t.begins_on, begins_on) for t in within}
    return max((sum(t.begins_on <= day <= t.ends_on for t in within) for day in days), default=0)


@dataclass(frozen=True)
class Load(Taken):
    """A place that counts as a part of one, by its hours."""

    share: float


def heaviest(loads: Sequence[Load], begins_on: dt.date) -> float:
    """The shares that lie on one day together, on the heaviest day from a day on; all of them touch the period."""
    days = {max(load.begins_on, begins_on) for load in loads}
    return max((sum(load.share for load in loads if load.begins_on <= day <= load.ends_on) for day in days), default=0)


def place_problem(
    places: int | None, taken: Sequence[Taken], wanted: Taken, quota: int | None, used: int
) -> str | None:
    """Whether there is a place for the whole period, and something left of the year's quota."""
    if places is not None and busiest(taken, wanted.begins_on, wanted.ends_on) >= places:
        return "order.no_free_place"
    return "order.quota_used" if quota is not None and used >= quota else None


def absence_pattern(absent_on: Iterable[dt.date], today: dt.date) -> list[dt.date]:
    """The days of absence that make a pattern: three or more within the last two weeks; else none."""
    recent = sorted(day for day in absent_on if today - ABSENT_WITHIN < day <= today)
    return recent if len(recent) >= ABSENT_DAYS else []


def planned_days(begins_on: dt.date, ends_on: dt.date, hours: float, monday: dt.date) -> dict[dt.date, float]:
    """The hours that are planned on each weekday of a week, evenly on as few whole days as the hours ask for.

    Up to 7.4 hours a day, a fifth of full time; a day outside the order's period has none, and in the week in which
    it begins the first day is the one on which it begins.
    """
    count = min(5, max(1, -(-int(hours * 10) // 74)))
    per_day = round(hours / count, 1)
    days = [monday + dt.timedelta(days=n) for n in range(5)]
    within = [day for day in days if begins_on <= day <= ends_on]
    return {day: per_day if n < count else 0.0 for n, day in enumerate(within)}
