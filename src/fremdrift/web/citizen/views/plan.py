"""The citizen's own plan: read it, propose a small step, say what is reached, say yes to it or comment on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.cases.enums import Owner
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.citizen import plan_words
from fremdrift.web.citizen.own import own_case
from fremdrift.web.shared.fields import DateField, TextField
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

_SEEN = (FieldClass.CONTACT, FieldClass.PLAN, FieldClass.HEALTH)


class ProposeForm(forms.Form):
    """A small step that the citizen would like."""

    what = TextField(
        label=gettext_lazy("What would you like to do?"),
        max_length=200,
        help_text=gettext_lazy("Something small, such as “Cycle there once”."),
    )
    due_on = DateField(label=gettext_lazy("By when?"), required=False, help_text=gettext_lazy("You need not say."))


class ReplyForm(forms.Form):
    """Yes to the plan, or a comment on it."""

    reply = forms.ChoiceField(
        label=gettext_lazy("What do you say to the plan?"),
        choices=[("yes", gettext_lazy("Yes, this is my plan")), ("comment", gettext_lazy("I have a comment"))],
        widget=forms.RadioSelect,
    )
    text = TextField(
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text=gettext_lazy("Your contact person can read it."),
        required=False,
    )
    number = forms.IntegerField(label="", widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.pop("maxlength", None)  # the browser would cut without a word


@screen(permission=Permission.OWN_PLAN, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """The goal, the small steps and the rest; a form to propose a step, and one to answer the plan."""
    case = own_case(request, *_SEEN)
    latest = selectors.latest_plan_version(request.actor, case) if case else None
    posted = request.POST if request.method == "POST" else None
    replies = "reply" in request.POST or "number" in request.POST
    propose = ProposeForm(None if replies else posted)
    reply = ReplyForm(posted if replies else None, initial={"number": latest.number if latest else 0})
    if case is not None and propose.is_valid() and _proposed(request, case, propose):
        return redirect("own_plan")
    if case is not None and reply.is_valid() and _replied(request, case, reply):
        return redirect("own_plan")
    context = {"case": case, "propose": propose, "reply": reply} | (_plan(request, case) if case else {})
    return render(request, "citizen/own_plan.html", context, status=422 if posted is not None else 200)


def _plan(request: AuthenticatedRequest, case: Case) -> dict[str, Any]:
    now = case_now(request.actor, case)
    latest, replies = selectors.latest_plan_version(request.actor, case), selectors.plan_replies(request.actor, case)
    return {
        "now": now,
        "latest": latest,
        "steps": plan_words.steps(now),
        "texts": plan_words.texts(now),
        "no_plan": plan_words.told(case, now),
        "answered": plan_words.answer(request.actor, latest, replies),
        "replies": [one for one in replies if one.text],
    }


def _proposed(request: AuthenticatedRequest, case: Case, form: ProposeForm) -> bool:
    step = services.Step(form.cleaned_data["what"], Owner.CITIZEN, form.cleaned_data["due_on"])
    try:
        services.sub_goal_add(case=case, step=step, proposed_by_citizen=True, by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        return False
    _tell(request, case, _("I propose a small step for my plan: %(what)s") % {"what": step.what})
    notices.success(request, _("Your proposal is sent. You get an answer under My messages."))
    return True


def _replied(request: AuthenticatedRequest, case: Case, form: ReplyForm) -> bool:
    said = form.cleaned_data
    try:
        services.plan_reply_add(
            case=case,
            read_number=said["number"],
            approves=said["reply"] == "yes",
            text=said["text"],
            by=request.actor,
        )
    except RuleViolation as violation:
        show_violation(form, violation)
        return False
    if said["text"]:
        _tell(request, case, _("About my plan: %(text)s") % {"text": said["text"]})
    notices.success(request, _("Thank you. Your contact person can see it."))
    return True


def _tell(request: AuthenticatedRequest, case: Case, text: str) -> None:
    """Write it to the contact person too, whose worklist says that an answer is waited for."""
    try:
        services.message_send(case=case, text=text, by=request.actor)
    except RuleViolation as violation:
        if violation.code != "message.twice":
            raise


@screen(permission=Permission.OWN_PLAN, persons=True, methods=("POST",))
def reach(request: AuthenticatedRequest, sub_goal_id: UUID) -> HttpResponse:
    """The citizen says that an own small step is reached."""
    case = own_case(request, FieldClass.PLAN, FieldClass.HEALTH)
    goal = selectors.sub_goal_by_id(request.actor, case, sub_goal_id) if case else None
    if goal is None or goal.owner != Owner.CITIZEN:
        raise Http404
    try:
        services.sub_goal_reach(sub_goal=goal, by=request.actor)
    except RuleViolation as violation:
        notices.error(request, SENTENCES[violation.code])
    else:
        notices.success(request, _("Well done. It now stands as reached: %(what)s.") % {"what": goal.what})
    return redirect("own_plan")
