"""How it goes: how often one asks, the caseworker's own answers, and what both have answered over time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
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
from fremdrift.web.caseworker import measure_words
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.forms.measurements import SEEN, AnswersForm, RhythmForm
from fremdrift.web.caseworker.own_answers import OwnAnswers, own_answers, with_mark
from fremdrift.web.caseworker.talk_scores import changed_meanwhile
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
    own, sent = own_answers(request.actor, case), request.method == "POST"
    over = "round.closed" if own.due is None else "response.given_already" if own.given else ""
    written = Written(request, case, "measurement_answer")
    form = _answers_form(own, written, over, sent=sent)
    if over and not form.typed:
        messages.info(request, SENTENCES[over])
        return redirect("measurements", case.pk)
    if sent and form.is_valid() and _kept(request, case, own, form):
        written.done()
        return redirect("measurements", case.pk)
    context = {"case": case, "form": form, "due": own.due, "over": SENTENCES.get(over), "drafts": written.drafts}
    wrong = sent and form.errors
    return render(request, "caseworker/measurement_answer.html", context, status=422 if wrong else 200)


def _answers_form(own: OwnAnswers, written: Written, over: str, *, sent: bool) -> AnswersForm:
    """The form over what was typed; what came between is told in it, and nothing that was typed is lost."""
    initial = own.initial | {SEEN: own.mark}
    typed = written.data
    if over:
        form = AnswersForm(own.items, typed, problem=str(SENTENCES[over]) if sent else "")
        form.lock()
    elif typed is None or not sent:
        return written.form(partial(AnswersForm, own.items), initial=initial)
    else:
        changed = typed.get(SEEN, own.mark) != own.mark and AnswersForm(own.items, typed).typed != own.stored
        seen = with_mark(typed, SEEN, own.mark)
        form = AnswersForm(own.items, seen, initial=initial, problem=changed_meanwhile() if changed else "")
    return form


def _kept(request: AuthenticatedRequest, case: Case, own: OwnAnswers, form: AnswersForm) -> bool:
    """Keep the answers, as a draft or for good; what is wrong stands in the form."""
    assert own.due is not None
    gives = "give" in request.POST
    keep = services.measurement_give if gives else services.measurement_answer
    evidence = {key: words for key, words in form.evidence.items() if key in form.given}
    try:
        keep(case=case, opens_on=own.due.opens_on, given=form.given, evidence=evidence, by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        return False
    messages.success(request, _("Your answers are given.") if gives else _("Your answers are kept, and not given yet."))
    return True
