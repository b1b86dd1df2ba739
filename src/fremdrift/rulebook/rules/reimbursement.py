"""The state's share of a benefit, by weeks on benefit."""

from datetime import date, timedelta

from fremdrift.rulebook.rules.dates import Length
from fremdrift.rulebook.rules.facts import Facts
from fremdrift.rulebook.rules.packs import RulePack

DAYS_IN_A_WEEK = 7


def reimbursement(facts: Facts, pack: RulePack, week: date) -> int | None:
    """The state's share, in per cent, of the benefit of the calendar week that a day lies in.

    A week counts when the citizen had a benefit on one of its days, whatever the kind. None: no benefit in that week,
    or a pack without steps.
    """
    terms = pack.reimbursement
    if terms is None:
        return None
    this = _monday(week)
    first = _monday(_back(this, terms.counted_back))
    weeks = {
        monday
        for spell in facts.benefits
        if spell.kind in pack.benefits and spell.start <= this + timedelta(days=DAYS_IN_A_WEEK - 1)
        for monday in _mondays(max(spell.start, first), min(spell.last, this + timedelta(days=DAYS_IN_A_WEEK - 1)))
    }
    if this not in weeks:
        return None
    reached = [step.percent for step in terms.steps if step.from_week <= len(weeks)]
    return reached[-1] if reached else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(start: date, last: date) -> list[date]:
    count = ((_monday(last) - _monday(start)).days // DAYS_IN_A_WEEK) + 1
    return [_monday(start) + timedelta(weeks=n) for n in range(count)]


def _back(day: date, length: Length) -> date:
    return Length(-length.count, length.unit).after(day)
