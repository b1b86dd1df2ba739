"""What the caseworker's screens share: finding the case, and logging that it was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.screen import look_up, refused
from fremdrift.access.selectors import emergency
from fremdrift.cases.selectors import case_by_id, case_denial

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
    purpose = Purpose.BREAK_GLASS if request.emergency is not None else Purpose.CASE_WORK
    look_up(request, [case.citizen_id], fields or WHOLE_CASE, purpose=purpose)
    return case
