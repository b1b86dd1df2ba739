"""The hearing after a no-show: ask, write the answer down, conclude, and note a hand-over that a person made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import rules, selectors, services
from fremdrift.conversations.enums import HearingState, State
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker.forms import hearings as forms
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation
from fremdrift.web.shared.words import clock as time_of_day
from fremdrift.web.shared.words import day

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.conversations.models import Conversation, Hearing


@dataclass(frozen=True)
class Step:
    """A thing to do about a hearing: its heading, its button, its form, the write, and what is said afterwards."""

    title: str | Promise
    button: str | Promise
    form: type[django_forms.Form]
    write: Callable[..., object]
    done: str | Promise


STEPS = {
    "ask": Step(
        gettext_lazy("Ask the citizen"),
        gettext_lazy("Save that I have asked"),
        forms.AskForm,
        services.hearing_open,
        gettext_lazy("It is written down that you asked."),
    ),
    "answer": Step(
        gettext_lazy("Write the answer down"),
        gettext_lazy("Save the answer"),
        forms.AnswerForm,
        services.hearing_answer,
        gettext_lazy("The answer is written down."),
    ),
    "close": Step(
        gettext_lazy("Conclude"),
        gettext_lazy("Save the conclusion"),
        forms.ConclusionForm,
        services.hearing_close,
        gettext_lazy("The hearing is concluded."),
    ),
    "hand_off": Step(
        gettext_lazy("Handed over to the benefit office?"),
        gettext_lazy("I have handed it over"),
        forms.HandOffForm,
        services.hearing_hand_off,
        gettext_lazy("It is written down that you handed it over."),
    ),
}


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def hearing(request: AuthenticatedRequest, case_id: UUID, no_show_id: UUID) -> HttpResponse:
    """The citizen's side of a no-show, step by step; each step is somebody's act."""
    case = open_case(request, case_id)
    talk = selectors.conversation_by_id(request.actor, case, no_show_id)
    if talk is None or talk.state != State.NO_SHOW:
        raise Http404
    found = selectors.hearing_of(request.actor, talk)
    names = possible(found, clock.today()) if case.closed_on is None or request.method == "POST" else []
    sent = request.POST.get("step") or next(iter(names), "")
    if request.method == "POST" and sent not in names:
        messages.error(request, SENTENCES["hearing.changed"])
        return redirect("hearing", case.pk, talk.pk)
    steps = [(name, STEPS[name], _form(request, case, talk, name, sent)) for name in names]
    wrong = False
    if request.method == "POST":
        form = next(form for name, _step, form in steps if name == sent)
        if form.is_valid() and _written(request, talk, found, sent, form):
            return redirect("hearing", case.pk, talk.pk)
        wrong = True
    attempts = [a for a in selectors.contact_attempts(request.actor, [case.pk]) if a.conversation_id == talk.pk]
    context = {"case": case, "talk": talk, "hearing": found, "steps": steps, "attempts": attempts}
    return render(request, "caseworker/hearing.html", context, status=422 if wrong else 200)


def possible(found: Hearing | None, today: dt.date) -> list[str]:
    """What can be done next, the likeliest first."""
    if found is None:
        return ["ask"]
    steps = []
    if found.state == HearingState.ANSWERED:
        steps.append("close")
    elif found.state == HearingState.ASKED:
        steps += ["answer"] if today <= found.answer_by else ["answer", "close"]
    elif found.handed_off_on is None:
        steps.append("hand_off")
    return [*steps, "answer"] if found.state == HearingState.NO_ANSWER else steps


def _form(request: AuthenticatedRequest, case: Case, talk: Conversation, name: str, sent: str) -> django_forms.Form:
    today = clock.today()
    initial: dict[str, Any] = {
        "question": question(case.citizen.name.split()[0], talk),
        "asked_on": today,
        "answer_by": today + rules.ANSWER_WITHIN,
        "answered_on": today,
        "on": today,
    }
    data = request.POST if request.method == "POST" and name == sent else None
    return STEPS[name].form(data, initial=initial)


def _written(
    request: AuthenticatedRequest, talk: Conversation, found: Hearing | None, name: str, form: django_forms.Form
) -> bool:
    subject = {"conversation": talk} if found is None else {"hearing": found}
    try:
        STEPS[name].write(**subject, **form.cleaned_data, by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        return False
    messages.success(request, str(STEPS[name].done))
    return True


def question(name: str, talk: Conversation) -> str:
    """What one may ask: plain, and open to a good reason."""
    if talk.at is None:
        when = day(talk.on)
    else:
        when = _("%(day)s at %(time)s") % {"day": day(talk.on), "time": time_of_day(talk.at)}
    return _(
        "Dear %(name)s\n\n"
        "We had agreed to meet %(when)s, and we did not see you. There may be a good reason, and we would like to "
        "hear it.\n\n"
        "Please tell us in your own words what happened. You can write, call or come by, and somebody may help you "
        "with it. Tell us too if another day, place or way of talking would suit you better.\n\n"
        "We read your answer before anything is decided. If you need more time, just say so."
    ) % {"name": name, "when": when}
