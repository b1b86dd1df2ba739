"""The citizen says yes or no to an effort that is voluntary for a time, and why, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases.selectors import own_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import selectors, services
from fremdrift.progression.enums import Chooser
from fremdrift.progression.selectors import RoundNow
from fremdrift.web.shared import participation
from fremdrift.web.shared.participation import ParticipationForm
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.progression.models import RegistrationRound

_SEEN = (FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.HEALTH)


@screen(permission=Permission.OWN_ANSWERS, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Yes or no with reasons, for the period that is open; it can be changed until the period closes."""
    case = own_case(request.actor)
    look_up(
        request,
        [case.citizen_id] if case else [],
        _SEEN,
        purpose="own_case",
        municipality_id=case.municipality_id if case else None,
    )
    one = _round(request, case) if case else None
    form = _form(request, case, one) if case and one else None
    if request.method == "POST" and case and one and form and form.is_valid() and _kept(request, case, one, form):
        return redirect("own_participation")
    own = _own(request, case, one) if case and one else []
    wrong = request.method == "POST" and (form is None or bool(form.errors))
    context: dict[str, Any] = {
        "case": case,
        "round": one,
        "open": one is not None and RoundNow(one, None).state == "open",
        "form": form,
        "own": participation.line_of(own[-1]) if own else None,
        "lost": SENTENCES["registration.closed_round"] if wrong and case and form is None else "",
    }
    return render(request, "citizen/own_participation.html", context, status=422 if wrong else 200)


def _round(request: AuthenticatedRequest, case: Case) -> RegistrationRound | None:
    """The period that what is sent belongs to; else the one that is open."""
    try:
        named = selectors.registration_round_by_id(request.actor, UUID(request.POST.get("round", "")))
    except ValueError:
        named = None
    return named or selectors.registration_round_on(request.actor, case, clock.today())


def _own(request: AuthenticatedRequest, case: Case, one: RegistrationRound) -> list[selectors.Registered]:
    said = selectors.registered(request.actor, case)
    return [found for found in said if found.round.pk == one.pk and found.choice.chooser == Chooser.CITIZEN]


def _form(request: AuthenticatedRequest, case: Case, one: RegistrationRound) -> ParticipationForm:
    own = _own(request, case, one)
    initial = {"round": one.pk, "seen": len(own)} | participation.initial_of(own[-1] if own else None)
    data = request.POST if request.method == "POST" else None
    return ParticipationForm(one, Chooser.CITIZEN, data, initial=initial)


def _kept(request: AuthenticatedRequest, case: Case, one: RegistrationRound, form: ParticipationForm) -> bool:
    seen = form.cleaned_data["seen"] or 0
    try:
        services.registration_record(case=case, round_id=one.pk, said=form.said, seen=seen, by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        if violation.code == "registration.changed_meanwhile":
            form.see(len(_own(request, case, one)))
        return False
    notices.success(request, _("Thank you. Your contact person can see it, and you can change it while this is open."))
    return True
