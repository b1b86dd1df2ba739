"""The job plan: the goal, the sub-goals, what runs side by side, and the plan on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import Now, case_now
from fremdrift.web.caseworker import around_words, lanes, plan_words, versions
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.forms.plans import PlanForm, StepForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared.violations import show as show_violation

PER_PAGE = 20
_LATEST = 3
_ON_PAPER = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN, FieldClass.HEALTH)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """The whole plan, and a new sub-goal in one line."""
    case = open_case(request, case_id)
    now = case_now(request.actor, case)
    form = StepForm(
        request.POST if request.method == "POST" else None, owners=plan_words.owners(now, case), auto_id="id_%s"
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.sub_goal_add(case=case, step=form.step, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("In the plan: %(what)s.") % {"what": form.step.what})
            return redirect(f"{reverse('plan', args=[case.pk])}#id_what")  # ready for the next one
    today = clock.today()
    goals = plan_words.goals(now, case, today)
    kept = selectors.plan_versions(request.actor, case)
    context = {
        "case": case,
        "now": now,
        "form": form,
        "goals": goals,
        "needs": around_words.needs(now.needs, case),
        "contents": plan_words.contents(now, today),
        "figure": lanes.figure(now, today, now.sub_goals),
        "sentence": plan_words.sentence(now, goals, today),
        "latest": versions.lines(kept)[:_LATEST],
        "written": versions.texts_written(kept),
        "replies": selectors.plan_replies(request.actor, case)[:_LATEST],
    }
    return render(request, "caseworker/plan.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("GET", "POST"))
def edit(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Write the plan's texts; what somebody else saved meanwhile stands beside what was typed."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    now = case_now(request.actor, case)
    written = Written(request, case, "plan_edit")
    form, meanwhile = written.form(PlanForm, initial=_stored(now)), None
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_save(
                case=case, texts=form.texts, expected_version=form.cleaned_data["version"], by=request.actor
            )
        except RuleViolation as violation:
            if violation.code == "plan.changed_meanwhile":
                kept = selectors.plan_versions(request.actor, case)
                meanwhile = versions.meanwhile(kept, form.cleaned_data["version"], form.texts)
                form = PlanForm(_typed(request.POST, meanwhile), initial=_stored(now))
                form.is_valid()
            show_violation(form, violation)
        else:
            written.done()
            messages.success(request, _("The plan is saved."))
            return redirect("plan", case.pk)
    context = {
        "case": case,
        "form": form,
        "rows": [_row(form, name, now, meanwhile) for name in plan_words.LABELS],
        "meanwhile": meanwhile,
        "drafts": written.drafts,
    }
    return render(request, "caseworker/plan_edit.html", context, status=422 if form.errors else 200)


def _stored(now: Now) -> dict[str, Any]:
    texts = {name: getattr(now.plan, name, "") for name in plan_words.LABELS}
    return {"version": now.plan.version if now.plan else 0} | texts


def _typed(sent: QueryDict, meanwhile: versions.Meanwhile) -> QueryDict:
    """What was typed, over the version that is known now; a text that only the other changed is the other's."""
    data = sent.copy()
    data["version"] = str(meanwhile.version)
    for name, text in meanwhile.taken.items():
        data[name] = text
    return data


def _row(form: PlanForm, name: str, now: Now, meanwhile: versions.Meanwhile | None) -> dict[str, Any]:
    return {
        "bound": form[name],
        "efforts": plan_words.efforts_of(name, now.efforts, clock.today()),
        "theirs": meanwhile.theirs.get(name) if meanwhile else None,
        "taken": meanwhile is not None and name in meanwhile.taken,
    }


@screen(permission=Permission.CASE_VIEW, persons=True)
def history(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """All versions of the plan, and how two of them differ."""
    case = open_case(request, case_id, FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.HEALTH)
    lines = versions.lines(selectors.plan_versions(request.actor, case))
    before, after = versions.chosen(lines, request.GET.get("from", ""), request.GET.get("to", ""))
    context = {
        "case": case,
        "now": case_now(request.actor, case),
        "lines": lines,
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "difference": versions.difference(before, after) if before and after else None,
    }
    return render(request, "caseworker/plan_versions.html", context)


@screen(permission=Permission.CASE_VIEW, persons=True)
def paper(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """The plan on paper, for the citizen: plain words, no CPR number and no address."""
    case = open_case(request, case_id, *_ON_PAPER)
    now = case_now(request.actor, case)
    context = {
        "case": case,
        "now": now,
        "goals": plan_words.goals(now, case, clock.today()),
        "contents": [c for c in plan_words.contents(now, clock.today()) if c.text or c.efforts],
    }
    return render(request, "caseworker/plan_print.html", context)
