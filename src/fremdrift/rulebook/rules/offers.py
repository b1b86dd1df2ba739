"""First and repeated offers, and the job plan before the first."""

from collections.abc import Iterator
from datetime import date

from fremdrift.rulebook.enums import Meets, MetBy, ReasonCode
from fremdrift.rulebook.rules.dates import Period
from fremdrift.rulebook.rules.facts import Facts, connected_runs
from fremdrift.rulebook.rules.obligation import Obligation, Way, make
from fremdrift.rulebook.rules.packs import Rule
from fremdrift.rulebook.rules.pauses import days_without_benefit, stopping
from fremdrift.rulebook.rules.reasons import reason_params
from fremdrift.rulebook.rules.timeline import Chain, Stretch, counts, stretches

FIRST = Way(ReasonCode.FIRST_OFFER, Meets.START_OFFER, MetBy.EFFORT)
REPEAT = Way(ReasonCode.REPEAT_OFFER, Meets.START_OFFER, MetBy.EFFORT)
RESUMED = Way(ReasonCode.REPEAT_OFFER_RESUMED, Meets.START_OFFER, MetBy.EFFORT)
PLAN = Way(ReasonCode.PLAN_BEFORE_OFFER, Meets.MAKE_PLAN, MetBy.PLAN)


def first_offer(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """One per accumulated count until an offer has begun; days without benefit do not count."""
    for chain, offered_on in first_offers(facts, rule):
        limit = rule.limit_for(facts.born, chain.start)
        if limit is None:
            continue
        yield make(
            facts,
            rule,
            FIRST,
            reason_params(chain.start, limit),
            [*stopping(facts, rule.paused_by), *days_without_benefit(chain.stretches)],
            arises_on=chain.start,
            base_due_on=limit.due_after(chain.start),
            met_on=offered_on,
            ending=chain.ending,
        )


def plan_before_offer(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """A job plan by the day the first offer is due, or begins if that is earlier; an earlier plan stands."""
    if facts.plans is None or rule.refers_to is None:
        return
    made = min(facts.plans, default=None)
    for chain, offered_on in first_offers(facts, rule.refers_to):
        limit = rule.refers_to.limit_for(facts.born, chain.start)
        if limit is None:
            continue
        planned_on = max(made, chain.start) if made else None
        met_on = planned_on if planned_on and planned_on in chain else None
        unplanned = offered_on if offered_on and (met_on is None or offered_on < met_on) else None
        base = limit.due_after(chain.start)
        yield make(
            facts,
            rule,
            PLAN,
            reason_params(chain.start, limit),
            [*stopping(facts, rule.paused_by), *days_without_benefit(chain.stretches)],
            arises_on=chain.start,
            base_due_on=min(base, unplanned) if base and unplanned else base,
            met_on=met_on,
            ending=chain.ending,
            latest=unplanned,
        )


def first_offers(facts: Facts, rule: Rule) -> Iterator[tuple[Chain, date | None]]:
    """Each deadline for a first offer and the day an offer began, up to the first that was met."""
    starts = [effort.start for effort in facts.efforts_of(rule.efforts)]
    for count in counts(stretches(facts, rule)):
        for chain in count:
            offered_on = next((day for day in starts if day in chain), None)
            yield chain, offered_on
            if offered_on is not None:
                break


def repeat_offer(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """One after each run of connected offers, once a count has had its first; anew when the duty returns."""
    efforts = facts.efforts_of(rule.efforts)
    runs = connected_runs(efforts)
    for count in counts(stretches(facts, rule)):
        first = next((e.start for chain in count for e in efforts if e.start in chain), None)
        if first is None:
            continue
        for chain in count:
            for stretch in chain.stretches:
                for anchor, way in _anchors(stretch, runs, first):
                    yield from _repeat(facts, rule, way, anchor, stretch, runs)


def _anchors(stretch: Stretch, runs: list[Period], first: date) -> Iterator[tuple[date, Way]]:
    """Days from which a new offer is due: the duty returned while none ran, or a run ended."""
    if first < stretch.start != stretch.end and not any(stretch.start in run for run in runs):
        yield stretch.start, RESUMED
    for run in runs:
        if run.end and run.end in stretch and first <= run.end != stretch.end:
            yield run.end, REPEAT


def _repeat(
    facts: Facts, rule: Rule, way: Way, anchor: date, stretch: Stretch, runs: list[Period]
) -> Iterator[Obligation]:
    limit = rule.limit_for(facts.born, anchor)
    if limit is None:
        return
    yield make(
        facts,
        rule,
        way,
        reason_params(anchor, limit),
        stopping(facts, rule.paused_by),
        arises_on=anchor,
        base_due_on=limit.due_after(anchor),
        met_on=next((run.start for run in runs if run.start > anchor and run.start in stretch), None),
        ending=stretch.ending,
    )
