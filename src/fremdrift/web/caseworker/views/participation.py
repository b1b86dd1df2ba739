"""Voluntary participation: the contact person registers yes or no, and sees who of the own citizens is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases.selectors import characteristics
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import selectors, services
from fremdrift.progression.enums import Chooser, Participation
from fremdrift.progression.rules import CHARACTERISTICS, REASONS
from fremdrift.progression.selectors import RoundNow
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared import participation
from fremdrift.web.shared.participation import ParticipationForm
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.progression.models import ParticipationChoice, RegistrationRound
    from fremdrift.progression.selectors import Registered

PER_PAGE = 50
_LISTED = (FieldClass.IDENTITY, FieldClass.PLAN)


@screen(permission=Permission.MEASURE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """What was registered, and the form for the period that is open; a second look comes before it is kept."""
    case = open_case(request, case_id)
    said = selectors.registered(request.actor, case)
    one = _round(request, case)
    form = _form(request, case, one, said) if one else None
    if request.method == "POST" and form is not None and one is not None and form.is_valid():
        step = request.POST.get("step")
        if step == "save" and _kept(request, case, one, form):
            return redirect("participation", case.pk)
        if step not in {"save", "back"}:
            return render(request, "caseworker/participation_check.html", _look(case, one, form))
    wrong = request.method == "POST" and (form is None or bool(form.errors))
    lost = SENTENCES["registration.closed_round"] if wrong and form is None else ""
    context = _context(request, case, one, said) | {"form": form, "lost": lost}
    return render(request, "caseworker/participation.html", context, status=422 if wrong else 200)


def _round(request: AuthenticatedRequest, case: Case) -> RegistrationRound | None:
    """The round that what is sent belongs to; else the one that is open."""
    named = _uuid(request.POST.get("round", "")) if request.method == "POST" else None
    found = selectors.registration_round_by_id(request.actor, named) if named else None
    return found or selectors.registration_round_on(request.actor, case, clock.today())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _own(one: RegistrationRound, said: list[Registered], chooser: Chooser) -> list[Registered]:
    return [found for found in said if found.round.pk == one.pk and found.choice.chooser == chooser]


def _form(
    request: AuthenticatedRequest, case: Case, one: RegistrationRound, said: list[Registered]
) -> ParticipationForm:
    own = _own(one, said, Chooser.CASEWORKER)
    initial = {"round": one.pk, "seen": len(own), CHARACTERISTICS: _standing(request, case)}
    initial |= participation.initial_of(own[-1] if own else None)
    return ParticipationForm(
        one, Chooser.CASEWORKER, request.POST if request.method == "POST" else None, initial=initial
    )


def _standing(request: AuthenticatedRequest, case: Case) -> list[str]:
    """Characteristics that stand in the case today."""
    today = clock.today()
    found = characteristics(request.actor, [case.pk])
    return [f.kind for f in found if f.begins_on <= today and (f.ends_on is None or f.ends_on >= today)]


def _kept(request: AuthenticatedRequest, case: Case, one: RegistrationRound, form: ParticipationForm) -> bool:
    seen = form.cleaned_data["seen"] or 0
    try:
        services.registration_record(case=case, round_id=one.pk, said=form.said, seen=seen, by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        if violation.code == "registration.changed_meanwhile":
            form.see(len(_own(one, selectors.registered(request.actor, case), Chooser.CASEWORKER)))
        return False
    messages.success(request, _("It is registered. You can correct it until the period closes."))
    return True


def _look(case: Case, one: RegistrationRound, form: ParticipationForm) -> dict[str, Any]:
    said = form.said
    in_order = tuple(sorted(said.ranks, key=lambda key: said.ranks[key]))
    kept = [("round", str(one.pk)), ("seen", str(form.cleaned_data["seen"] or 0)), *form.kept]
    return {
        "case": case,
        "round": one,
        "kept": kept,
        "said": Participation(said.choice).label,
        "reasons": participation.words_of(one, Chooser.CASEWORKER, REASONS, in_order),
        "characteristics": participation.words_of(
            one, Chooser.CASEWORKER, CHARACTERISTICS, tuple(said.characteristics)
        ),
    }


def _context(
    request: AuthenticatedRequest, case: Case, one: RegistrationRound | None, said: list[Registered]
) -> dict[str, Any]:
    said = selectors.registered(request.actor, case) if request.method == "POST" else said
    lines = [participation.line_of(found) for found in said]
    here = [line for line in lines if one and line.registered.round.pk == one.pk]
    now = {line.registered.choice.chooser: line for line in here}
    return {
        "case": case,
        "round": one,
        "open": one is not None and RoundNow(one, None).state == "open",
        "expired": _expired(request, one),
        "own": now.get(Chooser.CASEWORKER),
        "citizen": now.get(Chooser.CITIZEN),
        "earlier": [line for line in reversed(lines) if line not in now.values()],
        "standing": _standing(request, case),
    }


def _expired(request: AuthenticatedRequest, one: RegistrationRound | None) -> str:
    """What to say to who comes by a link to a period that is not open any more."""
    named = request.GET.get("round", "")
    if not named or (one is not None and named == str(one.pk)):
        return ""
    found = selectors.registration_round_by_id(request.actor, _uuid(named) or UUID(int=0))
    told = _("The link leads to a period that is not open: %(title)s.") % {"title": found.title} if found else ""
    return told or _("The link leads to a period that is not here any more.")


@screen(permission=Permission.REGISTRATIONS_VIEW, persons=True)
def of_round(request: AuthenticatedRequest, round_id: UUID) -> HttpResponse:
    """Who of those one sees is registered in a period, and who is not yet."""
    one = selectors.registration_round_by_id(request.actor, round_id)
    if one is None:
        raise Http404
    found = selectors.cases_in_round(request.actor, one)
    lists = {"missing": [pair for pair in found if pair[1] is None], "registered": [pair for pair in found if pair[1]]}
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in lists else "missing"
    page = Paginator(lists[chosen], PER_PAGE).get_page(request.GET.get("page"))
    _logged(request, one, list(page))
    context = {
        "round": one,
        "now": RoundNow(one, None),
        "page": page,
        "show": chosen,
        "tabs": [
            ("missing", _("Not registered yet"), len(lists["missing"])),
            ("registered", _("Registered"), len(lists["registered"])),
        ],
    }
    return render(request, "caseworker/registrations.html", context)


def _logged(
    request: AuthenticatedRequest, one: RegistrationRound, shown: list[tuple[Case, ParticipationChoice | None]]
) -> None:
    delegated = request.actor.may(Permission.DELEGATED_VIEW)
    purpose = Purpose.DELEGATION if delegated else Purpose.CASE_WORK
    purpose = Purpose.LEADERSHIP if request.actor.may(Permission.TEAM_VIEW) else purpose
    subjects = [case.citizen_id for case, _choice in shown]
    look_up(request, subjects, _LISTED, purpose=str(purpose), municipality_id=one.municipality_id)
