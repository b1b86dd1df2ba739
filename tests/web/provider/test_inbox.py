"""The inbox: counts that are filters, what comes next in words, order, pages, the file, and what it costs."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Grant
from fremdrift.cases.models import Case, Citizen
from fremdrift.core import clock
from fremdrift.core.changes import together
from fremdrift.orders import services
from fremdrift.orders.models import Order, ProgressReport, SharedField
from tests.orders import made
from tests.orders.made import DAY
from tests.web.caseworker import pages
from tests.world import TODAY, World

INBOX = "inbox"


def page(unit: Client, **query: str) -> str:
    """The words of the list."""
    response = unit.get(reverse(INBOX), query)
    assert response.status_code == 200
    return pages.text(pages.page(response))


def many(world: World, count: int, *, accept: bool = True) -> list[Order]:
    """So many orders of Cilla's, each called otherwise, every second one answered."""
    offer = made.an_offer(world, code=f"K{count}", places=None)
    found, by = [], made.actor(world, "provider")
    with together():
        for number in range(count):
            order = made.sent(world, offer)
            if accept and number % 2:
                with acting(by):
                    order = services.order_accept(order=order, by=by)
            found.append(order)
    return found


def sent_for(world: World, name: str, system: Actor, **values: Any) -> Order:
    """An order for somebody of that name; what is sent is changed by nobody afterwards."""
    with acting(system):
        Citizen.objects.filter(cases=world.cilla).update(name=name)
    return made.sent(world, **values)


def names(unit: Client, **query: str) -> list[str]:
    """The citizens' names in the order of the list."""
    tree = pages.page(unit.get(reverse(INBOX), query))
    rows = [e for e in pages.elements(tree) if e.name == "tr"][1:]
    links = [next(e for e in pages.elements(row) if e.name == "a") for row in rows]
    return [pages.text(link) for link in links]


def test_it_is_empty_and_says_what_comes_here(unit: Client) -> None:
    assert "No orders yet" in page(unit)


def since_today(order: Order, system: Actor) -> None:
    """The order was sent on the day that counts as today, whatever the machine's clock says."""
    with acting(system):
        Order.objects.filter(pk=order.pk).update(sent_at=clock.evening(TODAY))


def test_what_waits_says_until_when(unit: Client, sent: Order, system: Actor) -> None:
    since_today(sent, system)
    words = page(unit)
    assert "Waits for your answer" in words
    assert "Answer by Tue 8 Dec" in words  # ten working days
    with clock.at(TODAY + 20 * DAY):
        assert "The answer was due 6 days ago, Tue 8 Dec Overdue" in page(unit)


def test_the_counts_are_filters(unit: Client, running: Order, world: World, system: Actor) -> None:
    since_today(made.sent(world, running.offer), system)
    by = made.actor(world, "caseworker")
    with acting(by):
        services.order_message_send(
            order=running, text="Hvordan går det?", wants_answer=True, at=clock.evening(TODAY), by=by
        )
    tree = pages.page(unit.get(reverse(INBOX)))
    counts = [pages.text(e) for e in pages.elements(tree) if "fd-count" in pages.attribute(e, "class").split()]
    assert counts == [
        *("2 In hand", "1 New", "1 Wait for your answer", "1 Questions to you", "0 Begin soon"),
        *("0 Reports due", "0 Reports overdue", "1 Running", "0 Ended"),
    ]
    assert "A question to you since Tue 24 Nov" in page(unit, show="question")
    assert "1 order" in page(unit, show="running")
    assert "No order fits your choice" in page(unit, show="ended")
    with clock.at(TODAY + 40 * DAY):
        assert "Midway report: due in 5 days, Fri 8 Jan" in page(unit, show="due")
    with clock.at(TODAY + 46 * DAY):
        assert "Midway report: was due 1 day ago, Fri 8 Jan" in page(unit, show="overdue")


def test_an_answered_question_waits_no_more(unit: Client, running: Order, world: World) -> None:
    for persona in ("caseworker", "provider"):
        by = made.actor(world, persona)
        with acting(by):
            services.order_message_send(order=running, text="Hej", wants_answer=persona == "caseworker", by=by)
    assert "A question" not in page(unit)


def test_names_sort_in_danish(unit: Client, world: World, system: Actor) -> None:
    offer = made.an_offer(world)
    for name in ("Åse", "Zenia", "Aage", "Ærø", "Bo"):
        sent_for(world, name, system, offer=offer)
    assert names(unit, sort="name") == ["Bo", "Zenia", "Ærø", "Aage", "Åse"]
    assert names(unit, sort="-name") == ["Åse", "Aage", "Ærø", "Zenia", "Bo"]


