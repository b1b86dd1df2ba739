"""Recording a conversation: outcome, minutes, agreements and the next date on one page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import selectors, services
from fremdrift.conversations.enums import AgreementState, State
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from fremdrift.overview.selectors import case_now
from fremdrift.rulebook.enums import ConversationState, Meets
from fremdrift.rulebook.rules import ConversationFact, obligations
from fremdrift.web.caseworker.forms import AgreementFormSet, RecordForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.caseworker.words import deadlines, due_by
from fremdrift.web.shared.violations import show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.conversations.models import Conversation


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def record(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Write a conversation down; one that was planned, or one that came up."""
    case = open_case(request, case_id)
    planned, key = _planned(request, case)
    if request.method == "GET" and planned is not None and planned.state != State.PLANNED:
        return redirect("conversation", case.pk, planned.pk)
    still_open = selectors.open_agreements(request.actor, case)
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(planned),
        agreements=still_open,
        name=case.citizen.name.split()[0],
    )
    lines = AgreementFormSet(_with_one_more(request), prefix="agreement")
    if request.method == "POST" and "add" not in request.POST and form.is_valid() and lines.is_valid():
        try:
            _save(request, case, planned, key, form, lines)
        except RuleViolation as violation:
            show(form, violation)
        else:
            messages.success(request, _("The conversation is recorded."))
            return redirect("case", case.pk)
    adding = "add" in request.POST
    now = case_now(request.actor, case)
    context = {
        "case": case,
        "planned": planned,
        "key": key,
        "form": form,
        "lines": lines,
        "now": now,
        "deadlines": deadlines(now, clock.today()),
        "next_deadline": _next_by(case, clock.today()),
        "adding": adding,
    }
    wrong = request.method == "POST" and not adding
    return render(request, "caseworker/record.html", context, status=422 if wrong else 200)


def _next_by(case: Case, today: dt.date) -> str:
    """By when the rules want another conversation once this one is held, in words."""
    held = ConversationFact(on=today, state=ConversationState.HELD)
    for _case, facts in selectors.facts_of([case.pk]):
        then = replace(facts, conversations=(*facts.conversations, held))
        for obligation in obligations(then, selectors.pack_of(case), dt.date.max):
            asks = obligation.what_would_meet_it is Meets.HOLD_CONVERSATION
            if asks and obligation.met_on is None and obligation.due_on and obligation.due_on > today:
                return due_by(obligation)
    return ""


def _planned(request: AuthenticatedRequest, case: Case) -> tuple[Conversation | None, UUID]:
    """The conversation to write up and its id: as the form says, else the one named, else the first due.

    One that came up by itself gets its id with the form, so that a form sent twice is one conversation.
    """
    named = request.POST.get("key") or request.GET.get("conversation")
    if not named:
        first = selectors.next_planned(request.actor, case)
        due = first if first is not None and first.on <= clock.today() else None
        return due, due.pk if due else uuid7()
    try:
        key = UUID(named)
    except ValueError as wrong:
        raise Http404 from wrong
    found = selectors.conversation_by_id(request.actor, case, key)
    if found is None and "key" not in request.POST:
        raise Http404
    return found, key


def _initial(planned: Conversation | None) -> dict[str, Any]:
    if planned is None:
        return {"on": clock.today(), "form": "in_person"}
    return {"on": min(planned.on, clock.today()), "at": planned.at, "form": planned.form}


def _with_one_more(request: AuthenticatedRequest) -> Any:
    """The form as sent; with one more agreement line when that was asked for. Nothing typed is lost."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if "add" in data:
        total = data.get("agreement-TOTAL_FORMS", "2")
        data["agreement-TOTAL_FORMS"] = str(min(int(total) + 1, 12)) if total.isdecimal() and len(total) < 5 else "2"
    return data


@transaction.atomic
def _save(
    request: AuthenticatedRequest,
    case: Case,
    planned: Conversation | None,
    key: UUID,
    form: RecordForm,
    lines: Any,
) -> None:
    data = form.cleaned_data
    went = {a.pk: data[f"went_{a.pk}"] for a in form.agreements if data.get(f"went_{a.pk}")}
    agreed = [
        services.NewAgreement(what=line["what"], who=line["who"] or "citizen", due_on=line["due_on"])
        for line in lines.cleaned_data
        if line.get("what")
    ]
    written = services.Record(
        state=data["state"],
        form=data["form"],
        on=data["on"],
        at=data["at"],
        topics=data["topics"],
        minutes=data["minutes"],
        share=request.POST.get("share") == "1",
        no_show_reason=data["no_show_reason"],
        attempts=data["attempts"],
        agreements=agreed,
        followed_up={pk: AgreementState(state) for pk, state in went.items()},
        id=key,
    )
    services.conversation_record(case=case, record=written, planned=planned, by=request.actor)
    if data["next_on"]:
        services.conversation_plan(
            case=case,
            on=data["next_on"],
            at=data["next_at"],
            form=data["next_form"] or data["form"],
            by=request.actor,
        )
