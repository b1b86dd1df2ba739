"""The citizen's side of a progress report: read it in plain words, and say something to it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases.selectors import case_by_id
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.web.shared import report_words
from fremdrift.web.shared.fields import TextField
from fremdrift.web.shared.report_answers import answers_shown
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

_SEEN = (FieldClass.IDENTITY, FieldClass.ORDER, FieldClass.HEALTH)


class CommentForm(forms.Form):
    """What the citizen says about a report."""

    comment = TextField(
        label=gettext_lazy("What do you say to it?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5_000,
        help_text=gettext_lazy("Your contact person and the place can read it."),
    )


@screen(permission=Permission.OWN_ORDERS, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, report_id: UUID) -> HttpResponse:
    """A report that was submitted, and a comment to it."""
    report = selectors.report_by_id(request.actor, report_id)
    case = case_by_id(request.actor, report.case_id) if report is not None else None
    if report is None or case is None or report.state not in selectors.TOLD:
        raise Http404
    look_up(
        request, [case.citizen_id], _SEEN, purpose="own_case", municipality_id=case.municipality_id if case else None
    )
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"comment": report.citizen_comment})
    if request.method == "POST" and form.is_valid():
        try:
            services.report_comment(report=report, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            services.report_read(report=report, by=request.actor)
            notices.success(request, _("Your comment is saved. Your contact person sees it."))
            return redirect("own_report", report.pk)
    context = {
        "case": case,
        "report": report,
        "came_from": report_words.came_from(report),
        "points": report_words.points(report),
        "aims": [row for row in report.aims.all() if row.outcome],
        "attendance": report_words.attendance(
            selectors.days_of(request.actor, report.order), selectors.remarks_on(request.actor, report.order)
        ),
        "form": form,
        **answers_shown(request.actor, case, report),
    }
    return render(request, "citizen/own_report.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.OWN_ORDERS, persons=True, methods=("POST",))
def read(request: AuthenticatedRequest, report_id: UUID) -> HttpResponse:
    """The citizen says that the report is read, and has nothing to add."""
    report = selectors.report_by_id(request.actor, report_id)
    case = case_by_id(request.actor, report.case_id) if report is not None else None
    if report is None or case is None or report.state not in selectors.TOLD:
        raise Http404
    look_up(
        request, [case.citizen_id], _SEEN, purpose="own_case", municipality_id=case.municipality_id if case else None
    )
    try:
        services.report_read(report=report, by=request.actor)
    except RuleViolation as violation:
        notices.error(request, SENTENCES[violation.code])
    else:
        notices.success(request, _("Your contact person can see that you have read it."))
    return redirect("own_report", report.pk)
