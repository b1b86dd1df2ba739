"""What holds for a course of activation as a whole: its length in all, and the support that runs beside it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from fremdrift.rulebook.enums import Meets, MetBy, PauseBecause, PauseKind, ReasonCode
from fremdrift.rulebook.rules.dates import ONE_DAY, Period, without
from fremdrift.rulebook.rules.facts import EffortFact, Facts, connected_runs
from fremdrift.rulebook.rules.lengths import case_ending, effort_ending, efforts_while_open
from fremdrift.rulebook.rules.obligation import Obligation, Way, make
from fremdrift.rulebook.rules.packs import Limit, Rule
from fremdrift.rulebook.rules.pauses import Pause, stopped_clock, suspensions
from fremdrift.rulebook.rules.reasons import reason_params

TOTAL = Way(ReasonCode.MAX_TOTAL, Meets.END_EFFORT, MetBy.EFFORT)
BESIDE = Way(ReasonCode.BESIDE, Meets.ADD_SUPPORT, MetBy.EFFORT)


def max_total(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """All runs of activation while the case is open last no longer together; each run ends when they have."""
    runs = [
        Period(start=max(run.start, facts.case.start), end=run.end)
        for run in connected_runs(efforts_while_open(facts, rule))
    ]
    for number, run in enumerate(runs):
        limit = rule.limit_for(facts.born, runs[0].start)
        if limit is None or limit.length is None:
            continue
        gaps = [
            Pause(start=before.last + ONE_DAY, end=after.start - ONE_DAY, because=PauseBecause.NO_BENEFIT)
            for before, after in pairwise(runs[: number + 1])
        ]
        last, _ = stopped_clock(limit.length.last_day(runs[0].start), gaps)
        yield make(
            facts,
            rule,
            TOTAL,
            reason_params(runs[0].start, limit),
            suspensions(facts),
            arises_on=run.start,
            base_due_on=max(last or run.start, run.start),
            met_on=run.end if run.end is not None and run.end <= facts.case.last else None,
            ending=case_ending(facts),
        )


def beside(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """Support runs beside each effort, from its first day on which the support is not judged unnecessary."""
    support = facts.efforts_of(rule.support)
    for effort in efforts_while_open(facts, rule):
        needed_from = _needed_from(facts, effort)
        limit = rule.limit_for(facts.born, effort.start)
        if limit is None or needed_from is None:
            continue
        begun = [max(item.start, needed_from) for item in support if item.last >= needed_from]
        ending = effort_ending(facts, effort)
        yield make(
            facts,
            rule,
            BESIDE,
            reason_params(effort.start, Limit(), effort.kind, support=rule.support[0]),
            suspensions(facts),
            arises_on=needed_from,
            base_due_on=limit.due_after(needed_from),
            met_on=next((day for day in sorted(begun) if day <= min(ending.on or date.max, effort.last)), None),
            ending=ending,
        )


def _needed_from(facts: Facts, effort: EffortFact) -> date | None:
    unnecessary = sorted(
        (item for item in facts.exemptions if PauseKind.MENTOR in item.pauses), key=lambda item: (item.start, item.last)
    )
    days = Period(start=max(effort.start, facts.case.start), end=effort.end)
    left = next(without(days, connected_runs(unnecessary)), None)
    return left.start if left is not None and left.start <= facts.case.last else None
