"""Attendance: a week of everybody in the unit in one grid, saved at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.rules import absence_pattern
from fremdrift.web.provider import cells
from fremdrift.web.provider.views.common import WRITTEN, look_up_orders
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.words import day

PER_PAGE = 60  # six fields a row: far below what a form may have
A_WEEK = dt.timedelta(days=7)


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """The week's grid; only cells that were changed are written, all of them or none."""
    monday = cells.monday_of(request.GET.get("week", ""), clock.today())
    found = selectors.orders_in_week(request.actor, monday, monday + dt.timedelta(days=4))
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    orders = list(page)
    look_up_orders(request, orders, WRITTEN)
    rows = _rows(request, orders, monday)
    if request.method != "POST":
        return _page(request, page, rows, monday)
    rows = [cells.typed(row, request.POST) for row in rows]
    if request.POST.get("do") == "planned":
        messages.info(
            request, _("The empty days are filled in as agreed. Nothing is saved yet: look at it, then save.")
        )
        return _page(request, page, [cells.as_planned(row) for row in rows], monday)
    if any(row.remark_error or cell.error for row in rows for cell in row.cells):
        return _page(request, page, rows, monday, status=422)
    return _saved(request, page, rows, monday)


def _saved(request: AuthenticatedRequest, page: Page[Any], rows: list[cells.Row], monday: dt.date) -> HttpResponse:
    try:
        count, remarks = services.attendances_register(weeks=cells.changes(rows), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, str(SENTENCES[violation.code]))
        return _page(request, page, rows, monday, status=422)
    if count:
        told = ngettext("%(count)s day is saved.", "%(count)s days are saved.", count) % {"count": count}
        messages.success(request, told)
    elif remarks:
        messages.success(request, _("The remarks are saved."))
    else:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    return redirect(_address(monday, page.number))


def _rows(request: AuthenticatedRequest, orders: list[Any], monday: dt.date) -> list[cells.Row]:
    ids, today = [order.pk for order in orders], clock.today()
    days = selectors.attendance_of(request.actor, ids, monday, monday + dt.timedelta(days=4))
    absent = selectors.absent_days(request.actor, ids)
    remarks = selectors.remarks_of(request.actor, ids, monday)
    rows = [cells.row(order, monday, today, days, remarks.get(order.pk, "")) for order in orders]
    patterns = [absence_pattern(absent.get(row.order.pk, []), today) for row in rows]
    return [replace(row, absent=_in_a_sentence(found)) for row, found in zip(rows, patterns, strict=True)]


def _in_a_sentence(days: list[dt.date]) -> list[str]:
    """Short days as the end of a sentence, which brings its own full stop."""
    found = [day(on) for on in days]
    return [*found[:-1], *(last.rstrip(".") for last in found[-1:])]


def _address(monday: dt.date, number: int = 1) -> str:
    page = f"&page={number}" if number > 1 else ""
    return f"{reverse('unit_attendance')}?week={cells.week_key(monday)}{page}"


def _page(
    request: AuthenticatedRequest, page: Page[Any], rows: list[cells.Row], monday: dt.date, status: int = 200
) -> HttpResponse:
    days = [monday + dt.timedelta(days=n) for n in range(5)]
    errors = [(row, cell) for row in rows for cell in row.cells if cell.error]
    people = Counter(row.order.name for row in rows)
    context = {
        "page": page,
        "rows": rows,
        "monday": monday,
        "friday": days[-1],
        "twice": [name for name, orders in people.items() if orders > 1],
        "days": [(on, sum(_there(row.cells[n]) for row in rows)) for n, on in enumerate(days)],
        "hours": sum(row.hours for row in rows),
        "agreed": sum(row.order.hours or 0 for row in rows),
        "absent": [row for row in rows if row.absent],
        "before": _address(monday - A_WEEK),
        "after": _address(monday + A_WEEK),
        "now": _address(cells.monday_of("", clock.today())),
        "address": _address(monday, page.number),
        "unsaved": any(cell.changed for row in rows for cell in row.cells),
        "problems": [
            {"target": f"id_{cell.name}", "label": f"{row.order.name}, {day(cell.on)}:", "text": cell.error}
            for row, cell in errors
        ]
        + [
            {"target": f"id_{row.order.pk}_remark", "label": f"{row.order.name}:", "text": row.remark_error}
            for row in rows
            if row.remark_error
        ],
    }
    return render(request, "provider/attendance.html", context, status=status)


def _there(cell: cells.Cell) -> bool:
    found = cells.read(cell)
    return not isinstance(found, str) and found.presence == "present"
