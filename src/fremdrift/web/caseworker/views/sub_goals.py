"""One sub-goal: said otherwise, moved to another day, reached, dropped, taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.cases.rules import sub_goal_moves
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import Now, case_now
from fremdrift.web.caseworker import plan_words
from fremdrift.web.caseworker.forms.plans import MoveForm, SubGoalForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, SubGoal

_MOVES = {
    "accept": services.sub_goal_accept,
    "reach": services.sub_goal_reach,
    "drop": services.sub_goal_drop,
    "reopen": services.sub_goal_reopen,
}


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID, sub_goal_id: UUID) -> HttpResponse:
    """One sub-goal: say it otherwise, move its day, reach it, drop it or take it up again."""
    case, goal = _found(request, case_id, sub_goal_id)
    now = case_now(request.actor, case)
    form = _form(request.POST if request.method == "POST" else None, case, goal, now)
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            services.sub_goal_update(
                sub_goal=goal, step=form.step, expected_version=form.cleaned_data["version"], by=request.actor
            )
        except RuleViolation as violation:
            changed = violation.code == "sub_goal.changed_meanwhile"
            data = request.POST.copy()
            data["version"] = str(goal.version)
            form = _form(data, case, goal, now)
            form.is_valid()
            show_violation(form, violation)
        else:
            messages.success(request, _("The sub-goal is saved."))
            return redirect("plan", case.pk)
    return _page(request, case, goal, now, form, MoveForm(), changed=changed)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("POST",))
def move(request: AuthenticatedRequest, case_id: UUID, sub_goal_id: UUID) -> HttpResponse:
    """Say what became of a sub-goal."""
    case, goal = _found(request, case_id, sub_goal_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        now = case_now(request.actor, case)
        return _page(request, case, goal, now, _form(None, case, goal, now), form)
    try:
        _MOVES[form.cleaned_data["verb"]](sub_goal=goal, note=form.cleaned_data["note"], by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _moved(form.cleaned_data["verb"]) % {"what": goal.what})
    return redirect("plan", case.pk)


def _moved(verb: str) -> str:
    return {
        "accept": _("In the plan: %(what)s."),
        "reach": _("Reached: %(what)s."),
        "drop": _("Dropped: %(what)s."),
        "reopen": _("Taken up again: %(what)s."),
    }[verb]


def _found(request: AuthenticatedRequest, case_id: UUID, sub_goal_id: UUID) -> tuple[Case, SubGoal]:
    case = open_case(request, case_id)
    goal = selectors.sub_goal_by_id(request.actor, case, sub_goal_id)
    if goal is None:
        raise Http404
    return case, goal


def _form(data: QueryDict | None, case: Case, goal: SubGoal, now: Now) -> SubGoalForm:
    names = ("what", "owner", "owner_name", "due_on", "area", "version")
    initial = {name: getattr(goal, name) for name in names}
    return SubGoalForm(data, initial=initial, owners=plan_words.owners(now, case))


def _page(
    request: AuthenticatedRequest,
    case: Case,
    goal: SubGoal,
    now: Now,
    form: SubGoalForm,
    moving: MoveForm,
    *,
    changed: bool = False,
) -> HttpResponse:
    wrong = form.errors or moving.errors
    context = {
        "case": case,
        "goal": goal,
        "line": plan_words.line(goal, now, case, clock.today()),
        "form": form,
        "moving": moving,
        "moves": sub_goal_moves(goal.state),
        "changed": changed,
    }
    return render(request, "caseworker/sub_goal.html", context, status=422 if wrong else 200)
