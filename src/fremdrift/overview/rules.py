"""The worklist: which duties stand, in which group and order. Values only; no points are given to anybody.

The order depends on the office's duties alone: group, whose rule it is, date, kind, and last the case's own key.
Nothing about the person enters it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from fremdrift.overview.enums import Authority, Duty, Filter, Group
from fremdrift.rulebook.enums import Meets, Status
from fremdrift.rulebook.rules import Obligation, status

# The office's own rules; a municipality will be able to choose them. Source: SFI on follow-up, and the sketches.
SHARE_MINUTES_WITHIN = dt.timedelta(days=7)
NEW_TIME_WITHIN = dt.timedelta(days=7)
READ_HANDOVER_WITHIN = dt.timedelta(days=7)
CONCLUDE_HEARING_WITHIN = dt.timedelta(days=7)

_GROUPS, _AUTHORITIES, _DUTIES = list(Group), list(Authority), list(Duty)
_OF = {
    Meets.HOLD_CONVERSATION: Duty.CONVERSATION,
    Meets.START_OFFER: Duty.OFFER,
    Meets.END_EFFORT: Duty.EFFORT,
    Meets.KEEP_OFFER_RUNNING: Duty.EFFORT,
}


@dataclass(frozen=True)
class Talk:
    """A conversation as the worklist sees it."""

    id: UUID
    state: str
    on: dt.date
    at: dt.time | None
    form: str
    minutes_state: str


@dataclass(frozen=True)
class Promise:
    """An open agreement as the worklist sees it."""

    what: str
    who: str
    due_on: dt.date | None


@dataclass(frozen=True)
class Asked:
    """A hearing that is not concluded, as the worklist sees it."""

    conversation_id: UUID
    answer_by: dt.date
    answered_on: dt.date | None


@dataclass(frozen=True)
class Situation:
    """What the worklist needs to know about one case."""

    case_id: UUID
    obligations: Sequence[Obligation] = ()
    talks: Sequence[Talk] = ()  # oldest first
    promises: Sequence[Promise] = ()
    hearings: Sequence[Asked] = ()
    mine_since: dt.date | None = None
    taken_over: bool = False


@dataclass(frozen=True)
class Item:
    """One duty: what, by when, whose rule, and what its words need."""

    duty: Duty
    group: Group
    authority: Authority
    due_on: dt.date | None
    obligation: Obligation | None = None
    talk: Talk | None = None
    promise: Promise | None = None
    hearing: Asked | None = None
    since: dt.date | None = None

    @property
    def order(self) -> tuple[int, int, dt.date, int]:
        """Group, whose rule, oldest date first, kind of duty."""
        return (
            _GROUPS.index(self.group),
            _AUTHORITIES.index(self.authority),
            self.due_on or dt.date.max,
            _DUTIES.index(self.duty),
        )


@dataclass(frozen=True)
class Row:
    """One citizen's line: the foremost duty, and the others."""

    case_id: UUID
    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        """The duty that the line is about."""
        return self.items[0]


@dataclass(frozen=True)
class Worklist:
    """Lines in order, and for each filter how many lines it would leave beside those already chosen."""

    rows: tuple[Row, ...]
    counts: Mapping[Filter, int]
    chosen: frozenset[Filter] = field(default_factory=frozenset)


def worklist(situations: Iterable[Situation], chosen: Iterable[Filter], today: dt.date) -> Worklist:
    """The worklist of a day, with only the lines that all chosen filters leave."""
    wanted = frozenset(chosen)
    rows = sorted(_rows(situations, today), key=lambda row: (row.first.order, row.case_id))
    kept = [row for row in rows if all(matches(row, f, today) for f in wanted)]
    counts = {f: sum(matches(row, f, today) for row in kept) for f in Filter}
    return Worklist(tuple(kept), counts, wanted)


def _rows(situations: Iterable[Situation], today: dt.date) -> Iterable[Row]:
    for situation in situations:
        items = sorted(_items(situation, today), key=lambda item: item.order)
        if items:
            yield Row(situation.case_id, tuple(items))


