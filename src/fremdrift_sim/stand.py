"""Where a case stands today: decided first, so that a worklist looks real; the past is told up to it.

The rules behind the dates are those of LAB 2011 as SFI 2012 describes them: a first conversation within one
month (under 30) or three (30 and over), then one at least every third month; a first offer after at most 13
weeks (under 30) or nine months, and a new one within six months after the last has ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from random import Random

from fremdrift_sim.dates import add_months, age, days, is_workday, some_workday, workday, workdays
from fremdrift_sim.schema import Person

CONVERSATION_MONTHS = 3
FIRST_OFFER_DAYS = 13 * 7
FIRST_OFFER_MONTHS = 9
OFFER_MONTHS = 6
YOUNG = 30
PER_CASELOAD = 75
OFFER_LENGTH = 11 * 7


class Kind(Enum):
    """What a caseworker would say of the case today."""

    LATE = auto()  # the conversation should have been held some days ago
    SILENT = auto()  # the same, weeks ago
    LATE_OFFER = auto()  # the first or the next offer should have begun
    TODAY = auto()
    THIS_WEEK = auto()
    DUE = auto()  # due within seven days, and nobody has booked a time
    PAUSED = auto()
    UNSHARED = auto()  # held some days ago, the minutes are still a draft
    PROMISE = auto()  # an agreement is due within seven days
    TAKEN_OVER = auto()
    FRESH = auto()  # opened some days ago, not met yet
    STEADY = auto()


@dataclass(frozen=True)
class Stand:
    """The few dates that the rest of a case must agree with."""

    kind: Kind
    opened: date
    last: date | None
    planned: date | None
    offer_ended: date | None = None
    paused_since: date | None = None


def is_young(person: Person, opened: date) -> bool:
    """Under 30 when the case was opened, which gives the shorter deadlines."""
    return age(person.born, opened) < YOUNG


def first_talk_by(opened: date, *, young: bool) -> date:
    """The last day for the first conversation."""
    return add_months(opened, 1 if young else CONVERSATION_MONTHS)


def first_offer_by(opened: date, *, young: bool) -> date:
    """The last day for the first offer to begin."""
    return opened + days(FIRST_OFFER_DAYS) if young else add_months(opened, FIRST_OFFER_MONTHS)


def kinds(count: int, today: date, rng: Random) -> list[Kind]:
    """What a caseload of this size holds: as for 75 cases, or fewer in a smaller one; the rest is steady."""
    meetings = {Kind.TODAY: rng.randint(2, 4), Kind.THIS_WEEK: 3}
    if not is_workday(today):
        meetings = {Kind.THIS_WEEK: rng.randint(5, 6)}
    wanted = {
        **meetings,
        Kind.LATE: 3,
        Kind.SILENT: rng.randint(1, 2),
        Kind.LATE_OFFER: rng.randint(1, 2),
        Kind.DUE: rng.randint(1, 2),
        Kind.PAUSED: rng.randint(3, 4),
        Kind.UNSHARED: rng.randint(2, 4),
        Kind.PROMISE: rng.randint(2, 4),
        Kind.TAKEN_OVER: rng.randint(1, 2),
        Kind.FRESH: rng.randint(2, 3),
    }
    scale = min(1.0, count / PER_CASELOAD)
    special = [kind for kind, number in wanted.items() for _ in range(round(number * scale))][:count]
    return special + [Kind.STEADY] * (count - len(special))


def talk_with_due(first: date, last: date, rng: Random) -> date:
    """A workday from which three months lead to a day of the period."""
    candidates = workdays(
        add_months(first, -CONVERSATION_MONTHS) - days(5), add_months(last, -CONVERSATION_MONTHS) + days(5)
    )
    fitting = [day for day in candidates if first <= add_months(day, CONVERSATION_MONTHS) <= last]
    return rng.choice(fitting)


def stand(kind: Kind, person: Person, today: date, rng: Random) -> Stand:
    """Dates for a case of this kind."""
    match kind:
        case Kind.FRESH:
            found = _fresh(person, today, rng)
        case Kind.LATE:
            found = _late(kind, today - days(11), today - days(1), today, rng)
        case Kind.SILENT:
            found = _late(kind, today - days(40), today - days(15), today, rng)
        case Kind.LATE_OFFER:
            found = _late_offer(person, today, rng)
        case Kind.PAUSED:
            found = _paused(today, rng)
        case Kind.TODAY | Kind.THIS_WEEK:
            found = _meeting(kind, today, rng)
        case Kind.DUE:
            found = _known(kind, talk_with_due(today, today + days(6), rng), None, rng)
        case _:
            found = _steady(kind, today, rng)
    return found


def _known(kind: Kind, last: date, planned: date | None, rng: Random) -> Stand:
    """Met before: opened so long before the last conversation that all fits into 18 months."""
    opened = workday(last - days(rng.randint(12, 450)), -1)
    return Stand(kind, opened, last, planned)


def _fresh(person: Person, today: date, rng: Random) -> Stand:
    opened = some_workday(rng, today - days(12), today - days(3))
    due = first_talk_by(opened, young=is_young(person, opened))
    planned = some_workday(rng, today + days(7), min(due, today + days(30)))
    return Stand(Kind.FRESH, opened, None, planned)


def _late(kind: Kind, first: date, last: date, today: date, rng: Random) -> Stand:
    """Due within the period; some have got a new time by now."""
    planned = some_workday(rng, today + days(7), today + days(14)) if rng.random() < 0.4 else None
    return _known(kind, talk_with_due(first, last, rng), planned, rng)


def _meeting(kind: Kind, today: date, rng: Random) -> Stand:
    planned = today if kind is Kind.TODAY else some_workday(rng, today + days(1), today + days(6))
    return _known(kind, talk_with_due(planned, planned + days(12), rng), planned, rng)


def _paused(today: date, rng: Random) -> Stand:
    since = some_workday(rng, today - days(40), today - days(4))
    last = talk_with_due(max(since, today - days(12)), today + days(10), rng)
    opened = workday(last - days(rng.randint(12, 420)), -1)
    return Stand(Kind.PAUSED, opened, last, None, paused_since=since)


def _steady(kind: Kind, today: date, rng: Random) -> Stand:
    """On time: the next conversation is booked in good time before it is due, nearly always."""
    ago = 8 if kind is Kind.UNSHARED else 76
    last = some_workday(rng, today - days(ago), today - days(1))
    due = add_months(last, CONVERSATION_MONTHS)
    far = due > today + days(35)
    planned = None if far and rng.random() < 0.12 else _booked(today, due, rng)
    return _known(kind, last, planned, rng)


def _booked(today: date, due: date, rng: Random) -> date:
    return some_workday(rng, max(today + days(7), due - days(12)), due)


def _late_offer(person: Person, today: date, rng: Random) -> Stand:
    """The first offer is late, or the one after an offer that ended half a year ago."""
    steady = _steady(Kind.LATE_OFFER, today, rng)
    due = today - days(rng.randint(2, 25))
    young = is_young(person, add_months(due, -FIRST_OFFER_MONTHS))
    ended = workday(add_months(due, -OFFER_MONTHS), -1) if rng.random() < 0.5 else None
    if ended:
        opened = ended - days(OFFER_LENGTH + rng.randint(20, 60 if young else 200))
    else:
        opened = due - days(FIRST_OFFER_DAYS) if young else add_months(due, -FIRST_OFFER_MONTHS)
    return replace(steady, opened=workday(opened, -1), offer_ended=ended)
