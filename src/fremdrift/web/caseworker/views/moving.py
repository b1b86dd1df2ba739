"""Moving a planned conversation to another time."""

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
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.forms.moving import MoveForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.caseworker.views.diary import remark
from fremdrift.web.caseworker.words import next_conversation_by
from fremdrift.web.shared.violations import show
from fremdrift.web.shared.words import day


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def move(request: AuthenticatedRequest, case_id: UUID, planned_id: UUID) -> HttpResponse:
    """Give a planned conversation another time; who asked and why is kept, and the old one is never missed."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    talk = selectors.conversation_by_id(request.actor, case, planned_id)
    if talk is None:
        raise Http404
    posted = request.method == "POST"
    if talk.state != State.PLANNED and not posted:
        return redirect("conversation", case.pk, talk.pk)
    form = MoveForm(request.POST if posted else None, initial={"at": talk.at, "form": talk.form})
    if posted and form.is_valid():
        try:
            new = services.conversation_move(conversation=talk, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            messages.success(request, _("The conversation is moved to %(day)s.") % {"day": day(new.on)})
            remark(request, new)
            return redirect("conversation", case.pk, new.pk)
    deadline = next_conversation_by(case_now(request.actor, case))
    context = {"case": case, "talk": talk, "form": form, "next_deadline": deadline}
    return render(request, "caseworker/conversation_move.html", context, status=422 if form.errors else 200)
