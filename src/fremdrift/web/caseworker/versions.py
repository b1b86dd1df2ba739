"""Versions of the plan in words: who changed what, and how two of them differ."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.cases.enums import Owner, SubGoalState
from fremdrift.cases.models import PLAN_TEXTS, PlanVersion
from fremdrift.cases.rules import sittings
from fremdrift.web.caseworker.differences import Piece, pieces
from fremdrift.web.caseworker.plan_words import LABELS
from fremdrift.web.shared.words import day

_MOST_TOLD = 3


@dataclass(frozen=True)
class VersionLine:
    """What somebody did to the plan in one sitting: the version it led to, and in a line what was changed."""

    version: PlanVersion
    before: PlanVersion | None
    notes: list[str]

    @property
    def summary(self) -> str:
        """What was changed, in one line."""
        return _few(_summary(self.before.content if self.before else None, self.version.content), "; ")


@dataclass(frozen=True)
class TextChange:
    """One of the plan's texts, and what happened to its words."""

    label: str | Promise
    pieces: list[Piece]


@dataclass(frozen=True)
class Difference:
    """How two versions differ: texts word by word, sub-goals and efforts in sentences."""

    before: PlanVersion
    after: PlanVersion
    texts: list[TextChange]
    goals: list[str]
    efforts: list[str]


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else saved while a form was open."""

    version: int  # of the texts, as they stand now
    by: str
    at: dt.datetime
    theirs: dict[str, str]  # texts that both changed, as the other wrote them
    taken: dict[str, str]  # texts that only the other changed


def meanwhile(versions: list[PlanVersion], seen: int, typed: dict[str, str]) -> Meanwhile:
    """What was saved after the version that the form was opened with, and which of it clashes with what was typed."""
    latest = versions[-1]
    first = next(v for v in versions if v.content["version"] == latest.content["version"])
    base: dict[str, str] = next((v.content["texts"] for v in versions if v.content["version"] == seen), {})
    now: dict[str, str] = latest.content["texts"]
    changed = [name for name in PLAN_TEXTS if now.get(name, "") not in (base.get(name, ""), typed[name])]
    return Meanwhile(
        version=latest.content["version"],
        by=first.made_by.name if first.made_by else "",
        at=first.made_at,
        theirs={name: now.get(name, "") for name in changed if typed[name] != base.get(name, "")},
        taken={name: now.get(name, "") for name in changed if typed[name] == base.get(name, "")},
    )


def texts_written(versions: list[PlanVersion]) -> PlanVersion | None:
    """The version in which the goal in the citizen's words came to stand as it does."""
    words = versions[-1].content["texts"].get("own_words", "") if versions else ""
    found = None
    for version in reversed(versions):
        if not words or version.content["texts"].get("own_words", "") != words:
            break
        found = version
    return found


def chosen(told: list[VersionLine], before: str, after: str) -> tuple[PlanVersion | None, PlanVersion | None]:
    """The two versions that were asked for, the earlier first; else the latest and the one before it."""
    kept = {line.version.number: line.version for line in told}
    numbers = sorted({int(n) for n in (before, after) if n.isdecimal() and len(n) < 9 and int(n) in kept})
    if len(numbers) == 2:
        return kept[numbers[0]], kept[numbers[1]]
    return (told[0].before, told[0].version) if told else (None, None)


def lines(versions: list[PlanVersion]) -> list[VersionLine]:
    """What was done in each sitting, latest first; of a sitting the last version is shown."""
    found: list[VersionLine] = []
    for together in sittings([(v.made_by_id, v.made_at) for v in versions]):
        before = found[-1].version if found else None
        notes = [versions[at].note for at in together if versions[at].note]
        found.append(VersionLine(versions[together[-1]], before, notes))
    return found[::-1]


