"""Recording a conversation: outcome, minutes, agreements and the next date on one page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import selectors, services
from fremdrift.conversations.enums import AgreementState, Minutes, State
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from fremdrift.overview.selectors import case_now
from fremdrift.overview.services import Next, conversation_write
from fremdrift.web.caseworker.drafts import Written, read_key
from fremdrift.web.caseworker.forms.conversations import AgreementFormSet, RecordForm
from fremdrift.web.caseworker.forms.participants import ParticipantsForm
from fremdrift.web.caseworker.preparation import preparation
from fremdrift.web.caseworker.talk_scores import HowItGoes, how_it_goes, is_said
from fremdrift.web.caseworker.views.common import around_citizen, closed_to_forms, open_case
from fremdrift.web.caseworker.views.diary import remark
from fremdrift.web.caseworker.words import deadlines, due_by
from fremdrift.web.shared.violations import show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.conversations.models import Agreement, Conversation

_MOST_LINES = 12
_LINE = re.compile(r"agreement-(\d{1,4})-")
_WRITTEN = ("state", "form", "on", "topics", "minutes", "no_show_reason")


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def record(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Write a conversation down; one that was planned, or one that came up."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    planned, key = _planned(request, case)
    if request.method == "GET" and planned is not None and planned.state != State.PLANNED:
        return redirect("conversation", case.pk, planned.pk)
    written = Written(request, case, "conversation_record", str(planned.pk) if planned else "")
    key = key or _key(written.data) or uuid7()
    posted, adding = request.method == "POST", "add" in request.POST
    form, whole = _form(request, case, planned, written), True
    if written.data is not None:
        written.data, whole = _lines_counted(written.data)
    lines = written.form(AgreementFormSet, prefix="agreement")
    standing = planned.others if planned else []
    others = written.form(ParticipantsForm, standing=standing, around=around_citizen(request, case))
    goes = how_it_goes(request.actor, case, written, sent=posted)
    if posted and not whole:
        form.add_error(None, _("The agreements did not arrive whole. Look them through below, then save again."))
    if posted and not adding and all(f.is_valid() for f in (form, lines, others)) and _fits(goes):
        try:
            answer = _sent(request, case, planned, _record(request, key, form, lines, others), form, goes)
        except RuleViolation as violation:
            # Once more, for what somebody else did meanwhile.
            form = _form(request, case, planned, written)
            planned = selectors.conversation_by_id(request.actor, case, key)
            goes = how_it_goes(request.actor, case, written, sent=True)
            if form.is_valid() and _fits(goes):
                show(form, violation)
        else:
            written.done()
            return answer
    now = case_now(request.actor, case)
    asked = selectors.next_conversation_by(request.actor, case, clock.today())
    context = {
        "case": case,
        "planned": planned,
        "key": key,
        "form": form,
        "lines": lines,
        "others": others,
        "goes": goes,
        "now": now,
        "ready": preparation(request.actor, case, now, planned),
        "deadlines": deadlines(now, clock.today()),
        "next_deadline": due_by(asked) if asked else "",
        "adding": adding,
        "drafts": written.drafts,
    }
    return render(request, "caseworker/record.html", context, status=422 if posted and not adding else 200)


def _planned(request: AuthenticatedRequest, case: Case) -> tuple[Conversation | None, UUID | None]:
    """The conversation to write up and its id: as the form says, else the one named, else the first due.

    One that came up by itself gets its id with the form, or keeps that of the form's draft, so that a form sent twice
    is one conversation.
    """
    named = request.POST.get("key") or request.GET.get("conversation")
    if not named:
        first = selectors.next_planned(request.actor, case)
        due = first if first is not None and first.on <= clock.today() else None
        return due, due.pk if due else None
    key = read_key(named)
    if key is None:
        raise Http404
    found = selectors.conversation_by_id(request.actor, case, key)
    if found is None and "key" not in request.POST:
        raise Http404
    return found, key


def _fits(goes: HowItGoes | None) -> bool:
    return goes is None or goes.is_valid


def _key(draft: QueryDict | None) -> UUID | None:
    """The id that the form's draft was opened with."""
    return read_key(draft.get("key", "")) if draft is not None else None


def _initial(planned: Conversation | None) -> dict[str, Any]:
    if planned is None:
        return {"on": clock.today(), "form": "in_person"}
    return {"on": min(planned.on, clock.today()), "at": planned.at, "form": planned.form}


def _form(request: AuthenticatedRequest, case: Case, planned: Conversation | None, written: Written) -> RecordForm:
    return written.form(
        RecordForm,
        initial=_initial(planned),
        agreements=_asked_about(request, case, written.data or QueryDict()),
        name=case.citizen.name.split()[0],
    )


def _asked_about(request: AuthenticatedRequest, case: Case, sent: QueryDict) -> list[Agreement]:
    """Open agreements, and those closed since the form was opened of which it says otherwise."""
    agreed = selectors.agreements(request.actor, [case.pk])
    said = {a.pk: sent.get(f"went_{a.pk}") or a.state for a in agreed}
    return [a for a in agreed if a.state == AgreementState.OPEN or said[a.pk] != a.state]


