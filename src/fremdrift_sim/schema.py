"""What the simulator hands out: plain frozen records about invented people.

Every period runs from ``begins_on`` to and including ``ends_on``; ``None`` means that it still runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

RoleName = Literal["caseworker", "leader", "administrator", "auditor", "evaluator", "consultant", "provider", "mentor"]
Sex = Literal["f", "m"]
BenefitKind = Literal["cash_benefit", "education_benefit", "unemployment_insurance", "sickness_benefit"]
MatchGroup = Literal["match_1", "match_2", "match_3"]
Paused = Literal["conversation", "offer"]
TalkState = Literal["planned", "held", "no_show", "cancelled"]
Form = Literal["in_person", "phone", "video", "walk", "at_company", "at_home"]
Topic = Literal[
    "clarify_jobs",
    "solve_tasks",
    "more_hours",
    "ordinary_job",
    "education",
    "what_it_takes",
    "health",
    "everyday_life",
    "economy",
    "housing",
    "network",
]
Who = Literal["citizen", "caseworker", "other"]
PromiseState = Literal["open", "done", "dropped"]
NoShowReason = Literal["unknown", "ill", "transport", "forgot", "not_received", "family", "work", "other"]
HelperRole = Literal["company_consultant", "mentor", "job_broker", "delegated"]
ChangeReason = Literal["first", "illness", "leave", "left_job", "caseload", "citizen_wish"]
Attempt = Literal["phone", "sms", "visit", "network", "letter"]
EffortKind = Literal[
    "company_placement",
    "wage_subsidy",
    "guidance_upskilling",
    "ordinary_education",
    "mentor",
    "treatment",
    "debt_advice",
    "housing",
    "own_activity",
]
Organiser = Literal["municipality", "provider", "citizen", "other"]
Area = Literal["employment", "education", "health", "social", "debt", "housing"]
StepState = Literal["proposed", "open", "reached", "dropped"]
PlanText = Literal[
    "own_words",
    "job_goal",
    "education_goal",
    "job_search",
    "offers",
    "stabilising",
    "other_efforts",
    "finished",
    "strengths",
    "barriers",
]
ClosingReason = Literal["job", "education", "flex_job", "disability_pension", "moved", "prison", "death", "other"]


@dataclass(frozen=True)
class TeamPlan:
    """A team and the username of its leader."""

    key: str
    name: str
    leader: str


@dataclass(frozen=True)
class Staff:
    """Somebody who signs in at work; ``team`` is the key of a team, or nothing."""

    username: str
    name: str
    role: RoleName
    team: str | None = None


@dataclass(frozen=True)
class Town:
    """A municipality that does not exist."""

    key: str
    name: str
    teams: tuple[TeamPlan, ...]
    people: tuple[Staff, ...]

    @property
    def caseworkers(self) -> tuple[Staff, ...]:
        """Those who have a caseload."""
        return tuple(person for person in self.people if person.role == "caseworker")


@dataclass(frozen=True)
class ProviderPlan:
    """A provider; its people belong to no municipality."""

    key: str
    name: str
    people: tuple[Staff, ...]


@dataclass(frozen=True)
class Person:
    """An invented citizen; ``cpr`` is ten digits with sixty added to the day, so that it can be nobody's."""

    key: str
    cpr: str
    name: str
    sex: Sex
    born: date
    town: str
    phone: str
    email: str
    protected_address: bool = False
    username: str | None = None

    @property
    def first_name(self) -> str:
        """The name that a caseworker uses."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Spell:
    """A period on one benefit."""

    kind: BenefitKind
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class TargetGroupSpell:
    """A period in one match group."""

    group: MatchGroup
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Exemption:
    """A period in which some obligations rest, with the reason in words."""

    begins_on: date
    ends_on: date | None
    pauses: tuple[Paused, ...]
    reason: str


@dataclass(frozen=True)
class ContactPeriod:
    """A period with one coordinating caseworker.

    ``reason_for_change`` says why this person took over, ``handover`` is what the one before wrote; the first
    contact person has none.
    """

    username: str
    begins_on: date
    ends_on: date | None
    reason_for_change: ChangeReason = "first"
    handover: str = ""


@dataclass(frozen=True)
class Promise:
    """Something that somebody will do by a day; ``followed_up_on`` is when it was talked about again."""

    who: Who
    what: str
    by: date
    state: PromiseState
    followed_up_on: date | None = None


@dataclass(frozen=True)
class Talk:
    """A conversation: ``minutes`` is the text to the citizen, ``length`` how many minutes it took.

    ``resets`` is false for the short call in between that does not move the deadline of the next one.
    """

    on: date
    at: time
    state: TalkState
    form: Form
    topics: tuple[Topic, ...] = ()
    minutes: str = ""
    shared: bool = False
    length: int = 0
    agreements: tuple[Promise, ...] = ()
    no_show_reason: NoShowReason | None = None
    contact_attempts: tuple[Attempt, ...] = ()
    resets: bool = True


@dataclass(frozen=True)
class EffortPlan:
    """Something that runs for a citizen; ``hours`` are hours a week."""

    kind: EffortKind
    title: str
    organiser: Organiser
    provider_name: str
    begins_on: date
    ends_on: date | None
    hours: int
    at_workplace: bool = False


@dataclass(frozen=True)
class Writing:
    """All texts of a job plan as somebody wrote them on a day."""

    on: date
    texts: Mapping[PlanText, str]


@dataclass(frozen=True)
class Step:
    """A sub-goal: added on a day, due by another; ``ended_on`` is when it was reached or dropped."""

    what: str
    area: Area
    who: Who
    added_on: date
    by: date | None
    state: StepState
    ended_on: date | None = None
    who_name: str = ""


@dataclass(frozen=True)
class PlanStory:
    """A job plan: what was written when, oldest first, and its sub-goals in the order they were added."""

    writings: tuple[Writing, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class HelperPeriod:
    """Somebody who helps beside the contact person; ``delegated`` ones sit at a provider and have a last day."""

    username: str
    role: HelperRole
    begins_on: date
    ends_on: date | None
    why: str


@dataclass(frozen=True)
class Offered:
    """A case that its contact person wants to hand over, and that waits for the answer."""

    to: str
    begins_on: date
    reason: ChangeReason
    handover: str


@dataclass(frozen=True)
class CasePlan:
    """A citizen's whole case, oldest first in every list."""

    person: Person
    opened: date
    closed: date | None
    closing_reason: ClosingReason | None
    benefits: tuple[Spell, ...]
    target_groups: tuple[TargetGroupSpell, ...]
    exemptions: tuple[Exemption, ...]
    contact_persons: tuple[ContactPeriod, ...]
    conversations: tuple[Talk, ...]
    efforts: tuple[EffortPlan, ...]
    plan: PlanStory | None = None
    helpers: tuple[HelperPeriod, ...] = ()
    offered: Offered | None = None

    @property
    def caseworker(self) -> str:
        """The username of the latest contact person."""
        return self.contact_persons[-1].username


@dataclass(frozen=True)
class Population:
    """Everything that the simulator invents for one seed and one day."""

    seed: int
    today: date
    towns: tuple[Town, ...]
    providers: tuple[ProviderPlan, ...]
    cases: tuple[CasePlan, ...]

    def caseload(self, username: str) -> Iterator[CasePlan]:
        """The open cases of one caseworker."""
        return (case for case in self.cases if case.closed is None and case.caseworker == username)
