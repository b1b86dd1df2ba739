"""Putting a line of the worklist aside, with a reason, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview import services
from fremdrift.overview.enums import Duty
from fremdrift.overview.selectors import case_lines, dismissal_by_id
from fremdrift.web.caseworker import words
from fremdrift.web.caseworker.choice import back_to_worklist
from fremdrift.web.caseworker.forms.lists import DismissalForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared.undo import done
from fremdrift.web.shared.violations import show


@screen(permission=Permission.WORKLIST_VIEW, persons=True, methods=("GET", "POST"))
def add(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Choose which of the case's lines is put aside, and say why."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    first = case.citizen.name.split()[0]
    items = [i for i in case_lines(request.actor, case) if not i.aside and i.duty is not Duty.REMINDER]
    named = [(f"{item.duty} {item.fact}", words.short(item, first)) for item in items]
    form = DismissalForm(request.POST if request.method == "POST" else None, lines=named)
    if request.method == "POST" and form.is_valid():
        duty, _blank, fact = form.cleaned_data["line"].partition(" ")
        said = {"reason": form.cleaned_data["reason"], "until": form.cleaned_data["until"]}
        try:
            made = services.dismissal_add(case=case, duty=duty, fact=fact, **said, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            undo = reverse("dismissal_undo", args=[case.pk, made.pk])
            done(request, _("Put aside: %(what)s") % {"what": dict(named)[f"{duty} {fact}"]}, undo)
            return redirect(back_to_worklist(request.GET))
    context = {"case": case, "form": form, "lines": named, "back": back_to_worklist(request.GET)}
    return render(request, "caseworker/dismissal_add.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.WORKLIST_VIEW, persons=True, methods=("POST",))
def undo(request: AuthenticatedRequest, case_id: UUID, dismissal_id: UUID) -> HttpResponse:
    """Take a line back into the list."""
    case = open_case(request, case_id)
    found = dismissal_by_id(request.actor, case, dismissal_id)
    if found is None:
        raise Http404
    services.dismissal_undo(dismissal=found, by=request.actor)
    messages.success(request, _("It is back on your worklist."))
    return redirect(back_to_worklist(request.GET))
