"""A handover to come: said in words, and taken back before its day."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, ContactPerson
from fremdrift.core import clock
from fremdrift.web.shared.violations import SENTENCES
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.world import TODAY, World

TOMORROW = TODAY + dt.timedelta(days=1)
COMING, BUTTON = "From 25 November 2026: Colleague", "Take it back"


@pytest.fixture
def planned(cilla: Case, world: World, system: Actor) -> UUID:
    """Cilla's case goes to the colleague tomorrow."""
    with acting(system):
        worker = cases.Worker(world.users["colleague"].pk, None)
        person = cases.contact_person_set(
            case=cilla, worker=worker, begins_on=TOMORROW, reason="illness", handover="Går gerne.", by=system
        )
    return person.pk


def words(browser: Client, route: str, world: World) -> str:
    return pages.text(pages.page(browser.get(reverse(route, args=[world.cilla]))))


def take_back(browser: Client, case: UUID, person: UUID) -> HttpResponse:
    return browser.post(reverse("contact_person_cancel", args=[case, person]), CSRF)


def told(browser: Client, world: World) -> str:
    """The message on the page that one is sent to."""
    page = pages.page(browser.get(reverse("contact_persons", args=[world.cilla])))
    return pages.text(pages.by_id(page, "messages"))


def test_both_pages_say_who_comes_and_who_has_the_case(browser: Client, world: World, planned: UUID) -> None:
    assert f"Contact person Caseworker since 28 January 2026 {COMING} People around" in words(browser, "case", world)
    listed = words(browser, "contact_persons", world)
    assert COMING in listed
    assert "your case since 28 January 2026" in listed
    assert listed.count(BUTTON) == 1


def test_nothing_to_come_nothing_said(browser: Client, world: World) -> None:
    assert "From 2" not in words(browser, "case", world)
    assert BUTTON not in words(browser, "contact_persons", world)


def test_taken_back_all_is_as_before(
    browser: Client, as_: Callable[[str], Client], world: World, planned: UUID
) -> None:
    response = take_back(browser, world.cilla, planned)
    assert response.status_code == 302
    assert response["Location"] == reverse("contact_persons", args=[world.cilla])
    assert told(browser, world).endswith("The handover is taken back.")
    assert "Colleague" not in words(browser, "case", world)
    with clock.at(TOMORROW):
        assert browser.get(reverse("case", args=[world.cilla])).status_code == 200
        assert as_("colleague").get(reverse("case", args=[world.cilla])).status_code == 404


def test_a_second_time_is_told(browser: Client, world: World, planned: UUID) -> None:
    assert [take_back(browser, world.cilla, planned).status_code for _ in range(2)] == [302, 302]
    assert str(SENTENCES["contact_person.changed"]) in told(browser, world)


def test_when_its_day_has_come_it_stands(
    as_: Callable[[str], Client], world: World, planned: UUID, system: Actor
) -> None:
    before = everything(system)
    with clock.at(TOMORROW):
        colleague = as_("colleague")
        assert BUTTON not in words(colleague, "contact_persons", world)
        assert take_back(colleague, world.cilla, planned).status_code == 302
        assert str(SENTENCES["contact_person.begun"]) in told(colleague, world)
    assert everything(system) == before


def test_only_one_of_this_case(browser: Client, world: World, planned: UUID, system: Actor) -> None:
    with acting(system):
        bertils = ContactPerson.objects.get(case=world.bertil).pk
    assert take_back(browser, world.cilla, bertils).status_code == 404
    assert take_back(browser, world.bertil, bertils).status_code == 404
    assert take_back(browser, world.bertil, planned).status_code == 404
