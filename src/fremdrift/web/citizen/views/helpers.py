"""Who helps the citizen on these pages: somebody is invited for a period, and it is ended at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases import selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.shared import helping
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.LOG)


def _case(request: AuthenticatedRequest) -> Case | None:
    case = selectors.own_case(request.actor)
    look_up(
        request,
        [case.citizen_id] if case else [],
        _SEEN,
        purpose="own_case",
        municipality_id=case.municipality_id if case else None,
    )
    return case


@screen(permission=Permission.OWN_HELPERS, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Who helps and what they may; the link of an invitation is shown in this answer and never again."""
    case = _case(request)
    form = helping.OwnHelperForm(request.POST if request.method == "POST" else None)
    address = ""
    if request.method == "POST" and case is not None and form.is_valid():
        try:
            made, secret = services.representation_invite(case=case, wish=form.wish, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            address, form = helping.link(request, case.municipality.key, secret), helping.OwnHelperForm()
            notices.success(request, _("%(name)s is invited. Give them the link below.") % {"name": made.name})
    here, before = helping.lines(selectors.representations(request.actor, case)) if case else ([], [])
    context = {"case": case, "form": form, "address": address, "here": here, "before": before}
    return render(request, "citizen/helpers.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.OWN_HELPERS, persons=True, methods=("POST",))
def end(request: AuthenticatedRequest, representation_id: UUID) -> HttpResponse:
    """End at once that somebody helps, or take the invitation back."""
    case = _case(request)
    found = selectors.representation_by_id(request.actor, case, representation_id) if case else None
    if found is None:
        raise Http404
    services.representation_end(representation=found, by=request.actor)
    notices.success(request, _("It has ended. They see nothing of yours any more."))
    return redirect("own_helpers")
