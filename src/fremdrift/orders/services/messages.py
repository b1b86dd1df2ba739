"""The thread of an order: questions, answers, and what needs no answer after all."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.enums import OrderState
from fremdrift.orders.models import Order, OrderMessage
from fremdrift.orders.services._turns import check_address, in_turn, of_order, side_of

_TWICE_WITHIN = dt.timedelta(minutes=1)


@transaction.atomic
def order_message_send(
    *, order: Order, text: str, wants_answer: bool = False, at: dt.datetime | None = None, by: Actor
) -> OrderMessage:
    """Write to the other side about an order that was sent."""
    with in_turn(order, by) as standing:
        if standing.state in {OrderState.DRAFT, OrderState.DECLINED, OrderState.WITHDRAWN}:
            raise RuleViolation("order_message.nobody_reads")
        if not text.strip():
            raise RuleViolation("order_message.empty", "text")
        check_address(standing, text, by=by)
        sent_at = at or clock.now()
        twice = _again(standing, text, sent_at, by)
        if twice is not None:
            return twice
        asked = OrderMessage.objects.filter(order=standing, sent_at__lte=sent_at).waiting_for(side_of(by))
        asked.update(answered_at=sent_at)
        sent: OrderMessage = OrderMessage.objects.create(
            side=side_of(by),
            author_id=by.user_id,
            text=text,
            wants_answer=wants_answer,
            sent_at=sent_at,
            **of_order(standing),
        )
        return sent


def _again(order: Order, text: str, sent_at: dt.datetime, by: Actor) -> OrderMessage | None:
    """The same words by the same person a moment ago: the button was pressed twice."""
    found: OrderMessage | None = OrderMessage.objects.filter(
        order=order, author=by.user_id, text=text, sent_at__gt=sent_at - _TWICE_WITHIN, sent_at__lte=sent_at
    ).first()
    return found


@transaction.atomic
def order_message_settle(*, message: OrderMessage, by: Actor) -> None:
    """No answer is needed after all."""
    with in_turn(message.order, by):
        settled = OrderMessage.objects.get(pk=message.pk)
        if settled.settled_at is None:
            settled.settled_at = clock.now()
            settled.save(update_fields=["settled_at"])
