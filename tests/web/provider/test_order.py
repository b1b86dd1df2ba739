"""One order to the unit: what is told, and each thing that can be done with it, right and wrong."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage
from fremdrift.web.shared.violations import SENTENCES
from tests.orders import made
from tests.orders.made import DAY
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.world import TODAY, World

ORDER = "unit_order"


def page(unit: Client, order: Order) -> str:
    """The words of the order's page."""
    response = unit.get(reverse(ORDER, args=[order.pk]))
    assert response.status_code == 200
    return pages.text(pages.page(response))


def post(unit: Client, verb: str, order: Order, **typed: str) -> int:
    """Do something with the order; how it is answered."""
    return unit.post(reverse(f"unit_order_{verb}", args=[order.pk]), CSRF | typed).status_code


def stands(order: Order, system: Actor) -> Order:
    """The order as it is stored."""
    with acting(system):
        return Order.objects.get(pk=order.pk)


def test_it_tells_what_was_shared_and_nothing_else(unit: Client, sent: Order) -> None:
    words = page(unit, sent)
    paper = unit.get(reverse("unit_order_print", args=[sent.pk])).content.decode()
    assert "What it is to lead to Employment" in words
    assert "What it is to lead to" in paper
    for told in (made.QUESTION, made.BACKGROUND, "00 12 34 56", "Så I kan ringe", "Møde til tiden fire dage"):
        assert told in words
    assert "You see this until 23 May 2027" in words  # ninety days after the last day
    for kept in ("cash", "610382", "Se på to gartnerier", "Vi gik en tur"):
        assert kept not in words


def test_yes(unit: Client, sent: Order, system: Actor) -> None:
    assert post(unit, "answer", sent, answer="accept") == 302
    assert stands(sent, system).state == "running"  # it begins today


def test_no_place_is_told_before_and_after(unit: Client, world: World, system: Actor) -> None:
    offer = made.an_offer(world, places=1)
    made.running(world, offer)
    second = made.sent(world, offer)
    full = "There is no free place in the period. Decline, or agree on another period with the caseworker."
    assert full in page(unit, second)
    response = unit.post(reverse("unit_order_answer", args=[second.pk]), CSRF | {"answer": "accept"}, follow=True)
    assert full in pages.text(pages.page(response))
    assert stands(second, system).state == "sent"


def test_after_the_day_of_the_answer_the_page_says_that_it_is_past(unit: Client, sent: Order, system: Actor) -> None:
    with acting(system):
        Order.objects.filter(pk=sent.pk).update(sent_at=clock.evening(TODAY))
    assert "Answer by 8 December 2026; after that" in page(unit, sent)
    with clock.at(TODAY + 20 * DAY):
        late = page(unit, sent)
    assert "Overdue The answer was due by 8 December 2026, and the caseworker may be looking" in late
    assert "after that the caseworker looks" not in late


def test_no_with_a_reason_and_then_it_is_gone(unit: Client, sent: Order, system: Actor) -> None:
    typed = {"decline-reason": "Vi har ikke plads før jul", "answer": "decline"}
    response = unit.post(reverse("unit_order_answer", args=[sent.pk]), CSRF | typed)
    assert response["Location"] == reverse("inbox")
    assert stands(sent, system).declined_reason == "Vi har ikke plads før jul"
    assert unit.get(reverse(ORDER, args=[sent.pk])).status_code == 404


def test_a_message_waits_for_an_answer(unit: Client, sent: Order, system: Actor) -> None:
    typed = {"message-text": "Må han løfte <b>tungt</b>?", "message-wants_answer": "on"}
    assert post(unit, "message", sent, **typed) == 302
    with acting(system):
        written = OrderMessage.objects.get(order=sent)
    assert (written.side, written.wants_answer) == ("provider", True)
    source = unit.get(reverse(ORDER, args=[sent.pk])).content.decode()
    assert "&lt;b&gt;tungt" in source
    assert "<b>tungt" not in source


def test_an_earlier_start(unit: Client, world: World, system: Actor) -> None:
    order = made.running(world, begins_on=TODAY + 7 * DAY)
    assert stands(order, system).state == "accepted"
    assert post(unit, "start", order, **{"start-on": "24.11.2026"}) == 302
    assert (stands(order, system).state, stands(order, system).begins_on) == ("running", TODAY)


def test_a_proposal_and_its_way_back(unit: Client, running: Order, system: Actor) -> None:
    later = "1.3.2027"
    typed = {"change-kind": "extend", "change-ends_on": later, "change-reason": "Det går fremad"}
    assert post(unit, "change", running, **typed) == 302
    assert "Longer: until Mon 1 Mar 2027 instead of Mon 22 Feb 2027" in page(unit, running)
    assert post(unit, "change", running, **typed) == 422  # one waits
    assert post(unit, "change_withdraw", running) == 302
    with acting(system):
        assert ChangeProposal.objects.get(order=running).state == "withdrawn"
    assert (
        post(unit, "change", running, **{"change-kind": "hours", "change-hours": "20,5", "change-reason": "Kan"}) == 302
    )
    assert "20.5 hours a week, now 15" in page(unit, running)


def test_the_others_proposal_is_not_taken_back_here(unit: Client, running: Order, world: World, system: Actor) -> None:
    by = made.actor(world, "caseworker")
    with acting(by):
        services.change_propose(order=running, kind="end", ends_on=TODAY + DAY, reason="Job", by=by)
    assert "Take the proposal back" not in page(unit, running)
    assert post(unit, "change_withdraw", running) == 302
    with acting(system):
        assert ChangeProposal.objects.get(order=running).state == "proposed"


