"""What an order says, and whether there is a place for it: read for the rules that decide."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from fremdrift.access.actor import Actor
from fremdrift.catalogue.models import Offer, Workplace
from fremdrift.core import clock
from fremdrift.orders import rules
from fremdrift.orders.enums import CitizenAnswer, Shared
from fremdrift.orders.models import Order


def contents_of(order: Order) -> rules.Contents:
    """What the completeness meter reads of an order."""
    shared = {row.field: row for row in order.shared.all() if row.chosen}
    background = shared.get(Shared.BACKGROUND)
    return rules.Contents(
        purposes=order.purposes,
        question=order.question,
        aims=[aim.sub_goal_id is not None for aim in order.aims.all() if not aim.dropped],
        indicators={row.indicator: row.baseline for row in order.indicators.all() if row.chosen},
        hours=float(order.hours) if order.hours is not None else None,
        begins=order.begins_on is not None,
        ends=order.ends_on is not None,
        midway=order.midway_on is not None,
        shared={name: row.why for name, row in shared.items()},
        background=background.text if background else "",
        informed=order.informed_on is not None,
        approved=order.citizen_answer == CitizenAnswer.APPROVED,
        right_and_duty=order.right_and_duty,
        at_workplace=order.workplace_id is not None,
        mentor=bool(order.mentor_name or order.no_mentor_reason),
    )


def places_problem(order: Order) -> str | None:
    """Whether there is a place for the order; the offer or workplace is held meanwhile, so that nobody else takes it.

    Inside a transaction alone. The order itself, where it has a place already, takes it from nobody.
    """
    assert order.begins_on is not None
    assert order.ends_on is not None
    wanted = rules.Taken(order.begins_on, order.ends_on)
    if order.offer_id is not None:
        offer = Offer.objects.select_for_update().get(pk=order.offer_id)
        used = used_in_year(offer.pk, order.begins_on.year, order.pk)
        return rules.place_problem(offer.places, _taken(Q(offer=offer), order.pk), wanted, offer.quota, used)
    workplace = Workplace.objects.select_for_update().get(pk=order.workplace_id)
    return rules.place_problem(workplace.places, _taken(Q(workplace=workplace), order.pk), wanted, None, 0)


def _taken(of: Q, but: UUID) -> list[rules.Taken]:
    standing = Order.objects.filter(of, state__in=rules.TAKING_A_PLACE).exclude(pk=but)
    rows = standing.values_list("begins_on", "ends_on")
    return [rules.Taken(begins, ends) for begins, ends in rows if begins is not None and ends is not None]


def used_in_year(offer_id: UUID, year: int, but: UUID) -> int:
    """How many orders of a calendar year an offer has said yes to, beside one: those that began in it, or will."""
    said_yes = Order.objects.filter(offer=offer_id, begins_on__year=year).exclude(pk=but)
    return said_yes.filter(state__in=[*rules.TAKING_A_PLACE, "completed", "interrupted"]).count()


def places_taken(actor: Actor, offer_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """For each offer how many places are taken today, and how much of the year's quota is used.

    Counts alone: whose places they are is not told. One that is promised from a later day on is free until then.
    """
    today = clock.today()
    standing = Q(state__in=rules.TAKING_A_PLACE, begins_on__lte=today, ends_on__gte=today)
    used = Q(state__in=[*rules.TAKING_A_PLACE, "completed", "interrupted"], begins_on__year=today.year)
    rows = (
        Order.objects.filter(municipality=actor.municipality_id, offer__in=list(offer_ids))
        .values("offer")
        .annotate(taken=Count("pk", filter=standing), used=Count("pk", filter=used))
        .order_by()
    )
    return {row["offer"]: (row["taken"], row["used"]) for row in rows}


def full_offers(actor: Actor) -> QuerySet[Offer]:
    """Offers of the municipality without a free place today, or with the year's quota used: a query."""
    today = clock.today()
    standing = Q(orders__state__in=rules.TAKING_A_PLACE, orders__begins_on__lte=today, orders__ends_on__gte=today)
    used = Q(orders__state__in=[*rules.TAKING_A_PLACE, "completed", "interrupted"], orders__begins_on__year=today.year)
    counted = Offer.objects.filter(municipality=actor.municipality_id).annotate(
        taken=Count("orders", filter=standing, distinct=True), used=Count("orders", filter=used, distinct=True)
    )
    return counted.filter(Q(taken__gte=F("places")) | Q(used__gte=F("quota")))
