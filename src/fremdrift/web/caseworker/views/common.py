"""What the caseworker's screens share: finding the case, and logging that it was looked at."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, refused
from fremdrift.access.selectors import emergency
from fremdrift.cases.selectors import case_by_id, case_denial, case_to_hand_over, network_persons, seen_in_cover
from fremdrift.web.shared.violations import SENTENCES

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, NetworkPerson

COVER = "cover"  # purpose of a look that nothing but stepping in for somebody opens
WHOLE_CASE = (
    FieldClass.IDENTITY,
    FieldClass.CONTACT,
    FieldClass.PLAN,
    FieldClass.CONVERSATIONS,
    FieldClass.HEALTH,
)


def open_case(request: AuthenticatedRequest, case_id: UUID, *fields: FieldClass) -> Case:
    """The case, once the look at it is in the log; 404 when it is not this actor's to see."""
    case = case_by_id(request.actor, case_id)
    if case is None:
        raise refused(case_denial(request.actor, case_id))
    request.emergency = emergency(request.actor, case.citizen_id)
    _logged(request, case, fields or WHOLE_CASE, _purpose(request, case))
    return case


def open_handover(request: AuthenticatedRequest, case_id: UUID) -> tuple[Case, bool]:
    """The case whose handover page is opened, and whether all of it is open; else it is offered to the reader."""
    whole = case_by_id(request.actor, case_id)
    case = whole or case_to_hand_over(request.actor, case_id)
    if case is None:
        raise refused(case_denial(request.actor, case_id))
    request.emergency = emergency(request.actor, case.citizen_id)
    _logged(request, case, WHOLE_CASE, _purpose(request, case) if whole else Purpose.HANDOVER)
    return case, whole is not None


def _purpose(request: AuthenticatedRequest, case: Case) -> str:
    if request.emergency is not None:
        return Purpose.BREAK_GLASS
    if request.actor.may(Permission.DELEGATED_VIEW):
        return Purpose.DELEGATION
    return COVER if seen_in_cover(request.actor, case) else Purpose.CASE_WORK


def _logged(request: AuthenticatedRequest, case: Case, fields: tuple[FieldClass, ...], purpose: str) -> None:
    # Whoever works at a provider has no municipality: the look belongs in the log of the citizen's.
    look_up(request, [case.citizen_id], fields, purpose=str(purpose), municipality_id=case.municipality_id)


def look_up_list(
    request: AuthenticatedRequest,
    shown: Iterable[Case],
    covered: Container[UUID],
    fields: tuple[FieldClass, ...],
    purpose: str = Purpose.CASE_WORK,
    criterion: str = "",
) -> None:
    """Log a list of own cases; those that are looked after for somebody else in a row of their own, as cover."""
    found = list(shown)
    own = [case.citizen_id for case in found if case.pk not in covered]
    look_up(request, own, fields, purpose=purpose, criterion=criterion)
    stepped_in = [case.citizen_id for case in found if case.pk in covered]
    if stepped_in:
        look_up(request, stepped_in, fields, purpose=COVER, criterion=criterion)


def closed_to_forms(request: AuthenticatedRequest, case: Case) -> HttpResponse | None:
    """The answer to who opens a form about a closed case: that it is only read. What is sent is answered by a rule."""
    if case.closed_on is None or request.method == "POST":
        return None
    messages.info(request, SENTENCES["case.closed"])
    return redirect("case", case.pk)


def around_citizen(request: AuthenticatedRequest, case: Case) -> list[NetworkPerson]:
    """People around the citizen, for whoever may open their page."""
    return network_persons(request.actor, [case.pk]) if request.actor.may(Permission.PLAN_CHANGE) else []
