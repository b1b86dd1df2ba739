"""Finding a citizen by name, CPR number or case number, among those whom the reader may see.

A CPR number is sent in a form, so that it stands in no address; whatever has digits in it is never put into one.
"""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases import rules, selectors
from fremdrift.cases.enums import Sought
from fremdrift.web.caseworker import finds
from fremdrift.web.caseworker.choice import seen

SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN)


@screen(permission=Permission.CITIZEN_SEARCH, persons=True, methods=("GET", "POST"))
def find(request: AuthenticatedRequest) -> HttpResponse:
    """Whom a name, a number or a case number finds."""
    sent = request.method == "POST"
    text = seen((request.POST if sent else request.GET).get("q", ""))
    kind = rules.sought(text)
    if sent and kind is Sought.NAME:
        look_up(request, [], (), purpose="search")  # the page that follows writes down whom it shows
        return redirect(f"{reverse('search')}?{urlencode({'q': text})}")
    if kind is None or kind is Sought.UNCLEAR or (kind is not Sought.NAME and not sent):
        look_up(request, [], (), purpose="search")
        return _page(request, kind, "" if kind else text, finds.Found(), sent)
    found = finds.find(request.actor, kind, text)
    look_up(request, [c.citizen_id for c in found.cases], SEEN, purpose="search", criterion=found.criterion)
    if kind is not Sought.NAME and len(found.cases) == 1:
        return redirect("case", found.cases[0].pk)
    return _page(request, kind, text if kind is Sought.NAME else "", found, sent)


def _page(
    request: AuthenticatedRequest, kind: Sought | None, text: str, found: finds.Found, sent: bool
) -> HttpResponse:
    context = {
        "kind": kind,
        "text": text,
        "sent": sent,
        "asked": sent or "q" in request.GET,
        "hits": finds.hits(request.actor, found.cases[: selectors.MOST_FOUND]),
        "more": len(found.cases) > selectors.MOST_FOUND,
        "near": found.near,
    }
    return render(request, "caseworker/search.html", context)
