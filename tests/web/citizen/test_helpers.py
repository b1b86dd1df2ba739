"""The citizen decides who helps on the own pages; whoever helps sees these, writes in their own name, and no more."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Message, Representation
from tests.access.screens import Log, owner
from tests.helped import represent
from tests.orders.made import sent
from tests.web.caseworker import pages
from tests.world import World

ASKED = {"name": "Lone Papirsen", "may": "write", "ends_on": "1.2.2027"}
SIGN_IN = {"name": "Lone Papirsen", "username": "lone.p", "password": "tre gule gummistøvler"}


@pytest.fixture
def cilla(as_: Callable[[str], Client]) -> Client:
    """Cilla at her own page."""
    return as_("citizen")


@pytest.fixture
def helper(as_: Callable[[str], Client], world: World) -> Client:
    """Whoever helps Cilla, and may write."""
    represent(world)
    return as_("representative")


def visitor() -> Client:
    """Somebody who is not signed in, and reads English."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def words(client: Client, route: str, *args: object) -> str:
    """All that a page says."""
    return pages.text(pages.page(client.get(reverse(route, args=args))))


def invitation(client: Client, route: str, *args: object) -> str:
    """The link that somebody is invited with, as the page shows it this once."""
    told = pages.text(pages.page(client.post(reverse(route, args=args), ASKED)))
    return next(urlsplit(word).path for word in told.split() if "/invited/" in word)


def test_the_citizen_asks_somebody_who_then_helps(cilla: Client, world: World) -> None:
    assert "Nobody. Only you, and those who work with your case." in words(cilla, "own_helpers")
    link, guest = invitation(cilla, "own_helpers"), visitor()
    opened = guest.get(link)
    assert opened.status_code == 200
    assert "Cilla" not in opened.content.decode()  # the link may have come into other hands
    # The secret stands in the address: no other site is told it, and no browser keeps the page.
    assert (opened["Referrer-Policy"], opened["Cache-Control"]) == ("same-origin", "no-store")
    taken = guest.post(link, SIGN_IN | {"again": SIGN_IN["password"]}, follow=True)
    assert taken.redirect_chain[-1][0] == reverse("own_messages")
    assert "You help Cilla Papirsen until 1 February 2027" in pages.text(pages.page(taken))
    assert "Lone Papirsen Until 1 February 2027: reads, and writes messages" in words(cilla, "own_helpers")
    again = visitor().get(link)
    assert again.status_code == 404
    assert "It has been used" in again.content.decode()


def test_whoever_is_signed_in_takes_no_invitation_by_mistake(cilla: Client, as_: Callable[[str], Client]) -> None:
    link, colleague = invitation(cilla, "own_helpers"), as_("colleague")
    assert "You are signed in as Colleague." in pages.text(pages.page(colleague.get(link)))
    colleague.post(link, SIGN_IN | {"again": SIGN_IN["password"]})
    assert visitor().get(link).status_code == 200


def test_what_is_typed_wrong_is_kept_but_for_the_password(cilla: Client, world: World) -> None:
    link = invitation(cilla, "own_helpers")
    response = visitor().post(link, SIGN_IN | {"again": "noget andet"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "lone.p" in text
    assert SIGN_IN["password"] not in text
    short = visitor().post(link, SIGN_IN | {"password": "kort", "again": "kort"})
    assert short.status_code == 422
    taken = visitor().post(link, SIGN_IN | {"username": "caseworker", "again": SIGN_IN["password"]})
    assert "Somebody has that user name." in pages.text(pages.page(taken))
    response = cilla.post(reverse("own_helpers"), ASKED | {"name": "Bo", "ends_on": "1.2.2029"})
    assert response.status_code == 422
    assert "1.2.2029" in response.content.decode()


def test_the_citizen_ends_it_at_once(cilla: Client, helper: Client, world: World, system: Actor) -> None:
    assert "You help Cilla Papirsen" in words(helper, "own_messages")
    with acting(system):
        held = Representation.objects.get(helper=world.users["representative"])
    assert cilla.post(reverse("own_helper_end", args=[held.pk])).status_code == 302
    told = words(helper, "own_messages")
    assert "You help nobody here now" in told
    assert "Cilla" not in told
    assert helper.post(reverse("own_messages"), {"text": "Hej"}).status_code == 200
    with acting(system):
        assert not Message.objects.exists()
    assert cilla.post(reverse("own_helper_end", args=[held.pk])).status_code == 404


def test_a_message_says_who_wrote_it_and_for_whom(
    cilla: Client, helper: Client, as_: Callable[[str], Client], world: World
) -> None:
    helper.post(reverse("own_messages"), {"text": "Vi kommer begge to.", "wants_answer": "on"})
    for who in (words(cilla, "own_messages"), words(as_("caseworker"), "messages", world.cilla)):
        assert "Representative on behalf of Cilla Papirsen" in who


def test_one_who_reads_has_nothing_to_send(as_: Callable[[str], Client], world: World) -> None:
    represent(world, may_write=False)
    helper = as_("representative")
    assert "You can read." in words(helper, "own_messages")
    page = pages.page(helper.get(reverse("own_messages")))
    assert [element for element in pages.elements(page) if element.name == "textarea"] == []
    refused = helper.post(reverse("own_messages"), {"text": "Hej"})
    assert refused.status_code == 422
    assert "The citizen can let you write messages too." in pages.text(pages.page(refused))


def test_an_order_is_read_and_not_answered(helper: Client, world: World) -> None:
    order = sent(world)
    assert order.title in words(helper, "own_order", order.pk)
    assert helper.post(reverse("own_order", args=[order.pk]), {"answer": "approved"}).status_code == 403


@pytest.mark.parametrize("route", ["own_answers", "own_phase", "own_helpers"])
def test_what_is_the_citizens_alone_is_closed_to_whoever_helps(helper: Client, route: str) -> None:
    assert helper.get(reverse(route)).status_code == 403


def test_each_look_of_whoever_helps_is_logged_as_that(helper: Client, world: World) -> None:
    with owner() as connection:
        log = Log(connection)
        helper.get(reverse("own_messages"))
        (entry,) = log.entries()
        assert (entry.role, entry.purpose, len(entry.subjects)) == ("representative", "representative", 1)


def test_the_caseworker_writes_the_wish_down(cilla: Client, as_: Callable[[str], Client], world: World) -> None:
    caseworker = as_("caseworker")
    page = pages.page(caseworker.get(reverse("access", args=[world.cilla])))
    assert reverse("helpers", args=[world.cilla]) in pages.links(page)
    assert visitor().get(invitation(caseworker, "helpers", world.cilla)).status_code == 200
    assert "Written down as the citizen's wish by Caseworker" in words(cilla, "own_helpers")
    news = "We have written down that Lone Papirsen helps you here."
    assert news in words(cilla, "own_page")
    page = pages.page(caseworker.get(reverse("helpers", args=[world.cilla])))
    (end,) = [action for e in pages.elements(page) if "/end/" in (action := pages.attribute(e, "action"))]
    assert caseworker.post(end).status_code == 302
    assert "The invitation was taken back." in words(cilla, "own_helpers")
    assert news not in words(cilla, "own_page")


def test_whom_the_citizen_asked_is_no_news(cilla: Client) -> None:
    invitation(cilla, "own_helpers")
    assert "We have written down" not in words(cilla, "own_page")


def test_who_sees_the_case_names_whoever_helps(as_: Callable[[str], Client], helper: Client, world: World) -> None:
    assert "Helps the citizen on the citizen's own pages" in words(as_("caseworker"), "access", world.cilla)
