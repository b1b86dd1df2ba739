"""How much of each offer is taken, as the orders count it: whose places they are is not told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from fremdrift.access.actor import Actor
from fremdrift.catalogue.models import Offer
from fremdrift.catalogue.rules import Use
from fremdrift.orders import selectors


def uses(actor: Actor, offers: Iterable[Offer]) -> Mapping[UUID, Use]:
    """Places taken today and quota used this year of these offers, by id; one that is not there is unused."""
    counts = selectors.places_taken(actor, [offer.pk for offer in offers])
    return {offer_id: Use(taken, this_year) for offer_id, (taken, this_year) in counts.items()}


def full(actor: Actor) -> QuerySet[Offer]:
    """Offers without a free place, for the filter."""
    return selectors.full_offers(actor)
