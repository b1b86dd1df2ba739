"""What the caseworker's screens share: finding the case, and logging that it was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, refused
from fremdrift.access.selectors import emergency
from fremdrift.cases.selectors import case_by_id, case_denial, case_to_hand_over

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

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
    _logged(request, case, fields or WHOLE_CASE, _purpose(request))
    return case


def open_handover(request: AuthenticatedRequest, case_id: UUID) -> tuple[Case, bool]:
    """The case whose handover page is opened, and whether all of it is open; else it is offered to the reader."""
    whole = case_by_id(request.actor, case_id)
    case = whole or case_to_hand_over(request.actor, case_id)
    if case is None:
        raise refused(case_denial(request.actor, case_id))
    request.emergency = emergency(request.actor, case.citizen_id)
    _logged(request, case, WHOLE_CASE, _purpose(request) if whole else Purpose.HANDOVER)
    return case, whole is not None


def _purpose(request: AuthenticatedRequest) -> Purpose:
    if request.emergency is not None:
        return Purpose.BREAK_GLASS
    return Purpose.DELEGATION if request.actor.may(Permission.DELEGATED_VIEW) else Purpose.CASE_WORK


def _logged(request: AuthenticatedRequest, case: Case, fields: tuple[FieldClass, ...], purpose: Purpose) -> None:
    # Whoever works at a provider has no municipality: the look belongs in the log of the citizen's.
    look_up(request, [case.citizen_id], fields, purpose=str(purpose), municipality_id=case.municipality_id)
