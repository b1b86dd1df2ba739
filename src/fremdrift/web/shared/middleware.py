"""Who acts, and in which language: read once per request, before any screen opens."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from fremdrift.access.lookup_log import LogUnavailable
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import actor_of
from fremdrift.core import clock

logger = logging.getLogger(__name__)
_SECONDS_TO_WAIT = 30


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
        """A look that cannot be logged is not shown: 503, and whatever the screen had written is undone."""
        if not isinstance(exception, LogUnavailable):
            return None
        logger.error("The look-up log cannot be written: %s", exception.detail)
        response = render(None, "shared/503.html", status=503)
        response["Retry-After"] = str(_SECONDS_TO_WAIT)
        response["Cache-Control"] = "no-store"
        return response
