"""Progress reports: read one beside the plan and the one before, decide what comes of it, ask for an extra one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.enums import ReportState
from fremdrift.orders.rules import TAKING_A_PLACE
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker import order_links, plan_words
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.forms.reports import AskForm, DecideForm, ReturnForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared import report_words
from fremdrift.web.shared.report_answers import answers_shown
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from django.forms import Form

    from fremdrift.cases.models import Case
    from fremdrift.orders.models import ProgressReport

_SEEN = (FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.ORDER, FieldClass.HEALTH)


def _open(request: AuthenticatedRequest, report_id: UUID) -> tuple[ProgressReport, Case]:
    """The report and its case, once the look at it is in the log; 404 when it is not this actor's to see."""
    report = selectors.report_by_id(request.actor, report_id)
    if report is None:
        raise Http404
    return report, open_case(request, report.case_id, *_SEEN)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def review(request: AuthenticatedRequest, report_id: UUID) -> HttpResponse:
    """Read a report; decide what comes of it, or return it for more."""
    report, case = _open(request, report_id)
    written = Written(request, case, "report_review", str(report.pk))
    returning = request.POST.get("step") == "return"
    forms: dict[str, Form] = {
        "decide": DecideForm() if returning else written.form(DecideForm),
        "return": ReturnForm(request.POST if returning else None),
    }
    form = forms["return" if returning else "decide"]
    if request.method == "POST" and form.is_valid():
        try:
            leads_to = _returned(request, report, form) if returning else _decided(request, report, form)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            written.done()
            return leads_to
    context = _told(request, report, case) | {
        "forms": forms,
        "waits": _waits(report, case),
        "drafts": written.drafts,
        **_too_late(request, report, case),
    }
    return render(request, "caseworker/report_review.html", context, status=422 if form.errors else 200)


def _waits(report: ProgressReport, case: Case) -> bool:
    return report.state == ReportState.SUBMITTED and case.closed_on is None


def _too_late(request: AuthenticatedRequest, report: ProgressReport, case: Case) -> dict[str, Any]:
    """Why what was sent is not taken where the page has no form any more, and the texts of it."""
    if request.method != "POST" or _waits(report, case):
        return {}
    code = "case.closed" if report.state == ReportState.SUBMITTED else f"report.is_{report.state}"
    texts = [request.POST.get(name, "") for name in ("words", "missing")]
    return {"too_late": SENTENCES[code], "texts": [text for text in texts if text.strip()]}


def _decided(request: AuthenticatedRequest, report: ProgressReport, form: Form) -> HttpResponse:
    data = form.cleaned_data
    reviewed = services.report_review(report=report, by=request.actor, **data)
    messages.success(
        request, _("Your decision is saved: %(what)s.") % {"what": reviewed.get_decision_display().lower()}
    )
    return redirect(order_links.next_step(reviewed, data["ends_on"]))


def _returned(request: AuthenticatedRequest, report: ProgressReport, form: Form) -> HttpResponse:
    services.report_return(report=report, missing=form.cleaned_data["missing"], by=request.actor)
    messages.success(request, _("The report is returned. It comes back to you when more is written."))
    return redirect("report_review", report.pk)


def _told(request: AuthenticatedRequest, report: ProgressReport, case: Case) -> dict[str, Any]:
    """The report beside the plan and the one before; one that is not submitted says nothing yet."""
    told = report.state in selectors.TOLD
    previous = selectors.previous_report(request.actor, report)
    now = case_now(request.actor, case)
    return {
        "case": case,
        "report": report,
        "order": report.order,
        "order_url": order_links.order_url(report.order_id),
        "told": told,
        "runs": report.order.state in TAKING_A_PLACE,
        "came_from": report_words.came_from(report),
        "points": report_words.points(report, previous) if told else [],
        "aims": [row for row in report.aims.all() if row.outcome] if told else [],
        **(answers_shown(request.actor, case, report) if told else {}),
        "ordered_aims": [aim for aim in report.order.aims.all() if not aim.dropped],
        "previous": previous,
        "attendance": report_words.attendance(
            selectors.days_of(request.actor, report.order), selectors.remarks_on(request.actor, report.order)
        ),
        "now": now,
        "goals": plan_words.goals(now, case, clock.today()),
    }


@screen(permission=Permission.ORDER_VIEW, persons=True)
def paper(request: AuthenticatedRequest, report_id: UUID) -> HttpResponse:
    """The report on a sheet of paper; neither CPR number nor address stands on it."""
    report, case = _open(request, report_id)
    if report.state not in selectors.TOLD:
        raise Http404
    return render(request, "caseworker/report_print.html", _told(request, report, case))


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def ask(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Ask for an extra report by a day, and say what for."""
    order = selectors.order_by_id(request.actor, order_id)
    if order is None:
        raise Http404
    case = open_case(request, order.case_id, *_SEEN)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.report_ask(order=order, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The place is asked for a report."))
            return redirect("report_review", asked.pk)
    context = {
        "case": case,
        "order": order,
        "order_url": order_links.order_url(order.pk),
        "form": form,
        "runs": order.state in TAKING_A_PLACE,
        "reports": [r for r in selectors.reports_in(request.actor, [case.pk]) if r.order_id == order.pk],
    }
    return render(request, "caseworker/report_ask.html", context, status=422 if form.errors else 200)
