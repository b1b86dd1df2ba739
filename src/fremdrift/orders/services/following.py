"""What follows for those who see an order when its case closes, opens again, or goes to another record."""

from collections.abc import Iterable
from uuid import UUID

from fremdrift.orders.enums import OrderState
from fremdrift.orders.models import Order
from fremdrift.orders.services import _effects as effects


def orders_follow(case_ids: Iterable[UUID]) -> None:
    """Let what the orders of these cases opened follow the cases; a subscriber of `core.changes`."""
    sent = Order.objects.filter(case__in=list(case_ids)).exclude(state=OrderState.DRAFT).exclude(sent_at=None)
    for order in sent.select_related("case"):
        effects.grants_follow(order)
