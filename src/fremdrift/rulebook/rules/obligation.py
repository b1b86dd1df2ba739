"""An obligation, and what it is on a given date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fremdrift.rulebook.enums import ClosedBecause, Meets, MetBy, ObligationKind, ReasonCode, Status
from fremdrift.rulebook.rules.packs import Rule
from fremdrift.rulebook.rules.pauses import Pause, capped, in_window, stopped_clock
from fremdrift.rulebook.rules.reasons import ReasonParams, sentence
from fremdrift.rulebook.rules.timeline import Ending

DUE_SOON_DAYS = 7

# Doubt about these decides whether there is an obligation at all, not when one that stands is due.
SCOPE = frozenset({"target_groups", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What has to happen, by when, by which rule, why, and what would meet it.

    `base_due_on` is the due date before pauses; `due_on` is None while a pause has no end and where the rule
    names no date. Either `met_on` or `closed_on` is set, or neither. Nothing here depends on today.
    """

    kind: ObligationKind
    rule: str
    source: str
    reason_code: ReasonCode
    reason_params: ReasonParams = field(hash=False)
    arises_on: date
    base_due_on: date | None
    due_on: date | None
    paused: tuple[Pause, ...]
    met_on: date | None
    met_by: MetBy | None
    closed_on: date | None
    closed_because: ClosedBecause | None
    what_would_meet_it: Meets
    unconfirmed: bool

    @property
    def reason(self) -> str:
        """The reason as an English sentence."""
        return sentence(self.reason_code, self.reason_params)


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of obligation is met, and the code of its reason."""

    reason: ReasonCode
    meets: Meets
    met_by: MetBy


def make(
    rule: Rule,
    way: Way,
    params: ReasonParams,
    pauses: Iterable[Pause],
    *,
    arises_on: date,
    base_due_on: date | None,
    met_on: date | None,
    ending: Ending,
    latest: date | None = None,
) -> Obligation:
    """An obligation whose clock stops in the pauses that begin before it was met or closed.

    `ending` matters only while the obligation is not met. It is due no later than `latest`.
    """
    closed = ending if met_on is None else Ending()
    window = in_window(pauses, arises_on, met_on or closed.on or date.max)
    due_on, counted = stopped_clock(base_due_on, window) if base_due_on else (None, tuple(window))
    due_on, counted = capped(due_on, counted, latest)
    return Obligation(
        kind=rule.kind,
        rule=rule.id,
        source=rule.source,
        reason_code=way.reason,
        reason_params=params,
        arises_on=arises_on,
        base_due_on=base_due_on,
        due_on=due_on,
        paused=counted,
        met_on=met_on,
        met_by=way.met_by if met_on else None,
        closed_on=closed.on,
        closed_because=closed.because,
        what_would_meet_it=way.meets,
        unconfirmed=_in_doubt(rule, closed),
    )


def _in_doubt(rule: Rule, closed: Ending) -> bool:
    if closed.because is ClosedBecause.TARGET_GROUP_CHANGED and "target_groups" in rule.unconfirmed:
        return True
    return not SCOPE.issuperset(rule.unconfirmed)


def status(obligation: Obligation, today: date) -> Status:
    """What the obligation is on `today`; what happens after that day is not yet known."""
    if today < obligation.arises_on:
        return Status.UPCOMING
    if obligation.met_on is not None and obligation.met_on <= today:
        return _met_status(obligation, obligation.met_on)
    if obligation.closed_on is not None and obligation.closed_on <= today:
        return _closed_status(obligation, obligation.closed_on)
    return _standing_status(obligation, today)


def _met_status(obligation: Obligation, met_on: date) -> Status:
    late = obligation.due_on is not None and met_on > obligation.due_on
    return Status.MET_LATE if late else Status.MET


def _standing_status(obligation: Obligation, today: date) -> Status:
    due = obligation.due_on
    if due is not None and due < today:
        return Status.OVERDUE
    if any(today in pause for pause in obligation.paused):
        return Status.PAUSED
    if due is not None and (due - today).days <= DUE_SOON_DAYS:
        return Status.DUE_SOON
    return Status.OPEN


def _closed_status(obligation: Obligation, closed_on: date) -> Status:
    """Missed when it was already overdue, or could no longer be met; else it lapsed."""
    overdue = obligation.due_on is not None and obligation.due_on < closed_on
    short = obligation.closed_because is ClosedBecause.ENDED_SHORT
    return Status.MISSED if overdue or short else Status.LAPSED


def sort_key(obligation: Obligation) -> tuple[date | str, ...]:
    """Earliest due first, without a due date last; ties broken by all that tells obligations apart."""
    return (
        obligation.due_on or date.max,
        obligation.kind,
        obligation.arises_on,
        obligation.rule,
        obligation.met_on or date.max,
        obligation.closed_on or date.max,
        str(obligation.reason_params),
    )