def test_an_interruption(unit: Client, running: Order, system: Actor) -> None:
    assert post(unit, "interrupt", running, **{"interrupt-on": "24.11.2026", "interrupt-reason": "Er flyttet"}) == 302
    assert stands(running, system).state == "interrupted"
    assert "Ended on 24 November 2026: Er flyttet" in page(unit, running)


def test_a_meeting_is_shown(unit: Client, sent: Order, system: Actor) -> None:
    with acting(system):
        Order.objects.filter(pk=sent.pk).update(meeting_on=TODAY + DAY, meeting_place="Hos jer")
    assert "Start meeting Wednesday 25 November 2026 Hos jer" in page(unit, sent)


LONG = "x" * 5_001
WRONG = {
    "no reason": ("answer", "decline-reason", {}, "This field is required."),
    "a reason like a book": ("answer", "decline-reason", {"decline-reason": LONG}, "(it has 5001)"),
    "a message of nothing": ("message", "message-text", {"message-text": " \u200b "}, "This field is required."),
    "a message like a book": ("message", "message-text", {"message-text": LONG}, "(it has 5001)"),
    "a start to come": ("start", "start-on", {"start-on": "25.11.2026"}, "An order starts today or earlier"),
    "a change to what": ("change", "change-kind", {"change-reason": "Ja"}, "Choose one of these."),
    "a change of nothing": (
        "change", "change-ends_on", {"change-kind": "extend", "change-reason": "Ja"}, "Write the new last day."
    ),
    "not longer": (
        "change",
        "change-ends_on",
        {"change-kind": "extend", "change-ends_on": "25.11.2026", "change-reason": "Ja"},
        "The order lasts that long already.",
    ),
    "forty hours": (
        "change",
        "change-hours",
        {"change-kind": "hours", "change-hours": "40", "change-reason": "Ja"},
        "Write more than 0 and at most 37",
    ),
    "stopped tomorrow": (
        "interrupt", "interrupt-on", {"interrupt-on": "25.11.2026", "interrupt-reason": "Ja"}, "Write a day from"
    ),
    "stopped for no reason": (
        "interrupt", "interrupt-reason", {"interrupt-on": "24.11.2026"}, "This field is required."
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_it_is_told_at_its_field_and_nothing_is_lost(what: str, unit: Client, world: World, system: Actor) -> None:
    verb, field, typed, says = WRONG[what]
    order = {"answer": made.sent, "message": made.sent}.get(verb, made.running)(
        world, **({"begins_on": TODAY + 7 * DAY} if verb == "start" else {})
    )
    before = everything(system)
    response = unit.post(reverse(f"unit_order_{verb}", args=[order.pk]), CSRF | typed)
    assert response.status_code == 422
    tree = pages.page(response)
    assert says in pages.error(tree, field)
    assert says in pages.summary(tree)
    kept = {name: value.strip(" \u200b") for name, value in typed.items()}
    assert {name: pages.typed(tree, name).strip(" \u200b") for name in typed} == kept
    assert everything(system) == before


def test_twenty_megabytes_are_refused(unit: Client, sent: Order, system: Actor) -> None:
    before = everything(system)
    assert post(unit, "message", sent, **{"message-text": "x" * 20_000_000}) == 413
    assert everything(system) == before


@pytest.mark.parametrize("verb", ["answer", "start", "change", "interrupt", "change_withdraw"])
def test_what_is_over_can_not_be_done_again(verb: str, unit: Client, running: Order, system: Actor) -> None:
    with acting(made.actor(World.read(), "provider")):
        services.order_interrupt(order=running, reason="x", by=made.actor(World.read(), "provider"))
    before = everything(system)
    typed = {f"{verb}-on": "24.11.2026", f"{verb}-reason": "Ja", f"{verb}-kind": "hours", f"{verb}-hours": "10"}
    response = unit.post(reverse(f"unit_order_{verb}", args=[running.pk]), CSRF | typed | {"answer": "accept"})
    assert response.status_code in {302, 422}
    assert everything(system) == before


def test_it_can_be_read_for_ninety_days(unit: Client, running: Order, as_: Callable[[str], Client]) -> None:
    assert running.ends_on is not None
    with clock.at(running.ends_on + 91 * DAY):
        assert as_("delegate").get(reverse(ORDER, args=[running.pk])).status_code == 404


def test_the_unit_sets_the_start_meeting(unit: Client, sent: Order, system: Actor) -> None:
    typed = {"meet-meeting_on": "26.11.2026", "meet-meeting_at": "9.30", "meet-meeting_place": "Hos os"}
    assert post(unit, "meet", sent, **typed) == 302
    told = pages.text(pages.page(unit.get(reverse("unit_order", args=[sent.pk]))))
    assert "26 Nov" in told
    assert "Hos os" in told
    with acting(system):
        assert sent.messages.get().side == "provider"
    late = unit.post(reverse("unit_order_meet", args=[sent.pk]), CSRF | typed | {"meet-meeting_on": "23.11.2026"})
    assert late.status_code == 422
    tree = pages.page(late)
    assert pages.error(tree, "meet-meeting_on") == str(SENTENCES["order.meeting_in_past"])
    assert pages.typed(tree, "meet-meeting_place") == "Hos os"