@pytest.mark.parametrize("sort", ["due", "title", "begins", "ends", "home", "-due", "nonsense", "'; drop table"])
def test_it_sorts_by_every_column(unit: Client, world: World, sort: str) -> None:
    many(world, 3)
    assert len(names(unit, sort=sort)) == 3


def test_a_part_of_a_name_finds(unit: Client, sent: Order, log) -> None:
    assert names(unit, name="pap") == ["Cilla Papirsen"]
    assert "No order fits your choice" in page(unit, name="%")
    assert [e.criterion for e in log.entries()] == ["name: pap", "name: %"]


def test_the_file_has_all_rows_and_no_formula(unit: Client, world: World, system: Actor) -> None:
    sent_for(world, '=HYPERLINK("http://ondt.example")', system)
    response = unit.get(reverse("inbox_export"))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Citizen", "Offer"]
    assert rows[1][0] == '\'=HYPERLINK("http://ondt.example")'
    assert rows[1][3] == "24-11-2026"


def test_what_is_written_is_never_markup(unit: Client, world: World, system: Actor) -> None:
    sent = sent_for(world, "<script>alert(1)</script>", system)
    for url in (reverse(INBOX), reverse("unit_order", args=[sent.pk])):
        source = unit.get(url).content.decode()
        assert "<script>alert" not in source
        assert "&lt;script&gt;alert" in source


def asked(unit: Client, url: str) -> int:
    """Everything that one look costs."""
    with CaptureQueriesContext(connection) as questions:
        assert unit.get(url).status_code == 200
    return len(questions)


def bulk(model: Order, count: int, system: Actor) -> None:
    """So many orders like one that runs, written past the services: what a large provider has in some years."""
    with acting(system):
        grant = Grant.objects.get(source=model.pk)
        copied = ("case_id", "offer_id", "provider_id", "kind", "title", "begins_on", "ends_on", "sent_at")
        copied += ("informed_on", "answered_at", "accepted_by_id", "municipality_id")
        values = {name: getattr(model, name) for name in copied}
        made_now = Order.objects.bulk_create(Order(**values) for _ in range(count))
        ids = [order.pk for order in made_now]
        of = {"municipality_id": model.municipality_id, "case_id": model.case_id}
        SharedField.objects.bulk_create(
            SharedField(order_id=pk, field="name", text=f"Nummer {n:05}", **of) for n, pk in enumerate(ids)
        )
        ProgressReport.objects.bulk_create(
            ProgressReport(order_id=pk, kind="midway", due_on=TODAY + (n % 90 - 30) * DAY, **of)
            for n, pk in enumerate(ids)
        )
        held = ("municipality_id", "holder", "subject", "purpose", "fields", "begins_on", "ends_on")
        Grant.objects.bulk_create(Grant(source=pk, **{name: getattr(grant, name) for name in held}) for pk in ids)
        for state in ("sent", "accepted", "running"):
            Order.objects.filter(pk__in=ids).update(state=state)


def test_many_orders_are_paged_in_the_database(unit: Client, running: Order, system: Actor) -> None:
    urls = [reverse(INBOX), reverse("unit_attendance"), reverse(INBOX) + "?page=2&sort=-name&name=nummer&show=overdue"]
    bulk(running, 160, system)
    few = {url: min(asked(unit, url) for _ in range(2)) for url in urls}
    bulk(running, 339, system)
    assert {url: asked(unit, url) for url in urls} == few
    assert "500 orders" in page(unit)
    assert len(names(unit)) == 50
    assert names(unit, sort="-name", name="nummer")[0] == "Nummer 00338"
    assert len(unit.get(reverse("inbox_export")).content.decode().splitlines()) == 501


def test_a_unit_of_two_municipalities_is_logged_in_each(unit: Client, sent: Order, world: World, log) -> None:
    by = made.actor(world, "other-caseworker")
    offer = made.an_offer(world, municipality=world.sydby, code="SYD")
    with acting(by):
        order = services.order_begin(case=Case.objects.get(pk=world.gerda), offer=offer, by=by)
        order = services.order_save(order=order, content=made.content(), expected_version=0, by=by)
        services.order_send(order=order, by=by)
    log.forget()
    assert names(unit, sort="home") == ["Cilla Papirsen", "Gerda Modelgaard"]
    assert [(e.municipality_id, e.count) for e in log.entries()] == [(world.nordby.pk, 1), (world.sydby.pk, 1)]


def test_ended_orders_leave_when_their_reports_are_in(unit: Client, running: Order, world: World) -> None:
    by = made.actor(world, "caseworker")
    with acting(by):
        services.order_interrupt(order=running, reason="Flyttet", by=by)
    assert "Final report: due today" in page(unit)
    assert "Midway" not in page(unit)
