"""The citizen's side of the messages: the own ones, and nobody else's."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case, Message
from tests.access.screens import Log, owner
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import World

SENT = {"text": "Hvornår ved jeg, om jeg kan komme i praktik?", "wants_answer": "on"}


@pytest.fixture
def cilla(as_: Callable[[str], Client]) -> Client:
    """Cilla at her own page."""
    return as_("citizen")


def test_signing_in_leads_there(cilla: Client, world: World) -> None:
    assert cilla.get(reverse("home"))["Location"] == reverse("own_page")


def test_the_contact_person_is_in_sight(cilla: Client, world: World) -> None:
    page = cilla.get(reverse("own_messages")).content.decode()
    assert "Your contact person is <b>Caseworker</b>." in page
    assert "You have no messages yet." in page


def test_what_is_sent_reaches_the_case(cilla: Client, world: World, system: Actor) -> None:
    response = cilla.post(reverse("own_messages"), SENT, follow=True)
    assert "Caseworker answers within three days." in response.content.decode()
    with acting(system):
        message = Message.objects.get()
        assert (message.sender, message.case_id, message.author_id) == (
            "citizen",
            world.cilla,
            world.users["citizen"].pk,
        )


def test_the_answer_is_there(cilla: Client, world: World, actor: Callable[[str], Actor]) -> None:
    by = actor("caseworker")
    with acting(by):
        services.message_send(case=Case.objects.get(pk=world.cilla), text="Mandag.", by=by)
    page = cilla.get(reverse("own_messages")).content.decode()
    assert "Mandag." in page
    assert "waits for your answer." in page


def test_messages_of_others_are_not(cilla: Client, world: World, actor: Callable[[str], Actor]) -> None:
    by = actor("colleague")
    with acting(by):
        services.message_send(case=Case.objects.get(pk=world.bertil), text="Til Bertil.", by=by)
    assert "Til Bertil." not in cilla.get(reverse("own_messages")).content.decode()


def test_an_empty_one_is_refused_and_nothing_is_stored(cilla: Client, world: World, system: Actor) -> None:
    before = everything(system)
    response = cilla.post(reverse("own_messages"), {"text": "  "})
    assert response.status_code == 422
    assert pages.error(pages.page(response), "text") == "This field is required."
    assert everything(system) == before


def test_the_look_is_logged_before_the_page_is_sent(cilla: Client, world: World, system: Actor) -> None:
    with acting(system):
        citizen = Case.objects.get(pk=world.cilla).citizen_id
    with owner() as connection:
        log = Log(connection)
        cilla.get(reverse("own_messages"))
        (entry,) = log.entries()
        assert (entry.screen, entry.purpose, entry.subjects) == ("own_messages", "own_case", [citizen])
        with log.closed():
            response = cilla.get(reverse("own_messages"))
        assert response.status_code == 503
        assert b"contact person" not in response.content


def test_reading_writes_nothing(cilla: Client, world: World, system: Actor) -> None:
    before = everything(system)
    assert cilla.get(reverse("own_messages")).status_code == 200
    assert everything(system) == before


@pytest.mark.parametrize("persona", ["caseworker", "leader", "provider", "administrator", "auditor"])
def test_others_have_no_such_page(as_: Callable[[str], Client], persona: str) -> None:
    assert as_(persona).get(reverse("own_messages")).status_code == 403
