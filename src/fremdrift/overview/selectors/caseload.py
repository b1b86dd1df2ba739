"""Reads for the table of own citizens: sorted and filtered over all of them, columns read for those shown."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from fremdrift.access.actor import Actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.enums import Benefit, TargetGroup
from fremdrift.cases.models import Case
from fremdrift.cases.rules import search_key, sort_key
from fremdrift.cases.selectors import CoveredFor
from fremdrift.conversations import selectors as talks
from fremdrift.overview.enums import Column, Filter
from fremdrift.overview.rules import Situation
from fremdrift.overview.selectors.worklist import Caseload, own_worklist
from fremdrift.rulebook.rules import Obligation


@dataclass(frozen=True)
class OwnCase:
    """A line of the table; what no chosen column shows is not read."""

    case: Case
    benefit: str = ""
    target_group: str = ""
    deadline: Obligation | None = None
    next_talk: dt.date | None = None
    last_contact: dt.date | None = None
    changes: int = 0
    efforts: tuple[str, ...] = ()
    since: dt.date | None = None
    covered_for: CoveredFor | None = None


@dataclass(frozen=True)
class Table:
    """Own citizens in the chosen order, and what the counts would leave."""

    load: Caseload
    cases: list[Case]


def caseload(
    actor: Actor, name: str = "", chosen: Collection[Filter] = (), sort: Column | None = None, *, down: bool = False
) -> Table:
    """Own cases that have every word of the name and all chosen counts, sorted by a column; by name without one."""
    load = own_worklist(actor, chosen)
    wanted = {row.case_id for row in load.worklist.rows} if chosen else load.cases.keys()
    found = [case for case in load.cases.values() if case.pk in wanted and _is_called(case, name)]
    if sort is not None:
        keys = {line.case.pk: _KEYS[sort](line) for line in own_lines(actor, load, found, [sort])}
        known = [c for c in found if keys[c.pk] is not None]
        unknown = [c for c in found if keys[c.pk] is None]  # last, whichever way
        found = sorted(known, key=lambda c: keys[c.pk], reverse=down) + unknown
    elif down:
        found.reverse()
    return Table(load, found)


def _is_called(case: Case, name: str) -> bool:
    words = search_key(name).split()
    return not name or (bool(words) and all(word in case.citizen.search_key for word in words))


def own_lines(actor: Actor, load: Caseload, shown: Iterable[Case], columns: Collection[Column]) -> list[OwnCase]:
    """The lines of these cases with what the columns show."""
    shown = list(shown)
    ids = [case.pk for case in shown]
    benefits = cases.current_benefits(actor, ids) if Column.BENEFIT in columns else {}
    groups = cases.current_target_groups(actor, ids) if Column.TARGET_GROUP in columns else {}
    deadlines = talks.next_obligations(actor, ids) if Column.DEADLINE in columns else {}
    return [
        OwnCase(
            case=case,
            benefit=str(Benefit(benefits[case.pk]).label) if case.pk in benefits else "",
            target_group=str(TargetGroup(groups[case.pk]).label) if case.pk in groups else "",
            deadline=deadlines.get(case.pk),
            changes=load.changes[case.pk],
            covered_for=load.covered_for.get(case.pk),
            **_of_situation(load.situations[case.pk], load.today),
        )
        for case in shown
    ]


def _of_situation(case: Situation, today: dt.date) -> dict[str, Any]:
    running = (e.title for e in case.efforts if e.begins_on <= today and (e.ends_on is None or e.ends_on >= today))
    return {
        "next_talk": min((t.on for t in case.talks if t.state == "planned" and t.on >= today), default=None),
        "last_contact": max((t.on for t in case.talks if t.state == "held" and t.on <= today), default=None),
        "efforts": tuple(running),
        "since": case.mine_since,
    }


_KEYS: dict[Column, Callable[[OwnCase], Any]] = {
    Column.NUMBER: lambda line: line.case.number,
    Column.BENEFIT: lambda line: sort_key(line.benefit) or None,
    Column.TARGET_GROUP: lambda line: sort_key(line.target_group) or None,
    Column.DEADLINE: lambda line: line.deadline.due_on if line.deadline else None,
    Column.NEXT_TALK: lambda line: line.next_talk,
    Column.LAST_CONTACT: lambda line: line.last_contact,
    Column.CHANGES: lambda line: line.changes,
    Column.EFFORT: lambda line: sort_key(line.efforts[0]) if line.efforts else None,
    Column.SINCE: lambda line: line.since,
    Column.COVERED_FOR: lambda line: sort_key(line.covered_for.name) if line.covered_for else None,
}
