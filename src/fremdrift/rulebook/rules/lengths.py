"""How long efforts may and must last, and how early they may begin."""

from collections.abc import Iterator
from datetime import date

from fremdrift.rulebook.enums import ClosedBecause, Meets, MetBy, ReasonCode
from fremdrift.rulebook.rules.dates import ONE_DAY, Length, Period
from fremdrift.rulebook.rules.facts import EffortFact, Facts, connected_runs
from fremdrift.rulebook.rules.obligation import Obligation, Way, make
from fremdrift.rulebook.rules.offers import first_offers
from fremdrift.rulebook.rules.packs import Limit, Rule
from fremdrift.rulebook.rules.pauses import days_without_benefit, in_window, stopped_clock, suspensions
from fremdrift.rulebook.rules.reasons import reason_params
from fremdrift.rulebook.rules.timeline import BenefitRun, Ending, Stretch, benefit_runs, count_at, stretches

MAX = Way(ReasonCode.MAX_LENGTH, Meets.END_EFFORT, MetBy.EFFORT)
EXTENDED = Way(ReasonCode.EXTENDED, Meets.END_EFFORT, MetBy.EFFORT)
MIN = Way(ReasonCode.MIN_LENGTH, Meets.KEEP_OFFER_RUNNING, MetBy.EFFORT)
NOT_BEFORE = Way(ReasonCode.NOT_BEFORE, Meets.REACH_BENEFIT_TIME, MetBy.BENEFIT)


def max_length(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """Each effort ends on its last allowed day or earlier, whatever the benefit and group.

    Where it may be extended, a registered end that lies later is an extension: the next length counts from there.
    """
    for effort in efforts_while_open(facts, rule):
        limit = rule.limit_for(facts.born, effort.start)
        if limit is None or limit.length is None:
            continue
        start, length, way = effort.start, limit, MAX
        while length.length is not None and start <= min(effort.last, facts.case.last):
            last = _last_allowed(facts, start, length.length)
            extended = rule.extend is not None and effort.end is not None and effort.end > last
            ends = last if extended else effort.end
            yield make(
                facts,
                rule,
                way,
                reason_params(start, length, effort.kind),
                suspensions(facts),
                arises_on=start,
                base_due_on=length.length.last_day(start),
                met_on=ends if ends is not None and ends <= facts.case.last else None,
                ending=case_ending(facts),
            )
            if not extended:
                break
            start, length, way = last + ONE_DAY, Limit(rule.extend), EXTENDED


def _last_allowed(facts: Facts, start: date, length: Length) -> date:
    last, _ = stopped_clock(length.last_day(start), in_window(suspensions(facts), start, date.max))
    return last or date.max


def min_length(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """Connected offers begun while the duty stands last long enough, or until the duty ends.

    A rule that refers to the first offer asks it of that one alone.
    """
    found = stretches(facts, rule)
    asked = [day for _, day in first_offers(facts, rule.refers_to) if day] if rule.refers_to else None
    for run in connected_runs(facts.efforts_of(rule.efforts)):
        limit = rule.limit_for(facts.born, run.start)
        stretch = next((item for item in found if run.start in item), None)
        if stretch is None or limit is None or limit.length is None:
            continue
        if asked is not None and not any(day in run for day in asked):
            continue
        last_day = limit.length.last_day(run.start)
        void = facts.suspension_on(last_day)
        if void is not None and run.start in void:
            continue
        yield make(
            facts,
            rule,
            MIN,
            reason_params(run.start, limit),
            (),
            arises_on=run.start,
            base_due_on=last_day,
            met_on=last_day if run.last >= last_day else None,
            ending=_min_ending(run, stretch, void),
        )


def _min_ending(run: Period, stretch: Stretch, void: Period | None) -> Ending:
    if void is not None:
        return Ending(void.start - ONE_DAY, ClosedBecause.SUSPENDED)
    return stretch.ending if stretch.last <= run.last else Ending(run.end, ClosedBecause.ENDED_SHORT)


def not_before(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """An effort begins only after long enough on benefit, whenever the case was opened."""
    runs = benefit_runs(facts, rule.benefits)
    for effort in efforts_while_open(facts, rule):
        limit = rule.limit_for(facts.born, effort.start)
        count = count_at(runs, effort.start)
        if limit is None or limit.length is None or not count:
            continue
        ending = effort_ending(facts, effort)
        reached_on = _reached(count, limit.length)
        yield make(
            facts,
            rule,
            NOT_BEFORE,
            reason_params(count[0].start, limit, effort.kind),
            (),
            arises_on=effort.start,
            base_due_on=effort.start,
            met_on=reached_on if reached_on and reached_on <= (ending.on or date.max) else None,
            ending=ending,
        )


def efforts_while_open(facts: Facts, rule: Rule) -> list[EffortFact]:
    """The rule's efforts that touch the time the case is open; only those at a workplace where the rule says so."""
    return [
        effort
        for effort in facts.efforts_of(rule.efforts)
        if effort.start <= facts.case.last
        and effort.last >= facts.case.start
        and (effort.at_workplace or not rule.at_workplace)
    ]


def case_ending(facts: Facts) -> Ending:
    """How the case closes, if it does."""
    return Ending(facts.case.end, ClosedBecause.CASE_CLOSED) if facts.case.end else Ending()


def effort_ending(facts: Facts, effort: EffortFact) -> Ending:
    """How an effort ends: itself, or with the case."""
    if effort.end is not None and effort.end < facts.case.last:
        return Ending(effort.end, ClosedBecause.EFFORT_ENDED)
    return case_ending(facts)


def _reached(count: list[BenefitRun], length: Length) -> date | None:
    """The day after `length` has been spent on benefit, or None if the benefit ends before."""
    start = count[0].start
    pauses = in_window(days_without_benefit(count), start, date.max)
    last_day, _ = stopped_clock(length.last_day(start), pauses)
    return last_day + ONE_DAY if last_day and last_day <= count[-1].last else None
