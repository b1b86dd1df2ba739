"""Whoever has a case sees who opened it in an emergency, when and why; of others' cases nothing."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.services import break_glass_see
from tests.access.full_cases import citizen_of
from tests.access.screens import Log, owner
from tests.access.test_break_glass import emergency
from tests.web.caseworker import pages
from tests.world import World

Personas = Callable[[str], Actor]
HEADING = "Who has opened your case in an emergency?"
REASON = "Ringer i <krise>, kollegaen er syg i dag."


@pytest.fixture
def browser(as_: Callable[[str], Client]) -> Client:
    """Cilla at her own page."""
    return as_("citizen")


@pytest.fixture
def cilla(world: World) -> UUID:
    """Cilla herself, not her case."""
    return citizen_of(world.nordby, world.cilla)


def words(browser: Client) -> str:
    return pages.text(pages.page(browser.get(reverse("own_messages"))))


def test_nothing_is_said_where_there_was_none(browser: Client, world: World) -> None:
    assert "emergency" not in words(browser)


def test_who_when_and_why(browser: Client, actor: Personas, cilla: UUID) -> None:
    emergency(actor("colleague"), cilla, REASON)
    tree = pages.page(browser.get(reverse("own_messages")))
    told = pages.text(tree)
    assert HEADING in told
    assert "Colleague , Nordby Kommune today at" in told
    assert f"Why: “{REASON}”" in told
    assert "Do you wonder about it? Ask Caseworker." in told
    assert "#emergencies" in pages.links(tree)
    assert pages.text(pages.by_id(tree, "emergencies")) == HEADING


def test_it_stays_when_a_leader_has_seen_it(browser: Client, actor: Personas, cilla: UUID) -> None:
    opened, leader = emergency(actor("colleague"), cilla, REASON), actor("leader")
    with acting(leader):
        break_glass_see(opened=opened, by=leader)
    assert REASON in words(browser)


def test_those_of_others_are_not_there(browser: Client, actor: Personas, world: World) -> None:
    emergency(actor("caseworker"), citizen_of(world.nordby, world.bertil), REASON)
    told = words(browser)
    assert HEADING not in told
    assert "krise" not in told


def test_the_look_says_that_the_log_was_part_of_it(browser: Client, actor: Personas, cilla: UUID) -> None:
    emergency(actor("colleague"), cilla, REASON)
    with owner() as connection:
        log = Log(connection)
        browser.get(reverse("own_messages"))
        (entry,) = log.entries()
    assert "log" in entry.fields


def test_asks_as_much_for_four_as_for_one(browser: Client, actor: Personas, cilla: UUID) -> None:
    emergency(actor("colleague"), cilla, REASON)
    with CaptureQueriesContext(connection) as few:
        assert browser.get(reverse("own_messages")).status_code == 200
    for persona in ("consultant", "evaluator", "mentor"):
        emergency(replace(actor("colleague"), user_id=actor(persona).user_id), cilla)
    with CaptureQueriesContext(connection) as many:
        page = browser.get(reverse("own_messages")).content.decode()
    assert page.count("Why:") == 4
    assert len(few) == len(many)
