"""Many who want the same at the same moment: real transactions on connections of their own, in a copied database."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import connections
from django.db.models import QuerySet

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.catalogue.models import Offer
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import services
from fremdrift.orders.models import Order
from fremdrift.orders.selectors import contents
from tests.orders.made import QUESTION, a_draft, actor, an_offer, content
from tests.world import World, add_case

MANY, THREADS = 50, 25  # threads at a time: a connection each
FEW = 6


@pytest.fixture
def world(copy_of_database: None) -> World:
    """The world in a copy of the database; what is committed there goes with it."""
    return World.read()


def waiting_orders(world: World, offer: Offer, count: int) -> list[Order]:
    """Orders to one offer that wait for an answer: those that are answered at a time are of different cases."""
    made, by = [], system_actor(world.nordby)
    cases = [
        add_case(world.nordby, "caseworker", f"Test {number}", f"{61 + number % 28}0170{4000 + number}").pk
        for number in range(min(count, THREADS))
    ]
    for number in range(count):
        draft = a_draft(world, offer, case=cases[number % THREADS])
        with acting(by):
            made.append(services.order_send(order=draft, by=by))
    return made


def accepted_at_once(world: World, orders: list[Order]) -> Counter[str]:
    """What the unit's people are told who all say yes at the same moment."""
    provider, ready = actor(world, "provider"), threading.Barrier(min(THREADS, len(orders)))

    def accept(number: int) -> str:
        try:
            if number < ready.parties:
                ready.wait(timeout=60)
            with acting(provider):
                services.order_accept(order=orders[number], by=provider)
        except RuleViolation as refused:
            return refused.code
        finally:
            connections.close_all()
        return "yes"

    with ThreadPoolExecutor(ready.parties) as threads:
        return Counter(threads.map(accept, range(len(orders))))


def taken(world: World) -> int:
    with acting(system_actor(world.nordby)):
        return Order.objects.filter(state__in=["accepted", "running"]).count()


def test_the_last_places_are_given_once_however_many_say_yes(world: World) -> None:
    orders = waiting_orders(world, an_offer(world, places=3), MANY)
    assert accepted_at_once(world, orders) == {"yes": 3, "order.no_free_place": MANY - 3}
    assert taken(world) == 3


def test_the_quota_is_used_once_however_many_say_yes(world: World) -> None:
    orders = waiting_orders(world, an_offer(world, places=None, quota=2), FEW * 2)
    assert accepted_at_once(world, orders) == {"yes": 2, "order.quota_used": FEW * 2 - 2}
    assert taken(world) == 2


def test_without_the_lock_the_last_place_is_given_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: nobody holds the offer, and whoever counts waits until all have counted."""
    orders, counted = waiting_orders(world, an_offer(world, places=1), FEW), threading.Barrier(FEW)

    def count(*args: object) -> object:
        found = taken_before(*args)
        counted.wait(timeout=60)
        return found

    taken_before = contents._taken
    monkeypatch.setattr(contents, "_taken", count)
    monkeypatch.setattr(QuerySet, "select_for_update", _not_held(QuerySet.select_for_update))
    assert accepted_at_once(world, orders) == {"yes": FEW}
    assert taken(world) == FEW


def _not_held(lock: Callable[..., QuerySet]) -> Callable[..., QuerySet]:
    def unless_offer(found: QuerySet, *args: object, **values: object) -> QuerySet:
        return found if found.model is Offer else lock(found, *args, **values)

    return unless_offer


def test_of_two_who_write_in_one_draft_one_is_told_and_nothing_is_lost(world: World) -> None:
    draft, by = a_draft(world), actor(world, "caseworker")
    ready = threading.Barrier(2)
    texts = [f"{QUESTION} ({who})" for who in ("den ene", "den anden")]

    def save(text: str) -> str:
        ready.wait(timeout=60)
        try:
            with acting(by):
                new = content(question=text)
                services.order_save(order=draft, content=new, expected_version=draft.version, by=by)
        except RuleViolation as refused:
            return refused.code
        finally:
            connections.close_all()
        return "saved"

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(save, texts))
    assert sorted(answers) == ["order.changed_meanwhile", "saved"]
    with acting(by):
        stands = Order.objects.get(pk=draft.pk)
        assert stands.question == texts[answers.index("saved")]
        # Whoever was told has the text still, and saves it over the version that was read meanwhile.
        lost = content(question=texts[1 - answers.index("saved")])
        services.order_save(order=stands, content=lost, expected_version=stands.version, by=by)
        told = Order.objects.get(pk=draft.pk).question
        assert told == texts[1 - answers.index("saved")]
        events = apps.get_model("orders.OrderEvent").objects.filter(pgh_obj_id=draft.pk)
        history = set(events.values_list("question", flat=True))
        assert history >= set(texts)
