"""Progress reports: written in ten minutes, kept while one types, sent when they are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.enums import AimOutcome, Direction, Point
from fremdrift.orders.rules import OPEN_REPORTS, REPORTING
from fremdrift.overview.rules import REVIEW_WITHIN
from fremdrift.web.provider import words
from fremdrift.web.provider.forms import Asked, ReportForm
from fremdrift.web.provider.views.common import open_report
from fremdrift.web.shared.fields import read_version
from fremdrift.web.shared.report_answers import report_answers
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.access.models import Grant
    from fremdrift.orders.models import ProgressReport


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, report_id: UUID) -> HttpResponse:
    """The report to write; once it is sent, to read. A POST sends it."""
    report, grant = open_report(request, report_id)
    if report.state not in OPEN_REPORTS:
        if request.method == "POST":
            messages.error(request, str(SENTENCES[f"report.is_{report.state}"]))
            return redirect("unit_report", report.pk)
        answers = report_answers(_asked(request, report))
        return render(request, "provider/report_read.html", _read(report, grant) | {"answers": answers})
    asked = _asked(request, report)
    if request.method != "POST":
        return _page(request, report, grant, ReportForm(report=report, asked=asked))
    form = ReportForm(request.POST, report=report, asked=asked, sending=True)
    if form.is_valid():
        try:
            services.report_submit(report=report, content=form.content(), seen=_seen(request), by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(
                request, _("The report is sent. The citizen can read it, and the caseworker decides what comes next.")
            )
            return redirect("unit_report", report.pk)
    return _page(request, report, grant, form)


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def save(request: AuthenticatedRequest, report_id: UUID) -> HttpResponse:
    """Keep what is written so far: while one types, or by the button that saves for now."""
    report, grant = open_report(request, report_id)
    form = ReportForm(request.POST, report=report, asked=_asked(request, report))
    problem = _keep(request, report, form)
    if getattr(request, "htmx", False):
        return _told(request, report, form, problem)
    if form.errors:
        return _page(request, report, grant, form)
    messages.success(request, _("Saved for now. Nobody but your unit sees it until you send it."))
    return redirect("unit_report", report.pk)


def _told(request: AuthenticatedRequest, report: ProgressReport, form: ReportForm, problem: str) -> HttpResponse:
    """What is said beside the form while one types: when it was kept, and what was left out of it."""
    kept = selectors.unit_report(request.actor, report.pk) or report
    context = {
        "seen": _seen(request) if problem else kept.version,
        "problem": problem,
        "saved_at": clock.now(),
        "left_out": [str(form[name].label) for name in form.errors if name in form.fields],
    }
    return render(request, "provider/report.html#state", context)


def _keep(request: AuthenticatedRequest, report: ProgressReport, form: ReportForm) -> str:
    """Write what can be read of the form; returns the sentence for why nothing was kept."""
    form.is_valid()
    try:
        services.report_save(report=report, content=form.content(), seen=_seen(request), by=request.actor)
    except RuleViolation as violation:
        form.add_error(None, str(SENTENCES[violation.code]))
        return str(SENTENCES[violation.code])
    return ""


def _asked(request: AuthenticatedRequest, report: ProgressReport) -> Asked:
    """The indicators that the order names, in the words of the measurement, with what is answered so far."""
    by = request.actor
    return Asked(selectors.asked_in_report(by, report), selectors.answers_in_report(by, report))


def _seen(request: AuthenticatedRequest) -> int | None:
    """The version of the report that the writer has seen."""
    return read_version(request.POST.get("seen", ""))


def _page(request: AuthenticatedRequest, report: ProgressReport, grant: Grant, form: ReportForm) -> HttpResponse:
    standing = selectors.unit_report(request.actor, report.pk) or report
    context = _about(report, grant) | {
        "form": form,
        "points": [(point, words.POINTS[point], one, two) for point, one, two in form.points()],
        "attendance": words.attendance(selectors.attendance_counts(report.order)),
        "seen": standing.version,
        "review_days": REVIEW_WITHIN.days,
        "can_send": report.order.state in REPORTING,
    }
    return render(request, "provider/report.html", context, status=422 if form.errors else 200)


def _about(report: ProgressReport, grant: Grant) -> dict[str, Any]:
    names = [row.text for row in report.order.shared.all() if row.field == "name" and row.chosen]
    return {
        "report": report,
        "order": report.order,
        "name": names[0] if names else "",
        "due": words.when(report.due_on),
        "late": report.due_on < clock.today(),
        "seen_until": grant.ends_on,
    }


def _read(report: ProgressReport, grant: Grant) -> dict[str, Any]:
    said = {row.point: row for row in report.points.all()}
    reached = {row.aim_id: row for row in report.aims.all()}
    aims = [aim for aim in report.order.aims.all() if not aim.dropped]
    return _about(report, grant) | {
        "points": [(point.label, _direction(said.get(point)), said.get(point)) for point in Point],
        "aims": [(aim, _outcome(reached.get(aim.pk)), reached.get(aim.pk)) for aim in aims],
        "attendance": words.attendance(report.attendance or selectors.attendance_counts(report.order)),
    }


def _direction(row: Any) -> str:
    return str(Direction(row.direction).label) if row and row.direction else "–"


def _outcome(row: Any) -> str:
    return str(AimOutcome(row.outcome).label) if row and row.outcome else "–"
