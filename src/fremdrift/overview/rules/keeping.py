"""How long is kept what is not kept for ever: the dated rules of `keeping.toml`, and when something goes by them."""

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Keeping:
    """A rule about keeping that holds from a day on: how long after it was last touched something is kept."""

    since: dt.date
    length: dt.timedelta
    source: str


def _read(kind: str) -> tuple[Keeping, ...]:
    text = resources.files("fremdrift.overview.rules").joinpath("keeping.toml").read_text("utf-8")
    return tuple(
        Keeping(rule["since"], dt.timedelta(days=rule["days"]), rule["source"]) for rule in tomllib.loads(text)[kind]
    )


DRAFTS = _read("drafts")


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
