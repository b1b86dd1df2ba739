"""Ten points of professional work to hold one's own work up against: of a case, or of all one's citizens.

A page to read, to print and to talk about. Nothing is ticked, stored or counted.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.progression.selectors import guidance
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.phase_words import ten_points


@screen(permission=Permission.MEASURE, persons=True)
def of_case(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """The ten points, beside a case."""
    case = open_case(request, case_id)
    context = {"case": case, "points": ten_points(guidance(request.actor, case))}
    return render(request, "caseworker/reflection.html", context)


@screen(permission=Permission.WORKLIST_VIEW, persons=False)
def of_caseload(request: AuthenticatedRequest) -> HttpResponse:
    """The ten points, beside all that one does."""
    return render(request, "caseworker/reflection.html", {"points": ten_points(guidance(request.actor))})
