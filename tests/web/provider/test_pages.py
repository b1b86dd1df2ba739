"""Every page of the provider's side: it works, it is shut to others, and reading writes nothing."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.orders.models import Order, ProgressReport
from tests.orders.made import DAY
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, NOBODY, refused
from tests.world import TODAY, World

As = Callable[[str], Client]
OF_UNIT = ("inbox", "inbox_export", "unit_attendance")
OF_ORDER = ("unit_order", "unit_order_print")
VERBS = (
    *("unit_order_answer", "unit_order_message", "unit_order_start", "unit_order_change"),
    *("unit_order_change_withdraw", "unit_order_interrupt"),
)


def addresses(report: ProgressReport) -> dict[str, str]:
    """Every page that is read."""
    found = {route: reverse(route) for route in OF_UNIT}
    found |= {route: reverse(route, args=[report.order_id]) for route in OF_ORDER}
    return found | {"unit_report": reverse("unit_report", args=[report.pk])}


def test_they_open_for_everybody_in_the_unit(report: ProgressReport, as_: As) -> None:
    for persona in ("provider", "delegate"):
        browser = as_(persona)
        for route, url in addresses(report).items():
            response = browser.get(url)
            assert response.status_code == 200, route
            assert "Cilla Papirsen" in response.content.decode(), route


def test_another_unit_sees_nothing(report: ProgressReport, elsewhere: Client) -> None:
    for route, url in addresses(report).items():
        response = elsewhere.get(url)
        assert response.status_code == (200 if route in OF_UNIT else 404), route
        assert "Cilla" not in response.content.decode()
    for route in VERBS:
        assert elsewhere.post(reverse(route, args=[report.order_id]), CSRF).status_code == 404
    assert elsewhere.post(reverse("unit_report", args=[report.pk]), CSRF).status_code == 404
    assert elsewhere.post(reverse("unit_report_save", args=[report.pk]), CSRF).status_code == 404


def test_other_roles_and_visitors(report: ProgressReport, as_: As, client: Client) -> None:
    for route, url in addresses(report).items():
        answers = {persona: as_(persona).get(url).status_code for persona in refused(route)}
        assert answers == dict.fromkeys(refused(route), 403)
        assert client.get(url).status_code == 302


def test_what_there_is_not_looks_the_same(unit: Client) -> None:
    for route in ("unit_order", "unit_order_print", "unit_report"):
        assert unit.get(reverse(route, args=[NOBODY])).status_code == 404


def test_reading_writes_nothing(report: ProgressReport, unit: Client, system: Actor) -> None:
    before = everything(system)
    for url in addresses(report).values():
        with CaptureQueriesContext(connection) as asked:
            unit.get(url)
        writes = [q["sql"] for q in asked if q["sql"].split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert [sql for sql in writes if "django_session" not in sql] == []
    assert everything(system) == before


def test_the_look_stands_in_the_log_of_the_citizens_municipality(
    report: ProgressReport, unit: Client, world: World, log
) -> None:
    for url in addresses(report).values():
        unit.get(url)
    seen = [e for e in log.entries() if e.actor_id == world.users["provider"].pk]
    assert {e.screen for e in seen} == set(addresses(report))
    assert {e.municipality_id for e in seen} == {world.nordby.pk}
    assert {e.purpose for e in seen} == {"order", "export"}
    assert all(e.count == 1 and "address" not in e.fields for e in seen)


def test_ninety_days_after_the_end_there_is_nothing(report: ProgressReport, running: Order, unit: Client) -> None:
    assert running.ends_on is not None
    with clock.at(running.ends_on + 90 * DAY):
        assert unit.get(reverse("unit_order", args=[running.pk])).status_code == 200
    with clock.at(running.ends_on + 91 * DAY):
        for route, url in addresses(report).items():
            response = unit.get(url)
            assert response.status_code == (200 if route in OF_UNIT else 404), route
            assert "Cilla" not in response.content.decode()
        assert unit.post(reverse("unit_order_message", args=[running.pk]), CSRF).status_code == 404


def test_home_is_the_inbox_with_a_way_to_the_delegated(unit: Client) -> None:
    assert unit.get(reverse("home"))["Location"] == reverse("inbox")
    links = pages.links(pages.page(unit.get(reverse("inbox"))))
    assert {reverse("delegated"), reverse("unit_attendance")} <= set(links)


def test_an_address_is_on_no_page(report: ProgressReport, unit: Client, world: World, system: Actor) -> None:
    with acting(system):
        citizen = Case.objects.select_related("citizen").get(pk=world.cilla).citizen
        citizen.address, citizen.postcode, citizen.protected_address = "Hemmelig Sti 7", "9999", True
        citizen.save()
    for url in addresses(report).values():
        page = unit.get(url).content.decode()
        assert "Hemmelig" not in page
        assert "610382" not in page


@pytest.mark.parametrize("week", ["2026-W99", "x" * 3000, "0001-W01", "9999-W52", "\x00"])
def test_a_week_that_there_is_not_is_this_week(week: str, unit: Client) -> None:
    response = unit.get(reverse("unit_attendance"), {"week": week})
    assert response.status_code == 200
    assert f"week {TODAY.isocalendar().week}" in response.content.decode()
