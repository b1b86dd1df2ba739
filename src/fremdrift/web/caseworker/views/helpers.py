"""Who helps the citizen on the citizen's own pages, seen from the case; somebody is invited on the citizen's wish."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import municipality_of
from fremdrift.cases import selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared import helping
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.LOG)


@screen(permission=Permission.CASE_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Who helps and what they may; the link of an invitation is shown in this answer and never again."""
    case = open_case(request, case_id, *_SEEN)
    form = helping.HelperForm(request.POST if request.method == "POST" else None)
    address, home = "", municipality_of(request.actor)
    if request.method == "POST" and home is not None and form.is_valid():
        try:
            made, secret = services.representation_invite(case=case, wish=form.wish, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            address, form = helping.link(request, home.key, secret), helping.HelperForm()
            messages.success(request, _("%(name)s is invited. Give them the link below.") % {"name": made.name})
    here, before = helping.lines(selectors.representations(request.actor, case))
    context = {"case": case, "form": form, "address": address, "here": here, "before": before}
    return render(request, "caseworker/helpers.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.CASE_CHANGE, persons=True, methods=("POST",))
def end(request: AuthenticatedRequest, case_id: UUID, representation_id: UUID) -> HttpResponse:
    """End at once that somebody helps, when the citizen wishes it."""
    case = open_case(request, case_id, *_SEEN)
    found = selectors.representation_by_id(request.actor, case, representation_id)
    if found is None:
        raise Http404
    try:
        services.representation_end(representation=found, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("It has ended. They see nothing of the citizen any more."))
    return redirect("helpers", case.pk)
