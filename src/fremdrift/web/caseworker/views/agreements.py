"""What was agreed in a case: what is open first, and how each went."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import selectors, services
from fremdrift.conversations.enums import AgreementState
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.forms.agreements import FollowUpForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import show as show_violation


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """All agreements of the case; an open one is followed up straight from here."""
    case = open_case(request, case_id)
    agreed = selectors.agreements(request.actor, [case.pk])
    form = FollowUpForm(request.POST if request.method == "POST" else None, agreements=agreed)
    if request.method == "POST" and form.is_valid():
        chosen = next(a for a in agreed if str(a.pk) == form.cleaned_data["agreement"])
        try:
            services.agreement_follow_up(agreement=chosen, state=form.cleaned_data["state"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            how = AgreementState(form.cleaned_data["state"])
            told = _("It goes on: %(what)s") if how == AgreementState.OPEN else _("Followed up: %(what)s")
            messages.success(request, told % {"what": chosen.what})
            return redirect("agreements", case.pk)
    closed = [a for a in agreed if a.state != AgreementState.OPEN]
    context = {
        "case": case,
        "form": form,
        "open": [a for a in agreed if a.state == AgreementState.OPEN],
        "closed": sorted(closed, key=lambda a: (a.followed_up_on, a.pk), reverse=True),
        "now": case_now(request.actor, case),
    }
    return render(request, "caseworker/agreements.html", context, status=422 if form.errors else 200)
