"""An obligation, and what it is on a given date."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from fremdrift.rulebook.enums import ClosedBecause, Meets, MetBy, ObligationKind, PauseBecause, ReasonCode, Status
from fremdrift.rulebook.rules.dates import ONE_DAY, Period
from fremdrift.rulebook.rules.facts import Facts
from fremdrift.rulebook.rules.packs import Rule
from fremdrift.rulebook.rules.pauses import Pause, after_exemption, capped, in_window, stopped_clock, suspensions
from fremdrift.rulebook.rules.reasons import ReasonParams, sentence
from fremdrift.rulebook.rules.timeline import Ending

DUE_SOON_DAYS = 7

# Doubt about these decides whether there is an obligation at all, not when one that stands is due.
SCOPE = frozenset({"target_groups", "valid_from", "valid_to", "lasts"})
# And about these only where a pause has moved it.
PAUSES = frozenset({"paused_by", "after_exemption"})


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
    facts: Facts,
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

    `ending` matters only while the obligation is not met. It is due no later than `latest`. On the days of a
    suspension that its life touches it has no force, whether its clock stops there or not.
    """
    closed = ending if met_on is None else Ending()
    stop = met_on or closed.on or date.max
    due_on, counted = _due(rule, base_due_on, in_window(pauses, arises_on, stop))
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
        paused=_with_suspensions(facts, counted, arises_on, stop),
        met_on=met_on,
        met_by=way.met_by if met_on else None,
        closed_on=closed.on,
        closed_because=closed.because,
        what_would_meet_it=way.meets,
        unconfirmed=_in_doubt(rule, closed, counted),
    )


def _due(rule: Rule, base: date | None, window: list[Pause]) -> tuple[date | None, tuple[Pause, ...]]:
    if base is None:
        return None, tuple(window)
    if rule.after_exemption is None:
        return stopped_clock(base, window)
    exempt = [pause for pause in window if pause.because is PauseBecause.EXEMPTION]
    due, stopped = stopped_clock(base, [pause for pause in window if pause not in exempt])
    due, covering = after_exemption(due, exempt, rule.after_exemption)
    return due, tuple(sorted((*stopped, *covering), key=lambda pause: (pause.start, pause.last)))


def _with_suspensions(facts: Facts, counted: tuple[Pause, ...], arises_on: date, stop: date) -> tuple[Pause, ...]:
    if not facts.suspended:
        return counted
    void = [pause for pause in suspensions(facts) if pause.last >= arises_on and pause.start <= stop]
    others = [pause for pause in counted if pause.because is not PauseBecause.SUSPENSION]
    return tuple(sorted((*others, *void), key=lambda pause: (pause.start, pause.last, pause.because, pause.reason)))


def over_with_its_time(obligation: Obligation) -> Obligation:
    """An obligation that can only be met in time: the day after its due date it is missed, and closed."""
    due = obligation.due_on
    ended = obligation.met_on or obligation.closed_on
    if due is None or (ended is not None and ended <= due):
        return obligation
    return replace(
        obligation,
        met_on=None,
        met_by=None,
        closed_on=due + ONE_DAY,
        closed_because=ClosedBecause.PERIOD_ENDED,
    )


def within(obligation: Obligation, days: Period) -> Obligation | None:
    """What is left of an obligation when its rules hold on these days only; None when nothing is.

    What was over before is nothing to the new rules; what they find standing is theirs from their first day, due then
    at the earliest. What stands when they end falls away with them.
    """
    over = obligation.met_on or obligation.closed_on
    if obligation.closed_because is ClosedBecause.PERIOD_ENDED:
        over = obligation.due_on  # it could be met to the end of that day, and is missed on the next
    if obligation.arises_on > days.last or (over is not None and over < days.start):
        return None
    if obligation.arises_on < days.start:
        obligation = replace(
            obligation,
            arises_on=days.start,
            base_due_on=obligation.base_due_on and max(obligation.base_due_on, days.start),
            due_on=obligation.due_on and max(obligation.due_on, days.start),
        )
    if days.end is None or (over is not None and over <= days.end):
        return obligation
    return replace(
        obligation,
        met_on=None,
        met_by=None,
        closed_on=days.end,
        closed_because=ClosedBecause.RULES_CHANGED,
    )


def _in_doubt(rule: Rule, closed: Ending, counted: tuple[Pause, ...]) -> bool:
    if closed.because is ClosedBecause.TARGET_GROUP_CHANGED and "target_groups" in rule.unconfirmed:
        return True
    exempt = any(pause.because is PauseBecause.EXEMPTION for pause in counted)
    return not (SCOPE if exempt else SCOPE | PAUSES).issuperset(rule.unconfirmed)


def status(obligation: Obligation, today: date) -> Status:
    """What the obligation is on `today`; what happens after that day is not yet known."""
    if today < obligation.arises_on:
        return Status.UPCOMING
    if obligation.met_on is not None and obligation.met_on <= today:
        return _met_status(obligation, obligation.met_on)
    if obligation.closed_on is not None and obligation.closed_on <= today:
        return _closed_status(obligation, obligation.closed_on)
    if any(today in pause for pause in obligation.paused if pause.because is PauseBecause.SUSPENSION):
        return Status.VOLUNTARY
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
