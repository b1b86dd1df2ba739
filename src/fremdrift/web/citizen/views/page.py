"""The citizen's own page: what happens now, what comes next, who to write to; and all of it on paper."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors
from fremdrift.conversations.enums import Minutes
from fremdrift.conversations.selectors import conversations
from fremdrift.core import clock
from fremdrift.orders.selectors import own_orders
from fremdrift.overview.selectors import case_now
from fremdrift.progression import selectors as progress
from fremdrift.web.citizen import now_words, plan_words, todo_words
from fremdrift.web.citizen.own import own_case
from fremdrift.web.shared import phase_words
from fremdrift.web.shared.trajectory_words import own_way, trajectory_of

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
    from fremdrift.conversations.models import Conversation

_LATEST = 3
_LATELY = dt.timedelta(days=14)
_SEEN = (
    FieldClass.CONTACT,
    FieldClass.PLAN,
    FieldClass.CONVERSATIONS,
    FieldClass.ORDER,
    FieldClass.HEALTH,
    FieldClass.LOG,
)


@screen(permission=Permission.OWN_PAGE, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """What happens now and next, what we would like to hear, the contact person, the plan and how it goes."""
    case = own_case(request, *_SEEN)
    context = {"case": case} | (_told(request, case) if case else {})
    return render(request, "citizen/own_page.html", context)


@screen(permission=Permission.OWN_PAGE, persons=True)
def paper(request: AuthenticatedRequest) -> HttpResponse:
    """All of it on one page to print, without CPR number and address."""
    case = own_case(request, *_SEEN)
    context = {"case": case} | (_told(request, case) if case else {})
    return render(request, "citizen/own_print.html", context)


def _told(request: AuthenticatedRequest, case: Case) -> dict[str, Any]:
    actor = request.actor
    now, orders = case_now(actor, case), own_orders(actor, case.pk)
    contact = selectors.own_contact(actor)
    measured = progress.measurements(actor, case)
    said = phase_words.said_so_far(progress.phase_choices(actor, case), progress.guidance(actor, case), _("You"))
    still_open = case.closed_on is None
    return {
        "now": now,
        "told": now_words.told(now, case, orders) if still_open else None,
        "todos": todo_words.todos(actor, case, orders, contact.user.name if contact else "") if still_open else [],
        "contact": contact,
        "steps": plan_words.steps(now),
        "texts": plan_words.texts(now),
        "no_plan": plan_words.told(case, now),
        "trajectory": trajectory_of(measured, now, _("You"), ""),
        "own_way": own_way(measured),
        "said": said.citizen,
        "orders": [order for order in orders if order.sent_at],
        "shared": _shared(actor, case),
        "emergency_lately": _emergency_lately(actor, case),
        "helpers_lately": _helpers_lately(actor, case),
        "day": clock.today(),
    }


def _emergency_lately(actor: Actor, case: Case) -> bool:
    """Whether somebody opened the case in an emergency these days; older ones stand in the log alone."""
    since = clock.now() - _LATELY
    return any(one.opened.opened_at > since for one in selectors.break_glass_about(actor, case.citizen))


def _helpers_lately(actor: Actor, case: Case) -> list[str]:
    """Who can help here since somebody else wrote it down these days: it is the citizen's own to know, and to end."""
    if not actor.may(Permission.OWN_HELPERS):
        return []
    since, today = clock.now() - _LATELY, clock.today()
    standing = [one for one in selectors.representations(actor, case) if one.ended_at is None and one.ends_on >= today]
    return [one.name for one in standing if one.noted_by_id and one.made_at > since]


def _shared(actor: Actor, case: Case) -> list[Conversation]:
    """The latest conversations whose minutes are shared; what is a draft is the caseworker's alone."""
    held = [talk for talk in conversations(actor, [case.pk]) if talk.minutes_state == Minutes.SHARED]
    return held[::-1][:_LATEST]
