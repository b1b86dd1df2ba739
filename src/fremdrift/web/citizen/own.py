"""What all of the citizen's own pages begin with: the own case, and a row of the look-up log that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.screen import look_up
from fremdrift.cases import selectors

if TYPE_CHECKING:
    from fremdrift.cases.models import Case


def own_case(request: AuthenticatedRequest, *fields: FieldClass) -> Case | None:
    """The case of the citizen who is signed in; none when there is none. The look is logged."""
    case = selectors.own_case(request.actor)
    look_up(
        request,
        [case.citizen_id] if case else [],
        (FieldClass.IDENTITY, *fields),
        purpose="own_case",
        municipality_id=case.municipality_id if case else None,
    )
    return case
