"""The start meeting of three: citizen, caseworker and the place that got the order."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.office_language import in_office_language
from fremdrift.orders import rules
from fremdrift.orders.models import Order, OrderMessage
from fremdrift.orders.services._turns import check_address, in_turn, of_order, side_of, store


@transaction.atomic
def order_meet(
    *,
    order: Order,
    on: dt.date,
    at: dt.time | None = None,
    place: str = "",
    told_at: dt.datetime | None = None,
    by: Actor,
) -> Order:
    """Set, or move, the start meeting; either side may, and the thread tells the other. `told_at` is for imports."""
    with in_turn(order, by) as standing:
        if standing.state not in rules.STANDING:
            raise RuleViolation(f"order.is_{standing.state}")
        if on < clock.today():
            raise RuleViolation("order.meeting_in_past", "meeting_on")
        if on > clock.today() + rules.FURTHEST:
            raise RuleViolation("order.meeting_far", "meeting_on")
        check_address(standing, place, by=by)
        new = (on, at, place.strip())
        if new == (standing.meeting_on, standing.meeting_at, standing.meeting_place):
            return standing
        standing.meeting_on, standing.meeting_at, standing.meeting_place = new
        store(standing, "meeting_on", "meeting_at", "meeting_place")
        OrderMessage.objects.create(
            side=side_of(by),
            author_id=by.user_id,
            text=_told(on, at, place.strip()),
            sent_at=told_at or clock.now(),
            **of_order(standing),
        )
        return standing


def _told(on: dt.date, at: dt.time | None, place: str) -> str:
    """What the thread says, in the municipality's language whatever the page of whoever sets the meeting has."""
    with in_office_language():
        return _sentence(on, at, place)


def _sentence(on: dt.date, at: dt.time | None, place: str) -> str:
    when = f"{on:%d.%m.%Y}" if at is None else f"{on:%d.%m.%Y} {at:%H.%M}"
    if place:
        return _("Start meeting: %(when)s, %(place)s. Write here if it does not suit you.") % {
            "when": when,
            "place": place,
        }
    return _("Start meeting: %(when)s. Write here if it does not suit you.") % {"when": when}
