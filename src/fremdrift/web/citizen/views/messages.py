"""The citizen's own pages: so far, the messages with the contact person, and who opened the case in an emergency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import Role
from fremdrift.access.screen import look_up, screen
from fremdrift.cases import selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.shared.messages import MessageForm, waits_for_you
from fremdrift.web.shared.violations import show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.CONVERSATIONS, FieldClass.HEALTH)


@screen(permission=Permission.OWN_MESSAGES, persons=True, methods=("GET", "POST"))
def messages(request: AuthenticatedRequest) -> HttpResponse:
    """What citizen and contact person have written, who is waited for, and a message to send."""
    case = _own_case(request)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and case is not None and form.is_valid():
        try:
            services.message_send(case=case, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            notices.success(request, _("Your message is sent."))
            return redirect("own_messages")
    helps = selectors.own_representation(request.actor) if request.actor.role is Role.REPRESENTATIVE else None
    may_write = request.actor.role is Role.CITIZEN or (helps is not None and helps.may_write)
    context: dict[str, object] = {"case": case, "form": form, "may_write": may_write}
    context |= _thread(request, case) if case else {}
    return render(request, "citizen/messages.html", context, status=422 if form.errors else 200)


def _own_case(request: AuthenticatedRequest) -> Case | None:
    case = selectors.own_case(request.actor)
    seen = (*_SEEN, FieldClass.LOG) if request.actor.role is Role.CITIZEN else _SEEN  # who looked is told to oneself
    look_up(
        request,
        [case.citizen_id] if case else [],
        seen,
        purpose="own_case",
        municipality_id=case.municipality_id if case else None,
    )
    return case


def _thread(request: AuthenticatedRequest, case: Case) -> dict[str, object]:
    contact = case_now(request.actor, case).contact_person
    waiting = selectors.answers_waited_for(request.actor, [case.pk]).get(case.pk)
    return {
        "thread": selectors.messages(request.actor, case),
        "contact": contact,
        "waits": waits_for_you(waiting, contact.user.name if contact else ""),
        "emergencies": selectors.break_glass_about(request.actor, case.citizen),
    }
