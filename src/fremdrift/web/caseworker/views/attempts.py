"""Attempts to reach the citizen, and the no-shows that they are often about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import selectors, services
from fremdrift.conversations.enums import State
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.forms.attempts import AttemptForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.conversations.models import Conversation


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Read how the citizen was tried to be reached, and write an attempt down; about a no-show, if one is named."""
    case = open_case(request, case_id)
    talks = selectors.conversations(request.actor, [case.pk])
    about = _about(request, talks)
    form = AttemptForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.contact_attempt_add(case=case, conversation=about, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The attempt is written down."))
            return redirect("contact_attempts", case.pk)
    attempts = list(reversed(selectors.contact_attempts(request.actor, [case.pk])))
    asked = {h.conversation_id: h for h in selectors.hearings(request.actor, [case.pk])}
    context = {
        "case": case,
        "form": form,
        "about": about,
        "attempts": attempts,
        "no_shows": [(t, asked.get(t.pk)) for t in reversed(talks) if t.state == State.NO_SHOW],
        "now": case_now(request.actor, case),
    }
    return render(request, "caseworker/contact_attempts.html", context, status=422 if form.errors else 200)


def _about(request: AuthenticatedRequest, talks: list[Conversation]) -> Conversation | None:
    named = request.GET.get("conversation")
    if not named:
        return None
    found = next((t for t in talks if str(t.pk) == named and t.state == State.NO_SHOW), None)
    if found is None:
        raise Http404
    return found
