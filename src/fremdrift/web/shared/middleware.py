"""Who acts, and in which language: read once per request, before any screen opens; and answers to whole requests."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from fremdrift.access.lookup_log import LogUnavailable
from fremdrift.access.screen import SignedOut
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import actor_of
from fremdrift.core import clock
from fremdrift.web.shared.near import page_near
from fremdrift.web.shared.texts import signed_out

logger = logging.getLogger(__name__)
_SECONDS_TO_WAIT = 30


class HeadMiddleware:
    """Answer HEAD as GET, without the page itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Its length was told further in."""
        response = self.get_response(request)
        if request.method == "HEAD":
            response.content = b""
        return response


class ActorMiddleware:
    """Set request.actor (or None), and speak the language that the user, or the visitor's cookie, has chosen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing here is remembered from one request to the next: a removed right counts at once."""
        user = request.user
        known = user if isinstance(user, User) else None
        request.actor = actor_of(known, clock.today()) if known else None  # type: ignore[attr-defined]  # see Actor
        chosen = known.language if known else translation.get_language_from_request(request)
        with translation.override(chosen):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Give back what a screen could not take; whatever it had written is undone."""
        match exception:
            case LogUnavailable():
                return _closed(exception)
            case SignedOut():
                return signed_out(request, exception.back)
        return None


class NoPageMiddleware:
    """Answer whoever asks for a page at an address that only takes what a form sends: 405, with the way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """After a form that was refused, such an address stands in the browser."""
        response = self.get_response(request)
        if response.status_code != 405 or request.method not in {"GET", "HEAD"}:
            return response
        page = render(request, "shared/405.html", {"near": page_near(request.path)}, status=405)
        page["Allow"] = response["Allow"]
        return page


def _closed(exception: LogUnavailable) -> HttpResponse:
    """503: a look that cannot be logged is not shown."""
    logger.error("The look-up log cannot be written: %s", exception.detail)
    response = render(None, "shared/503.html", status=503)
    response["Retry-After"] = str(_SECONDS_TO_WAIT)
    response["Cache-Control"] = "no-store"
    return response
