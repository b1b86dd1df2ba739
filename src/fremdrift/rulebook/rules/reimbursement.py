"""The state's share of a benefit: by weeks on benefit, or in older law by the kind of offer."""

from dataclasses import dataclass
from datetime import date, timedelta

from fremdrift.rulebook.enums import EffortKind
from fremdrift.rulebook.rules.dates import Length
from fremdrift.rulebook.rules.facts import Facts
from fremdrift.rulebook.rules.packs import RulePack, Texts

DAYS_IN_A_WEEK = 7
_COMPANY_OR_EDUCATION = {EffortKind.COMPANY_PLACEMENT, EffortKind.WAGE_SUBSIDY, EffortKind.ORDINARY_EDUCATION}


@dataclass(frozen=True)
class Share:
    """What the state pays of a benefit, in per cent; from which week on benefit, where weeks decide."""

    percent: int
    from_week: int | None
    cited: Texts


def shares(pack: RulePack, kind: str, on: date) -> tuple[Share, ...]:
    """What the state pays while somebody is in an offer of a kind on a day; nothing where the pack does not say."""
    if pack.reimbursement is not None:
        terms = pack.reimbursement
        return tuple(Share(step.percent, step.from_week, terms.cited) for step in terms.steps)
    key = "percent_company_or_education" if kind in _COMPANY_OR_EDUCATION else "percent_otherwise"
    found = [info for info in pack.information if "percent_company_or_education" in info.values]
    return tuple(Share(info.values[key], None, info.cited) for info in found if on in info.validity)


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
