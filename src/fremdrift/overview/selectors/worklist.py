"""Reads for the worklist: a constant number of queries, and of each table only what the rules ask."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import selectors as talks
from fremdrift.core import clock
from fremdrift.overview.enums import Filter
from fremdrift.overview.models import Dismissal, Reminder
from fremdrift.overview.rules import (
    Aside,
    Item,
    Note,
    Promise,
    Situation,
    Talk,
    Work,
    Worklist,
    end_of_week,
    lines,
    worklist,
)


@dataclass(frozen=True)
class Caseload:
    """The actor's own cases and what stands in them."""

    cases: dict[UUID, Case]
    worklist: Worklist
    changes: dict[UUID, int]  # changes of contact person so far
    today: dt.date
    situations: dict[UUID, Situation] = field(default_factory=dict, compare=False)
    holders: dict[UUID, int] = field(default_factory=dict, compare=False)  # whose case it is


def own_worklist(actor: Actor, chosen: Iterable[Filter] = ()) -> Caseload:
    """Who needs what from the office today, by which rule; a constant number of queries."""
    today = clock.today()
    mine = {case.pk: case for case in cases.own_cases(actor)}
    persons = _grouped(cases.begun_contact_persons(actor, mine))
    changes = {case_id: max(len(persons[case_id]) - 1, 0) for case_id in mine}
    holders = {case_id: rows[-1][0] for case_id, rows in persons.items() if rows}
    situations = {s.case_id: s for s in _situations(actor, mine, persons)}
    return Caseload(mine, worklist(situations.values(), chosen, today), changes, today, situations, holders)


def case_lines(actor: Actor, case: Case) -> list[Item]:
    """All duties that stand in one case, the foremost on top, those put aside too."""
    found = {case.pk: case}
    persons = _grouped(cases.begun_contact_persons(actor, found))
    (situation,) = _situations(actor, found, persons)
    return lines(situation, clock.today())


def _situations(
    actor: Actor, mine: dict[UUID, Case], persons: dict[UUID, list[tuple[Any, ...]]]
) -> Iterable[Situation]:
    today = clock.today()
    until = end_of_week(today)
    held = _grouped(talks.unfinished_conversations(actor, mine))
    meeting = [case_id for case_id, rows in held.items() if any(row[1:3] == ("planned", today) for row in rows)]
    obligations = _grouped(talks.pressing_obligations(actor, mine, until, meeting))
    promised = _grouped(talks.due_agreements(actor, mine, until))
    efforts, exempt = _grouped(cases.effort_periods(actor, mine)), cases.exempt_cases(actor, mine)
    notes, asides = _grouped(due_reminders(actor, mine)), _grouped(standing_dismissals(actor, mine))
    for case_id, case in mine.items():
        yield Situation(
            case_id=case_id,
            obligations=[obligation for (obligation,) in obligations[case_id]],
            talks=[Talk(*row) for row in held[case_id]],
            promises=[Promise(what, who, due_on, key) for key, what, who, due_on in promised[case_id]],
            since=case.opened_on,
            efforts=[Work(*row) for row in efforts[case_id]],
            exempt=case_id in exempt,
            notes=[Note(*row) for row in notes[case_id]],
            asides=[Aside(*row) for row in asides[case_id]],
            **_start(persons[case_id]),
        )


def _start(begun: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Since when the case is the actor's own: one coordinates at a time, so the last one who began."""
    if not begun:  # handed over while this was being read
        return {}
    _user, begins_on, handover = begun[-1]
    return {"mine_since": begins_on, "taken_over": len(begun) > 1 and bool(handover)}


def due_reminders(actor: Actor, case_ids: Iterable[UUID]) -> list[tuple[Any, ...]]:
    """The actor's own reminders whose day has come, oldest first: case, id, day, words."""
    found = Reminder.objects.visible_to(actor).filter(
        case__in=case_ids, user=actor.user_id, on__lte=clock.today(), done_on=None
    )
    return list(found.order_by("on", "pk").values_list("case_id", "pk", "on", "text"))


def standing_dismissals(actor: Actor, case_ids: Iterable[UUID]) -> list[tuple[Any, ...]]:
    """What the actor has put aside and not taken back: case, id, duty, fact, reason, until when."""
    found = Dismissal.objects.visible_to(actor).filter(case__in=case_ids, user=actor.user_id, undone_at=None)
    return list(found.order_by("-made_at", "pk").values_list("case_id", "pk", "duty", "fact", "reason", "until"))


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[tuple[Any, ...]]]:
    """Rows by their first column, the case, without it."""
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for case_id, *rest in rows:
        found[case_id].append(tuple(rest))
    return found
