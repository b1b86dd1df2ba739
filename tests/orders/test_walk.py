"""Ten thousand steps at random: whatever anybody does in whatever order, what is promised holds afterwards.

A step that is refused is rolled back as a whole; of these every tenth is looked at, of all others each.
"""

import pytest
from django.db import connections, transaction

from fremdrift.access.context import acting
from tests.orders.made import running
from tests.orders.walk import DEEDS, NEVER, Walk, wrong
from tests.world import World

pytestmark = pytest.mark.django_db
WALKS, STEPS = 40, 250  # each walk begins in a fresh world


def test_ten_thousand_steps_break_no_promise(world: World) -> None:
    taken, done = 0, set()
    for seed in range(WALKS):
        with transaction.atomic():
            walk = Walk(world, seed)
            for _ in range(STEPS):
                said = walk.step()
                taken += 1
                if said in DEEDS or taken % 10 == 0:
                    assert wrong(walk) == {}, (seed, taken % STEPS, said)
            done |= {name for name, times in walk.done.items() if times}
            transaction.set_rollback(True)
    assert taken == WALKS * STEPS == 10_000
    assert done == DEEDS  # each was done, and not refused every time


@pytest.mark.parametrize(
    ("broken", "seen"),
    [
        ("update orders_order set ends_on = ends_on + 1 where state = 'running'", "effort"),
        ("update access_grant set ends_on = ends_on + 1 where purpose = 'order'", "grant"),
        ("update orders_progressreport set due_on = due_on + 1 where kind = 'final'", "final report"),
        ("update catalogue_offer set places = 0 where code = 'W1'", "places"),
        ("update catalogue_offer set quota = 0 where code = 'W2'", "quota"),
        ("update access_grant set ends_on = begins_on - 1 where purpose = 'order'", "a unit that sees"),
    ],
)
def test_what_is_broken_is_seen(broken: str, seen: str, world: World) -> None:
    walk = Walk(world, 0)
    for offer in walk.offers:
        running(world, offer)
    assert wrong(walk) == {}
    with acting(walk.system), connections["default"].cursor() as cursor:
        cursor.execute(broken)
    assert any(seen in name for name in wrong(walk))


def test_every_promise_is_asked_about() -> None:
    assert len(NEVER) == 8
