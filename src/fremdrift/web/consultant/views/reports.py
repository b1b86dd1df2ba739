"""A report of a placement: written, kept, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.reasons import Denial
from fremdrift.access.screen import refused, screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.enums import ReportState
from fremdrift.orders.selectors.attendance import attendance_counts
from fremdrift.web.consultant.forms import ReportForm
from fremdrift.web.consultant.views.common import name_of, open_placement
from fremdrift.web.shared.fields import read_version
from fremdrift.web.shared.violations import show

if TYPE_CHECKING:
    from fremdrift.orders.models import Order, ProgressReport

_WRITABLE = {ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED}


@screen(permission=Permission.PLACEMENT_WORK, persons=True, methods=("GET", "POST"))
def write(request: AuthenticatedRequest, order_id: UUID, report_id: UUID) -> HttpResponse:
    """Write a report with attendance and aims beside it; one that was sent is read."""
    order = open_placement(request, order_id)
    report = next((r for r in selectors.placement_reports(request.actor, order) if r.pk == report_id), None)
    if report is None:
        raise refused(Denial.NO_GRANT)
    posted = request.method == "POST"
    form = ReportForm(
        request.POST if posted else None,
        report=report,
        aims=[aim for aim in order.aims.all() if not aim.dropped],
        sending=request.POST.get("action") != "keep",
    )
    if posted and form.is_valid() and _written(request, order, report, form):
        return redirect("placement", order.pk)
    context = {
        "order": order,
        "name": name_of(order),
        "report": report,
        "form": form,
        "writable": posted or report.state in _WRITABLE,
        "attendance": report.attendance or attendance_counts(order),
        "seen": _version(request, order, report),
    }
    return render(request, "consultant/placement_report.html", context, status=422 if posted else 200)


def _written(request: AuthenticatedRequest, order: Order, report: ProgressReport, form: ReportForm) -> bool:
    keeping = request.POST.get("action") == "keep"
    seen = read_version(request.POST.get("seen", ""))
    report.order = order  # as it was found; it is read again in turn
    try:
        if keeping:
            services.report_save(report=report, content=form.content, seen=seen, by=request.actor)
        else:
            services.report_submit(report=report, content=form.content, seen=seen, by=request.actor)
    except RuleViolation as violation:
        show(form, violation)
        return False
    messages.success(
        request, _("The report is kept; nobody else reads it yet.") if keeping else _("The report is sent.")
    )
    return True


def _version(request: AuthenticatedRequest, order: Order, report: ProgressReport) -> int:
    """The version that stands now: whoever was told that somebody else wrote meanwhile may write over it."""
    standing = next((r for r in selectors.placement_reports(request.actor, order) if r.pk == report.pk), report)
    return standing.version
