"""Reads of attendance."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.orders.enums import Presence
from fremdrift.orders.models import AttendanceDay, AttendanceRemark, Order


def attendance_counts(order: Order) -> dict[str, float | int]:
    """Days by how they went, and hours there of those that were planned."""
    days = [day for day in order.days.all() if not day.cleared]
    counts: dict[str, float | int] = {p: sum(day.presence == p for day in days) for p in Presence.values}
    counts["hours"] = float(sum((day.hours for day in days), Decimal()))
    counts["planned"] = float(sum((day.planned for day in days), Decimal()))
    return counts


def attendance_of(
    actor: Actor, order_ids: Iterable[UUID], since: dt.date, until: dt.date
) -> dict[tuple[UUID, dt.date], AttendanceDay]:
    """What is registered of these orders in a period, by order and day."""
    seen = AttendanceDay.objects.visible_to(actor).filter(cleared=False, on__gte=since, on__lte=until)
    return {(row.order_id, row.on): row for row in seen.filter(order__in=list(order_ids))}


def remarks_of(actor: Actor, order_ids: Iterable[UUID], monday: dt.date) -> dict[UUID, str]:
    """What is said about a week of these orders, by order."""
    seen = AttendanceRemark.objects.visible_to(actor).filter(order__in=list(order_ids), monday=monday)
    return dict(seen.values_list("order", "text"))


def remarks_on(actor: Actor, order: Order) -> list[AttendanceRemark]:
    """What is said about the weeks of an order, the latest on top."""
    seen = AttendanceRemark.objects.visible_to(actor).filter(order=order.pk).exclude(text="")
    return list(seen.order_by("-monday"))


# Where two orders have the same day: whoever came to one of them came.
_BEFORE_OTHERS = (Presence.EXCUSED, Presence.SICK, Presence.ABSENT, Presence.PRESENT)


def attended_days(actor: Actor, case: Case, after: dt.date) -> dict[dt.date, str]:
    """How each registered day after a day went, of all orders of a case."""
    seen = AttendanceDay.objects.visible_to(actor).filter(case=case.pk, cleared=False, on__gt=after)
    found = sorted(seen.values_list("presence", "on"), key=lambda day: _BEFORE_OTHERS.index(day[0]))
    return {on: presence for presence, on in found}
