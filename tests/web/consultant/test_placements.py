"""The consultant's list of placements and the page of one: what is shared, and nothing else; the answer; the thread."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access import services as access
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import Order, OrderMessage
from tests.orders.made import DAY, a_workplace, actor, sent
from tests.orders.placed import CONSIDERATIONS, a_placement, placement_content, running_placement, sent_placement
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, refused
from tests.world import TODAY, World

As = Callable[[str], Client]
LIST = "placements"
PAGES = ("placement", "placement_attendance", "placement_print")


def words(response: HttpResponse) -> str:
    assert response.status_code == 200
    return pages.text(pages.page(response))


def post(browser: Client, route: str, order: Order, **typed: str) -> HttpResponse:
    return browser.post(reverse(route, args=[order.pk]), CSRF | typed)


def test_the_day_begins_with_the_list(browser: Client, world: World) -> None:
    assert browser.get(reverse("home"))["Location"] == reverse(LIST)
    assert "No placements yet" in words(browser.get(reverse(LIST)))
    order = sent_placement(world)
    page = browser.get(reverse(LIST))
    assert "Cilla Papirsen" in words(page)
    assert "Bageriet Aps" in words(page)
    assert "Waits for an answer" in words(page)
    assert reverse("placement", args=[order.pk]) in pages.links(pages.page(page))


def test_counts_are_filters(browser: Client, world: World) -> None:
    running_placement(world)
    page = browser.get(reverse(LIST))
    assert "0 wait for the workplace's answer 1 agreed or running 0 have ended" in words(page)
    assert "Cilla" in words(browser.get(reverse(LIST), {"show": "running"}))
    none = words(browser.get(reverse(LIST), {"show": "waiting"}))
    assert "Cilla" not in none
    assert "No placement is in that state" in none
    assert "Cilla" in words(browser.get(reverse(LIST), {"show": "nonsense"}))


def test_a_draft_and_an_order_to_a_provider_are_nobodys_here(browser: Client, world: World) -> None:
    draft, other = a_placement(world), sent(world)
    assert "Cilla" not in words(browser.get(reverse(LIST)))
    for order in (draft, other):
        for route in PAGES:
            assert browser.get(reverse(route, args=[order.pk])).status_code == 404


def test_the_page_says_what_is_shared_and_no_more(browser: Client, world: World) -> None:
    with acting(system_actor(world.nordby)):
        citizen = Case.objects.select_related("citizen").get(pk=world.cilla).citizen
        citizen.address, citizen.postcode, citizen.town, citizen.email = "Hemmelig Sti 7", "9999", "Skjulby", "c@x.dk"
        citizen.save()
    order = running_placement(world)
    page = browser.get(reverse("placement", args=[order.pk]))
    for told in ("Cilla Papirsen", "00 12 34 56", CONSIDERATIONS, "Mona Mester", "2 hours a week"):
        assert told in words(page)
    for route in PAGES:
        shown = browser.get(reverse(route, args=[order.pk])).content.decode()
        for secret in ("Hemmelig", "9999", "Skjulby", "c@x.dk", "610382", str(world.cilla)):
            assert secret not in shown, (route, secret)


def test_the_workplaces_page_has_nothing_else(browser: Client, world: World) -> None:
    place = a_workplace(world, tasks="Bage og pakke")
    order = running_placement(world, workplace=place)
    paper = pages.page(browser.get(reverse("placement_print", args=[order.pk])))
    (sheet,) = [e for e in pages.elements(paper) if e.name == "article"]
    said = pages.text(sheet)
    for told in (
        "Cilla Papirsen",
        "15 hours a week",
        "24 November 2026",
        "Bage og pakke",
        "Mona Mester",
        CONSIDERATIONS,
        "Test of work capacity",
        "00 12 34 56",
        "Hvor mange timer",
        "Møde til tiden",
    ):
        assert told in said
        assert told in words(browser.get(reverse("placement", args=[order.pk])))
    for secret in ("610382", "Email", "Job goal", "Strengths"):  # nobody ticked them
        assert secret not in said


def test_the_workplace_says_yes_through_the_consultant(browser: Client, world: World) -> None:
    order = sent_placement(world)
    wrong = post(browser, "placement_accept", order, accepted_by_name=" ")
    assert wrong.status_code == 422
    assert pages.error(pages.page(wrong), "accepted_by_name")
    assert post(browser, "placement_accept", order, accepted_by_name="Mona Mester, mester").status_code == 302
    assert "Mona Mester, mester said yes" in words(browser.get(reverse("placement", args=[order.pk])))
    with acting(actor(world, "caseworker")):
        assert Order.objects.get(pk=order.pk).state == "running"
    again = post(browser, "placement_accept", order, accepted_by_name="Mona")
    assert again.status_code == 422
    assert "runs already" in pages.summary(pages.page(again))


def test_the_last_place_is_given_once(browser: Client, world: World) -> None:
    place = a_workplace(world)
    first = sent_placement(world, workplace=place)
    second = sent_placement(world, workplace=place)
    assert post(browser, "placement_accept", first, accepted_by_name="Mona").status_code == 302
    full = post(browser, "placement_accept", second, accepted_by_name="Mona")
    assert full.status_code == 422
    assert "no free place" in pages.summary(pages.page(full))
    assert pages.typed(pages.page(full), "accepted_by_name") == "Mona"


def test_a_no_needs_a_reason_and_closes_the_page(browser: Client, world: World) -> None:
    order = sent_placement(world)
    assert post(browser, "placement_decline", order, reason="").status_code == 422
    assert post(browser, "placement_decline", order, reason="De har ikke plads før jul").status_code == 302
    assert browser.get(reverse("placement", args=[order.pk])).status_code == 404
    assert "Cilla" not in words(browser.get(reverse(LIST)))
    with acting(actor(world, "caseworker")):
        assert Order.objects.get(pk=order.pk).declined_reason == "De har ikke plads før jul"


def test_the_thread_with_the_caseworker(browser: Client, world: World) -> None:
    order, by = sent_placement(world), actor(world, "caseworker")
    with acting(by):
        services.order_message_send(order=order, text="Ring helst efter klokken ti", by=by)
    assert post(browser, "placement_message", order, text="").status_code == 422
    sent_now = post(browser, "placement_message", order, text="De spørger om arbejdstøj", wants_answer="on")
    assert sent_now.status_code == 302
    page = words(browser.get(reverse("placement", args=[order.pk])))
    assert "Ring helst efter klokken ti" in page
    assert "De spørger om arbejdstøj" in page
    with acting(by):
        assert OrderMessage.objects.get(order=order, wants_answer=True).side == "provider"


def test_a_change_is_proposed_and_the_caseworker_decides(browser: Client, world: World) -> None:
    order = running_placement(world)
    longer = {"kind": "extend", "ends_on": f"{TODAY + 80 * DAY:%d.%m.%Y}", "reason": "Det går godt"}
    assert post(browser, "placement_change", order, **longer).status_code == 302
    page = words(browser.get(reverse("placement", args=[order.pk])))
    assert "Longer 12 February 2027" in page
    assert "Waits for an answer" in page
    again = post(browser, "placement_change", order, **longer)
    assert again.status_code == 422
    assert "waits for an answer already" in pages.summary(pages.page(again))
    with acting(actor(world, "caseworker")):
        assert Order.objects.get(pk=order.pk).ends_on == TODAY + 55 * DAY


def test_a_change_beyond_the_law_is_told_at_its_day(browser: Client, world: World) -> None:
    order = running_placement(world)
    longer = {"kind": "extend", "ends_on": f"{TODAY + 91 * DAY:%d.%m.%Y}", "reason": "Det går godt"}
    refusal = post(browser, "placement_change", order, **longer)
    assert refusal.status_code == 422
    tree = pages.page(refusal)
    assert pages.error(tree, "ends_on").startswith("The law does not allow it to last that long.")
    assert pages.typed(tree, "reason") == "Det går godt"


def test_others_are_not_let_in(as_: As, world: World) -> None:
    order = sent_placement(world)
    for route in (LIST, *PAGES):
        address = reverse(route, args=[] if route == LIST else [order.pk])
        answers = {p: as_(p).get(address).status_code for p in refused(route)}
        assert answers == dict.fromkeys(refused(route), 403)


def test_after_the_period_of_the_grant_it_is_gone(browser: Client, world: World) -> None:
    order = running_placement(world)
    address = reverse("placement", args=[order.pk])
    with clock.at(TODAY + (55 + 90) * DAY):
        assert browser.get(address).status_code == 200
    with clock.at(TODAY + (55 + 91) * DAY):
        assert browser.get(address).status_code == 404


def test_whoever_is_kept_out_of_the_case_sees_no_placement_of_it(browser: Client, world: World) -> None:
    order = running_placement(world)
    by = system_actor(world.nordby)
    with acting(by):
        subject = Case.objects.get(pk=world.cilla).citizen_id
        user = world.users["consultant"].pk
        access.exclusion_add(subject=subject, user_id=user, reason="Er gift med borgeren", by=by)
    for route in PAGES:
        assert browser.get(reverse(route, args=[order.pk])).status_code == 404
    assert "Cilla" not in words(browser.get(reverse(LIST)))


def test_looks_stand_in_the_log(browser: Client, world: World, log) -> None:
    order = sent_placement(world)
    browser.get(reverse(LIST))
    browser.get(reverse("placement", args=[order.pk]))
    with acting(actor(world, "caseworker")):
        cilla = Case.objects.get(pk=world.cilla).citizen_id
    seen = [e for e in log.entries() if e.actor_id == world.users["consultant"].pk]
    assert [(e.screen, e.purpose, list(e.subjects)) for e in seen] == [
        (LIST, "placement", [cilla]),
        ("placement", "placement", [cilla]),
    ]
    assert all("address" not in e.fields for e in seen)


def test_the_list_costs_the_same_for_many(browser: Client, world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse(LIST)).status_code == 200
        return len(asked)

    def order_more(count: int) -> None:
        by, place = actor(world, "caseworker"), a_workplace(world, places=None)
        with acting(by):
            case = Case.objects.get(pk=world.cilla)
            for _ in range(count):
                order = services.order_begin(case=case, workplace=place, kind="company_placement", by=by)
                content = placement_content(shared={})
                order = services.order_save(order=order, content=content, expected_version=0, by=by)
                services.order_send(order=order, by=by)

    order_more(2)
    cost()
    few = cost()
    order_more(8)
    assert cost() == few
    assert few <= 20


@pytest.mark.parametrize("route", PAGES)
def test_a_consultant_elsewhere_sees_none(route: str, world: World, client: Client) -> None:
    order = running_placement(world)
    user = accounts.user_add(username="consultant-sydby", name="Ib")
    accounts.membership_add(user=user, role=Role.CONSULTANT, begins_on=TODAY - DAY, municipality=world.sydby)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse(route, args=[order.pk])).status_code == 404
    assert "Cilla" not in client.get(reverse(LIST)).content.decode()
