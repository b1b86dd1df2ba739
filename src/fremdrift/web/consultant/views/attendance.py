"""Attendance of one placement, a week at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import rules, services
from fremdrift.orders.selectors.attendance import attendance_of
from fremdrift.web.consultant.forms import WeekForm
from fremdrift.web.consultant.views.common import name_of, open_placement
from fremdrift.web.shared.violations import SENTENCES, show

if TYPE_CHECKING:
    from fremdrift.orders.models import Order

WEEK = dt.timedelta(days=7)


@screen(permission=Permission.PLACEMENT_WORK, persons=True, methods=("GET", "POST"))
def week(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """The days of a week that have come, filled in as planned until somebody says otherwise."""
    order = open_placement(request, order_id)
    if order.answered_at is None:
        messages.info(request, str(SENTENCES["attendance.not_running"]))
        return redirect("placement", order.pk)
    monday = _monday(request, order)
    form = _form(request, order, monday)
    if request.method == "POST" and form.is_valid():
        try:
            services.attendance_register(order=order, days=form.week, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            messages.success(request, _("The week is saved."))
            return redirect(f"{reverse('placement_attendance', args=[order.pk])}?week={monday}")
    first, last = _period(order)
    context = {
        "order": order,
        "name": name_of(order),
        "form": form,
        "monday": monday,
        "sunday": monday + WEEK - rules.A_DAY,
        "before": monday - WEEK if monday > first else None,
        "after": monday + WEEK if monday + WEEK <= min(last, clock.today()) else None,
    }
    return render(request, "consultant/placement_attendance.html", context, status=422 if form.errors else 200)


def _period(order: Order) -> tuple[dt.date, dt.date]:
    assert order.begins_on is not None
    last = order.ended_on or order.ends_on
    assert last is not None
    return order.begins_on, last


def _monday(request: AuthenticatedRequest, order: Order) -> dt.date:
    """The week that is asked for, within the placement; else the latest."""
    first, last = _period(order)
    try:
        asked = dt.date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = clock.today()
    day = max(first, min(asked, last, clock.today()))
    return day - dt.timedelta(days=day.weekday())


def _form(request: AuthenticatedRequest, order: Order, monday: dt.date) -> WeekForm:
    first, last = _period(order)
    week = [monday + dt.timedelta(days=n) for n in range(7)]
    days = [day for day in week if first <= day <= min(last, clock.today())]
    registered = attendance_of(request.actor, [order.pk], monday, week[-1])
    return WeekForm(
        request.POST if request.method == "POST" else None,
        days=days,
        planned=rules.planned_days(first, last, float(order.hours or 0), monday),
        known={day: row for (_order, day), row in registered.items()},
    )
