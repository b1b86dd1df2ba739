"""Orders go on by the clock: as the system, once, and in open cases alone."""

import pytest

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cli.orders import advance_all
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import Order
from tests.orders.made import DAY, running
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db


def state(world: World, order: Order) -> str:
    """Where an order stands."""
    with acting(system_actor(world.nordby)):
        found: str = Order.objects.values_list("state", flat=True).get(pk=order.pk)
    return found


def test_an_order_begins_on_its_day_and_ends_after_its_last(world: World) -> None:
    order = running(world, begins_on=TODAY + 2 * DAY)
    steps = [(1, "accepted", 0), (2, "running", 1), (3, "running", 0), (90, "running", 0), (91, "completed", 1)]
    for days, expected, count in steps:
        with clock.at(TODAY + days * DAY):
            assert sum(n for _name, n in advance_all()) == count
        assert state(world, order) == expected


def test_one_that_was_forgotten_for_long_goes_all_the_way(world: World) -> None:
    order = running(world, begins_on=TODAY + 2 * DAY)
    with clock.at(TODAY + 200 * DAY):
        assert services.orders_advance(by=system_actor(world.nordby)) == 2
        assert services.orders_advance(by=system_actor(world.nordby)) == 0
    assert state(world, order) == "completed"
