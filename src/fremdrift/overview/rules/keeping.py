"""How long is kept what is not kept for ever: dated rules, and the day on which something goes by them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Keeping:
    """A rule about keeping that holds from a day on: how long after it was last touched something is kept."""

    since: dt.date
    length: dt.timedelta
    source: str


# The law asks that nothing is kept longer than is necessary; how long a draft is necessary is the office's own reading:
# until the next conversation of somebody who is met every third month.
DRAFTS = (Keeping(dt.date(2027, 1, 1), dt.timedelta(days=92), "GDPR art. 5(1)(e); the length is our own reading"),)


def in_force(rules: Sequence[Keeping], on: dt.date) -> Keeping | None:
    """The rule of a day; none before the first."""
    return max((rule for rule in rules if rule.since <= on), key=lambda rule: rule.since, default=None)


def goes_on(rules: Sequence[Keeping], touched: dt.date) -> dt.date | None:
    """The first day on which the rule of that day lets go of what was last touched on a day."""
    days = (max(touched + rule.length, rule.since) for rule in rules)
    return min((day for day in days if _gone(rules, touched, day)), default=None)


def _gone(rules: Sequence[Keeping], touched: dt.date, on: dt.date) -> bool:
    rule = in_force(rules, on)
    return rule is not None and touched + rule.length <= on
