"""From the case page to an order that is sent: in few movements, with JavaScript and without."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.casework import TODAY, Hand, new_citizen, written
from tests.e2e.visitor import PHONE, Visitor

Visit = Callable[..., Visitor]

MOST_INTERACTIONS = 15


def order_with(hand: Hand) -> None:
    """From the case page: an offer that is searched for, the question, an aim, what to work on, and send."""
    hand.click("a[href$='/orders/new/']")
    hand.fill("[name=q]", "prøvebænken")
    hand.click(".fd-search-page .button-search")
    hand.click("main tbody tr:first-child button")
    hand.click(".fd-example >> nth=0")
    expect(hand.page.locator("[name=question]")).not_to_be_empty()
    if not hand.page.locator("[name=purposes]:checked").count():
        hand.click("[name=purposes] >> nth=0")
    hand.fill("[name=aim_1]", "Møde til tiden fire dage om ugen")
    hand.click("[name=work_everyday] + label")
    hand.fill("[name=from_everyday]", "Kommer op, når der er en aftale")
    hand.fill("[name=text_background]", "Har været væk fra arbejde i to år og er ved at få hverdagen på plads igen.")
    if not hand.page.input_value("[name=hours]"):
        hand.fill("[name=hours]", "15")
    if not hand.page.input_value("[name=ends_on]"):
        hand.fill("[name=ends_on]", written(TODAY + dt.timedelta(days=120)))
    hand.fill("[name=informed_on]", written(TODAY))
    hand.click("button[name=send]")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_order_is_sent_in_few_movements(visit: Visit, javascript: bool) -> None:
    visitor = visit(javascript=javascript)
    visitor.sign_in("caseworker")
    case = new_citizen(visitor)
    visitor.open(case)
    hand = Hand(visitor)
    order_with(hand)
    expect(visitor.page.locator("main h1 + p")).to_contain_text("Sendt til Prøvebænken")
    assert hand.interactions <= MOST_INTERACTIONS


def test_the_meter_follows_what_is_typed_and_a_phone_has_room(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    visitor.open(f"{new_citizen(visitor)}orders/new/")
    visitor.page.click("main tbody tr:first-child button")
    meter = visitor.page.locator("#order-meter")
    expect(meter).to_contain_text("Spørgsmålet")
    visitor.page.fill("[name=question]", "Afklaring")
    expect(meter).to_contain_text("»afklaring« alene siger ikke, hvad stedet skal finde ud af")
    visitor.page.fill(
        "[name=question]", "Hvor mange timer om ugen kan borgeren klare i et køkken, og hvad skal der til?"
    )
    expect(meter).not_to_contain_text("spørgsmål")
    visitor.page.set_viewport_size(PHONE)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
