"""An address that only takes what a form sends is never a dead end: a page says so, and nobody is sent to it."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.orders.made import sent
from tests.web.caseworker import pages
from tests.world import World


@pytest.fixture
def order(world: World) -> str:
    """The page of an order."""
    return reverse("order", args=[sent(world).pk])


def test_who_asks_for_it_as_a_page_is_shown_the_way(as_: Callable[[str], Client], order: str) -> None:
    response = as_("caseworker").get(f"{order}meet/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    page = pages.page(response)
    assert "Denne adresse tager kun imod det, en formular sender." in pages.text(page)
    assert {order, "/"} <= set(pages.links(page))
    assert as_("caseworker").put(f"{order}meet/").content == b""


@pytest.mark.parametrize("name", ["signout", "language"])
def test_so_is_a_visitor(name: str, client: Client) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 405
    assert "/" in pages.links(pages.page(response))


def test_the_choice_of_language_leads_to_the_page_with_the_form(as_: Callable[[str], Client], order: str) -> None:
    browser = as_("caseworker")
    refused = browser.post(f"{order}meet/", {"meeting_on": "snart"})
    assert refused.status_code == 422
    chosen = browser.post(reverse("language"), {"language": "en", "next": f"{order}meet/"})
    assert chosen["Location"] == order
    assert browser.get(order).status_code == 200


@pytest.mark.parametrize("address", ["/worklist/?show=order", "/nothing/here/", "/"])
def test_any_other_address_stays(address: str, client: Client) -> None:
    assert client.post(reverse("language"), {"language": "en", "next": address})["Location"] == address


def test_signing_in_leads_to_no_address_without_a_page(world: World, client: Client, order: str) -> None:
    to_sign_in = client.get(f"{order}send/")
    assert to_sign_in["Location"].endswith(f"next={order}send/")
    user, password = world.users["caseworker"], "Regnbuen over Nordby"
    user.set_password(password)
    user.save(update_fields=["password"])
    typed = {"username": user.username, "password": password, "next": f"{order}send/"}
    with override_settings(DEMO=False):
        assert client.post(reverse("signin"), typed)["Location"] == order
