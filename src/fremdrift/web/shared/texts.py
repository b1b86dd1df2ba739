"""Giving a form's texts back to copy, where the form itself cannot be shown again."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import reswap, retarget

from fremdrift.web.shared.typed_weeks import weeks_typed

_SECRET = {"cpr", "password", "csrfmiddlewaretoken"}
_NOT_TYPED = {"seen", "next"}  # what a page says to itself in hidden fields, in more than a word


def worded(fields: Iterable[tuple[str, list[str]]]) -> list[str]:
    """The texts among fields and their values: whatever has two words, as choices, days and tokens have not."""
    typed = (values for name, values in fields if name not in _SECRET | _NOT_TYPED)
    return [str(text) for values in typed for text in values if len(str(text).split()) > 1]


def texts_of(request: HttpRequest) -> list[str]:
    """The texts of a form that was sent, and the days of a week of attendance."""
    return [*worded(request.POST.lists()), *weeks_typed(request.POST, request.GET.get("week", ""))]


def given_back(request: HttpRequest, title: str, sentence: str, back: str, status: int = 422) -> HttpResponse:
    """A page that says what went wrong, shows the texts, and leads back to the form."""
    context = {"title": title, "sentence": sentence, "back": back, "texts": texts_of(request)}
    response = render(request, "shared/given_back.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def signed_out(request: HttpRequest, back: str) -> HttpResponse:
    """403 with the texts of a form that nobody who is signed in has sent, to be copied; `back` is its page."""
    response = render(request, "shared/signed_out.html", {"back": back, "texts": texts_of(request)}, status=403)
    response["Cache-Control"] = "no-store"
    if not getattr(request, "htmx", False):
        return response
    response.status_code = 200  # htmx shows no other
    return reswap(retarget(response, "body"), "innerHTML")
