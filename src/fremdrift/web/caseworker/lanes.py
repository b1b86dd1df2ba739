"""The figure on the case page: contact persons and efforts beside one another on an axis of time."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fremdrift.cases.enums import EffortKind
from fremdrift.overview.selectors import Now
from fremdrift.web.shared import words

WIDTH, LEFT, ROW, TOP = 1246, 150, 25, 24
_BEFORE, _AFTER = dt.timedelta(days=300), dt.timedelta(days=120)
_WORK = {
    EffortKind.COMPANY_PLACEMENT,
    EffortKind.WAGE_SUBSIDY,
    EffortKind.GUIDANCE_UPSKILLING,
    EffortKind.ORDINARY_EDUCATION,
}
_LANES: tuple[tuple[Callable[[], str], set[EffortKind]], ...] = (
    (lambda: _("Job and education"), _WORK),
    (lambda: _("Support"), {EffortKind.MENTOR, EffortKind.OWN_ACTIVITY}),
    (lambda: _("Economy and home"), {EffortKind.DEBT_ADVICE, EffortKind.HOUSING}),
    (lambda: _("Health"), {EffortKind.TREATMENT}),
)


@dataclass(frozen=True)
class Bar:
    """One period in a lane, in the figure's own units; `text` fits into it or is empty."""

    x: float
    y: int
    width: float
    text: str
    full: str
    who: str
    planned: bool


@dataclass(frozen=True)
class Figure:
    """The whole figure, and the same as rows of a table."""

    height: int
    months: list[tuple[float, str]]
    lanes: list[tuple[int, str, list[Bar]]]
    today: float
    rows: list[tuple[str, str, str, str]]

    @property
    def bottom(self) -> int:
        """Where the lanes end and the flag of today begins."""
        return self.height - 20

    @property
    def flag(self) -> float:
        """Left edge of the flag of today."""
        return self.today - 22


@dataclass(frozen=True)
class _Period:
    lane: str
    text: str
    who: str
    begins: dt.date
    ends: dt.date | None


def figure(now: Now, today: dt.date) -> Figure | None:
    """Ten months back and four ahead; none when there is nothing to draw."""
    first, last = today - _BEFORE, today + _AFTER
    shown = [p for p in _periods(now) if p.begins <= last and (p.ends is None or p.ends >= first)]
    if not shown:
        return None
    names = list(dict.fromkeys(p.lane for p in shown))
    lanes, at = [], TOP
    for name in names:
        bars, depth = _stacked([p for p in shown if p.lane == name], first, last, at, today)
        lanes.append((at, name, bars))
        at += ROW * depth
    rows = [(p.lane, p.text, words.day(p.begins), words.day(p.ends) if p.ends else "") for p in shown]
    return Figure(at + 24, _months(first, last), lanes, _x(today, first, last), rows)


def _periods(now: Now) -> list[_Period]:
    found = [_Period(_("Contact person"), p.user.name, "person", p.begins_on, p.ends_on) for p in now.contact_persons]
    for name, kinds in _LANES:
        for effort in now.efforts:
            if effort.kind in kinds:
                named = effort.organiser_name in effort.title
                text = effort.title if named else f"{effort.title}, {effort.organiser_name}"
                found.append(_Period(name(), text, effort.organiser, effort.begins_on, effort.ends_on))
    return found


def _stacked(periods: list[_Period], first: dt.date, last: dt.date, at: int, today: dt.date) -> tuple[list[Bar], int]:
    """Bars of one lane; those that overlap stand below one another."""
    free: list[dt.date] = []
    bars = []
    for period in sorted(periods, key=lambda p: (p.begins, p.ends or dt.date.max)):
        ends = period.ends or dt.date.max
        level = next((n for n, until in enumerate(free) if until < period.begins), len(free))
        free[level : level + 1] = [ends]
        begin, end = _x(max(period.begins, first), first, last), _x(min(ends, last), first, last)
        width = max(end - begin - 2, 3.0)
        room = int((width - 12) / 7)  # about seven units for a letter
        text = period.text if len(period.text) <= room else (period.text[: room - 1].rstrip() + "…" if room > 5 else "")
        bars.append(Bar(begin + 1, at + level * ROW, width, text, period.text, period.who, period.begins > today))
    return bars, max(len(free), 1)


def _x(day: dt.date, first: dt.date, last: dt.date) -> float:
    return round(LEFT + (WIDTH - LEFT) * (day - first).days / (last - first).days, 1)


def _months(first: dt.date, last: dt.date) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    month = (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    while month <= last - dt.timedelta(days=14):
        found.append((_x(month, first, last), words.short_month(month, with_year=not found or month.month == 1)))
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return found