def _lines_counted(sent: QueryDict) -> tuple[QueryDict, bool]:
    """The form with as many agreement lines as it has, and one more when asked for; and whether it said so itself."""
    data, said = sent.copy(), sent.get("agreement-TOTAL_FORMS", "")
    typed = max((int(line[1]) + 1 for line in map(_LINE.match, sent) if line), default=0)
    whole = said.isdecimal() and len(said) < 5 and typed <= int(said) <= _MOST_LINES
    total = min((int(said) if whole else typed or 2) + ("add" in sent), _MOST_LINES)
    for name, number in {"TOTAL": total, "INITIAL": 0, "MIN_NUM": 0, "MAX_NUM": _MOST_LINES}.items():
        data[f"agreement-{name}_FORMS"] = str(number)
    return data, whole


def _record(
    request: AuthenticatedRequest, key: UUID, form: RecordForm, lines: Any, others: ParticipantsForm
) -> services.Record:
    data = form.cleaned_data
    went = {a.pk: data[f"went_{a.pk}"] for a in form.agreements if data.get(f"went_{a.pk}")}
    agreed = [
        services.NewAgreement(what=line["what"], who=line["who"] or "citizen", due_on=line["due_on"])
        for line in lines.cleaned_data
        if line.get("what")
    ]
    return services.Record(
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
        participants=others.participants,
    )


def _sent(
    request: AuthenticatedRequest,
    case: Case,
    planned: Conversation | None,
    written: services.Record,
    form: RecordForm,
    goes: HowItGoes | None,
) -> HttpResponse:
    """Save what was sent; what is stored already, as it was sent twice, is shown."""
    try:
        talk = _save(request, case, planned, written, form.cleaned_data, goes)
    except RuleViolation:
        assert written.id is not None
        stored = selectors.conversation_by_id(request.actor, case, written.id)
        if stored is None or not _is_stored(request, stored, written, form.cleaned_data):
            raise
        if goes is not None and (goes.scores is not None or not is_said(request.actor, case, goes.phase)):
            raise
        _tell(request, stored)
        return redirect("conversation", case.pk, stored.pk)
    _tell(request, talk)
    following = selectors.next_planned(request.actor, case)
    if following is not None and following.on == form.cleaned_data["next_on"]:
        remark(request, following)
    return redirect("case", case.pk)


def _save(
    request: AuthenticatedRequest,
    case: Case,
    planned: Conversation | None,
    written: services.Record,
    data: dict[str, Any],
    goes: HowItGoes | None,
) -> Conversation:
    following = Next(data["next_on"], data["next_at"], data["next_form"] or data["form"]) if data["next_on"] else None
    return conversation_write(
        case=case,
        record=written,
        planned=planned,
        following=following,
        scores=goes.scores if goes else None,
        stands=goes.phase if goes else None,
        by=request.actor,
    )


def _is_stored(
    request: AuthenticatedRequest, talk: Conversation, written: services.Record, data: dict[str, Any]
) -> bool:
    """Whether all that the form says stands in the database, so that nothing is lost when it is not saved."""
    agreed = selectors.agreements(request.actor, [talk.case_id])
    states = {a.pk: a.state for a in agreed}
    attempts = selectors.contact_attempts(request.actor, [talk.case_id])
    ticked = {a.way for a in attempts if a.conversation_id == talk.pk and not a.outcome}
    here = {services.NewParticipant(p.party, p.name) for p in talk.others}
    planned = [(t.on, t.at) for t in selectors.conversations(request.actor, [talk.case_id]) if t.state == State.PLANNED]
    return (
        all(getattr(talk, name) == getattr(written, name) for name in _WRITTEN)
        and written.at in {None, talk.at}
        and set(written.attempts) == ticked
        and (written.participants is None or set(written.participants) == here)
        and not (written.share and talk.state == State.HELD and talk.minutes_state == Minutes.DRAFT)
        and _words(written.agreements) == _words(a for a in agreed if a.conversation_id == talk.pk)
        and all(states[pk] == state for pk, state in written.followed_up.items())
        and (not data["next_on"] or (data["next_on"], data["next_at"]) in planned)
    )


def _words(agreed: Iterable[Agreement | services.NewAgreement]) -> list[tuple[str, str, str]]:
    return sorted((a.who, a.what, str(a.due_on)) for a in agreed)


def _tell(request: AuthenticatedRequest, talk: Conversation) -> None:
    if request.POST.get("share") != "1":
        messages.success(request, _("The conversation is recorded."))
    elif talk.minutes_state == Minutes.SHARED:
        messages.success(request, _("The conversation is recorded and the minutes are shared."))
    elif talk.state == State.HELD:
        messages.warning(request, _("The conversation is recorded. Nothing is shared: there are no minutes."))
    else:
        messages.warning(request, _("The conversation is recorded. Nothing is shared, as it was not held."))
