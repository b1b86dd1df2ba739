"""Finding a citizen by name, CPR number or case number, among those whom the reader may see.

A CPR number is sent in a form, so that it stands in no address; whatever has digits in it is never put into one.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases import rules, selectors
from fremdrift.web.caseworker import finds
from fremdrift.web.caseworker.choice import seen

WHOLE_NUMBERS = gettext_lazy(
    "A CPR number has ten digits, and only a whole one can be searched for. Write it in the field; it never stands in "
    "an address."
)
SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN)


@screen(permission=Permission.CITIZEN_SEARCH, persons=True, methods=("GET", "POST"))
def find(request: AuthenticatedRequest) -> HttpResponse:
    """Whom a name, a number or a case number finds."""
    if request.method == "POST":
        return _sent(request, seen(request.POST.get("q", "")))
    text = seen(request.GET.get("q", ""))
    kind = rules.sought(text)
    if kind is rules.Sought.NAME:
        return _answer(request, kind, text)
    _nobody(request)
    if kind is None:
        return _page(request, kind, text, finds.Found())
    messages.warning(request, WHOLE_NUMBERS)
    return redirect("search")


def _sent(request: AuthenticatedRequest, text: str) -> HttpResponse:
    kind = rules.sought(text)
    if kind is rules.Sought.CPR or kind is rules.Sought.NUMBER:
        return _answer(request, kind, text)
    _nobody(request)
    if kind is rules.Sought.NAME:
        return redirect(f"{reverse('search')}?{urlencode({'q': text})}")
    shown = "" if any(c.isdigit() for c in text) else text
    return _page(request, kind, shown, finds.Found())


def _nobody(request: AuthenticatedRequest) -> None:
    """Write down that nobody is shown."""
    look_up(request, [], (FieldClass.IDENTITY,), purpose="search")


def _answer(request: AuthenticatedRequest, kind: rules.Sought, text: str) -> HttpResponse:
    """The case itself where a number finds it; else the page, which repeats no number."""
    found = finds.find(request.actor, kind, text)
    look_up(request, [c.citizen_id for c in found.cases], SEEN, purpose="search", criterion=found.criterion)
    if kind is not rules.Sought.NAME and len(found.cases) == 1:
        return redirect("case", found.cases[0].pk)
    return _page(request, kind, text if kind is rules.Sought.NAME else "", found)


def _page(request: AuthenticatedRequest, kind: rules.Sought | None, text: str, found: finds.Found) -> HttpResponse:
    context = {
        "kind": kind,
        "text": text,
        "whole_numbers": WHOLE_NUMBERS,
        "asked": request.method == "POST" or "q" in request.GET,
        "hits": finds.hits(request.actor, found.cases[: selectors.MOST_FOUND]),
        "more": len(found.cases) > selectors.MOST_FOUND,
        "near": found.near,
    }
    return render(request, "caseworker/search.html", context)
