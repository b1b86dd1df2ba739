"""No order of the demo is refused for want of a place, on whatever day it is started: each is replayed by the rule."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import chain

import pytest

from fremdrift.orders.rules import Taken, place_problem
from fremdrift_sim import population
from fremdrift_sim.catalogue import HOME, Catalogue
from fremdrift_sim.order_schema import CaseOrders, Event, OrderPlan
from fremdrift_sim.orders import Orders, orders
from fremdrift_sim.schema import Population

DAYS = [date(2026, 11, 1) + timedelta(days=n) for n in range(90)]
Asked = tuple[str, int | None]  # an offer's code, or a workplace's number


class Replay:
    """One town's orders, said yes to in the order in which the demo takes them in, not in that of their days."""

    def __init__(self, sold: Catalogue) -> None:
        offers = {(offer.code, None): (offer.places, offer.quota) for offer in sold.offers}
        places = {("", number): (one.places, None) for number, one in enumerate(sold.workplaces)}
        self.limits: dict[Asked, tuple[int | None, int | None]] = {**offers, **places}
        self.taken: dict[Asked, dict[int, Taken]] = defaultdict(dict)
        self.used: Counter[tuple[Asked, int]] = Counter()
        self.refused: list[tuple[Asked, Taken, str]] = []

    def take(self, order: OrderPlan) -> None:
        asked: Asked = (order.offer, order.workplace)
        prolonged = None
        for event in order.events:
            if event.what == "accepted":
                self.say_yes(asked, order, event)
            elif event.what == "proposed":
                prolonged = event.until if event.of == "extend" else None
            elif event.what == "approved" and prolonged:
                standing = self.taken[asked].pop(id(order))
                self.put(asked, order, Taken(standing.begins_on, prolonged))
            elif event.what in {"completed", "interrupted", "withdrawn"}:
                self.taken[asked].pop(id(order), None)

    def say_yes(self, asked: Asked, order: OrderPlan, event: Event) -> None:
        assert order.begins_on is not None
        assert order.ends_on is not None
        wanted = Taken(max(order.begins_on, event.on), order.ends_on)
        self.put(asked, order, wanted)
        self.used[asked, wanted.begins_on.year] += 1

    def put(self, asked: Asked, order: OrderPlan, wanted: Taken) -> None:
        places, quota = self.limits[asked]
        others = list(self.taken[asked].values())
        problem = place_problem(places, others, wanted, quota, self.used[asked, wanted.begins_on.year])
        if problem:
            self.refused.append((asked, wanted, problem))
        self.taken[asked][id(order)] = wanted

    def full(self, today: date) -> list[Asked]:
        """Offers without a free place from today on, or with the year's quota used."""

        def is_full(asked: Asked) -> bool:
            places, quota = self.limits[asked]
            standing = sum(taken.ends_on >= today for taken in self.taken[asked].values())
            return standing >= (places or 999) or self.used[asked, today.year] >= (quota or 999)

        return [asked for asked in self.limits if asked[0] and is_full(asked)]


def replayed(people: Population, made: Orders, town: str) -> Replay:
    replay = Replay(made.catalogues[town])
    here = [case.person.cpr for case in people.cases if case.person.town == town]
    told: list[CaseOrders] = [made.cases[cpr] for cpr in here if cpr in made.cases]
    for order in chain.from_iterable(case.orders for case in told):
        replay.take(order)
    return replay


@pytest.mark.parametrize("cases", [120, 480])
def test_no_order_is_refused_and_something_is_full(cases: int) -> None:
    refused, nothing_full = {}, []
    for today in DAYS:
        people = population(2026, today, cases)
        made = orders(people)
        towns = {town.key: replayed(people, made, town.key) for town in people.towns}
        found = [problem for replay in towns.values() for problem in replay.refused]
        refused |= {today: found} if found else {}
        nothing_full += [] if towns[HOME].full(today) else [today]
    assert refused == {}
    assert nothing_full == []
