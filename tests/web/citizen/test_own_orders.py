"""The citizen's own pages on orders and offers: exactly what is sent, an answer, and what happens now."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import Order, ShownOffer
from fremdrift.web.shared.violations import SENTENCES
from tests.access.screens import Log
from tests.orders.made import BACKGROUND, DAY, QUESTION, a_draft, an_offer, content, running, sent
from tests.orders.made import actor as acting_as
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import TODAY, World


@pytest.fixture
def cilla(as_: Callable[[str], Client]) -> Client:
    """Cilla at her own page."""
    return as_("citizen")


def words(response: HttpResponse) -> str:
    """All that a page says."""
    return pages.text(pages.page(response))


def url(order: Order) -> str:
    """The page of one order."""
    return reverse("own_order", args=[order.pk])


def test_nothing_is_ordered(cilla: Client, world: World) -> None:
    assert "Nothing is ordered for you." in words(cilla.get(reverse("own_orders")))


def test_exactly_what_will_be_sent_stands_there(cilla: Client, world: World) -> None:
    order = a_draft(world)
    assert "Nothing is sent yet." in words(cilla.get(reverse("own_orders")))
    told = words(cilla.get(url(order)))
    for shown in ("This will be sent to Prøvebænken", QUESTION, BACKGROUND, "Så I kan tage godt imod", "00 12 34 56"):
        assert shown in told
    assert "Not shared: CPR number, address" in told


def test_a_draft_that_she_was_not_told_of_is_not_there(cilla: Client, world: World) -> None:
    order = a_draft(world, informed_on=None)
    assert "Nothing is ordered for you." in words(cilla.get(reverse("own_orders")))
    assert cilla.get(url(order)).status_code == 404


def test_orders_of_others_are_not_there(cilla: Client, world: World) -> None:
    other = a_draft(world, case=world.bertil)
    assert cilla.get(url(other)).status_code == 404
    assert cilla.get(reverse("own_order", args=[UUID(int=1)])).status_code == 404


@pytest.mark.parametrize(
    ("answer", "comment", "told"),
    [
        ("approved", "", "You have said yes. Caseworker can send it to Prøvebænken now."),
        ("commented", "Jeg kan først kl. 9", "You have written what you think."),
        ("objected", "Ikke mit telefonnummer", "You have said that you do not want it sent like this."),
    ],
)
def test_she_answers_and_reads_what_happens_now(
    cilla: Client, world: World, system: Actor, answer: str, comment: str, told: str
) -> None:
    order = a_draft(world)
    page = words(cilla.post(url(order), {"answer": answer, "comment": comment}, follow=True))
    assert "Thank you. Your answer is saved." in page
    assert told in page
    with acting(system):
        order = Order.objects.get(pk=order.pk)
        assert (order.citizen_answer, order.citizen_comment) == (answer, comment)


def test_no_without_a_word_is_asked_about(cilla: Client, world: World, system: Actor) -> None:
    order = a_draft(world)
    before = everything(system)
    response = cilla.post(url(order), {"answer": "objected", "comment": " "})
    assert response.status_code == 422
    assert pages.error(pages.page(response), "comment") == str(SENTENCES["order.comment_missing"])
    assert cilla.post(url(order), {}).status_code == 422
    assert everything(system) == before


def test_what_was_changed_after_her_answer_is_told(cilla: Client, world: World) -> None:
    order, by = a_draft(world), acting_as(world, "caseworker")
    cilla.post(url(order), {"answer": "approved"})
    with acting(by):
        order = Order.objects.get(pk=order.pk)
        services.order_save(order=order, content=content(hours=20), expected_version=order.version, by=by)
    told = words(cilla.get(url(order)))
    assert "Changed since you answered on" in told
    assert "You have said yes." not in told
    assert "Changed since you answered on" in words(cilla.get(reverse("own_orders")))


def test_what_was_sent_is_not_answered_any_more(cilla: Client, world: World, system: Actor) -> None:
    order = sent(world)
    page = cilla.get(url(order))
    assert "This was sent to Prøvebænken" in words(page)
    assert "Send my answer" not in words(page)
    before = everything(system)
    response = cilla.post(url(order), {"answer": "approved"})
    assert response.status_code == 422
    assert str(SENTENCES["order.sent_already"]) in words(response)
    assert everything(system) == before


def test_a_change_after_it_was_sent_is_told(cilla: Client, world: World) -> None:
    order, by = running(world), acting_as(world, "caseworker")
    with acting(by):
        asked = services.change_propose(
            order=order, kind="extend", reason="Det går fremad", ends_on=TODAY + 120 * DAY, by=by
        )
        services.change_approve(proposal=asked, by=by)
    told = words(cilla.get(url(order)))
    assert "the last day is now 24 March 2027." in told
    assert "You are at Prøvebænken until 24 March 2027." in told


def test_a_no_of_the_place_is_told(cilla: Client, world: World) -> None:
    order, by = sent(world), acting_as(world, "provider")
    with acting(by):
        services.order_decline(order=order, reason="Ingen plads", at=clock.evening(TODAY), by=by)
    assert "Prøvebænken could not say yes." in words(cilla.get(url(order)))


def test_an_offer_is_shown_and_reacted_to(cilla: Client, world: World, system: Actor) -> None:
    offer, by = an_offer(world), acting_as(world, "caseworker")
    assert "No offers are shown to you now." in words(cilla.get(reverse("own_offers")))
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        services.offer_show(case=case, offer=offer, note="Du vil gerne lave mad.", by=by)
    told = words(cilla.get(reverse("own_offers")))
    assert "Du vil gerne lave mad." in told
    none = cilla.post(reverse("own_offers"), {"offer": str(offer.pk), f"o{offer.pk}-words": "Måske"})
    assert none.status_code == 422
    assert "Måske" in none.content.decode()
    sent_in = {"offer": str(offer.pk), f"o{offer.pk}-reaction": "more", f"o{offer.pk}-words": "Hvornår begynder det?"}
    assert "I would like to know more" in words(cilla.post(reverse("own_offers"), sent_in, follow=True))
    with acting(system):
        shown = ShownOffer.objects.get()
        assert (shown.reaction, shown.reaction_words) == ("more", "Hvornår begynder det?")


@pytest.mark.parametrize("route", ["own_orders", "own_offers"])
def test_the_look_is_logged(cilla: Client, world: World, system: Actor, log: Log, route: str) -> None:
    with acting(system):
        citizen = Case.objects.get(pk=world.cilla).citizen_id
    cilla.get(reverse(route))
    (entry,) = log.entries()
    assert (entry.screen, entry.subjects, entry.purpose) == (route, [citizen], "own_case")


@pytest.mark.parametrize("persona", ["caseworker", "provider", "leader"])
def test_nobody_else_has_these_pages(as_: Callable[[str], Client], world: World, persona: str) -> None:
    assert as_(persona).get(reverse("own_orders")).status_code == 403
