"""Reads of orders: one, those of cases, and what hangs on one."""

from collections.abc import Iterable
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.orders.enums import Shared
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage, SharedField

_PARTS = ("aims", "indicators", "shared", "comments")
_WITH = ("offer", "provider", "workplace__company", "sent_by", "accepted_by", "made_by")


def order_by_id(actor: Actor, order_id: UUID) -> Order | None:
    """The order, when this actor may see it, with its parts."""
    seen = Order.objects.visible_to(actor).select_related(*_WITH).prefetch_related(*_PARTS)
    found: Order | None = seen.filter(pk=order_id).first()
    return found


def orders_of(actor: Actor, case_ids: Iterable[UUID]) -> list[Order]:
    """Orders of these cases, latest first."""
    seen = Order.objects.visible_to(actor).filter(case__in=list(case_ids)).select_related(*_WITH)
    return list(seen.prefetch_related("comments").order_by("-begins_on", "-pk"))


def shared_with(actor: Actor, order: Order) -> list[SharedField]:
    """What is ticked, with its words, in the order of the choices."""
    ticked = [row for row in order.shared.all() if row.chosen]
    return sorted(ticked, key=lambda row: Shared.values.index(row.field))


def thread_of(actor: Actor, order: Order) -> list[OrderMessage]:
    """What was written about the order, oldest first."""
    return list(order.messages.select_related("author"))


def changes_of(actor: Actor, order: Order) -> list[ChangeProposal]:
    """Proposals to change the order, oldest first."""
    return list(order.proposals.select_related("proposed_by", "decided_by"))
