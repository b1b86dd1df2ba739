"""The provider's screens: the citizens whose contact person somebody here is for a time."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.overview import selectors

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.CONVERSATIONS)


@screen(permission=Permission.DELEGATED_VIEW, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Citizens delegated to the one who reads, with the next and the last conversation; logged where each lives."""
    lines = selectors.delegated(request.actor)
    homes = sorted((line.case.municipality_id, line.case.citizen_id) for line in lines)
    if not homes:
        look_up(request, [], _SEEN, purpose=Purpose.DELEGATION)
    for home, persons in groupby(homes, key=lambda pair: pair[0]):
        look_up(request, [p for _, p in persons], _SEEN, purpose=Purpose.DELEGATION, municipality_id=home)
    return render(request, "provider/delegated.html", {"lines": lines})
