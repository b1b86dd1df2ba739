"""How long efforts may and must last, and how early they may begin."""

from collections.abc import Iterator
from datetime import date

from fremdrift.rulebook.enums import ClosedBecause, Meets, MetBy, ReasonCode
from fremdrift.rulebook.rules.dates import ONE_DAY, Length
from fremdrift.rulebook.rules.facts import EffortFact, Facts, connected_runs
from fremdrift.rulebook.rules.obligation import Obligation, Way, make
from fremdrift.rulebook.rules.packs import Rule
from fremdrift.rulebook.rules.pauses import days_without_benefit, in_window, stopped_clock
from fremdrift.rulebook.rules.reasons import reason_params
from fremdrift.rulebook.rules.timeline import BenefitRun, Ending, benefit_runs, count_at, stretches

MAX = Way(ReasonCode.MAX_LENGTH, Meets.END_EFFORT, MetBy.EFFORT)
MIN = Way(ReasonCode.MIN_LENGTH, Meets.KEEP_OFFER_RUNNING, MetBy.EFFORT)
NOT_BEFORE = Way(ReasonCode.NOT_BEFORE, Meets.REACH_BENEFIT_TIME, MetBy.BENEFIT)


def max_length(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """Each effort ends on its last allowed day or earlier, whatever the benefit and group."""
    for effort in _while_open(facts, rule):
        limit = rule.limit_for(facts.born, effort.start)
        if limit is None or limit.length is None:
            continue
        in_time = effort.end is not None and effort.end <= facts.case.last
        yield make(
            rule,
            MAX,
            reason_params(effort.start, limit, effort.kind),
            (),
            arises_on=effort.start,
            base_due_on=limit.length.last_day(effort.start),
            met_on=effort.end if in_time else None,
            ending=_case_ending(facts),
        )


def min_length(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """Connected offers begun while the duty stands last long enough, or until the duty ends."""
    found = stretches(facts, rule)
    for run in connected_runs(facts.efforts_of(rule.efforts)):
        limit = rule.limit_for(facts.born, run.start)
        stretch = next((item for item in found if run.start in item), None)
        if stretch is None or limit is None or limit.length is None:
            continue
        last_day = limit.length.last_day(run.start)
        stopped_by_duty = stretch.last <= run.last
        yield make(
            rule,
            MIN,
            reason_params(run.start, limit),
            (),
            arises_on=run.start,
            base_due_on=last_day,
            met_on=last_day if run.last >= last_day else None,
            ending=stretch.ending if stopped_by_duty else Ending(run.end, ClosedBecause.ENDED_SHORT),
        )


def not_before(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """An effort begins only after long enough on benefit, whenever the case was opened."""
    runs = benefit_runs(facts, rule.benefits)
    for effort in _while_open(facts, rule):
        limit = rule.limit_for(facts.born, effort.start)
        count = count_at(runs, effort.start)
        if limit is None or limit.length is None or not count:
            continue
        ending = _effort_ending(facts, effort)
        reached_on = _reached(count, limit.length)
        yield make(
            rule,
            NOT_BEFORE,
            reason_params(count[0].start, limit, effort.kind),
            (),
            arises_on=effort.start,
            base_due_on=effort.start,
            met_on=reached_on if reached_on and reached_on <= (ending.on or date.max) else None,
            ending=ending,
        )


def _while_open(facts: Facts, rule: Rule) -> list[EffortFact]:
    """The rule's efforts that touch the time the case is open."""
    return [
        effort
        for effort in facts.efforts_of(rule.efforts)
        if effort.start <= facts.case.last and effort.last >= facts.case.start
    ]


def _case_ending(facts: Facts) -> Ending:
    return Ending(facts.case.end, ClosedBecause.CASE_CLOSED) if facts.case.end else Ending()


def _effort_ending(facts: Facts, effort: EffortFact) -> Ending:
    if effort.end is not None and effort.end < facts.case.last:
        return Ending(effort.end, ClosedBecause.EFFORT_ENDED)
    return _case_ending(facts)


def _reached(count: list[BenefitRun], length: Length) -> date | None:
    """The day after `length` has been spent on benefit, or None if the benefit ends before."""
    start = count[0].start
    pauses = in_window(days_without_benefit(count), start, date.max)
    last_day, _ = stopped_clock(length.last_day(start), pauses)
    return last_day + ONE_DAY if last_day and last_day <= count[-1].last else None
