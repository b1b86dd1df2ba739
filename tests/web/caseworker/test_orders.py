"""Orders of a case: beginning one, reading one, what is done with it, and offers shown to the citizen."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.catalogue.models import Offer
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import ChangeProposal, Order, ShownOffer
from fremdrift.web.shared.violations import SENTENCES
from tests.access.screens import Log
from tests.orders.made import DAY, a_draft, an_offer, running, sent
from tests.orders.made import actor as acting_as
from tests.orders.placed import a_placement, running_placement
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseScreen
from tests.world import TODAY, World

GONE = UUID(int=1)


def words(response) -> str:
    """All that a page says."""
    return pages.text(pages.page(response))


def sent_today(world: World) -> Order:
    """An order that was sent on the day that counts as today."""
    order, by = a_draft(world), acting_as(world, "caseworker")
    with acting(by):
        return services.order_send(order=order, at=clock.evening(TODAY), by=by)


class TestOrders(CaseScreen):
    route = "orders"
    shows = ("Nothing is ordered yet", "New order")

    def test_they_stand_with_their_state(self, browser: Client, world: World) -> None:
        sent_today(world)
        told = words(browser.get(self.url(world)))
        assert "Sent to Prøvebænken on 24 November 2026. They answer by 8 December 2026." in told


class TestNew(CaseScreen):
    route = "order_new"
    shows = ("New order for Cilla Papirsen", "No offer is called that")


def _plan(world: World) -> UUID:
    """A plan with a goal and a sub-goal of Cilla."""
    by = acting_as(world, "caseworker")
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        texts = {"job_goal": "Køkkenmedhjælper", "strengths": "Kommer til tiden"}
        cases.plan_save(case=case, texts=texts, expected_version=0, by=by)
        return cases.sub_goal_add(case=case, step=cases.Step("Stå op kl. 8"), by=by).pk


def test_an_order_begins_with_what_plan_and_offer_know(browser: Client, world: World, system: Actor) -> None:
    _plan(world)
    offer = an_offer(world, weeks=13, hours_least=10, hours_most=20)
    page = browser.get(reverse("order_new", args=[world.cilla]), {"q": "køk prøve"})
    assert "Køkkenet" in words(page)
    response = browser.post(reverse("order_new", args=[world.cilla]), {"offer": str(offer.pk), "key": str(uuid4())})
    with acting(system):
        order = Order.objects.get()
        assert response["Location"] == reverse("order_edit", args=[order.pk])
        assert (order.begins_on, order.ends_on) == (dt.date(2026, 12, 14), dt.date(2027, 3, 12))
        assert order.begins_on.weekday() == 0
        assert order.midway_on == dt.date(2027, 1, 27)
        assert (order.hours, order.purposes, order.state) == (10, ["employment"], "draft")
        shared = {row.field: (row.text, row.why) for row in order.shared.all()}
    assert shared["job_goal"] == ("Køkkenmedhjælper", "Så opgaverne fører derhen")  # the page is English
    assert shared["phone"][0] == "00 12 34 56"
    assert set(shared) == {"name", "phone", "job_goal", "strengths", "background"}


def test_an_offer_is_found_by_what_is_needed(browser: Client, world: World) -> None:
    offer = an_offer(world, can_hold=["pain"], name="Drivhuset")
    an_offer(world, code="TRÆ", name="Træværkstedet")
    told = words(browser.get(reverse("order_new", args=[world.cilla]), {"q": "smerter"}))
    assert offer.name in told
    assert "Træværkstedet" not in told


def test_a_form_sent_twice_begins_one_order(browser: Client, world: World, system: Actor) -> None:
    offer, other, key = an_offer(world), an_offer(world, code="TRÆ", name="Træværkstedet"), str(uuid4())
    url = reverse("order_new", args=[world.cilla])
    first = browser.post(url, {"offer": str(offer.pk), "key": key})
    assert browser.post(url, {"offer": str(offer.pk), "key": key})["Location"] == first["Location"]
    assert browser.post(url, {"offer": str(other.pk), "key": key})["Location"] != first["Location"]
    with acting(system):
        assert Order.objects.count() == 2


def test_an_order_that_follows_carries_the_question_on(browser: Client, world: World, system: Actor) -> None:
    before, offer = running(world), an_offer(world, code="TO", name="Gartneriet")
    asked = {"offer": str(offer.pk), "follows": str(before.pk), "question": "Kan Cilla klare flere timer?"}
    page = browser.get(reverse("order_new", args=[world.cilla]), asked)
    assert "Begin the order" in words(page)
    browser.post(reverse("order_new", args=[world.cilla]), asked)
    with acting(system):
        order = Order.objects.get(state="draft")
        assert (order.follows_id, order.question) == (before.pk, "Kan Cilla klare flere timer?")


def test_no_offer_and_one_that_is_retired_are_told(browser: Client, world: World) -> None:
    url = reverse("order_new", args=[world.cilla])
    empty = browser.post(url, {})
    assert empty.status_code == 422
    assert "Choose an offer first." in words(empty)
    old = an_offer(world, retired_on=TODAY)
    retired = browser.post(url, {"offer": str(old.pk)})
    assert str(SENTENCES["order.offer_retired"]) in words(retired)


def test_the_page_tells_what_stands_and_by_when_an_answer_comes(browser: Client, world: World) -> None:
    order = sent_today(world)
    told = words(browser.get(reverse("order", args=[order.pk])))
    assert "They answer by 8 December 2026." in told
    assert "Møde til tiden fire dage om ugen" in told
    assert "Not shared: CPR number, address, date of birth" in told
    assert "Sent by Caseworker" in told


def test_an_answer_that_is_late_is_told(browser: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    order = sent_today(world)
    monkeypatch.setenv("FREMDRIFT_TODAY", "2026-12-09")
    told = words(browser.get(reverse("order", args=[order.pk])))
    assert "The answer was due by 8 December 2026 and has not come." in told


@pytest.mark.parametrize("route", ["order", "order_edit", "order_print", "change_propose"])
def test_a_stranger_finds_no_order(as_: Callable[[str], Client], world: World, route: str) -> None:
    order = sent(world)
    answers = {p: as_(p).get(reverse(route, args=[order.pk])).status_code for p in ("colleague", "other-caseworker")}
    assert answers == {"colleague": 404, "other-caseworker": 404}
    assert as_("leader").get(reverse(route, args=[order.pk])).status_code == 403
    assert as_("caseworker").get(reverse(route, args=[GONE])).status_code == 404


@pytest.mark.parametrize(
    "verb",
    ["order_send", "order_withdraw", "order_interrupt", "order_answer", "order_message", "order_meet", "order_check"],
)
def test_a_stranger_does_nothing(as_: Callable[[str], Client], world: World, verb: str) -> None:
    order = a_draft(world)
    assert as_("colleague").post(reverse(verb, args=[order.pk]), {}).status_code == 404


def test_a_look_is_logged_before_the_page_is_sent(browser: Client, world: World, log: Log, system: Actor) -> None:
    order = sent(world)
    browser.get(reverse("order", args=[order.pk]))
    with acting(system):
        citizen = Case.objects.get(pk=world.cilla).citizen_id
    (entry,) = log.entries()
    assert (entry.screen, entry.subjects) == ("order", [citizen])


def test_a_draft_is_sent_and_what_hinders_is_told(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world, question="Afklaring", informed_on=None)
    response = browser.post(reverse("order_send", args=[order.pk]))
    assert response.status_code == 422
    told = words(response)
    assert str(SENTENCES["order.lacks_question_vague"]) in told
    assert str(SENTENCES["order.lacks_informed"]) in told
    whole = a_draft(world, order.offer)
    assert browser.post(reverse("order_send", args=[whole.pk])).status_code == 302
    with acting(system):
        assert Order.objects.get(pk=whole.pk).state == "sent"


def test_messages_are_sent_and_settled(browser: Client, world: World, system: Actor) -> None:
    order = sent(world)
    empty = browser.post(reverse("order_message", args=[order.pk]), {"text": " "})
    assert empty.status_code == 422
    browser.post(reverse("order_message", args=[order.pk]), {"text": "Har I plads i uge 50?", "wants_answer": "on"})
    page = words(browser.get(reverse("order", args=[order.pk])))
    assert "Har I plads i uge 50?" in page
    assert "waits for an answer" in page
    with acting(system):
        message = order.messages.get()
    browser.post(reverse("order_message_settle", args=[order.pk, message.pk]))
    assert "needs no answer" in words(browser.get(reverse("order", args=[order.pk])))
    assert browser.post(reverse("order_message_settle", args=[order.pk, GONE])).status_code == 404


def test_the_thread_about_a_workplace_is_with_the_consultant(browser: Client, world: World) -> None:
    order = running_placement(world)
    told = words(browser.get(reverse("order", args=[order.pk])))
    assert "Messages with the company consultant about Bageriet Aps" in told


def test_the_start_meeting_is_set_and_told_in_the_thread(browser: Client, world: World, system: Actor) -> None:
    order = sent(world)
    past = browser.post(reverse("order_meet", args=[order.pk]), {"meeting_on": "1.11.2026", "meeting_place": "Hos jer"})
    assert past.status_code == 422
    assert pages.error(pages.page(past), "meeting_on") == str(SENTENCES["order.meeting_in_past"])
    good = {"meeting_on": "2.12.2026", "meeting_at": "9", "meeting_place": "Prøvebænken"}
    page = browser.post(reverse("order_meet", args=[order.pk]), good, follow=True)
    told = words(page)
    assert "2 December 2026 09:00, Prøvebænken" in told
    assert "Startmøde: 02.12.2026 09.00, Prøvebænken." in told
    browser.post(reverse("order_meet", args=[order.pk]), good)
    with acting(system):
        assert order.messages.count() == 1


def test_the_provider_may_set_the_meeting_too(world: World, actor: Callable[[str], Actor]) -> None:
    order, by = sent(world), actor("provider")
    with acting(by):
        services.order_meet(order=order, on=TODAY + DAY, at=None, place="", by=by)
    with acting(actor("caseworker")):
        assert order.messages.get().side == "provider"


def test_an_order_is_taken_back_or_interrupted_with_a_reason(browser: Client, world: World, system: Actor) -> None:
    order = sent(world)
    url = reverse("order_withdraw", args=[order.pk])
    assert browser.post(url, {"withdraw-reason": ""}).status_code == 422
    assert browser.post(url, {"withdraw-reason": "Cilla fik job"}).status_code == 302
    runs = running(world, order.offer)
    late = browser.post(
        reverse("order_interrupt", args=[runs.pk]), {"interrupt-reason": "Flyttet", "interrupt-on": "1.11.2026"}
    )
    assert late.status_code == 422
    assert pages.error(pages.page(late), "interrupt-on") == str(SENTENCES["order.interrupted_outside"])
    good = {"interrupt-reason": "Flyttet", "interrupt-on": "24.11.2026"}
    assert browser.post(reverse("order_interrupt", args=[runs.pk]), good).status_code == 302
    with acting(system):
        assert set(Order.objects.values_list("state", flat=True)) == {"withdrawn", "interrupted"}


def test_what_the_citizen_says_is_noted(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world)
    url = reverse("order_answer", args=[order.pk])
    empty = browser.post(url, {"citizen-answer": "objected", "citizen-comment": ""})
    assert empty.status_code == 422
    assert str(SENTENCES["order.comment_missing"]) in words(empty)
    browser.post(url, {"citizen-answer": "approved"})
    assert "Approves it" in words(browser.get(reverse("order", args=[order.pk])))


def test_a_change_is_proposed_and_decided(browser: Client, world: World, system: Actor) -> None:
    order = running(world)
    later = TODAY + 120 * DAY
    page = browser.get(reverse("change_propose", args=[order.pk]), {"kind": "extend", "ends_on": f"{later:%d.%m.%Y}"})
    assert pages.typed(pages.page(page), "ends_on") == f"{later:%d.%m.%Y}"
    wrong = browser.post(
        reverse("change_propose", args=[order.pk]), {"kind": "extend", "ends_on": "1.12.2026", "reason": "Mere tid"}
    )
    assert wrong.status_code == 422
    assert pages.error(pages.page(wrong), "ends_on") == str(SENTENCES["change.not_longer"])
    good = {"kind": "extend", "ends_on": f"{later:%d.%m.%Y}", "reason": "Det går fremad"}
    assert browser.post(reverse("change_propose", args=[order.pk]), good).status_code == 302
    with acting(system):
        change = ChangeProposal.objects.get()
    decide = reverse("change_decide", args=[order.pk, change.pk])
    no = browser.post(decide, {"verb": "reject", "decide-reason": ""})
    assert no.status_code == 422
    assert browser.post(decide, {"verb": "approve"}).status_code == 302
    twice = browser.post(decide, {"verb": "approve"})
    assert twice.status_code == 422
    assert str(SENTENCES["change.decided"]) in words(twice)
    with acting(system):
        assert Order.objects.get(pk=order.pk).ends_on == later
    assert browser.post(reverse("change_decide", args=[order.pk, GONE]), {}).status_code == 404


def test_a_limit_of_the_law_is_told_with_its_paragraph(browser: Client, world: World) -> None:
    says = "company placement at most 13 weeks"
    long, runs = a_placement(world, ends_on=TODAY + 91 * DAY), running_placement(world)
    response = browser.post(reverse("order_send", args=[long.pk]))
    assert response.status_code == 422
    assert says in words(response)
    assert "The last day can be Mon 22 Feb" in words(response)
    later = {"kind": "extend", "ends_on": f"{TODAY + 91 * DAY:%-d.%-m.%Y}", "reason": "Det går godt"}
    response = browser.post(reverse("change_propose", args=[runs.pk]), later)
    assert response.status_code == 422
    assert says in pages.error(pages.page(response), "ends_on")


def test_an_order_on_paper_has_no_address(browser: Client, world: World) -> None:
    order = sent(world)
    told = words(browser.get(reverse("order_print", args=[order.pk])))
    assert "Order to Prøvebænken" in told
    assert "610382" not in told


def test_an_offer_is_shown_once_and_taken_back(browser: Client, world: World, system: Actor) -> None:
    offer: Offer = an_offer(world)
    url = reverse("offer_show", args=[world.cilla, offer.pk])
    assert "Show Køkkenet to Cilla Papirsen" in words(browser.get(url))
    assert browser.post(url, {"note": "Du sagde, du gerne vil lave mad."}).status_code == 302
    again = browser.post(url, {"note": "Igen"})
    assert again.status_code == 422
    assert str(SENTENCES["shown_offer.already"]) in pages.summary(pages.page(again))
    assert "Du sagde, du gerne vil lave mad." in words(browser.get(reverse("orders", args=[world.cilla])))
    browser.post(reverse("offer_show_end", args=[world.cilla, offer.pk]))
    with acting(system):
        assert ShownOffer.objects.get().withdrawn_at is not None
    assert browser.get(reverse("offer_show", args=[world.cilla, GONE])).status_code == 404


def test_for_whom_is_chosen_among_the_own_citizens(browser: Client, world: World) -> None:
    offer = an_offer(world)
    url = reverse("offer_citizen", args=[offer.pk])
    told = words(browser.get(url))
    assert "Cilla Papirsen" in told
    assert "Bertil" not in told
    assert "None of your citizens is called that" in words(browser.post(url, {"name": "Zita"}))
    assert browser.get(reverse("offer_citizen", args=[GONE])).status_code == 404
