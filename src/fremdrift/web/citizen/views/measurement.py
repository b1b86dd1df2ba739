"""The citizen answers a measurement, one question at a time: a tap answers and goes on, and all can be skipped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases.selectors import own_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.selectors import place_answers
from fremdrift.overview.selectors import case_now
from fremdrift.progression import selectors, services
from fremdrift.questionnaires.rules import Given
from fremdrift.web.citizen import answer_words
from fremdrift.web.shared.trajectory_words import meanwhile, own_way, trajectory_of, web_of
from fremdrift.web.shared.violations import SENTENCES

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

_SEEN = (FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.HEALTH)
LONGEST = 2_000  # characters of one's own words


def _case(request: AuthenticatedRequest) -> Case | None:
    case = own_case(request.actor)
    look_up(
        request,
        [case.citizen_id] if case else [],
        _SEEN,
        purpose="own_case",
        municipality_id=case.municipality_id if case else None,
    )
    return case


def _asked(request: AuthenticatedRequest, opened: str) -> tuple[Case, answer_words.Asked]:
    """The measurement that opened on a day, as far as the citizen has come with it; 404 when there was none."""
    case = _case(request)
    day = _day(opened)
    found = answer_words.asked(request.actor, case, day) if case and day else None
    if case is None or found is None:
        raise Http404
    return case, found


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@screen(permission=Permission.OWN_ANSWERS, persons=True)
def answers(request: AuthenticatedRequest) -> HttpResponse:
    """What there is to answer now, and what was answered before."""
    case = _case(request)
    due = selectors.round_on(request.actor, case, clock.today()) if case else None
    asked = answer_words.asked(request.actor, case, due.opens_on) if case and due else None
    measured = selectors.measurements(request.actor, case) if case else []
    context: dict[str, object] = {"case": case, "asked": asked, "earlier": answer_words.earlier(measured)}
    if case is not None:
        now = case_now(request.actor, case)
        shown = request.GET.get("show", "")
        places = place_answers(request.actor, case, measured)
        context["trajectory"] = trajectory_of(measured, now, _("You"), shown, places.shown)
        context["own_way"] = own_way(measured) if not shown else ""
        context["place_waits"] = bool(places.hidden)
        context["web"] = web_of(measured, _("You")) if shown == "spider" else None
        context["meanwhile"] = meanwhile(now)
    return render(request, "citizen/own_answers.html", context)


@screen(permission=Permission.OWN_ANSWERS, persons=True, methods=("GET", "POST"))
def question(request: AuthenticatedRequest, opened: str, number: int) -> HttpResponse:
    """One question. A step, or the skipping, is kept at once; the next question follows."""
    case, asked = _asked(request, opened)
    if request.method != "POST" and case.closed_on is not None:
        return _over(request, "case.closed")
    words = request.POST.get("words", "").replace("\0", "").replace("\r\n", "\n").strip()
    if (asked.closed or asked.given) and not words:  # words that cannot be kept any more stand on the page again
        return _over(request, "response.given_already" if asked.given else "round.closed")
    if not 1 <= number <= len(asked.items):
        raise Http404
    item = asked.items[number - 1]
    wrong = ""
    if request.method == "POST":
        given = Given(skipped=True) if "skip" in request.POST else Given(chosen=tuple(request.POST.getlist("step")))
        wrong = _keep(request, case, asked, item.key, given, words)
        if not wrong:
            following = (
                ("own_question", opened, number + 1) if number < len(asked.items) else ("own_answers_send", opened)
            )
            return redirect(*following)
    context = answer_words.page(asked, number) | {"case": case, "wrong": wrong, "longest": LONGEST}
    if request.method == "POST":
        context["words"] = request.POST.get("words", "")
    return render(request, "citizen/own_question.html", context, status=422 if wrong else 200)


def _keep(
    request: AuthenticatedRequest, case: Case, asked: answer_words.Asked, key: str, given: Given, words: str
) -> str:
    """Keep one answer; what is wrong with it, in words."""
    if len(words) > LONGEST:
        return _("That is too long. Write at most %(longest)s characters.") % {"longest": LONGEST}
    try:
        services.measurement_answer(
            case=case, opens_on=asked.opens_on, given={key: given}, evidence={key: words}, by=request.actor
        )
    except RuleViolation as violation:
        return _sentence(violation.code)
    return ""


def _sentence(code: str) -> str:
    """What is wrong, to the citizen: nothing about questionnaires that somebody else must take into use."""
    if code == "questionnaire.none_in_use":
        return _("The questions are not ready just now. Try again another day, or ask your contact person.")
    return str(SENTENCES[code])


@screen(permission=Permission.OWN_ANSWERS, persons=True, methods=("GET", "POST"))
def send(request: AuthenticatedRequest, opened: str) -> HttpResponse:
    """All that was answered, to look through and send."""
    case, asked = _asked(request, opened)
    if asked.closed or asked.given:
        return _over(request, "response.given_already" if asked.given else "round.closed")
    if case.closed_on is not None:
        return _over(request, "case.closed")
    if request.method == "POST":
        try:
            services.measurement_give(case=case, opens_on=asked.opens_on, given={}, by=request.actor)
        except RuleViolation as violation:
            notices.error(request, _sentence(violation.code))
        else:
            notices.success(request, _("Thank you. Your answers are sent."))
        return redirect("own_answers")
    return render(request, "citizen/own_answers_send.html", {"case": case, "asked": asked, "lines": asked.lines()})


def _over(request: AuthenticatedRequest, code: str) -> HttpResponse:
    notices.info(request, SENTENCES[code])
    return redirect("own_answers")
