"""A question in an order waits until another side has written, or nobody needs the answer any more."""

import pytest

from fremdrift.access.context import acting
from fremdrift.orders import services
from fremdrift.orders.enums import Side
from fremdrift.orders.models import Order, OrderMessage
from tests.orders.made import actor, running
from tests.world import World

pytestmark = pytest.mark.django_db


def waiting(world: World, order: Order) -> dict[str, list[str]]:
    with acting(actor(world, "caseworker")):
        asked = OrderMessage.objects.filter(order=order)
        return {side: [m.text for m in asked.waiting_for(side)] for side in (Side.MUNICIPALITY, Side.PROVIDER)}


def write(world: World, order: Order, persona: str, text: str, *, asks: bool = False) -> OrderMessage:
    by = actor(world, persona)
    with acting(by):
        return services.order_message_send(order=order, text=text, wants_answer=asks, by=by)


def test_the_other_side_answers(world: World) -> None:
    order = running(world)
    asked = write(world, order, "provider", "Kan hun møde kl. 8?", asks=True)
    write(world, order, "provider", "Eller kl. 9?")
    assert waiting(world, order) == {Side.MUNICIPALITY: ["Kan hun møde kl. 8?"], Side.PROVIDER: []}
    answer = write(world, order, "caseworker", "Ja. Har I arbejdstøj?", asks=True)
    assert waiting(world, order) == {Side.MUNICIPALITY: [], Side.PROVIDER: ["Ja. Har I arbejdstøj?"]}
    with acting(actor(world, "caseworker")):
        asked.refresh_from_db()
    assert (asked.waits, asked.answered_at, answer.waits) == (False, answer.sent_at, True)


def test_what_needs_no_answer_waits_no_more(world: World) -> None:
    order = running(world)
    asked = write(world, order, "provider", "Kan hun møde kl. 8?", asks=True)
    by = actor(world, "caseworker")
    with acting(by):
        services.order_message_settle(message=asked, by=by)
        asked.refresh_from_db()
    assert waiting(world, order) == {Side.MUNICIPALITY: [], Side.PROVIDER: []}
    assert (asked.waits, asked.answered_at) == (False, None)


def test_the_button_pressed_twice_sends_once(world: World) -> None:
    order = running(world)
    first, again = (write(world, order, "provider", "Hvornår passer det?", asks=True) for _ in range(2))
    assert (first.pk, write(world, order, "caseworker", "Hvornår passer det?").pk == first.pk) == (again.pk, False)
