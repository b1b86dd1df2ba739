"""What the simulator hands out about orders: plain frozen records, and what happened to each day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from fremdrift_sim.schema import CasePlan, EffortKind, EffortPlan

Presence = Literal["present", "sick", "excused", "absent"]
Side = Literal["municipality", "provider"]
Verb = Literal[
    "answered",  # the citizen says what they think of the draft
    "sent",
    "accepted",
    "declined",
    "withdrawn",
    "met",  # a first meeting is agreed
    "started",
    "attended",
    "asked",  # for an extra report
    "begun",  # a report is begun and not sent
    "reported",
    "returned",
    "reviewed",
    "read",
    "commented",
    "proposed",
    "approved",
    "rejected",
    "wrote",
    "interrupted",
    "completed",
]


@dataclass(frozen=True)
class Attended:
    """How one planned day went."""

    on: date
    presence: Presence
    hours: float
    planned: float


@dataclass(frozen=True)
class Said:
    """What a report says: the five points with direction and evidence, each aim with outcome and words, and steps of
    the measurement, by indicator, with what shows them."""

    points: Mapping[str, tuple[str, str]]
    aims: tuple[tuple[str, str], ...]
    summary: str
    work_capacity: float | None
    recommendation: str
    recommendation_words: str
    steps: Mapping[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """One thing that happened to an order on a day; ``of`` is the kind of report, of change, of answer or decision."""

    on: date
    what: Verb
    of: str = ""
    words: str = ""
    side: Side = "provider"
    wants_answer: bool = False
    until: date | None = None
    hours: float | None = None
    decision: str = ""
    days: tuple[Attended, ...] = ()
    said: Said | None = None


@dataclass(frozen=True)
class OrderPlan:
    """An order as it was written, and what became of it; to an offer by its code, or to a workplace by its number.

    ``aims`` have the words of the small step of the plan that they are tied to, where there is one.
    """

    kind: EffortKind
    offer: str
    workplace: int | None
    written: date
    purposes: tuple[str, ...]
    question: str
    aims: tuple[tuple[str, str], ...]
    indicators: Mapping[str, str]
    hours: float | None
    begins_on: date | None
    ends_on: date | None
    midway_on: date | None
    shared: Mapping[str, tuple[str, str]]
    informed_on: date | None
    right_and_duty: bool = False
    mentor_name: str = ""
    mentor_hours: float | None = None
    no_mentor_reason: str = ""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Shown:
    """An offer that lies on the citizen's page."""

    offer: str
    on: date
    note: str


@dataclass(frozen=True)
class CaseOrders:
    """The orders of one case, oldest first, and the efforts of it that these orders bring about themselves."""

    case: CasePlan
    orders: tuple[OrderPlan, ...]
    replaced: tuple[EffortPlan, ...] = ()
    shown: tuple[Shown, ...] = field(default=())
