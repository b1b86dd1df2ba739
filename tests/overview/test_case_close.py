"""A case closes when nothing is ordered in it any more, and not before."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import services as orders
from fremdrift.orders.models import Order
from fremdrift.overview.services import case_close
from tests.orders.made import a_draft, actor, running, sent
from tests.stored import everything
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db
CLOSING = {"closed_on": TODAY, "reason": "job"}


@pytest.mark.parametrize("made", [a_draft, sent, running], ids=lambda made: made.__name__)
def test_an_open_order_holds_it_open(world: World, made: Callable[[World], Order]) -> None:
    made(world)
    by = actor(world, "caseworker")
    before = everything(system_actor(world.nordby))
    with acting(by), pytest.raises(RuleViolation, match=r"case\.orders_open"):
        case_close(case=Case.objects.get(pk=world.cilla), **CLOSING, by=by)
    assert everything(system_actor(world.nordby)) == before


def test_it_closes_when_the_order_has_ended(world: World) -> None:
    order, by = running(world), actor(world, "caseworker")
    with acting(by):
        orders.order_interrupt(order=order, reason="Cilla har fået job", by=by)
        case_close(case=Case.objects.get(pk=world.cilla), **CLOSING, by=by)
    with acting(system_actor(world.nordby)):
        assert Case.objects.get(pk=world.cilla).closed_on == TODAY


def test_the_page_names_what_is_open(as_: Callable[[str], Client], world: World) -> None:
    running(world)
    address = reverse("case_close", args=[world.cilla])
    page = as_("caseworker").get(address).content.decode()
    assert "Køkkenet" in page
    response = as_("caseworker").post(address, {"reason": "job", "closed_on": f"{TODAY:%d.%m.%Y}"})
    assert response.status_code == 422
    assert "Køkkenet." in response.content.decode()
