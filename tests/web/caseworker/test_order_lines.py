"""What waits about orders stands on the worklist with its reason, and leads to where it is done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import Order, ProgressReport
from fremdrift.overview.enums import Authority, Duty, Group
from fremdrift.overview.rules import Item
from fremdrift.overview.rules.shapes import Work
from fremdrift.overview.selectors import case_lines
from fremdrift.web.caseworker import order_links, words
from tests.orders.made import DAY, a_draft, actor, running, sent
from tests.web.caseworker import pages
from tests.web.caseworker.test_dismissals import listed
from tests.web.caseworker.test_query_counts import queries
from tests.web.caseworker.test_review import submitted
from tests.world import TODAY, World


def line(browser: Client, count: str) -> str:
    """The worklist with a count chosen."""
    return pages.text(pages.page(browser.get(f"{reverse('worklist')}?show={count}")))


def test_what_is_agreed_before_an_effort_ends_names_it() -> None:
    efforts = [Work(UUID(int=n), title, TODAY, TODAY) for n, title in enumerate(("Gartnerhold", "Mentor"))]
    lines = [Item(Duty.ENDING, Group.WEEK, Authority.OWN, TODAY, effort=effort) for effort in efforts]
    with translation.override("en"):
        told = [words.title(one, "Cilla") for one in lines]
    assert told == ["Agree what happens when Gartnerhold ends", "Agree what happens when Mentor ends"]


def test_a_submitted_report_waits_until_it_is_decided(browser: Client, world: World) -> None:
    report = submitted(world)
    address = reverse("report_review", args=[report.pk])
    page = browser.get(f"{reverse('worklist')}?show=report")
    assert address in pages.links(pages.page(page))
    assert "Own rule: decided on within a week." in page.content.decode()
    browser.post(address, {"step": "decide", "decision": "continue"})
    assert address not in pages.links(pages.page(browser.get(f"{reverse('worklist')}?show=report")))


def test_an_overdue_report_stands(browser: Client, world: World) -> None:
    running(world, midway_on=TODAY + 5 * DAY)
    assert "It was due" not in line(browser, "report")
    with clock.at(TODAY + 6 * DAY):
        assert "Ask Køkkenet for the midway report" in line(browser, "report")


def sent_before(world: World, days: int, **values: Any) -> Order:
    """An order that was sent so many days ago."""
    draft, by = a_draft(world, **values), actor(world, "caseworker")
    with acting(by):
        return services.order_send(order=draft, at=clock.evening(TODAY - days * DAY), by=by)


def test_an_order_that_nobody_answers_stands(browser: Client, world: World) -> None:
    sent_before(world, 15, begins_on=TODAY + 40 * DAY, midway_on=TODAY + 60 * DAY)
    words = line(browser, "order")
    assert "Nobody has answered the order to Køkkenet" in words
    assert "Own rule: answered within ten working days. Sent" in words


def test_one_that_was_sent_today_does_not(browser: Client, world: World) -> None:
    sent(world, begins_on=TODAY + 40 * DAY, midway_on=TODAY + 60 * DAY)
    assert "Køkkenet" not in line(browser, "order")


def declined(world: World) -> Order:
    """An order that the place said no to today."""
    order, place = sent(world), actor(world, "provider")
    with acting(place):
        return services.order_decline(order=order, reason="Vi har ikke plads", by=place)


def interrupted(world: World) -> Order:
    """An order that the place ended today, before its time."""
    order, place = running(world), actor(world, "provider")
    with acting(place):
        return services.order_interrupt(order=order, reason="Hun kom ikke igen", by=place)


FELL_AWAY = [
    (declined, "Køkkenet said no: find something else together with Cilla", "The place said no. Find something else."),
    (
        interrupted,
        "Køkkenet was interrupted: agree with Cilla what happens now",
        "Interrupted. Agree what happens now.",
    ),
]


@pytest.mark.parametrize(("end", "words", "now"), FELL_AWAY)
def test_what_fell_away_stands_until_an_order_follows_it(
    end: Callable[[World], Order], words: str, now: str, browser: Client, world: World
) -> None:
    order, case_page = end(world), reverse("case", args=[world.cilla])
    page = pages.page(browser.get(f"{reverse('worklist')}?show=order"))
    assert words in pages.text(page)
    assert order_links.new_order_url(world.cilla, order.pk) in pages.links(page)
    shown = pages.page(browser.get(case_page))
    assert now in pages.text(shown)
    assert order_links.order_url(order.pk) in pages.links(shown)
    new = {"offer": str(order.offer_id), "follows": str(order.pk)}
    assert browser.post(reverse("order_new", args=[world.cilla]), new).status_code == 302
    assert words not in line(browser, "order")
    assert now not in pages.text(pages.page(browser.get(case_page)))


def test_what_fell_away_can_be_put_aside(browser: Client, caseworker: Actor, world: World) -> None:
    declined(world)
    with acting(caseworker):
        lines = case_lines(caseworker, Case.objects.get(pk=world.cilla))
    (about,) = (f"{item.duty} {item.fact}" for item in lines if item.duty == "order_declined")
    aside = {"line": about, "reason": "Vi taler om det på fredag"}
    assert browser.post(reverse("dismissal_add", args=[world.cilla]), aside).status_code == 302
    assert "Køkkenet said no" not in listed(browser)


def test_a_closed_case_asks_nothing_of_what_fell_away(browser: Client, caseworker: Actor, world: World) -> None:
    declined(world)
    with acting(caseworker):
        case = Case.objects.get(pk=world.cilla)
        cases.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
    assert "Find something else" not in pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))


def test_an_extension_that_was_decided_stands_until_it_is_proposed(browser: Client, world: World) -> None:
    report = submitted(world)
    words = "You decided to extend Køkkenet: propose it"
    address = reverse("report_review", args=[report.pk])
    assert words not in line(browser, "order")
    browser.post(address, {"step": "decide", "decision": "extend", "words": "Det går fremad"})
    page = pages.page(browser.get(f"{reverse('worklist')}?show=order"))
    assert words in pages.text(page)
    propose = order_links.change_url(report.order_id, "extend")
    assert propose in pages.links(page)
    change = {"kind": "extend", "ends_on": f"{TODAY + 120 * DAY:%d.%m.%Y}", "reason": "Det går fremad"}
    assert browser.post(propose, change).status_code == 302
    assert words not in line(browser, "order")


def test_a_new_order_that_was_decided_stands_until_one_follows(browser: Client, world: World) -> None:
    report = submitted(world)
    words = "You decided on a new order after Køkkenet: begin it"
    browser.post(reverse("report_review", args=[report.pk]), {"step": "decide", "decision": "new_order"})
    page = pages.page(browser.get(f"{reverse('worklist')}?show=order"))
    assert words in pages.text(page)
    assert order_links.new_order_url(world.cilla, report.order_id) in pages.links(page)
    new = {"offer": str(report.order.offer_id), "follows": str(report.order_id)}
    assert browser.post(reverse("order_new", args=[world.cilla]), new).status_code == 302
    assert words not in line(browser, "order")


def test_a_question_stands_until_it_is_answered(browser: Client, world: World) -> None:
    order, place, own = sent(world), actor(world, "provider"), actor(world, "caseworker")
    with acting(place):
        services.order_message_send(order=order, text="Kan hun møde kl. 8?", wants_answer=True, by=place)
    assert "Answer a question about Køkkenet" in line(browser, "order")
    with acting(own):
        services.order_message_send(order=order, text="Ja.", by=own)
    assert "Answer a question about Køkkenet" not in line(browser, "order")


def test_a_proposal_stands(browser: Client, world: World) -> None:
    order, place = running(world), actor(world, "provider")
    with acting(place):
        services.change_propose(order=order, kind="hours", hours=20, reason="Hun kan mere", by=place)
    words = line(browser, "order")
    assert "Decide on a proposal to change Køkkenet" in words
    assert "The place proposed it" in words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("approved", "Cilla says yes: send the order to Køkkenet"),
        ("commented", "Read what Cilla says about the order to Køkkenet"),
        ("objected", "Cilla does not want the order to Køkkenet sent like this"),
    ],
)
def test_what_the_citizen_says_stands(browser: Client, world: World, answer: str, words: str) -> None:
    order, own = a_draft(world), actor(world, "citizen")
    with acting(own):
        services.order_comment(order=order, answer=answer, comment="Ikke om helbredet", by=own)
    assert words in line(browser, "order")


def test_absence_stands_at_once(browser: Client, world: World) -> None:
    order = sent_before(world, 6, begins_on=TODAY - 5 * DAY)
    place = actor(world, "provider")
    with acting(place):
        order = services.order_accept(order=order, at=clock.evening(TODAY - 4 * DAY), by=place)
        gone = [services.Day(TODAY - n * DAY, "absent", 0, 7) for n in range(3)]
        services.attendance_register(order=order, days=gone[:2], by=place)
    assert "absence from" not in line(browser, "absence")
    with acting(place):
        services.attendance_register(order=order, days=gone, by=place)
    words = line(browser, "absence")
    assert "Call Cilla about the absence from Køkkenet" in words
    assert "Own rule: three days in two weeks without saying so." in words


def test_an_effort_that_ends_leads_to_its_order(browser: Client, world: World) -> None:
    order = running(world, ends_on=TODAY + 10 * DAY, midway_on=TODAY + 5 * DAY)
    page = browser.get(f"{reverse('worklist')}?show=ending")
    assert order_links.order_url(order.pk) in pages.links(pages.page(page))


def test_a_row_costs_no_query_more(browser: Client, world: World, system: Actor, ask: Callable[[], int]) -> None:
    before = ask()
    order = running(world)
    with acting(system):
        assert ProgressReport.objects.filter(order=order).count() == 2
    assert ask() == before


@pytest.fixture
def ask(browser: Client) -> Callable[[], int]:
    """How many questions the worklist puts."""
    return lambda: min(queries(browser, reverse("worklist")) for _ in range(2))
