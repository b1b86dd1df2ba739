"""What the rulebook is told about one case: dated facts, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    ConversationState,
    EffortKind,
    PauseKind,
    TargetGroup,
)
from fremdrift.rulebook.rules.dates import ONE_DAY, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitFact(Period):
    kind: BenefitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFact(Period):
    group: TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionFact(Period):
    pauses: frozenset[PauseKind]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortFact(Period):
    kind: EffortKind
    hours: float | None = None
    at_workplace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationFact:
    on: date
    state: ConversationState
    form: ConversationForm | None = None
    resets: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationFact:
    qualifying: bool
    children_at_home: bool
    judged_able_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One case. Benefits do not overlap one another, nor do target groups; the order of items means nothing.

    `education` and `plans` are None where they are not recorded: the rules about them are then not computed.
    `suspended` are the days on which the law itself was suspended, whatever the case.
    """

    born: date
    case: Period
    benefits: tuple[BenefitFact, ...] = ()
    target_groups: tuple[GroupFact, ...] = ()
    exemptions: tuple[ExemptionFact, ...] = ()
    conversations: tuple[ConversationFact, ...] = ()
    efforts: tuple[EffortFact, ...] = ()
    education: EducationFact | None = None
    plans: tuple[date, ...] | None = None
    suspended: tuple[Period, ...] = ()

    def resetting_days(self) -> list[date]:
        """Days with a held conversation that resets the deadline, each day once."""
        return sorted({talk.on for talk in self.resetting()})

    def resetting(self) -> list[ConversationFact]:
        """Held conversations that reset the deadline, earliest first."""
        held = (talk for talk in self.conversations if talk.state is ConversationState.HELD and talk.resets)
        return sorted(held, key=lambda talk: (talk.on, talk.form or ""))

    def suspension_on(self, day: date) -> Period | None:
        """The suspension of the law that this day lies in."""
        return next((period for period in self.suspended if day in period), None)

    def efforts_of(self, kinds: Iterable[EffortKind]) -> list[EffortFact]:
        """Efforts of these kinds, earliest first."""
        wanted = frozenset(kinds)
        return sorted(
            (effort for effort in self.efforts if effort.kind in wanted),
            key=lambda effort: (effort.start, effort.last, effort.kind),
        )


def connected_runs(efforts: Iterable[Period]) -> list[Period]:
    """Efforts, sorted by start, joined where they overlap or the next begins the day after."""
    runs: list[Period] = []
    for effort in efforts:
        if runs and (runs[-1].end is None or effort.start <= runs[-1].end + ONE_DAY):
            longest = max(runs[-1].last, effort.last)
            runs[-1] = Period(start=runs[-1].start, end=None if longest == date.max else longest)
        else:
            runs.append(Period(start=effort.start, end=effort.end))
    return runs
