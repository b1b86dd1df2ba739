"""How much of each offer is taken. Whoever knows of orders answers here; until then all places are free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from fremdrift.access.actor import Actor
from fremdrift.catalogue.models import Offer
from fremdrift.catalogue.rules import Use


def uses(actor: Actor, offers: Iterable[Offer]) -> Mapping[UUID, Use]:
    """Places taken today and quota used this year of these offers, by id; one that is not there is unused."""
    return {}


def full(actor: Actor) -> QuerySet[Offer] | None:
    """Offers without a free place, for the filter; none where nobody counts."""
    return None