def difference(before: PlanVersion, after: PlanVersion) -> Difference:
    """How the plan changed from one version to another."""
    old, new = before.content, after.content
    was, now = old["texts"], new["texts"]
    texts = [TextChange(LABELS[n], pieces(was.get(n, ""), now.get(n, ""))) for n in _changed(old, new)]
    return Difference(before, after, texts, list(_goals(old, new)), list(_efforts(old, new)))


def _summary(old: dict[str, Any] | None, new: dict[str, Any]) -> list[str]:
    if old is None:
        old = {"texts": {}, "sub_goals": [], "efforts": []}
    texts = [str(LABELS[name]) for name in _changed(old, new)]
    words = [_("Written: %(what)s") % {"what": _few(texts, ", ")}] if texts else []
    return [*words, *_goals(old, new), *_efforts(old, new)]


def _few(told: list[str], between: str) -> str:
    """The first three, and how many more there are."""
    more = len(told) - _MOST_TOLD
    words = between.join(told[:_MOST_TOLD])
    return words + ngettext(" and %(count)s more", " and %(count)s more", more) % {"count": more} if more > 0 else words


def _changed(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [name for name in PLAN_TEXTS if old["texts"].get(name, "") != new["texts"].get(name, "")]


def _goals(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    earlier = {goal["id"]: goal for goal in old["sub_goals"]}
    for goal in new["sub_goals"]:
        was = earlier.get(goal["id"])
        yield from _changes(was, goal) if was else [_added(goal)]


def _added(goal: dict[str, Any]) -> str:
    values = {"what": goal["what"], "who": _who(goal), "when": _day(goal["due_on"])}
    match goal["state"]:
        case SubGoalState.PROPOSED:
            return _("Proposed: %(what)s") % values
        case SubGoalState.REACHED:
            return _("New and reached: %(what)s") % values
        case SubGoalState.DROPPED:
            return _("New and dropped: %(what)s") % values
    if goal["due_on"]:
        return _("New sub-goal: %(what)s (%(who)s, by %(when)s)") % values
    return _("New sub-goal: %(what)s (%(who)s)") % values


def _changes(was: dict[str, Any], goal: dict[str, Any]) -> Iterator[str]:
    values = {"what": goal["what"], "was": was["what"], "who": _who(goal)}
    if was["what"] != goal["what"]:
        yield _("“%(was)s” now says “%(what)s”") % values
    if was["state"] != goal["state"]:
        yield _moved(was["state"], goal["state"]) % values
    if was["due_on"] != goal["due_on"]:
        days = {"old": _day(was["due_on"]), "new": _day(goal["due_on"])}
        yield _("%(what)s: the day moved from %(old)s to %(new)s") % (values | days)
    if (was["owner"], was["owner_name"]) != (goal["owner"], goal["owner_name"]):
        yield _("%(what)s: now with %(who)s") % values


def _moved(state: str, to: str) -> str:
    match to:
        case SubGoalState.REACHED:
            return _("Reached: %(what)s")
        case SubGoalState.DROPPED:
            return _("Dropped: %(what)s")
    return _("Said yes to: %(what)s") if state == SubGoalState.PROPOSED else _("Taken up again: %(what)s")


def _efforts(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    earlier = {effort["id"]: effort for effort in old["efforts"]}
    for effort in new["efforts"]:
        was = earlier.get(effort["id"])
        values = {"what": effort["title"], "begins": _day(effort["begins_on"]), "ends": _day(effort["ends_on"])}
        if was is None:
            if earlier or old["sub_goals"] or old["texts"]:
                yield _("New effort: %(what)s, from %(begins)s") % values
        elif was["ends_on"] != effort["ends_on"]:
            yield _("%(what)s: last day is now %(ends)s") % values


def _who(goal: dict[str, Any]) -> str:
    return goal["owner_name"] or str(Owner(goal["owner"]).label).lower()


def _day(iso: str | None) -> str:
    return day(dt.date.fromisoformat(iso)) if iso else _("no day")
