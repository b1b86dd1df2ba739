"""Free places: how many are taken today, told alike by the offer and the filter."""

import pytest

from fremdrift.access.context import acting
from fremdrift.catalogue.models import Offer
from fremdrift.core import clock
from fremdrift.orders import selectors, services
from tests.orders.made import DAY, actor, an_offer, running, sent
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db


def taken(world: World, offer: Offer) -> int:
    by = actor(world, "caseworker")
    with acting(by):
        return selectors.places_taken(by, [offer.pk]).get(offer.pk, (0, 0))[0]


def is_full(world: World, offer: Offer) -> bool:
    by = actor(world, "caseworker")
    with acting(by):
        return selectors.full_offers(by).filter(pk=offer.pk).exists()


def one_after_the_other(world: World, offer: Offer) -> None:
    """Two orders that share no day: the first runs, the second is promised from its end on."""
    running(world, offer, ends_on=TODAY + 17 * DAY, midway_on=None)
    later, place = sent(world, offer, begins_on=TODAY + 21 * DAY), actor(world, "provider")
    with acting(place):
        services.order_accept(order=later, by=place)


def test_one_after_the_other_takes_one_place(world: World) -> None:
    offer = an_offer(world, places=2)
    one_after_the_other(world, offer)
    assert taken(world, offer) == 1
    assert not is_full(world, offer)


@pytest.mark.parametrize(("days", "full"), [(0, True), (17, True), (18, False), (20, False), (21, True)])
def test_a_place_is_free_on_the_days_between(days: int, full: bool, world: World) -> None:
    offer = an_offer(world, places=1)
    one_after_the_other(world, offer)
    with clock.at(TODAY + days * DAY):
        assert (taken(world, offer), is_full(world, offer)) == (int(full), full)
