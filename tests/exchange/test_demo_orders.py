"""Orders of the demo as they are taken in: one that is refused is left out and told, and nothing else with it."""

from typing import Any

import pytest
from django.db import connection

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.exchange.catalogue import Sold
from fremdrift.exchange.orders import Office, orders_take_in, staff_of
from fremdrift.orders.models import Order
from fremdrift_sim import population
from fremdrift_sim.order_schema import CaseOrders, Event, OrderPlan
from tests.orders.made import DAY, actor, an_offer
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db


def plan(code: str, *verbs: Any) -> OrderPlan:
    """An order of ten days ago, and what became of it."""
    return OrderPlan(
        kind="guidance_upskilling",
        offer=code,
        workplace=None,
        written=TODAY - 20 * DAY,
        purposes=("employment",),
        question="Hvor mange timer om ugen kan Cilla klare i et køkken, og hvad skal der til for flere?",
        aims=(("Møde til tiden", ""),),
        indicators={},
        hours=10.0,
        begins_on=TODAY - 10 * DAY,
        ends_on=TODAY + 30 * DAY,
        midway_on=None,
        shared={"name": ("", "")},
        informed_on=TODAY - 20 * DAY,
        events=tuple(Event(TODAY - (19 - number) * DAY, verb) for number, verb in enumerate(verbs)),
    )


@pytest.mark.parametrize("savepoints", [True, False])
def test_one_that_is_refused_is_left_out_and_told(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, savepoints: bool
) -> None:
    monkeypatch.setattr(connection.features, "uses_savepoints", savepoints)  # the loading switches them off
    sold = Sold({"KOK1": an_offer(world, places=1)}, [])
    some = population(2026, TODAY, 12).cases[0]
    orders = (plan("KOK1", "sent", "accepted"), plan("KOK1", "sent", "accepted"), plan("KOK1"))
    with acting(system_actor(world.nordby, "demo")):
        office = Office(
            lambda _on: actor(world, "caseworker"), actor(world, "consultant"), staff_of(actor(world, "caseworker"))
        )
        orders_take_in(CaseOrders(some, orders), Case.objects.get(pk=world.cilla), sold, office)
        assert sorted(Order.objects.values_list("state", flat=True)) == ["accepted", "draft"]
    (told,) = [record.getMessage() for record in caplog.records]
    assert told == f"An order to KOK1, {TODAY - 10 * DAY} to {TODAY + 30 * DAY}, was left out: order.no_free_place"