def matches(row: Row, chosen: Filter, today: dt.date) -> bool:
    """Whether a filter leaves this line."""
    duties = {item.duty for item in row.items}
    groups = {item.group for item in row.items}
    match chosen:
        case Filter.DUE:
            return bool(groups & {Group.LATE, Group.WEEK})
        case Filter.OVERDUE:
            return Group.LATE in groups
        case Filter.TODAY:
            return any(item.duty is Duty.MEETING and item.due_on == today for item in row.items)
        case Filter.AGREEMENT:
            return Duty.AGREEMENT in duties
        case Filter.RECORD:
            return Duty.RECORD in duties
        case Filter.MINUTES:
            return Duty.MINUTES in duties
        case Filter.NEW_TO_ME:
            return Duty.HANDOVER in duties
        case Filter.WAITING:
            return Group.WAITING in groups


def _items(case: Situation, today: dt.date) -> Iterable[Item]:
    planned = [t for t in case.talks if t.state == "planned"]
    yield from _by_rule(case.obligations, planned, today)
    for talk in planned:
        if talk.on < today:
            yield Item(Duty.RECORD, Group.LATE, Authority.OWN, talk.on, talk=talk)
    recorded = [t for t in case.talks if t.state in {"held", "no_show"} and t.on <= today]
    if recorded and recorded[-1].state == "no_show" and not planned:
        due = recorded[-1].on + NEW_TIME_WITHIN
        yield Item(Duty.NEW_TIME, _group(due, today), Authority.OWN, due, talk=recorded[-1])
    for talk in recorded:
        if talk.state == "held" and talk.minutes_state == "draft":
            due = talk.on + SHARE_MINUTES_WITHIN
            yield Item(Duty.MINUTES, _group(due, today), Authority.OWN, due, talk=talk)
    for promise in case.promises:
        if promise.due_on is not None and promise.due_on <= end_of_week(today):
            yield Item(Duty.AGREEMENT, _group(promise.due_on, today), Authority.OWN, promise.due_on, promise=promise)
    for asked in case.hearings:
        ready = asked.answered_on or asked.answer_by
        if asked.answered_on is not None or asked.answer_by < today:
            due = ready + CONCLUDE_HEARING_WITHIN
            yield Item(Duty.HEARING, _group(due, today), Authority.OWN, due, hearing=asked)
    if case.taken_over and case.mine_since and today - case.mine_since <= READ_HANDOVER_WITHIN:
        due = case.mine_since + READ_HANDOVER_WITHIN
        yield Item(Duty.HANDOVER, Group.WEEK, Authority.OWN, due, since=case.mine_since)


def _by_rule(found: Iterable[Obligation], planned: Sequence[Talk], today: dt.date) -> Iterable[Item]:
    ahead = min((t for t in planned if t.on >= today), key=lambda t: t.on, default=None)
    meeting = ahead if ahead is not None and ahead.on == today else None
    talked_of = False
    for obligation in found:
        duty = _OF.get(obligation.what_would_meet_it)
        item = _standing(duty, obligation, today) if duty else None
        if duty is Duty.CONVERSATION and meeting is not None and not talked_of:
            group = item.group if item is not None and item.group is Group.LATE else Group.WEEK
            if _stands(obligation, today):
                talked_of = True
                yield Item(Duty.MEETING, group, Authority.LAW, today, obligation=obligation, talk=meeting)
        elif duty is Duty.CONVERSATION and item is not None and ahead is not None:
            if item.due_on is None or item.group is Group.WAITING or ahead.on > item.due_on:
                yield replace(item, talk=ahead)  # else it is planned in time: nothing to do about it today
        elif item is not None:
            yield item
    if meeting is not None and not talked_of:
        yield Item(Duty.MEETING, Group.WEEK, Authority.LAW, today, talk=meeting)


def _stands(obligation: Obligation, today: dt.date) -> bool:
    return status(obligation, today) in {Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED}


def _standing(duty: Duty, obligation: Obligation, today: dt.date) -> Item | None:
    due, now = obligation.due_on, status(obligation, today)
    if now is Status.PAUSED:
        base = obligation.base_due_on
        if base is not None and base <= end_of_week(today):
            return Item(duty, Group.WAITING, Authority.LAW, due or base, obligation=obligation)
    elif now in {Status.OPEN, Status.DUE_SOON, Status.OVERDUE} and due is not None and due <= end_of_week(today):
        return Item(duty, _group(due, today), Authority.LAW, due, obligation=obligation)
    return None


def end_of_week(today: dt.date) -> dt.date:
    """The Sunday of the week; on a Saturday or Sunday that of the next, since that is the week one prepares."""
    weekend = today.weekday() >= 5
    return today + dt.timedelta(days=(13 if weekend else 6) - today.weekday())


def _group(due: dt.date, today: dt.date) -> Group:
    return Group.LATE if due < today else Group.WEEK
