"""Reads for the worklist: a constant number of queries, and of each table only what the rules ask."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Subquery

from fremdrift.access.actor import Actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.models import Case
from fremdrift.cases.rules import AREA_OF_EFFORT
from fremdrift.cases.selectors import CoveredFor
from fremdrift.conversations import selectors as talks
from fremdrift.conversations.rules import read_row
from fremdrift.core import clock
from fremdrift.core.ids import made_at
from fremdrift.core.rows import rows
from fremdrift.orders.selectors import order_rows
from fremdrift.overview.enums import Filter
from fremdrift.overview.models import Dismissal, Reminder
from fremdrift.overview.rules import (
    WRITE_MORE_WITHIN,
    Aside,
    Item,
    Note,
    OpenHearing,
    OpenNeed,
    Ordered,
    OrderStep,
    OwnStep,
    Promise,
    Situation,
    Talk,
    Wait,
    Work,
    Worklist,
    end_of_week,
    lines,
    worklist,
)
from fremdrift.overview.selectors.progress import progress_facts
from fremdrift.progression.selectors import measurement_rows


@dataclass(frozen=True)
class Caseload:
    """The actor's own cases and what stands in them."""

    cases: dict[UUID, Case]
    worklist: Worklist
    changes: dict[UUID, int]  # changes of contact person so far
    today: dt.date
    situations: dict[UUID, Situation] = field(default_factory=dict, compare=False)
    covered_for: dict[UUID, CoveredFor] = field(default_factory=dict)  # looked after for somebody absent


def own_worklist(actor: Actor, chosen: Iterable[Filter] = ()) -> Caseload:
    """Who needs what from the office today, by which rule; a constant number of queries."""
    today = clock.today()
    mine = {case.pk: case for case in cases.own_cases(actor)}
    read = _read(actor, mine)
    covered, goes = cases.covered_for(actor, mine), progress_facts(actor, read)
    situations = {
        case_id: _situation(read[case_id], goes[case_id], own=case_id not in covered)
        for case_id in mine
        if case_id in read
    }
    return Caseload(
        cases=mine,
        worklist=worklist(situations.values(), chosen, today),
        changes={case_id: max(len(row["persons"]) - 1, 0) for case_id, row in read.items()},
        today=today,
        situations=situations,
        covered_for=covered,
    )


def case_lines(actor: Actor, case: Case) -> list[Item]:
    """All duties that stand in one case, the foremost on top, those put aside too."""
    found = _read(actor, [case.pk])
    goes = progress_facts(actor, found)
    return [item for key, row in found.items() for item in lines(_situation(row, goes[key]), clock.today())]


