"""What the caseworker's screens share: finding the case, and logging that it was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.screen import look_up, refused
from fremdrift.access.selectors import emergency
from fremdrift.cases.selectors import case_by_id, case_denial
from fremdrift.web.shared.violations import SENTENCES

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


def closed_to_forms(request: AuthenticatedRequest, case: Case) -> HttpResponse | None:
    """The answer to who opens a form about a closed case: that it is only read. What is sent is answered by a rule."""
    if case.closed_on is None or request.method == "POST":
        return None
    messages.info(request, SENTENCES["case.closed"])
    return redirect("case", case.pk)
