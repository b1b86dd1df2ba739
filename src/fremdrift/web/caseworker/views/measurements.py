"""How it goes: how often one asks, the caseworker's own answers, and what both have answered over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.selectors import place_answers
from fremdrift.overview.selectors import case_now
from fremdrift.progression import rules, selectors, services
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.web.caseworker import measure_words
from fremdrift.web.caseworker.forms.measurements import AnswersForm, RhythmForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared.phase_words import said_so_far
from fremdrift.web.shared.trajectory_words import meanwhile, trajectory_of, web_of
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case


@screen(permission=Permission.MEASURE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """What was answered over time, who has answered now, and how often one asks."""
    case = open_case(request, case_id)
    today = clock.today()
    form = RhythmForm(request.POST if request.method == "POST" else None, initial={"begins_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            services.rhythm_set(case=case, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The measurements are planned."))
            return redirect("measurements", case.pk)
    measured = selectors.measurements(request.actor, case)
    now, shown = case_now(request.actor, case), request.GET.get("show", "")
    places = place_answers(request.actor, case, measured)
    context = {
        "case": case,
        "form": form,
        "rhythm": selectors.rhythm_on(request.actor, case, today),
        "due": selectors.round_on(request.actor, case, today),
        "standing": _standing(request, case, measured),
        "trajectory": trajectory_of(measured, now, case.citizen.name, shown, places.shown),
        "place_waits": bool(places.hidden),
        "web": web_of(measured, case.citizen.name) if shown == "spider" else None,
        "meanwhile": meanwhile(now),
        "said": said_so_far(
            selectors.phase_choices(request.actor, case), selectors.guidance(request.actor, case), case.citizen.name
        ),
        "tables": [*measure_words.tables(measured, case.citizen.name), *measure_words.place_tables(places.shown)],
    }
    return render(request, "caseworker/measurements.html", context, status=422 if form.errors else 200)


def _standing(request: AuthenticatedRequest, case: Case, measured: list[selectors.Measurement]) -> dict[str, str]:
    """Where citizen and caseworker stand with the measurement that is open."""
    today = clock.today()
    due = selectors.round_on(request.actor, case, today)
    if due is None:
        return {}
    now = next((one for one in measured if one.round.opens_on == due.opens_on), None)
    states = dict.fromkeys(now.hidden, "given") if now else {}
    states |= {who: response.state for who, response in now.responses.items()} if now else {}
    return {who: str(rules.standing(due, states.get(who), today)) for who in ("citizen", "caseworker")}


@screen(permission=Permission.MEASURE, persons=True, methods=("GET", "POST"))
def answer(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """The caseworker's own answers to the measurement that is open."""
    case = open_case(request, case_id)
    closed = closed_to_forms(request, case)
    if closed is not None:
        return closed
    today = clock.today()
    due = selectors.round_on(request.actor, case, today)
    if due is None:
        messages.info(request, SENTENCES["round.closed"])
        return redirect("measurements", case.pk)
    own = _own(request, case, due)
    if own is not None and own.state == ResponseState.GIVEN:
        messages.info(request, SENTENCES["response.given_already"])
        return redirect("measurements", case.pk)
    items = [i for i in selectors.form_of(request.actor, case, today).items if Respondent.CASEWORKER in i.asked_of]
    form = AnswersForm(items, request.POST if request.method == "POST" else None, initial=_initial(own))
    if request.method == "POST" and form.is_valid() and _kept(request, case, due, form):
        return redirect("measurements", case.pk)
    context = {"case": case, "form": form, "due": due}
    return render(request, "caseworker/measurement_answer.html", context, status=422 if form.errors else 200)


def _kept(request: AuthenticatedRequest, case: Case, due: rules.Round, form: AnswersForm) -> bool:
    """Keep the answers, as a draft or for good; what is wrong stands in the form."""
    gives = "give" in request.POST
    keep = services.measurement_give if gives else services.measurement_answer
    evidence = {key: words for key, words in form.evidence.items() if key in form.given}
    try:
        keep(case=case, opens_on=due.opens_on, given=form.given, evidence=evidence, by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        return False
    messages.success(request, _("Your answers are given.") if gives else _("Your answers are kept, and not given yet."))
    return True


def _own(request: AuthenticatedRequest, case: Case, due: rules.Round) -> Any:
    measured = selectors.measurements(request.actor, case)
    now = next((one for one in measured if one.round.opens_on == due.opens_on), None)
    return now.responses.get(Respondent.CASEWORKER) if now else None


def _initial(own: Any) -> dict[str, str]:
    if own is None:
        return {}
    answers = list(own.answers.all())
    steps = {answer.item: answer.keys[0] for answer in answers if answer.keys}
    return steps | {f"{answer.item}_words": answer.evidence for answer in answers}
