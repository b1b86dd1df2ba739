"""Benefits that are closed to new citizens."""

from collections.abc import Iterator

from fremdrift.rulebook.enums import Meets, MetBy, ReasonCode
from fremdrift.rulebook.rules.dates import Period
from fremdrift.rulebook.rules.facts import Facts
from fremdrift.rulebook.rules.lengths import case_ending
from fremdrift.rulebook.rules.obligation import Obligation, Way, make
from fremdrift.rulebook.rules.packs import Limit, Rule
from fremdrift.rulebook.rules.reasons import reason_params
from fremdrift.rulebook.rules.timeline import benefit_runs

CLOSED = Way(ReasonCode.CLOSED_BENEFIT, Meets.CHANGE_BENEFIT, MetBy.BENEFIT)


def closed_benefit(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """Nobody begins on it for the first time; whoever had it before the rule may have it again."""
    for kind in rule.closed_benefits:
        run = next(iter(benefit_runs(facts, frozenset({kind}))), None)
        if run is None or not _touches(run, facts.case):
            continue
        yield make(
            facts,
            rule,
            CLOSED,
            reason_params(run.start, Limit(), benefit=kind),
            (),
            arises_on=run.start,
            base_due_on=run.start,
            met_on=run.end if run.end is not None and run.end <= facts.case.last else None,
            ending=case_ending(facts),
        )


def _touches(run: Period, case: Period) -> bool:
    return run.start <= case.last and run.last >= case.start
