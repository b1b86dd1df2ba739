"""Orders written before the indicators were those of the measurement keep what they said under the new names."""

from importlib import import_module

import pytest
from django.db import connections

from fremdrift.access.context import acting, maintaining
from fremdrift.accounts.selectors import system_actor
from fremdrift.orders.models import Order, OrderIndicator
from tests.orders.made import a_draft, an_offer
from tests.world import World

MIGRATION = import_module("fremdrift.orders.migrations.0004_indicators")
# Written under the old names, in place of those on the right.
WERE = {"focus": "energy", "initiative": "job_search", "presentation": "belief", "skills": "skills"}


def named(order: Order, world: World) -> dict[str, tuple[str, bool]]:
    with acting(system_actor(world.nordby)):
        return {row.indicator: (row.baseline, row.chosen) for row in OrderIndicator.objects.filter(order=order)}


@pytest.fixture
def old(copy_of_database: None) -> list[Order]:
    """A draft with all the old names, and one that names only what is now part of the skills."""
    world = World.read()
    offer = an_offer(world)
    orders = [
        a_draft(world, offer, indicators={new: f"Om {was}" for was, new in WERE.items()}),
        a_draft(world, offer, indicators={"belief": "Fortæller om sig selv", "goals": "Ved det"}),
    ]
    with maintaining(), connections["owner"].cursor() as cursor:
        cursor.execute("alter table orders_orderindicator drop constraint order_indicator_known")
        for was, new in WERE.items():
            cursor.execute("update orders_orderindicator set indicator = %s where indicator = %s", [was, new])
    return orders


def test_old_names_become_new_ones_and_no_word_is_lost(old: list[Order]) -> None:
    world = World.read()
    assert set(named(old[0], world)) == set(WERE)  # the control
    MIGRATION.rename(None, connections["owner"].schema_editor())
    assert named(old[0], world) == {
        "energy": ("Om focus", True),
        "job_search": ("Om initiative", True),
        "skills": ("Om skills; Om presentation", True),
    }
    assert named(old[1], world) == {"skills": ("Fortæller om sig selv", True), "goals": ("Ved det", True)}
