"""Somebody at a provider who has the contact with a citizen for a period: the list, the case, and nothing else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.context import acting
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.conversations.models import Conversation
from fremdrift.core import clock
from tests.access.full_cases import delegate, fill
from tests.web.access_matrix import Addresses, Cell
from tests.web.access_policy import POLICY
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, refused
from tests.world import TODAY, World

As = Callable[[str], Client]
LAST = TODAY + dt.timedelta(days=30)
LIST = "delegated"


@pytest.fixture(autouse=True)
def _in_english(world: World):
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def delegated(as_: As, world: World) -> Client:
    """The delegate, signed in, while the delegation holds."""
    delegate(world, last=LAST)
    return as_("delegate")


def words(browser: Client, route: str, *rest: object) -> str:
    response = browser.get(reverse(route, args=rest))
    assert response.status_code == 200
    return pages.text(pages.page(response))


def test_the_list_says_who_until_when_and_whose_case_it_is(delegated: Client) -> None:
    page = words(delegated, LIST)
    assert "Cilla Papirsen" in page
    assert "Caseworker 24 December 2026" in page
    assert "Bertil" not in page
    assert reverse(LIST) in pages.links(pages.page(delegated.get(reverse("home"), follow=True)))


def test_without_a_delegation_it_is_empty_and_says_what_it_is_for(as_: As) -> None:
    assert "Nobody at the moment" in words(as_("provider"), LIST)


def test_others_have_no_such_list(as_: As, client: Client) -> None:
    assert {p: as_(p).get(reverse(LIST)).status_code for p in refused(LIST)} == dict.fromkeys(refused(LIST), 403)
    assert client.get(reverse(LIST)).status_code == 302


def test_the_case_page_offers_what_they_may_and_no_more(delegated: Client, world: World) -> None:
    response = delegated.get(reverse("case", args=[world.cilla]))
    links = {link for link in pages.links(pages.page(response)) if link.startswith("/")}
    assert reverse("conversation_record", args=[world.cilla]) in {link.split("?")[0] for link in links}
    answers = {link: delegated.get(link).status_code for link in links if "print" not in link}
    assert {link: code for link, code in answers.items() if code not in {200, 302}} == {}


def test_a_conversation_is_planned_recorded_and_shared(delegated: Client, world: World) -> None:
    plan = {"on": f"{LAST:%d.%m.%Y}", "at": "10.00", "form": "walk"}
    assert delegated.post(reverse("conversation_plan", args=[world.cilla]), CSRF | plan).status_code == 302
    record = {
        "state": "held",
        "on": f"{TODAY:%d.%m.%Y}",
        "form": "walk",
        "minutes": "Vi gik en tur langs åen.",
        "share": "1",
        "agreement-TOTAL_FORMS": "1",
        "agreement-INITIAL_FORMS": "0",
        "agreement-0-who": "citizen",
        "agreement-0-what": "Ringe til lægen",
        "agreement-0-due_on": f"{LAST:%d.%m.%Y}",
    }
    assert delegated.post(reverse("conversation_record", args=[world.cilla]), CSRF | record).status_code == 302
    with acting(system_actor(world.nordby)):
        talk = Conversation.objects.get(case=world.cilla, on=TODAY, state="held")
        assert (talk.recorded_by, talk.minutes_state) == (world.users["delegate"], "shared")
    assert "Ringe til lægen" in words(delegated, "case", world.cilla)


def test_nobody_elses_and_not_after_the_period(delegated: Client, as_: As, world: World) -> None:
    talks = fill(world)
    assert delegated.get(reverse("conversation", args=[world.cilla, talks["cilla"]])).status_code == 200
    for case in (world.bertil, world.gerda):
        for route in ("case", "conversation_record", "conversation_plan"):
            assert delegated.get(reverse(route, args=[case])).status_code == 404
    assert as_("provider").get(reverse("case", args=[world.cilla])).status_code == 404
    with clock.at(LAST + dt.timedelta(days=1)):
        assert delegated.get(reverse("case", args=[world.cilla])).status_code == 404
        assert "Cilla" not in words(delegated, LIST)


def test_a_protected_address_is_on_none_of_their_pages(delegated: Client, as_: As, world: World) -> None:
    talks = fill(world)
    with acting(system_actor(world.nordby)):
        citizen = Case.objects.select_related("citizen").get(pk=world.cilla).citizen
        citizen.address, citizen.postcode, citizen.town = "Hemmelig Sti 7", "9999", "Skjulested"
        citizen.protected_address = True
        citizen.save()
    own = as_("caseworker").get(reverse("case", args=[world.cilla])).content.decode()
    assert "protected address" in own
    addresses = Addresses(world, talks)
    of_case = {name: row for name, row in POLICY.items() if not (row.open or row.order)}
    routes = [name for name, row in of_case.items() if "delegate" in row.who and row.get == 200]
    assert {"case", "conversation", "conversation_record", LIST} <= set(routes)
    for route in routes:
        page = delegated.get(addresses.of(Cell(route, "get", "delegate", "cilla", "cilla"))).content.decode()
        for secret in ("Hemmelig", "9999", "Skjulested", "protected address"):
            assert secret not in page, (route, secret)


def test_their_look_stands_in_the_log_of_the_citizens_municipality(delegated: Client, world: World, log) -> None:
    words(delegated, "case", world.cilla)
    words(delegated, LIST)
    seen = [e for e in log.entries() if e.actor_id == world.users["delegate"].pk]
    assert [(e.screen, e.municipality_id, e.purpose) for e in seen] == [
        ("case", world.nordby.pk, "delegation"),
        (LIST, world.nordby.pk, "delegation"),
    ]
    assert all("address" not in e.fields for e in seen)