def _read(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """By case, everything that the rules ask, in one query: a query for each table costs several times as much."""
    until = end_of_week(clock.today())
    found = Case.objects.visible_to(actor).filter(pk__in=list(case_ids))
    read = found.annotate(**cases.case_rows(actor), **talks.talk_rows(actor, until))
    read = read.annotate(**order_rows(actor), **measurement_rows(actor), **_own_rows(actor))
    names = (
        "persons",
        "work",
        "exempt",
        "asked",
        "steps",
        "needs_open",
        "measured_by",
        "rounds_taken",
        *_TALKS,
        *_ORDERS,
        "owed",
        "promised",
        "waits",
        "heard",
        "notes",
        "asides",
    )
    return {row["pk"]: row for row in read.values("pk", "opened_on", *names)}


_ORDERS = ("ordered", "fell_away", "decided", "reported", "order_asked", "proposed", "absent")
_TALKS = ("unfinished", "last_held", "last_missed")


def _own_rows(actor: Actor) -> dict[str, Subquery]:
    """The actor's own reminders whose day has come, and what they have put aside."""
    notes = Reminder.objects.filter(user=actor.user_id, on__lte=clock.today(), done_on=None)
    asides = Dismissal.objects.filter(user=actor.user_id, undone_at=None)
    return {
        "notes": rows(notes.order_by("on", "pk"), "pk", "on", "text"),
        "asides": rows(asides.order_by("-made_at", "pk"), "pk", "duty", "fact", "reason", "until"),
    }


def _situation(row: dict[str, Any], goes: dict[str, Any], *, own: bool = True) -> Situation:
    return Situation(
        case_id=row["pk"],
        obligations=[read_row(owed) for owed in row["owed"]],
        talks=_talks(row),
        promises=[Promise(what, who, _day(due), UUID(key)) for key, what, who, due in row["promised"]],
        since=row["opened_on"],
        efforts=_efforts(row),
        exempt=row["exempt"],
        asked_on=_asked(row["asked"]),
        needs=[OpenNeed(UUID(key), what, area, _date(since)) for key, what, area, since in row["needs_open"]],
        steps=[OwnStep(UUID(key), what, _date(due)) for key, what, due in row["steps"]],
        waits=[Wait(meets, reason, _date(until), by) for meets, reason, until, by in row["waits"]],
        hearings=[OpenHearing(UUID(key), _date(by), _day(on)) for key, by, on in row["heard"]],
        notes=[Note(UUID(key), _date(on), text) for key, on, text in row["notes"]],
        asides=[Aside(UUID(key), duty, fact, why, _day(until)) for key, duty, fact, why, until in row["asides"]],
        **goes,
        **_of_orders(row),
        **_start(row["persons"] if own else []),
    )


def _efforts(row: dict[str, Any]) -> list[Work]:
    """Efforts, each with the order by which it runs."""
    orders = {found[-1]: UUID(found[0]) for found in row["ordered"] if found[-1]}
    return [
        Work(UUID(key), title, _date(begins), _day(ends), AREA_OF_EFFORT[kind], orders.get(key))
        for key, title, begins, ends, kind in row["work"]
    ]


def _of_orders(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "orders": [_ordered(*found) for found in row["ordered"]],
        "fell_away": [_fallen_away(*found) for found in row["fell_away"]],
        "reports": [_report(*found) for found in row["reported"]],
        "questions": [OrderStep(UUID(key), UUID(of), title, _moment(at)) for key, of, title, at in row["order_asked"]],
        "proposals": [
            OrderStep(UUID(key), UUID(of), title, _moment(at), side) for key, of, title, at, side in row["proposed"]
        ],
        "decided": [
            OrderStep(UUID(key), UUID(of), title, _moment(at), what) for key, of, title, at, what in row["decided"]
        ],
        "absences": _absences(row["absent"]),
    }


def _start(begun: list[list[Any]]) -> dict[str, Any]:
    """Since when the case is the actor's own: one coordinates at a time, so the last one who began."""
    if not begun:  # looked after for somebody else, or handed over while this was being read
        return {}
    _user, begins_on, handover = begun[-1]
    return {"mine_since": _date(begins_on), "taken_over": len(begun) > 1 and bool(handover)}


def _talks(row: dict[str, Any]) -> list[Talk]:
    """The conversations that count, each once, oldest first; without a time one is the last of its day."""
    found = {talk[0]: talk for name in _TALKS for talk in row[name]}
    read = [
        Talk(UUID(key), state, _date(on), dt.time.fromisoformat(at) if at else None, form, minutes)
        for key, state, on, at, form, minutes in found.values()
    ]
    return sorted(read, key=lambda talk: (talk.on, talk.at is None, talk.at or dt.time.min, talk.id))


def _local(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).astimezone(clock.COPENHAGEN)


def _moment(moment: str) -> dt.date:
    return _local(moment).date()


def _asked(times: list[list[str]]) -> dt.date | None:
    """Since which day the citizen waits for an answer."""
    return min((_moment(at) for (at,) in times), default=None)


def _ordered(
    key: str,
    title: str,
    state: str,
    sent: str | None,
    begins: str | None,
    ends: str | None,
    answer: str,
    answered: str | None,
    follows: str | None,
    effort: str | None,
) -> Ordered:
    return Ordered(
        id=UUID(key),
        title=title,
        state=state,
        begun_on=_begun_at(key).date(),
        sent_on=_on(sent),
        begins_on=_day(begins),
        ends_on=_day(ends),
        answer=answer,
        answered_on=_on(answered),
        follows=UUID(follows) if follows else None,
        begun_at=_begun_at(key),
    )


def _fallen_away(key: str, title: str, state: str, answered: str, ended: str | None, follows: str | None) -> Ordered:
    """Declined at a moment; of an interruption the day alone is known."""
    moment = _local(answered) if ended is None else dt.datetime.combine(_date(ended), dt.time.min, clock.COPENHAGEN)
    return Ordered(
        id=UUID(key),
        title=title,
        state=state,
        begun_on=_begun_at(key).date(),
        follows=UUID(follows) if follows else None,
        begun_at=_begun_at(key),
        fell_away_at=moment,
    )


def _begun_at(key: str) -> dt.datetime:
    return made_at(UUID(key)).astimezone(clock.COPENHAGEN)


def _report(
    key: str, of: str, title: str, kind: str, state: str, due: str, submitted: str | None, returned: str | None
) -> OrderStep:
    """A report that waits: since it was submitted, or since it was due; one that was returned has a week more."""
    if state == "submitted":
        since = _on(submitted) or _date(due)
    else:
        since = max(_date(due), (_on(returned) or dt.date.min) + WRITE_MORE_WITHIN if returned else _date(due))
    return OrderStep(UUID(key), UUID(of), title, since, kind, state)


def _absences(rows: list[list[str]]) -> list[OrderStep]:
    """The days of absence of each order."""
    found = []
    for (of, title), days in groupby(rows, key=lambda row: (row[0], row[1])):
        on = tuple(_date(day) for _of, _title, day in days)
        found.append(OrderStep(UUID(of), UUID(of), title, on[-1], days=on))
    return found


def _on(moment: str | None) -> dt.date | None:
    return None if moment is None else _moment(moment)


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _day(text: str | None) -> dt.date | None:
    return None if text is None else _date(text)
