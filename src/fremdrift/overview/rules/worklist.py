"""The worklist: which lines stand, in which order, and what filters leave; no points are given to anybody.

The order depends on the office's duties alone: group, whose rule it is, date, kind, and last the case's own key.
Nothing about the person enters it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fremdrift.overview.enums import Duty, Filter, Group
from fremdrift.overview.rules.items import items_of, without_contact, without_effort
from fremdrift.overview.rules.shapes import Aside, Item, Row, Situation, Worklist

_BY_DUTY: dict[Filter, frozenset[Duty]] = {
    Filter.AGREEMENT: frozenset({Duty.AGREEMENT}),
    Filter.RECORD: frozenset({Duty.RECORD}),
    Filter.MINUTES: frozenset({Duty.MINUTES}),
    Filter.MESSAGE: frozenset({Duty.MESSAGE}),
    Filter.HEARING: frozenset({Duty.HEARING}),
    Filter.NEED: frozenset({Duty.NEED}),
    Filter.ORDER: frozenset(
        {
            Duty.ORDER_ANSWERED,
            Duty.ORDER_QUESTION,
            Duty.ORDER_CHANGE,
            Duty.ORDER_DECLINED,
            Duty.ORDER_INTERRUPTED,
            Duty.ORDER_DECIDED,
            Duty.ORDER_UNANSWERED,
            Duty.ORDER_STARTING,
            Duty.ORDER_DRAFT,
        }
    ),
    Filter.REPORT: frozenset({Duty.REPORT, Duty.REPORT_OVERDUE}),
    Filter.ABSENCE: frozenset({Duty.ABSENCE}),
    Filter.ENDING: frozenset({Duty.ENDING}),
    Filter.MEASUREMENT: frozenset({Duty.MEASUREMENT}),
    Filter.FELL: frozenset({Duty.FELL}),
    Filter.DIFFER: frozenset({Duty.DIFFER}),
    Filter.NEW_TO_ME: frozenset({Duty.HANDOVER}),
    Filter.REMINDER: frozenset({Duty.REMINDER}),
}
# The duties that a count is about; the other counts are about the row as a whole.
_ABOUT: dict[Filter, frozenset[Duty]] = {
    **_BY_DUTY,
    Filter.TODAY: frozenset({Duty.MEETING}),
    Filter.NO_CONTACT: frozenset({Duty.NO_CONTACT, Duty.CONVERSATION, Duty.MEETING, Duty.NEW_TIME}),
    Filter.NO_EFFORT: frozenset({Duty.NO_EFFORT, Duty.OFFER, Duty.EFFORT}),
}


def worklist(situations: Iterable[Situation], chosen: Iterable[Filter], today: dt.date) -> Worklist:
    """The worklist of a day, with only the lines that all chosen filters leave."""
    wanted = frozenset(chosen)
    rows = sorted(_rows(situations, today), key=lambda row: row.order)
    kept = [row for row in rows if all(matches(row, f, today) for f in wanted)]
    shown = [row for row in kept if Filter.ASIDE in wanted or row.group is not Group.ASIDE]
    counts = {f: sum(matches(row, f, today) for row in shown) for f in Filter}
    counts[Filter.ASIDE] = sum(row.group is Group.ASIDE for row in kept)
    return Worklist(tuple(shown), counts, wanted)


def _rows(situations: Iterable[Situation], today: dt.date) -> Iterable[Row]:
    for case in situations:
        signs = without_effort(case, today) is not None, without_contact(case, today) is not None
        items = lines(case, today)
        for found in ([i for i in items if not i.aside], [i for i in items if i.aside]):
            if found:
                yield Row(case.case_id, tuple(found), *signs)


def lines(case: Situation, today: dt.date) -> list[Item]:
    """All duties of a case, the foremost on top; those put aside say so."""
    found = sorted(items_of(case, today), key=lambda item: item.order)
    return [_put_aside(item, case.asides, today) for item in found]


def _put_aside(item: Item, asides: Sequence[Aside], today: dt.date) -> Item:
    for aside in asides:
        if (aside.duty, aside.fact) == (item.duty, item.fact) and aside.holds(today):
            return replace(item, aside=aside)
    return item


def spoken_of(row: Row, chosen: Iterable[Filter]) -> Item:
    """The duty that a row tells and acts on: the foremost that a chosen count is about, else the foremost of all.

    Where the row stands does not change by it.
    """
    counts = frozenset(chosen)
    asked = {duty for count in counts for duty in _ABOUT.get(count, ())}
    found = [item for item in row.items if item.duty in asked]
    if Filter.WAITING in counts:
        found += [item for item in row.items if item.group is Group.WAITING]
    return found[0] if found else row.first


def matches(row: Row, chosen: Filter, today: dt.date) -> bool:
    """Whether a filter leaves this line."""
    if chosen in _BY_DUTY:
        return any(item.duty in _BY_DUTY[chosen] for item in row.items)
    groups = {item.group for item in row.items}
    match chosen:
        case Filter.DUE:
            return bool(groups & {Group.LATE, Group.WEEK})
        case Filter.OVERDUE:
            return Group.LATE in groups
        case Filter.TODAY:
            return any(item.duty is Duty.MEETING and item.due_on == today for item in row.items)
        case Filter.NO_CONTACT:
            return row.without_contact
        case Filter.NO_EFFORT:
            return row.without_effort
        case Filter.WAITING:
            return Group.WAITING in groups
        case _:
            return row.group is Group.ASIDE
