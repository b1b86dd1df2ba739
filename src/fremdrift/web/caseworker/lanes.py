"""The figure of a case: contact persons, efforts and sub-goals beside one another on an axis of time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fremdrift.cases.enums import Area, Owner, SubGoalState
from fremdrift.cases.models import SubGoal
from fremdrift.cases.rules import AREA_OF_EFFORT
from fremdrift.overview.selectors import Now
from fremdrift.web.shared import words

WIDTH, LEFT, ROW, TOP = 1246, 180, 25, 24
_BEFORE, _AFTER = dt.timedelta(days=300), dt.timedelta(days=120)
_WHO = {Owner.CITIZEN: "citizen", Owner.CASEWORKER: "municipality", Owner.OTHER: "other"}
_MARK, _LETTER = 22, 6.6  # room of a flag, and of a letter beside it


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
class Mark:
    """A sub-goal on the day when it was reached or is due; its words stand beside it."""

    x: float
    y: int
    text: str
    flipped: bool  # the words stand to the left, as there is no room to the right
    reached: bool


@dataclass(frozen=True)
class Lane:
    """One lane: its name at the top, its periods, and its sub-goals below them."""

    y: int
    name: str
    bars: list[Bar]
    marks: list[Mark]


@dataclass(frozen=True)
class Row:
    """An effort, a contact person or a sub-goal in words; of what is to come also what the figure has no room for."""

    about: str
    what: str
    who: str  # whose shape stands beside it
    begins: str
    ends: str
    state: str


@dataclass(frozen=True)
class Figure:
    """The whole figure, and the same as rows of a table."""

    height: int
    months: list[tuple[float, str]]
    lanes: list[Lane]
    today: float
    rows: list[Row]

    @property
    def bottom(self) -> int:
        """Where the lanes end and the flag of today begins."""
        return self.height - 20

    @property
    def flag(self) -> float:
        """Left edge of the flag of today."""
        return self.today - 22

    @property
    def has_marks(self) -> bool:
        """Whether a sub-goal is drawn, so that the key must name its flag."""
        return any(lane.marks for lane in self.lanes)


@dataclass(frozen=True)
class _Point:
    lane: str
    what: str
    on: dt.date
    reached: bool
    who: str


@dataclass(frozen=True)
class _Period:
    lane: str
    text: str
    who: str
    begins: dt.date
    ends: dt.date | None

    def state(self, today: dt.date) -> str:
        """How it stands to a day."""
        if self.begins > today:
            return _("to come")
        if self.ends is None:
            return _("runs until further notice")
        return _("ended") if self.ends < today else _("runs now")


def figure(now: Now, today: dt.date, goals: Sequence[SubGoal] = ()) -> Figure | None:
    """Ten months back and four ahead, with today marked; none when there is nothing to tell."""
    first, last = today - _BEFORE, today + _AFTER
    told = [p for p in _periods(now) if p.ends is None or p.ends >= first]
    points = [p for p in _points(goals) if p.on >= first]
    if not told and not points:
        return None
    shown = [p for p in told if p.begins <= last]
    lanes, at = [], TOP
    for name in (_("Contact person"), *(str(area.label) for area in Area)):
        bars, depth = _stacked([p for p in shown if p.lane == name], first, last, at, today)
        marks, more = _flagged([p for p in points if p.lane == name and p.on <= last], first, last, at + ROW * depth)
        if bars or marks:
            lanes.append(Lane(at, name, bars, marks))
            at += ROW * (depth + more)
    rows = [*(_told(p, today) for p in told), *(_told_point(p) for p in points)]
    return Figure(at + 24, _months(first, last), lanes, _x(today, first, last), rows)


def _told(period: _Period, today: dt.date) -> Row:
    who = "municipality" if period.who == "person" else period.who
    ends = words.day(period.ends) if period.ends else ""
    return Row(period.lane, period.text, who, words.day(period.begins), ends, period.state(today))


def _told_point(point: _Point) -> Row:
    """A sub-goal: where efforts have a first and a last day it has its one."""
    state = _("sub-goal, reached") if point.reached else _("sub-goal, under way")
    return Row(point.lane, point.what, point.who, "", words.day(point.on), state)


def _periods(now: Now) -> list[_Period]:
    found = [_Period(_("Contact person"), p.user.name, "person", p.begins_on, p.ends_on) for p in now.contact_persons]
    for area in Area:
        for effort in now.efforts:
            if AREA_OF_EFFORT[effort.kind] == area:
                named = effort.organiser_name in effort.title
                text = effort.title if named else f"{effort.title}, {effort.organiser_name}"
                found.append(_Period(str(area.label), text, effort.organiser, effort.begins_on, effort.ends_on))
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
        full = f"{period.text}: {period.state(today)}"
        bars.append(Bar(begin + 1, at + level * ROW, width, text, full, period.who, period.begins > today))
    return bars, len(free)


def _points(goals: Sequence[SubGoal]) -> list[_Point]:
    """Sub-goals on the day when they were reached, or are due; what was dropped or only proposed is not drawn."""
    found = []
    for area in Area:
        for goal in goals:
            reached = goal.state == SubGoalState.REACHED
            on = goal.state_on if reached else goal.due_on
            if goal.area == area and on is not None and (reached or goal.state == SubGoalState.OPEN):
                found.append(_Point(str(area.label), goal.what, on, reached, _WHO[Owner(goal.owner)]))
    return found


def _flagged(points: list[_Point], first: dt.date, last: dt.date, at: int) -> tuple[list[Mark], int]:
    """Flags of one lane in rows below its periods: a flag goes where its words meet no other's."""
    free: list[float] = []
    marks = []
    for point in sorted(points, key=lambda p: p.on):
        x, length = _x(point.on, first, last), len(point.what) * _LETTER
        flipped = x + _MARK + length > WIDTH
        left, right = (x - length - 8, x + _MARK) if flipped else (x, x + _MARK + length)
        level = next((n for n, until in enumerate(free) if until < left), len(free))
        free[level : level + 1] = [right]
        marks.append(Mark(x, at + level * ROW, point.what, flipped, point.reached))
    return marks, len(free)


def _x(day: dt.date, first: dt.date, last: dt.date) -> float:
    return round(LEFT + (WIDTH - LEFT) * (day - first).days / (last - first).days, 1)


def _months(first: dt.date, last: dt.date) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    month = (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    while month <= last - dt.timedelta(days=14):
        found.append((_x(month, first, last), words.short_month(month, with_year=not found or month.month == 1)))
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return found
