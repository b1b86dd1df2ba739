"""Attendance: what the provider registers, day by day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.enums import OrderState, Presence
from fremdrift.orders.models import AttendanceDay, AttendanceRemark, Order
from fremdrift.orders.services._turns import in_turn, of_order

REMARK_AT_MOST = 200  # characters
_REGISTERED = {OrderState.RUNNING, OrderState.COMPLETED, OrderState.INTERRUPTED}


@dataclass(frozen=True)
class Day:
    """How a day went; no presence takes back what was registered by mistake."""

    on: dt.date
    presence: str  # of Presence; empty: nothing is registered
    hours: float = 0
    planned: float = 0


@transaction.atomic
def attendance_register(*, order: Order, days: Sequence[Day], at: dt.datetime | None = None, by: Actor) -> int:
    """Register days of one order, each within its period and not in the future; returns how many changed."""
    with in_turn(order, by) as standing:
        if standing.state not in _REGISTERED:
            raise RuleViolation("attendance.not_running")
        registered = {row.on: row for row in standing.days.all()}
        rows = [_register(standing, day, registered.get(day.on), at, by) for day in days]
        new = [row for row in rows if row is not None and row._state.adding]
        for row in rows:
            if row is not None and not row._state.adding:
                row.save()
        AttendanceDay.objects.bulk_create(new)
        return sum(row is not None for row in rows)


@dataclass(frozen=True)
class Week:
    """What is registered of one order's week: days that changed, and the remark where it changed."""

    monday: dt.date
    days: Sequence[Day] = ()
    remark: str | None = None


@transaction.atomic
def attendances_register(*, weeks: Mapping[Order, Week], at: dt.datetime | None = None, by: Actor) -> tuple[int, int]:
    """Register weeks of several orders, all of them or none; returns how many days and remarks changed."""
    days = remarks = 0
    # Cases are taken in the same order by everybody, so that two who save at once wait for one another, never both.
    for order in sorted(weeks, key=lambda order: order.case_id):
        week = weeks[order]
        if week.days:
            days += attendance_register(order=order, days=week.days, at=at, by=by)
        if week.remark is not None:
            remarks += attendance_remark_write(order=order, monday=week.monday, text=week.remark, at=at, by=by)
    return days, remarks


@transaction.atomic
def attendance_remark_write(
    *, order: Order, monday: dt.date, text: str, at: dt.datetime | None = None, by: Actor
) -> bool:
    """Say something about the week of one order, or take it back with no words; tells whether that is new."""
    if len(text) > REMARK_AT_MOST:
        raise RuleViolation("attendance.remark_too_long", "remark")
    with in_turn(order, by) as standing:
        if standing.state not in _REGISTERED:
            raise RuleViolation("attendance.not_running")
        known = standing.remarks.filter(monday=monday).first()
        if text.strip() == (known.text if known else ""):
            return False
        row = known or AttendanceRemark(monday=monday, **of_order(standing))
        row.text, row.written_by_id, row.written_at = text.strip(), by.user_id, at or clock.now()
        row.save()
        return True


def _register(
    order: Order, day: Day, known: AttendanceDay | None, at: dt.datetime | None, by: Actor
) -> AttendanceDay | None:
    """The row as it is to be kept; nothing where nothing changes."""
    problem = _problem(order, day)
    if problem:
        raise RuleViolation(problem, f"day_{day.on.isoformat()}")
    hours = day.hours if day.presence == Presence.PRESENT else 0
    row = known or AttendanceDay(on=day.on, presence=Presence.PRESENT, **of_order(order))
    new = (day.presence or row.presence, hours, day.planned, not day.presence)
    was = (row.presence, float(row.hours), float(row.planned), row.cleared)
    if (known is None and not day.presence) or (known is not None and new == was):
        return None
    row.presence, row.hours, row.planned, row.cleared = new
    # Where another day counts as today, the machine's clock may still be before it.
    row.registered_by_id, row.registered_at = by.user_id, at or max(clock.now(), clock.evening(day.on))
    return row


def _problem(order: Order, day: Day) -> str | None:
    if day.on > clock.today():
        return "attendance.in_future"
    assert order.begins_on is not None
    last = order.ended_on or order.ends_on
    assert last is not None
    if not order.begins_on <= day.on <= last:
        return "attendance.outside"
    return None if 0 <= day.hours <= 24 else "attendance.hours"
