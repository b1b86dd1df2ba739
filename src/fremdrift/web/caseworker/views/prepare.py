"""Preparing a conversation: one page, one sheet of paper."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import selectors
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.drafts import read_key
from fremdrift.web.caseworker.preparation import preparation
from fremdrift.web.caseworker.views.common import open_case


@screen(permission=Permission.CONVERSATION_RECORD, persons=True)
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """What was agreed, what comes up, and what is new, for the conversation that is named or the next one."""
    case = open_case(request, case_id)
    named = request.GET.get("conversation")
    if named is None:
        planned = selectors.next_planned(request.actor, case)
    else:
        key = read_key(named)
        planned = selectors.conversation_by_id(request.actor, case, key) if key else None
        if planned is None:
            raise Http404
    now = case_now(request.actor, case)
    context = {
        "case": case,
        "now": now,
        "planned": planned,
        "ready": preparation(request.actor, case, now, planned),
    }
    return render(request, "caseworker/prepare.html", context)
