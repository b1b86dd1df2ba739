"""Orders on the case's own page: what happened in the timeline, and what comes next on top."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors import timeline
from fremdrift.web.caseworker import history
from tests.orders.made import DAY, a_draft, actor, running, sent
from tests.web.caseworker.test_review import submitted
from tests.world import TODAY, World


@pytest.fixture(autouse=True)
def _in_the_afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that happens here happens on the day that counts as today: the timeline tells of nothing after it."""
    monkeypatch.setattr(clock, "now", lambda: clock.evening(TODAY))


def case_page(browser: Client, world: World, query: str = "") -> str:
    """The case's page."""
    return browser.get(reverse("case", args=[world.cilla]) + query).content.decode()


def told(by: Actor, world: World) -> dict[str, tuple[str, ...]]:
    """Titles of what the timeline tells of orders, with the words below."""
    with acting(by):
        entries = timeline(by, Case.objects.get(pk=world.cilla))
    return {history.title(e): e.words for e in entries if e.kind is EntryKind.ORDER}


def test_an_order_is_told_from_its_sending_to_its_report(browser: Client, world: World) -> None:
    report = submitted(world)
    browser.post(reverse("report_review", args=[report.pk]), {"step": "decide", "decision": "continue"})
    titles = told(actor(world, "caseworker"), world)
    assert {
        "Order sent to Køkkenet",
        "Køkkenet said yes to the order",
        "Køkkenet began",
        "Midway report from Køkkenet",
        "Midway report from Køkkenet read. Decided: go on as agreed",
    } == set(titles)
    page = case_page(browser, world, "?kind=order")
    assert reverse("report_review", args=[report.pk]) in page
    assert "Køkkenet began" in page


def test_a_no_is_told_with_its_reason(world: World) -> None:
    order, place = sent(world), actor(world, "provider")
    with acting(place):
        services.order_decline(order=order, reason="Vi har ikke plads", by=place)
    assert told(actor(world, "caseworker"), world)["Køkkenet said no to the order"] == ("Vi har ikke plads",)


def test_a_change_is_told(world: World) -> None:
    order, by = running(world), actor(world, "caseworker")
    with acting(by):
        asked = services.change_propose(order=order, kind="hours", hours=20, reason="Det går fremad", by=by)
        services.change_approve(proposal=asked, by=by)
    titles = told(by, world)
    assert titles["Proposal to change Køkkenet: 20 hours a week instead of 15"] == ("Det går fremad",)
    assert "Køkkenet was changed: 20 hours a week instead of 15" in titles


def test_an_end_before_its_time_is_told(world: World) -> None:
    order, by = running(world), actor(world, "caseworker")
    with acting(by):
        services.order_interrupt(order=order, reason="Cilla er indlagt", by=by)
    assert told(by, world)["Køkkenet was interrupted"] == ("Cilla er indlagt",)


def test_an_order_taken_back_is_told(world: World) -> None:
    order, by = sent(world), actor(world, "caseworker")
    with acting(by):
        services.order_withdraw(order=order, reason="Cilla vil noget andet", by=by)
    assert told(by, world)["The order to Køkkenet was taken back"] == ("Cilla vil noget andet",)


def test_what_the_citizen_says_and_what_is_written_is_told(world: World) -> None:
    order, own, place = a_draft(world), actor(world, "citizen"), actor(world, "provider")
    with acting(own):
        services.order_comment(order=order, answer="approved", by=own)
    by = actor(world, "caseworker")
    with acting(by):
        services.order_send(order=order, by=by)
    for text in ("Hej", "Hvornår?"):
        with acting(place):
            services.order_message_send(order=order, text=text, by=place)
    assert {"The citizen about the order to Køkkenet: approves it", "2 messages about Køkkenet"} <= set(told(by, world))


def test_who_leads_learns_that_and_not_why(world: World) -> None:
    order, place = sent(world), actor(world, "provider")
    with acting(place):
        services.order_decline(order=order, reason="Hun er for syg", by=place)
    assert told(actor(world, "leader"), world)["Køkkenet said no to the order"] == ()


def test_the_effort_of_an_order_is_told_once(browser: Client, world: World) -> None:
    running(world)
    assert case_page(browser, world).count("Køkkenet began") == 1


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda world: sent(world, begins_on=TODAY + 20 * DAY), "Waits for a yes since"),
        (lambda world: running(world, begins_on=TODAY + 20 * DAY), "Begins "),
        (running, "Midway report due"),
        (submitted, "A report waits for you"),
    ],
    ids=["sent", "accepted", "running", "report"],
)
def test_what_comes_next_stands_on_top(
    browser: Client, world: World, made: Callable[[World], object], words: str
) -> None:
    made(world)
    assert words in case_page(browser, world)
    assert words in browser.get(reverse("handover", args=[world.cilla])).content.decode()


def test_a_new_report_is_news_at_the_next_conversation(browser: Client, world: World) -> None:
    report = submitted(world)
    page = browser.get(reverse("conversation_prepare", args=[world.cilla])).content.decode()
    assert reverse("report_review", args=[report.pk]) in page
