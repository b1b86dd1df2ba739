"""An invitation to a planned conversation, as a letter on one sheet."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import municipality_of
from fremdrift.cases.selectors import case_by_id
from fremdrift.conversations import selectors
from fremdrift.conversations.enums import State
from fremdrift.web.caseworker.views.common import open_case

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.CONVERSATIONS)


@screen(permission=Permission.CASE_VIEW, persons=True)
def invitation(request: AuthenticatedRequest, case_id: UUID, planned_id: UUID) -> HttpResponse:
    """The letter. A protected address never stands on it: such a letter goes by Digital Post."""
    found = case_by_id(request.actor, case_id)
    # Protected or expired is for those who keep the address to judge; a letter leaves it out while the mark stands.
    addressed = found is not None and not found.citizen.protected_address and bool(found.citizen.address)
    case = open_case(request, case_id, *_SEEN, *([FieldClass.ADDRESS] if addressed else []))
    talk = next((t for t in selectors.conversations(request.actor, [case.pk]) if t.pk == planned_id), None)
    if talk is None:
        raise Http404
    if talk.state != State.PLANNED:
        return redirect("conversation", case.pk, talk.pk)
    context = {
        "case": case,
        "talk": talk,
        "addressed": addressed,
        "municipality": municipality_of(request.actor),
    }
    return render(request, "caseworker/invitation.html", context)
