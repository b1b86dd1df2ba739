"""The clock that stops: due dates under exemptions and days without benefit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from fremdrift.rulebook.enums import PauseBecause, PauseKind
from fremdrift.rulebook.rules.dates import ONE_DAY, Length, Period
from fremdrift.rulebook.rules.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Period):
    """Days on which the clock stands still, and why; `reason` is the exemption's own words."""

    because: PauseBecause
    reason: str = ""


def exemptions(facts: Facts, kind: PauseKind | None) -> list[Pause]:
    """The case's exemptions from this kind of duty."""
    return [
        Pause(start=item.start, end=item.end, because=PauseBecause.EXEMPTION, reason=item.reason)
        for item in facts.exemptions
        if kind in item.pauses
    ]


def suspensions(facts: Facts) -> list[Pause]:
    """The days on which the law was suspended."""
    return [Pause(start=item.start, end=item.end, because=PauseBecause.SUSPENSION) for item in facts.suspended]


def stopping(facts: Facts, kind: PauseKind | None) -> list[Pause]:
    """What stops the clock of this kind of duty: exemptions from it, and days without law."""
    return [*exemptions(facts, kind), *suspensions(facts)]


def days_without_benefit(stretches: Iterable[Period]) -> list[Pause]:
    """The days between stretches, sorted by start, of one count."""
    return [
        Pause(start=before.last + ONE_DAY, end=after.start - ONE_DAY, because=PauseBecause.NO_BENEFIT)
        for before, after in pairwise(stretches)
    ]


def in_window(pauses: Iterable[Pause], anchor: date, stop: date) -> list[Pause]:
    """Pauses that fall after `anchor` and begin no later than `stop`, clipped to begin after the anchor."""
    clipped = [
        Pause(start=max(p.start, anchor + ONE_DAY), end=p.end, because=p.because, reason=p.reason)
        for p in pauses
        if p.last > anchor and p.start <= stop
    ]
    return sorted(clipped, key=lambda p: (p.start, p.last, p.because, p.reason))


def stopped_clock(base: date, pauses: Iterable[Pause]) -> tuple[date | None, tuple[Pause, ...]]:
    """The due date moved by every paused day before it, and the pauses that moved it.

    The due date is the first day by which as many days have counted as lie between the anchor and `base`.
    `pauses` come from `in_window`. A pause without end leaves no due date.
    """
    due: date | None = base
    counted: list[Pause] = []
    paused_to = date.min
    for pause in pauses:
        if due is not None and pause.start > due:
            break
        counted.append(pause)
        if pause.end is None:
            due = None
        elif due is not None and pause.end > paused_to:
            due += pause.end - max(pause.start - ONE_DAY, paused_to)
            paused_to = pause.end
    return due, tuple(counted)


def after_exemption(due: date | None, exempt: Iterable[Pause], length: Length) -> tuple[date | None, tuple[Pause, ...]]:
    """The due date where an exemption stops no clock: who is exempt on that day has this long when it has ended."""
    covering: list[Pause] = []
    for pause in sorted(exempt, key=lambda p: (p.start, p.last)):
        if due is not None and due in pause:
            covering.append(pause)
            due = length.after(pause.end) if pause.end else None
    return due, tuple(covering)


def capped(due: date | None, pauses: tuple[Pause, ...], latest: date | None) -> tuple[date | None, tuple[Pause, ...]]:
    """The same due date, but no later than `latest`, with the pauses cut there."""
    if latest is None or (due is not None and due <= latest):
        return due, pauses
    kept = tuple(
        Pause(start=p.start, end=min(p.last, latest), because=p.because, reason=p.reason)
        for p in pauses
        if p.start <= latest
    )
    return latest, kept
