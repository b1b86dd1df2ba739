"""Orders of the demo: every kind of story, the same every time, and days that fit each other and their cases."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest

from fremdrift_sim import population
from fremdrift_sim.catalogue import catalogue
from fremdrift_sim.order_kinds import BEFORE, OVER, RUNNING
from fremdrift_sim.order_schema import CaseOrders, Event, OrderPlan
from fremdrift_sim.orders import FULL, HERE, Orders, orders

DAYS = [date(2026, 11, 24), date(2026, 12, 27), date(2027, 3, 29)]
TUESDAY = DAYS[0]
LATELY = timedelta(days=14)


@lru_cache
def found(today: date = TUESDAY, cases: int = 480) -> Orders:
    return orders(population(2026, today, cases))


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    day: date = request.param
    return day


def every(made: Orders) -> Iterator[tuple[CaseOrders, OrderPlan]]:
    return ((told, order) for told in made.cases.values() for order in told.orders)


def of(username: str, made: Orders) -> list[OrderPlan]:
    return [order for told, order in every(made) if told.case.caseworker == username]


def verbs(order: OrderPlan) -> list[str]:
    return [event.what for event in order.events]


def last(order: OrderPlan, *wanted: str) -> Event | None:
    return next((event for event in reversed(order.events) if event.what in wanted), None)


def runs(order: OrderPlan) -> bool:
    return "accepted" in verbs(order) and not {"completed", "interrupted"} & set(verbs(order))


def begun(order: OrderPlan, today: date) -> bool:
    return runs(order) and order.begins_on is not None and order.begins_on <= today


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in texts(one))


def test_the_same_every_time(today: date) -> None:
    assert orders(population(2026, today, 120)) == orders(population(2026, today, 120))


def test_about_a_third_of_the_cases_have_orders(today: date) -> None:
    people = population(2026, today, 480)
    assert 0.3 <= len(found(today).cases) / len(people.cases) <= 0.42


def test_nothing_but_cilla_in_the_smallest_demo() -> None:
    assert [told.case.person.username for told in found(TUESDAY, 12).cases.values()] == ["cilla"]


@pytest.mark.parametrize("cases", [240, 480, 900])
def test_the_first_caseload_has_every_kind(today: date, cases: int) -> None:
    own = of("signe", found(today, cases))
    verbs_of = {verb for order in own for verb in verbs(order)}
    assert {"sent", "declined", "withdrawn", "accepted", "interrupted", "returned", "begun", "asked"} <= verbs_of
    assert any(not order.events for order in own)
    decisions = {event.decision for order in own for event in order.events if event.what == "reviewed"}
    assert decisions == {"continue", "extend", "change", "new_order", "conversation", "close"}
    found_last = [last(order, "reported", "returned", "reviewed") for order in own]
    assert {event.what for event in found_last if event} == {"reported", "returned", "reviewed"}
    assert any(order.right_and_duty for order in own)
    assert any("met" in verbs(order) for order in own)
    assert any(order.workplace is not None and begun(order, today) for order in found_orders(today, cases))
    assert len({order.question for order in own if order.question.startswith("Afklaring")}) == 1


def found_orders(today: date, cases: int) -> list[OrderPlan]:
    return [order for _, order in every(found(today, cases))]


def test_changes_are_waiting_approved_and_rejected() -> None:
    own = [order for order in of("signe", found()) if "proposed" in verbs(order)]
    answers = [last(order, "proposed", "approved", "rejected") for order in own]
    assert {event.what for event in answers if event} == {"proposed", "approved", "rejected"}


def test_questions_wait_on_both_sides() -> None:
    asked = [last(order, "wrote") for order in of("signe", found()) if runs(order)]
    assert {event.side for event in asked if event and event.wants_answer} == {"provider", "municipality"}


def test_three_days_without_a_word_within_two_weeks() -> None:
    days = [[d for e in order.events for d in e.days] for order in of("signe", found()) if begun(order, TUESDAY)]
    absent = [[d for d in one if d.presence == "absent" and d.on > TUESDAY - LATELY] for one in days]
    assert max(len(one) for one in absent) >= 3


def test_enough_people_at_one_provider_this_week(today: date) -> None:
    there = [order for order in found_orders(today, 120) if order.offer in {*HERE, "MEN-04"}]
    assert sum(begun(order, today) and (order.ends_on or today) >= today for order in there) >= 8


def test_what_happened_is_over_and_in_the_order_of_days(today: date) -> None:
    for told, order in every(found(today)):
        on = [order.written, *(event.on for event in order.events)]
        assert on == sorted(on)
        assert told.case.opened <= on[0]
        assert on[-1] <= min(today, told.case.closed or today)
        for event in order.events:
            assert all(day.on < today and day.on <= event.on for day in event.days)
            assert all(
                order.begins_on <= day.on <= order.ends_on for day in event.days if order.begins_on and order.ends_on
            )


def test_an_order_is_sent_and_accepted_before_it_begins(today: date) -> None:
    for _, order in every(found(today)):
        for event in order.events:
            if event.what in {"sent", "accepted"}:
                assert order.begins_on is not None
                assert event.on <= order.begins_on


def test_no_day_is_registered_twice(today: date) -> None:
    for _, order in every(found(today)):
        days = [day.on for event in order.events for day in event.days]
        assert len(days) == len(set(days))


def test_the_efforts_that_orders_bring_about_belong_to_the_case() -> None:
    for told in found().cases.values():
        assert all(effort in told.case.efforts for effort in told.replaced)
        assert len(told.replaced) <= len(told.orders)


def test_nobody_is_named_by_number() -> None:
    for told, order in every(found()):
        said = " ".join(texts(order))
        assert told.case.person.cpr not in said
        assert not re.search(r"\b\d{6}-?\d{4}\b", said)


def test_cilla_has_one_that_is_over_one_that_runs_and_a_draft() -> None:
    (cilla,) = [told for told in found().cases.values() if told.case.person.username == "cilla"]
    over, running, draft = cilla.orders
    report = last(running, "reported", "reviewed")
    assert report is not None
    assert (verbs(over)[-1], report.what, draft.events) == ("reviewed", "reported", ())
    days = [day for event in over.events for day in event.days]
    assert (len(days), sum(day.presence == "present" for day in days)) == (80, 61)
    assert "considerations" in draft.shared
    assert len(cilla.shown) == 1


def test_one_offer_is_full_and_one_is_used_up() -> None:
    made = found(TUESDAY, 900)
    plain = {offer.code: offer for offer in catalogue("nordby", TUESDAY).offers}
    now = {offer.code: offer for offer in made.catalogues["nordby"].offers}
    changed = {code for code in now if now[code] != plain[code]}
    assert len(changed & set(FULL)) == 1
    assert changed <= {*FULL, "KON-02"}


def test_the_kinds_are_told_apart() -> None:
    assert len(set(BEFORE)) == len(BEFORE)
    assert len(set(OVER)) == len(OVER)
    assert len(set(RUNNING)) == len(RUNNING)
