"""The education order for the young (uddannelsespålæg)."""

from collections.abc import Iterator
from datetime import date

from fremdrift.rulebook.enums import ClosedBecause, Meets, MetBy, ReasonCode
from fremdrift.rulebook.rules.dates import ONE_DAY, birthday_in
from fremdrift.rulebook.rules.facts import Facts
from fremdrift.rulebook.rules.obligation import Obligation, Way, make
from fremdrift.rulebook.rules.packs import Limit, Rule
from fremdrift.rulebook.rules.pauses import stopping
from fremdrift.rulebook.rules.reasons import reason_params
from fremdrift.rulebook.rules.timeline import Ending, Stretch, stretches

ORDER = Way(ReasonCode.EDUCATION_ORDER, Meets.START_EDUCATION, MetBy.EFFORT)


def education_order(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """One per stretch of duty from the day the citizen is judged able, until an education begins.

    It has no due date: the act leaves the date to the municipality in each order.
    """
    education = facts.education
    if education is None or education.qualifying or education.children_at_home:
        return
    judged_on = education.judged_able_on or date.max
    educations = facts.efforts_of(rule.efforts)
    for stretch in stretches(facts, rule):
        arises_on = max(stretch.start, judged_on)
        limit = rule.limit_for(facts.born, arises_on) if arises_on in stretch else None
        if limit is None:
            continue
        ending = _earlier(stretch, limit, facts.born)
        begun = [max(item.start, arises_on) for item in educations if item.last >= arises_on]
        yield make(
            facts,
            rule,
            ORDER,
            reason_params(arises_on, limit),
            stopping(facts, rule.paused_by),
            arises_on=arises_on,
            base_due_on=limit.due_after(arises_on),
            met_on=next((day for day in sorted(begun) if day <= (ending.on or date.max)), None),
            ending=ending,
        )


def _earlier(stretch: Stretch, limit: Limit, born: date) -> Ending:
    """The duty ends with the stretch, or on the last day below the age limit."""
    if limit.under_age is None:
        return stretch.ending
    last_young_day = birthday_in(born, born.year + limit.under_age) - ONE_DAY
    if last_young_day < stretch.last:
        return Ending(last_young_day, ClosedBecause.AGE_REACHED)
    return stretch.ending
