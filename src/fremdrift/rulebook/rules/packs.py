"""A rule pack: dated law as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    EffortKind,
    ObligationKind,
    PauseKind,
    TargetGroup,
)
from fremdrift.rulebook.rules.dates import ANY_DAY, Length, Period, age_on, without
from fremdrift.rulebook.rules.facts import Facts

Texts = Mapping[str, str]  # language → words


@dataclass(frozen=True, slots=True)
class Limit:
    """The length that holds for an age group; without a length the rule names no date."""

    length: Length | None = None
    from_age: int | None = None
    under_age: int | None = None

    def covers(self, age: int) -> bool:
        """Whether someone of this age belongs to the group."""
        return (self.from_age is None or age >= self.from_age) and (self.under_age is None or age < self.under_age)

    def due_after(self, anchor: date) -> date | None:
        """The date this limit sets when counted from `anchor`."""
        return self.length.after(anchor) if self.length else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """What a rule asks for every week: from which week to when, and how often in person."""

    from_week: int = 1
    lasts: Length
    in_person: frozenset[ConversationForm] = frozenset()  # the forms that count as in person
    in_person_weeks: int = 0  # so many weeks at first, every conversation
    in_person_every: int = 1  # after that, at least every so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with its parameters; `excluded_groups` are those the pack knows and the rule leaves out."""

    id: str
    kind: ObligationKind
    cited: Texts
    validity: Period
    benefits: frozenset[BenefitKind]
    target_groups: tuple[TargetGroup, ...]
    excluded_groups: frozenset[TargetGroup]
    limits: tuple[Limit, ...]
    accumulates: frozenset[BenefitKind] = frozenset(BenefitKind)  # gaps in these do not start a new count
    efforts: tuple[EffortKind, ...] = ()
    paused_by: PauseKind | None = None
    refers_to: "Rule | None" = None
    unconfirmed: tuple[str, ...] = ()
    times: int = 1  # how many conversations
    extend: Length | None = None  # how much longer at a time
    after_exemption: Length | None = None  # due so long after an exemption, instead of a clock that stops
    weekly: Weekly | None = None
    at_workplace: bool = False  # only efforts at a workplace count
    hours: int = 0  # a week, at least
    support: tuple[EffortKind, ...] = ()  # what runs beside
    closed_benefits: tuple[BenefitKind, ...] = ()
    note: Texts | None = None
    example: Facts | None = None

    @property
    def source(self) -> str:
        """What is cited, in English."""
        return self.cited["en"]

    @property
    def name(self) -> str:
        """The rule's own name, without its pack."""
        return self.id.split(".", 1)[1]

    def limit_for(self, born: date, day: date) -> Limit | None:
        """The limit for the age reached on `day`, or None where the rule leaves that age out."""
        age = age_on(born, day)
        return next((limit for limit in self.limits if limit.covers(age)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """Something the law says that is recorded and shown, but makes no obligation."""

    id: str
    text: Texts
    cited: Texts
    validity: Period
    values: Mapping[str, int]

    @property
    def source(self) -> str:
        """What is cited, in English."""
        return self.cited["en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """The share of a unit's obligations by some rules that must be met in time.

    `exempt_count`: whoever is exempt counts as everybody else, by the date without the exemption.
    """

    id: str
    percent: int
    rules: tuple[Rule, ...]
    cited: Texts
    validity: Period
    exempt_count: bool = False
    unconfirmed: tuple[str, ...] = ()
    note: Texts | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The share of a benefit that the state pays from a week on benefit on."""

    from_week: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reimbursement:
    """Steps of reimbursement by weeks on benefit, counted back over a time."""

    steps: tuple[Step, ...]
    counted_back: Length
    cited: Texts
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """Rules that held together for a time.

    Packs of one `line` succeed one another by their dates. `from_entry`: everything counts from the first day on
    which a case follows the pack, as in a trial. `suspends`: no rules, but days without duty, over every other pack.
    """

    key: str
    title: str
    cited: Texts
    validity: Period
    benefits: frozenset[BenefitKind] = frozenset()
    target_groups: tuple[TargetGroup, ...] = ()
    rules: tuple[Rule, ...] = ()
    information: tuple[Information, ...] = ()
    quotas: tuple[Quota, ...] = ()
    reimbursement: Reimbursement | None = None
    line: str = ""
    from_entry: bool = False
    suspends: bool = False
    note: Texts | None = None

    @property
    def source(self) -> str:
        """What is cited, in English."""
        return self.cited["en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce(Period):
    """The days on which a case is judged by a rule pack."""

    pack: RulePack


Packs = RulePack | tuple[InForce, ...]


def in_force(packs: Packs) -> tuple[InForce, ...]:
    """The packs with their days; one alone holds on every day."""
    return (InForce(start=ANY_DAY.start, pack=packs),) if isinstance(packs, RulePack) else packs


def overridden(usual: tuple[InForce, ...], instead: tuple[InForce, ...]) -> tuple[InForce, ...]:
    """The usual packs, but others on some days; a suspension stays over both."""
    holes = sorted(instead, key=lambda part: part.start)
    kept = [
        InForce(start=rest.start, end=rest.end, pack=part.pack)
        for part in usual
        for rest in (without(part, holes) if not part.pack.suspends else [part])
    ]
    return tuple(sorted([*kept, *holes], key=lambda part: (part.start, part.pack.key)))
