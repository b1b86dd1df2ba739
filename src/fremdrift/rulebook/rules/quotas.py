"""Quotas: the share of a unit's obligations that is met in time. About a unit, never about a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules.obligation import Obligation, status
from fremdrift.rulebook.rules.packs import Quota, RulePack


@dataclass(frozen=True, slots=True)
class QuotaShare:
    """How many of those that count were met in time."""

    quota: Quota
    met: int
    counted: int

    @property
    def percent(self) -> float | None:
        """The share in per cent; None when nobody counts yet."""
        return 100 * self.met / self.counted if self.counted else None

    @property
    def reached(self) -> bool | None:
        """Whether the quota is reached, reckoned in whole numbers; None when nobody counts yet."""
        return 100 * self.met >= self.quota.percent * self.counted if self.counted else None


def quota(obligations: Iterable[Obligation], pack: RulePack, on: date) -> list[QuotaShare]:
    """Each quota of the pack that holds on the day, over the obligations of a unit.

    An obligation counts once its due date has come, unless it fell away before: those who left count neither for nor
    against. It is met when it was met by that date.
    """
    found = list(obligations)
    return [_share(item, found, on) for item in pack.quotas if on in item.validity]


def _share(item: Quota, found: list[Obligation], on: date) -> QuotaShare:
    rules = {rule.id for rule in item.rules}
    dated = [(o, o.base_due_on if item.exempt_count else o.due_on) for o in found if o.rule in rules]
    counted = [
        (o, due) for o, due in dated if due is not None and due <= on and not _gone(o, on) and _stood_until(o, due)
    ]
    met = sum(o.met_on is not None and o.met_on <= due for o, due in counted)
    return QuotaShare(item, met, len(counted))


def _gone(obligation: Obligation, on: date) -> bool:
    return status(obligation, on) in {Status.LAPSED, Status.VOLUNTARY}


def _stood_until(obligation: Obligation, due: date) -> bool:
    return obligation.closed_on is None or obligation.closed_on >= due
