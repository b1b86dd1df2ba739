"""A progress report and the attendance behind it in words and in a picture, for whoever reads it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fremdrift.core.clock import COPENHAGEN
from fremdrift.orders.enums import Direction, Point, Presence
from fremdrift.orders.models import AttendanceDay, AttendanceRemark, AttentionPoint, ProgressReport
from fremdrift.web.shared import dates
from fremdrift.web.shared.words import day

# The five points as one says them to the person whom they are about.
PLAIN: dict[str, str | Promise] = {
    Point.VOCATIONAL: gettext_lazy("What you can do at work"),
    Point.PERSONAL: gettext_lazy("How you manage a day with others"),
    Point.HEALTH: gettext_lazy("Your health"),
    Point.CONDITIONS: gettext_lazy("Home, money and the people around you"),
    Point.PERSPECTIVE: gettext_lazy("How you see work yourself"),
}
_ICONS = {
    Direction.FORWARD: "trend-up",
    Direction.UNCHANGED: "trend-flat",
    Direction.BACKWARD: "trend-down",
}


@dataclass(frozen=True)
class PointLine:
    """One of the five points, beside what the report before said of it."""

    label: str | Promise
    plain: str | Promise
    icon: str
    direction: str
    evidence: str
    before: str
    before_evidence: str


def points(report: ProgressReport, previous: ProgressReport | None = None) -> list[PointLine]:
    """The five points in their order; one that nothing is said about is left out."""
    said = _by_point(report)
    before = _by_point(previous) if previous else {}
    return [_point(point, said[point], before.get(point)) for point in Point if point in said]


def _by_point(report: ProgressReport) -> Mapping[str, AttentionPoint]:
    return {row.point: row for row in report.points.all() if row.direction}


def _point(point: Point, said: AttentionPoint, before: AttentionPoint | None) -> PointLine:
    return PointLine(
        label=point.label,
        plain=PLAIN[point],
        icon=_ICONS[Direction(said.direction)],
        direction=str(said.get_direction_display()),
        evidence=said.evidence,
        before=str(before.get_direction_display()) if before else "",
        before_evidence=before.evidence if before else "",
    )


@dataclass(frozen=True)
class Week:
    """A week of attendance: where its bar stands, and its numbers."""

    monday: dt.date
    x: float
    planned: float  # hours
    there: float
    top_planned: float
    top_there: float
    height_planned: float
    height_there: float
    width: float
    counts: Mapping[str, int]  # days by how they went
    label: bool  # whether the number of the week is written below it

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.x + self.width / 2

    @property
    def number(self) -> int:
        """The week's number."""
        return self.monday.isocalendar().week


@dataclass(frozen=True)
class Attendance:
    """Attendance as a sentence, a picture and a table."""

    sentence: str
    weeks: list[Week]
    most: float  # hours of the highest bar
    remarks: list[tuple[int, str]]  # week and what the provider said about it, the latest on top

    width = 480
    height = 120
    base = 96


def attendance(days: Sequence[AttendanceDay], remarks: Iterable[AttendanceRemark] = ()) -> Attendance | None:
    """A bar for each week: what was planned as a frame, the hours there as its filling; none without a day."""
    if not days:
        return None
    found = [(monday, list(of)) for monday, of in groupby(sorted(days, key=lambda d: d.on), key=_monday)]
    sums = [(monday, of, _sum(d.planned for d in of), _sum(d.hours for d in of)) for monday, of in found]
    most = max(max(planned, there) for _monday_of, _of, planned, there in sums) or 1.0
    step = min(Attendance.width / len(sums), 56)
    every = -(-26 // int(step)) if step < 26 else 1
    weeks = [
        _week(monday, of, planned, there, most, n * step, step, label=n % every == 0)
        for n, (monday, of, planned, there) in enumerate(sums)
    ]
    return Attendance(_sentence(days), weeks, most, remarks_in_words(remarks))


def remarks_in_words(remarks: Iterable[AttendanceRemark]) -> list[tuple[int, str]]:
    """The number of each week and what the provider said about it."""
    return [(remark.monday.isocalendar().week, remark.text) for remark in remarks]


def _monday(row: AttendanceDay) -> dt.date:
    return row.on - dt.timedelta(days=row.on.weekday())


def _sum(hours: Iterable[object]) -> float:
    return float(sum(float(str(h)) for h in hours))


def _week(
    monday: dt.date,
    of: list[AttendanceDay],
    planned: float,
    there: float,
    most: float,
    x: float,
    step: float,
    *,
    label: bool,
) -> Week:
    high, low = planned / most * 84, there / most * 84
    base = Attendance.base
    return Week(
        monday=monday,
        x=round(x + 2, 1),
        planned=planned,
        there=there,
        top_planned=round(base - high, 1),
        top_there=round(base - low, 1),
        height_planned=round(high, 1),
        height_there=round(low, 1),
        width=round(step - 5, 1),
        counts={p: sum(d.presence == p for d in of) for p in Presence.values},
        label=label,
    )


def _sentence(days: Sequence[AttendanceDay]) -> str:
    """“Was there on 26 of 30 days and 110 of 135 hours. 2 days sick.”"""
    language = get_language() or "da"
    there = sum(d.presence == Presence.PRESENT for d in days)
    words = ngettext(
        "There on %(there)s of %(days)s day, %(hours)s of %(planned)s hours.",
        "There on %(there)s of %(days)s days, %(hours)s of %(planned)s hours.",
        len(days),
    ) % {
        "there": there,
        "days": len(days),
        "hours": dates.number(_sum(d.hours for d in days), language),
        "planned": dates.number(_sum(d.planned for d in days), language),
    }
    others = [_absent(p, sum(d.presence == p for d in days)) for p in Presence if p is not Presence.PRESENT]
    return " ".join([words, *(said for said in others if said)])


def _absent(presence: Presence, count: int) -> str:
    if not count:
        return ""
    words = {
        Presence.SICK: ngettext("Sick on %(count)s day.", "Sick on %(count)s days.", count),
        Presence.EXCUSED: ngettext("Excused on %(count)s day.", "Excused on %(count)s days.", count),
        Presence.ABSENT: ngettext(
            "Absent on %(count)s day without saying so.", "Absent on %(count)s days without saying so.", count
        ),
    }
    return words[presence] % {"count": count}


def came_from(report: ProgressReport) -> str:
    """Who wrote it, from where, and when: “Peter Prøve, Prøvebænken, Mon 23 Nov”."""
    order = report.order
    place = order.provider.name if order.provider else order.title
    if report.submitted_by is None or report.submitted_at is None:
        return place
    on = day(report.submitted_at.astimezone(COPENHAGEN).date())
    return _("%(name)s, %(place)s, %(day)s") % {"name": report.submitted_by.name, "place": place, "day": on}
