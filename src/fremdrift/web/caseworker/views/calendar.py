"""The own calendar's subscription: its secret address, and what a calendar program reads there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.context import acting, read_only
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import actor_of, calendar_feed_of, user_by_calendar_secret
from fremdrift.accounts.services import calendar_feed_open, calendar_feed_revoke
from fremdrift.conversations.selectors import planned_for
from fremdrift.core import clock
from fremdrift.web.caseworker.ics import PAST, calendar


@screen(permission=Permission.CALENDAR_SUBSCRIBE, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Make a secret address; it is shown in this answer and never again, for only its digest is kept."""
    address = ""
    if request.method == "POST":
        secret = calendar_feed_open(by=request.actor)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    context = {"address": address, "feed": calendar_feed_of(request.actor)}
    response = render(request, "caseworker/calendar.html", context)
    response["Cache-Control"] = "no-store"
    return response


@screen(permission=Permission.CALENDAR_SUBSCRIBE, methods=("POST",))
def revoke(request: AuthenticatedRequest) -> HttpResponse:
    """Close the address."""
    calendar_feed_revoke(by=request.actor)
    messages.success(request, _("The address is closed. Calendars that used it find nothing there any more."))
    return redirect("calendar")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads, without a session: it acts as the user whose secret it has, as of today.

    No row of the look-up log is written, since nobody is shown: no name, no number, nothing about anybody, only when
    and in what form the user meets somebody. The link to the case asks for signing in, and that look is logged.
    """
    user = user_by_calendar_secret(secret)
    actor = actor_of(user, clock.today()) if user else None
    if user is None or actor is None or not actor.may(Permission.CALENDAR_SUBSCRIBE):
        raise Http404
    with translation.override(user.language), acting(actor), read_only():
        talks = planned_for(actor, clock.today() - PAST)
        content = calendar(talks, lambda talk: request.build_absolute_uri(reverse("case", args=[talk.case_id])))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Language"] = user.language
    return response
