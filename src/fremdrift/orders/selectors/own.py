"""Reads for those who order and for the citizen: what can be ordered, what was shown, and the parts of one order."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.catalogue.models import Offer
from fremdrift.core import clock
from fremdrift.orders.enums import OrderState
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage, ProgressReport, ShownOffer
from fremdrift.orders.selectors.orders import order_by_id, orders_of

_MOST_OFFERS = 50


def offers_to_order(actor: Actor, name: str = "") -> list[Offer]:
    """Offers that are given today, by a part of the offer's, the provider's or the town's name; the first fifty."""
    today = clock.today()
    found = Offer.objects.visible_to(actor).filter(Q(retired_on__isnull=True) | Q(retired_on__gt=today))
    for word in name.split()[:5]:
        found = found.filter(
            Q(name__icontains=word) | Q(provider__name__icontains=word) | Q(town__icontains=word) | Q(code__iexact=word)
        )
    return list(found.select_related("provider")[:_MOST_OFFERS])


def offer_to_order(actor: Actor, offer_id: UUID) -> Offer | None:
    """An offer that this actor sees."""
    found: Offer | None = Offer.objects.visible_to(actor).select_related("provider").filter(pk=offer_id).first()
    return found


def own_orders(actor: Actor, case_id: UUID) -> list[Order]:
    """The citizen's orders; a draft is there once the citizen was told of it."""
    return [order for order in orders_of(actor, [case_id]) if _told(order)]


def own_order(actor: Actor, case_id: UUID, order_id: UUID) -> Order | None:
    """One of the citizen's orders."""
    found = order_by_id(actor, order_id)
    return found if found is not None and found.case_id == case_id and _told(found) else None


def _told(order: Order) -> bool:
    if order.state == OrderState.DRAFT or (order.state == OrderState.WITHDRAWN and order.sent_at is None):
        return order.informed_on is not None
    return True


def reports_of(actor: Actor, order: Order) -> list[ProgressReport]:
    """The reports of an order, soonest due first."""
    return list(order.reports.asked_for().select_related("submitted_by", "reviewed_by"))


def message_by_id(actor: Actor, order: Order, message_id: UUID) -> OrderMessage | None:
    """One message of an order's thread."""
    found: OrderMessage | None = order.messages.select_related("order").filter(pk=message_id).first()
    return found


def change_by_id(actor: Actor, order: Order, change_id: UUID) -> ChangeProposal | None:
    """One proposal to change an order."""
    found: ChangeProposal | None = order.proposals.select_related("order").filter(pk=change_id).first()
    return found


def shown_offers(actor: Actor, case_ids: Iterable[UUID]) -> list[ShownOffer]:
    """Offers that are shown to citizens now, the latest first."""
    found = ShownOffer.objects.visible_to(actor).filter(case__in=list(case_ids), withdrawn_at__isnull=True)
    return list(found.select_related("offer__provider", "shown_by"))


def shown_offer(actor: Actor, case_id: UUID, offer_id: UUID) -> ShownOffer | None:
    """An offer as it is shown to the citizen of a case now."""
    return next((shown for shown in shown_offers(actor, [case_id]) if shown.offer_id == offer_id), None)
