"""Giving a form's texts back to copy, where the form itself cannot be shown again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_SECRET = {"cpr", "password", "csrfmiddlewaretoken"}


def texts_of(request: HttpRequest) -> list[str]:
    """The texts of a form: whatever has two words, as choices, days and tokens have not."""
    shown = [values for name, values in request.POST.lists() if name not in _SECRET]
    return [str(text) for values in shown for text in values if len(str(text).split()) > 1]


def given_back(request: HttpRequest, title: str, sentence: str, back: str, status: int = 422) -> HttpResponse:
    """A page that says what went wrong, shows the texts, and leads back to the form."""
    context = {"title": title, "sentence": sentence, "back": back, "texts": texts_of(request)}
    response = render(request, "shared/given_back.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
