"""Conversations: plan one, read one, share its minutes, cancel it."""

from collections.abc import Callable
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
from fremdrift.web.caseworker.forms.conversations import PlanForm
from fremdrift.web.caseworker.forms.participants import ParticipantsForm
from fremdrift.web.caseworker.views.common import around_citizen, closed_to_forms, open_case
from fremdrift.web.caseworker.views.diary import remark
from fremdrift.web.caseworker.words import next_conversation_by
from fremdrift.web.shared.conversation_words import tried
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation
from fremdrift.web.shared.words import day


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def plan(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Set the day of a conversation."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, initial={"form": "in_person"})
    others = ParticipantsForm(data, around=around_citizen(request, case))
    if data is not None and form.is_valid() and others.is_valid():
        try:
            planned = services.conversation_plan(
                case=case, **form.cleaned_data, participants=others.participants or (), by=request.actor
            )
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The conversation is planned for %(day)s.") % {"day": day(planned.on)})
            remark(request, planned)
            return redirect("case", case.pk)
    now = case_now(request.actor, case)
    context = {
        "case": case,
        "form": form,
        "others": others,
        "next_deadline": next_conversation_by(now),
        "planned": now.planned,
        "today": clock.today(),
    }
    status = 422 if form.errors or others.errors else 200
    return render(request, "caseworker/conversation_plan.html", context, status=status)


@screen(permission=Permission.CASE_VIEW, persons=True)
def show(request: AuthenticatedRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """A conversation with its minutes and what was agreed, who took part, and what it was moved from and to."""
    case = open_case(request, case_id)
    talks = selectors.conversations(request.actor, [case.pk])
    talk = next((t for t in talks if t.pk == conversation_id), None)
    if talk is None:
        raise Http404
    attempts = [a for a in selectors.contact_attempts(request.actor, [case.pk]) if a.conversation_id == talk.pk]
    context = {
        "case": case,
        "talk": talk,
        "moved_to": next((t for t in reversed(talks) if t.state != State.MOVED and talk in t.moves), None),
        "tried": tried([*talk.attempts, *(a.way for a in attempts)]),
        "agreements": [a for a in selectors.agreements(request.actor, [case.pk]) if a.conversation_id == talk.pk],
        "hearing": selectors.hearing_of(request.actor, talk),
    }
    return render(request, "caseworker/conversation.html", context)


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("POST",))
def share(request: AuthenticatedRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """Share the minutes with the citizen."""
    return _do(request, case_id, conversation_id, services.minutes_share, _("The minutes are shared."))


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("POST",))
def cancel(request: AuthenticatedRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """Take a planned conversation off the calendar."""
    return _do(request, case_id, conversation_id, services.conversation_cancel, _("The conversation is cancelled."))


def _do(
    request: AuthenticatedRequest,
    case_id: UUID,
    conversation_id: UUID,
    service: Callable[..., None],
    done: str,
) -> HttpResponse:
    case = open_case(request, case_id)
    talk = selectors.conversation_by_id(request.actor, case, conversation_id)
    if talk is None:
        raise Http404
    try:
        service(conversation=talk, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, done)
    return redirect("conversation", case.pk, talk.pk)
