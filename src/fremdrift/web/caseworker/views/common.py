"""What the caseworker's screens share: finding the case, and logging that it was looked at."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.screen import look_up
from fremdrift.cases.selectors import case_by_id, seen_in_cover

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

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
        raise Http404
    purpose = COVER if seen_in_cover(request.actor, case) else "case_work"
    look_up(request, [case.citizen_id], fields or WHOLE_CASE, purpose=purpose)
    return case


def look_up_list(
    request: AuthenticatedRequest,
    shown: Iterable[Case],
    covered: Container[UUID],
    fields: tuple[FieldClass, ...],
    purpose: str = "case_work",
) -> None:
    """Log a list of own cases; those that are looked after for somebody else in a row of their own, as cover."""
    found = list(shown)
    look_up(request, [case.citizen_id for case in found if case.pk not in covered], fields, purpose=purpose)
    stepped_in = [case.citizen_id for case in found if case.pk in covered]
    if stepped_in:
        look_up(request, stepped_in, fields, purpose=COVER)
