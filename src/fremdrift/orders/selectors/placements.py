"""Reads of workplaces and of the orders sent to them, as caseworkers and company consultants need them."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from fremdrift.access.actor import Actor
from fremdrift.access.fields import Purpose
from fremdrift.access.models import Grant
from fremdrift.catalogue.models import Workplace
from fremdrift.core import clock
from fremdrift.orders.enums import OrderState
from fremdrift.orders.models import Order, ProgressReport
from fremdrift.orders.rules import TAKING_A_PLACE

# The groups of the consultant's list, in its order, and the states in each.
PLACEMENT_GROUPS: dict[str, tuple[OrderState, ...]] = {
    "waiting": (OrderState.SENT,),
    "running": (OrderState.ACCEPTED, OrderState.RUNNING),
    "ended": (OrderState.COMPLETED, OrderState.INTERRUPTED),
}
_SEARCHED = ("company__name", "name", "town", "postcode", "tasks")


def workplaces(actor: Actor, words: str = "", on: dt.date | None = None) -> QuerySet[Workplace]:
    """Workplaces that are in use, with how many places are taken on a day; every word must be found somewhere."""
    today = on or clock.today()
    found = Workplace.objects.visible_to(actor).select_related("company")
    used = Q(retired_on__isnull=True) | Q(retired_on__gt=today)
    theirs = Q(company__retired_on__isnull=True) | Q(company__retired_on__gt=today)
    found = found.filter(used, theirs)
    for word in words.split()[:10]:
        anywhere = Q()
        for column in _SEARCHED:
            anywhere |= Q(**{f"{column}__icontains": word})
        found = found.filter(anywhere)
    standing = Q(orders__state__in=TAKING_A_PLACE, orders__begins_on__lte=today, orders__ends_on__gte=today)
    found = found.annotate(taken=Count("orders", filter=standing), free=F("places") - F("taken"))
    ordered: QuerySet[Workplace] = found.order_by("company__name", "name", "pk")
    return ordered


def workplace_by_id(actor: Actor, workplace_id: UUID) -> Workplace | None:
    """A workplace that is in use."""
    found: Workplace | None = workplaces(actor).filter(pk=workplace_id).first()
    return found


def placements(actor: Actor, group: str = "") -> QuerySet[Order]:
    """Orders to workplaces that the actor sees: those that wait on top, then the latest; with what is shared."""
    found = _placements(actor).select_related("workplace__company", "sent_by").prefetch_related("shared")
    states = PLACEMENT_GROUPS.get(group)
    if states is not None:
        found = found.filter(state__in=states)
    return found.order_by(F("answered_at").desc(nulls_first=True), "begins_on", "pk")


def _placements(actor: Actor) -> QuerySet[Order]:
    seen: QuerySet[Order] = Order.objects.visible_to(actor).filter(workplace__isnull=False)
    return seen


def placement_counts(actor: Actor) -> dict[str, int]:
    """How many orders to workplaces are in each group, by one question."""
    counts = {name: Count("pk", filter=Q(state__in=states)) for name, states in PLACEMENT_GROUPS.items()}
    return dict(_placements(actor).aggregate(**counts))


def placement_by_id(actor: Actor, order_id: UUID) -> Order | None:
    """An order to a workplace, when this actor may see it, with its parts."""
    seen = _placements(actor).filter(pk=order_id).select_related("workplace__company", "sent_by", "accepted_by")
    return seen.prefetch_related("aims", "shared").first()


def subjects_of(actor: Actor, order_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """By order, whom it is about, as its grant says: whoever it was sent to sees no case."""
    found = Grant.objects.filter(source__in=list(order_ids), purpose__in=[Purpose.ORDER, Purpose.PLACEMENT])
    return dict(found.filter(holder__in=actor.holders).values_list("source", "subject"))


def placement_reports(actor: Actor, order: Order) -> list[ProgressReport]:
    """The reports of an order, the earliest due first."""
    seen = ProgressReport.objects.visible_to(actor).asked_for().filter(order=order).prefetch_related("points", "aims")
    return list(seen.order_by("due_on", "pk"))
