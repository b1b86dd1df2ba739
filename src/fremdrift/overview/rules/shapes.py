"""What the worklist's rules read and say: values only, nothing about the person."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from fremdrift.overview.enums import Authority, Duty, Filter, Group
from fremdrift.rulebook.rules import Obligation

_GROUPS, _AUTHORITIES, _DUTIES = list(Group), list(Authority), list(Duty)


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
    id: UUID | None = None


@dataclass(frozen=True)
class Wait:
    """Why waiting makes sense although a duty stands: what would meet it, until when, and who wrote that."""

    meets: str
    reason: str
    until: dt.date
    by: str


@dataclass(frozen=True)
class OpenHearing:
    """A hearing that is not concluded, as the worklist sees it."""

    conversation_id: UUID
    answer_by: dt.date
    answered_on: dt.date | None


@dataclass(frozen=True)
class OwnStep:
    """A sub-goal that the office has taken on, as the worklist sees it."""

    id: UUID
    what: str
    due_on: dt.date


@dataclass(frozen=True)
class Work:
    """An effort as the worklist sees it."""

    id: UUID
    title: str
    begins_on: dt.date
    ends_on: dt.date | None
    area: str = ""
    order_id: UUID | None = None  # by which it runs


@dataclass(frozen=True)
class OpenNeed:
    """A need that nothing meets yet, as the worklist sees it."""

    id: UUID
    what: str
    area: str
    since: dt.date


@dataclass(frozen=True)
class Ordered:
    """An order as the worklist sees it: one that has not ended, or that fell away not long ago."""

    id: UUID
    title: str
    state: str
    begun_on: dt.date  # as a draft
    sent_on: dt.date | None = None
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None
    answer: str = ""  # the citizen's, to the draft
    answered_on: dt.date | None = None
    follows: UUID | None = None
    begun_at: dt.datetime | None = None
    fell_away_at: dt.datetime | None = None  # declined at that moment, or interrupted on that day

    @property
    def fell_away_on(self) -> dt.date | None:
        """The day on which the place said no, or the last day of what was interrupted."""
        return self.fell_away_at.date() if self.fell_away_at is not None else None


@dataclass(frozen=True)
class OrderStep:
    """Something about an order that waits for the office: a report, a question, a proposal, days of absence."""

    id: UUID
    order_id: UUID
    title: str  # of the order
    since: dt.date
    word: str = ""  # the kind of the report, whose proposal it is, what was decided or answered
    state: str = ""  # of a report
    days: tuple[dt.date, ...] = ()  # of absence


@dataclass(frozen=True)
class Measuring:
    """A measurement that is open and that the caseworker has not answered."""

    opens_on: dt.date
    due_on: dt.date
    begun: bool = False  # answered in part


@dataclass(frozen=True)
class Fell:
    """That the answers of one party fell in two measurements in a row; not what they were, and not how far."""

    party: str
    since: dt.date  # the measurement before both
    told_on: dt.date  # when the office could see it


@dataclass(frozen=True)
class Note:
    """A reminder to oneself whose day has come."""

    id: UUID
    on: dt.date
    text: str


@dataclass(frozen=True)
class Aside:
    """A line that was put aside: which duty, on what facts, why, and until which day."""

    id: UUID
    duty: str
    fact: str
    reason: str
    until: dt.date | None

    def holds(self, today: dt.date) -> bool:
        """On the chosen day the line is back."""
        return self.until is None or today < self.until


@dataclass(frozen=True)
class Situation:
    """What the worklist needs to know about one case."""

    case_id: UUID
    obligations: Sequence[Obligation] = ()
    talks: Sequence[Talk] = ()  # oldest first
    promises: Sequence[Promise] = ()
    mine_since: dt.date | None = None
    taken_over: bool = False
    since: dt.date | None = None  # the day the case was opened; without it nobody asks for contact or effort
    efforts: Sequence[Work] = ()  # oldest first
    exempt: bool = False  # from offers, today
    asked_on: dt.date | None = None  # the citizen wrote, and waits for an answer since then
    steps: Sequence[OwnStep] = ()
    needs: Sequence[OpenNeed] = ()
    waits: Sequence[Wait] = ()  # of today
    hearings: Sequence[OpenHearing] = ()
    orders: Sequence[Ordered] = ()
    fell_away: Sequence[Ordered] = ()  # orders that a place said no to, or that were interrupted
    reports: Sequence[OrderStep] = ()
    questions: Sequence[OrderStep] = ()
    proposals: Sequence[OrderStep] = ()
    decided: Sequence[OrderStep] = ()  # on reports, and not done
    absences: Sequence[OrderStep] = ()  # of each order, the days of the last weeks
    measuring: Measuring | None = None
    falls: Sequence[Fell] = ()
    differ_since: dt.date | None = None  # on which they last said different phases
    notes: Sequence[Note] = ()
    asides: Sequence[Aside] = ()

    @property
    def arranged(self) -> list[Work]:
        """Efforts, and orders that will become one."""
        coming = [o for o in self.orders if o.state in {"sent", "accepted"} and o.begins_on is not None]
        return [*self.efforts, *(Work(o.id, o.title, o.begins_on, o.ends_on) for o in coming if o.begins_on)]


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
    since: dt.date | None = None
    effort: Work | None = None
    note: Note | None = None
    step: OwnStep | None = None
    need: OpenNeed | None = None
    wait: Wait | None = None
    hearing: OpenHearing | None = None
    about: OrderStep | None = None
    measuring: Measuring | None = None
    fell: Fell | None = None
    aside: Aside | None = None

    @property
    def fact(self) -> str:
        """What the line stands on: when that changes, it is another line."""
        if self.obligation is not None and self.duty is not Duty.MEETING:
            return f"{self.obligation.rule} {self.obligation.arises_on} {self.obligation.due_on}"
        dated = self.promise or self.effort or self.step or self.need or self.about
        if dated is not None:
            return f"{dated.id} {self.due_on}"
        if self.fell is not None:
            return f"{self.fell.party} {self.fell.told_on}"
        known = self.talk or self.note
        return str(known.id if known else self.since)

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
    without_effort: bool = False  # for weeks, whether or not another duty says so already
    without_contact: bool = False

    @property
    def first(self) -> Item:
        """The duty that the line is about."""
        return self.items[0]

    @property
    def group(self) -> Group:
        """Where the line stands: what is put aside stands by itself."""
        return Group.ASIDE if self.first.aside else self.first.group

    @property
    def order(self) -> tuple[tuple[int, int, dt.date, int], UUID]:
        """That of the foremost duty; what is put aside comes last; the case's own key tells equal ones apart."""
        return (_GROUPS.index(self.group), *self.first.order[1:]), self.case_id


@dataclass(frozen=True)
class Worklist:
    """Lines in order, and for each filter how many lines it would leave beside those already chosen."""

    rows: tuple[Row, ...]
    counts: Mapping[Filter, int]
    chosen: frozenset[Filter] = field(default_factory=frozenset)


def group_by(due: dt.date, today: dt.date) -> Group:
    """Behind, or still to be reached."""
    return Group.LATE if due < today else Group.WEEK
