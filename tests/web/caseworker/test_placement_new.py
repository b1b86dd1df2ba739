"""Ordering a placement: find a workplace, fill in little, and read what the law forbids with its paragraph."""

from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fremdrift.access.context import acting
from fremdrift.catalogue.models import Workplace
from fremdrift.orders.models import Order
from tests.orders.made import DAY, QUESTION, a_workplace, actor
from tests.orders.placed import running_placement
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseScreen
from tests.world import TODAY, World

CONSIDERATIONS = "Ingen tunge løft"
MOST_INTERACTIONS = 15


def day(days: int) -> str:
    return f"{TODAY + days * DAY:%d.%m.%Y}"


@pytest.fixture
def place(world: World) -> Workplace:
    return a_workplace(world, town="Nordby", tasks="Bage brød", mentor_name="Mona Mester", places=2)


def address(world: World, place: Workplace | None = None) -> str:
    return reverse("placement_new", args=[world.cilla]) + (f"?workplace={place.pk}" if place else "")


def typed(place: Workplace, **changes: str) -> dict[str, str]:
    """What the caseworker touches, beside what the form is filled with."""
    return {
        "workplace": str(place.pk),
        "kind": "company_placement",
        "share_phone": "on",
        "mentor_name": "Mona Mester",
        **TOUCHED,
        **changes,
    }


TOUCHED = {
    "purpose": "work_capacity_test",
    "question": QUESTION,
    "begins_on": day(0),
    "ends_on": day(55),
    "hours": "15",
    "considerations": CONSIDERATIONS,
    "mentor_hours": "2",
    "informed": "on",
    "approved": "on",
    "action": "send",
}


def send(browser: Client, world: World, form: Mapping[str, str]) -> HttpResponse:
    return browser.post(address(world), CSRF | dict(form))


def the_order(world: World) -> Order:
    with acting(actor(world, "caseworker")):
        return Order.objects.prefetch_related("shared").get()


class TestFinding(CaseScreen):
    route = "placement_new"
    shows = ("Where is the placement to be?", "There are no workplaces yet")


def test_a_workplace_is_found_and_chosen(browser: Client, world: World, place: Workplace) -> None:
    for words in ("bageriet", "nordby", "brød"):
        found = browser.get(address(world), {"words": words})
        assert address(world, place) in pages.links(pages.page(found))
        assert "2 of 2" in pages.text(pages.page(found))
    assert "No workplace fits" in pages.text(pages.page(browser.get(address(world), {"words": "smed"})))


def test_the_form_is_filled_with_what_is_known(browser: Client, world: World, place: Workplace) -> None:
    tree = pages.page(browser.get(address(world, place)))
    assert pages.typed(tree, "mentor_name") == "Mona Mester"
    assert pages.typed(tree, "kind") == "company_placement"
    assert pages.typed(tree, "share_phone") == "on"


def test_it_takes_at_most_fifteen_interactions(browser: Client, world: World, place: Workplace) -> None:
    case = pages.page(browser.get(reverse("case", args=[world.cilla])))
    assert address(world) in pages.links(case)  # 1: the link on the case page; 2, 3: search; 4: choose
    tree = pages.page(browser.get(address(world, place)))
    form = typed(place)
    touched = [name for name, value in form.items() if name != "action" and pages.typed(tree, name) != value]
    assert set(touched) == set(TOUCHED) - {"action"}
    assert 4 + len(touched) + 1 <= MOST_INTERACTIONS
    assert send(browser, world, form).status_code == 302


def test_it_is_sent_to_the_consultants(browser: Client, world: World, place: Workplace, as_) -> None:
    assert send(browser, world, typed(place)).status_code == 302
    order = the_order(world)
    assert (order.state, order.kind, order.purposes) == ("sent", "company_placement", ["work_capacity_test"])
    assert order.midway_on == TODAY + 27 * DAY
    told = {row.field: row.text for row in order.shared.all()}
    assert told == {"name": "Cilla Papirsen", "phone": "00 12 34 56", "considerations": CONSIDERATIONS}
    assert all(row.why for row in order.shared.all() if row.field != "name")
    assert "Så arbejdspladsen kan ringe" in {row.why for row in order.shared.all()}  # the page is English
    assert "Cilla" in as_("consultant").get(reverse("placements")).content.decode()


def test_a_draft_may_lack_something(browser: Client, world: World, place: Workplace, as_) -> None:
    draft = {"workplace": str(place.pk), "kind": "wage_subsidy", "action": "draft"}
    assert send(browser, world, draft).status_code == 302
    assert (the_order(world).state, the_order(world).kind) == ("draft", "wage_subsidy")
    assert "Cilla" not in as_("consultant").get(reverse("placements")).content.decode()


def test_all_that_is_missing_is_told_at_once(browser: Client, world: World, place: Workplace) -> None:
    form = {"workplace": str(place.pk), "kind": "company_placement", "considerations": "Ro", "action": "send"}
    response = send(browser, world, form)
    assert response.status_code == 422
    tree = pages.page(response)
    for field in ("purpose", "question", "begins_on", "ends_on", "hours", "mentor_name", "informed", "approved"):
        assert pages.error(tree, field), field
    assert pages.typed(tree, "considerations") == "Ro"
    with acting(actor(world, "caseworker")):
        assert not Order.objects.exists()


def test_a_reason_stands_for_the_mentor(browser: Client, world: World, place: Workplace) -> None:
    form = typed(place, mentor_name="", mentor_hours="", no_mentor_reason="Har arbejdet der før")
    assert send(browser, world, form).status_code == 302
    assert the_order(world).no_mentor_reason == "Har arbejdet der før"


def test_longer_than_the_law_allows_is_not_sent(browser: Client, world: World, place: Workplace) -> None:
    response = send(browser, world, typed(place, ends_on=day(91)))
    assert response.status_code == 422
    said = pages.error(pages.page(response), "ends_on")
    assert said.startswith("LAB 2011: company placement at most 13 weeks (LAB chapter 11;")
    assert said.endswith("The last day can be Mon 22 Feb 2027.")
    assert pages.typed(pages.page(response), "question") == QUESTION
    assert send(browser, world, typed(place, ends_on=day(90))).status_code == 302


def test_and_a_draft_of_it_says_so(browser: Client, world: World, place: Workplace) -> None:
    response = browser.post(address(world), CSRF | typed(place, ends_on=day(91), action="draft"), follow=True)
    assert "company placement at most 13 weeks" in pages.text(pages.page(response))
    assert the_order(world).state == "draft"


def test_a_vague_question_is_told(browser: Client, world: World, place: Workplace) -> None:
    response = send(browser, world, typed(place, question="Afklaring"))
    assert response.status_code == 422
    assert "names an activity" in pages.summary(pages.page(response))


def test_sent_twice_it_is_one(browser: Client, world: World, place: Workplace) -> None:
    key = pages.typed(pages.page(browser.get(address(world, place))), "key")
    assert send(browser, world, typed(place, key=key)).status_code == 302
    assert send(browser, world, typed(place, key=key)).status_code == 422
    assert the_order(world).state == "sent"


def test_a_workplace_elsewhere_is_none(browser: Client, world: World) -> None:
    for text in ("nonsense", "00000000-0000-0000-0000-000000000001"):
        assert send(browser, world, {"workplace": text, "kind": "company_placement"}).status_code == 422
        assert browser.get(address(world) + f"?workplace={text}").status_code == 200


def test_a_workplace_that_is_too_small_for_one_more(browser: Client, world: World) -> None:
    place = a_workplace(world, employees=9, places=5, mentor_name="Mona Mester")
    running_placement(world, workplace=place)
    assert (
        "at most 1 person at a time at a workplace of that size" in browser.get(address(world, place)).content.decode()
    )
    response = send(browser, world, typed(place))
    assert response.status_code == 422
    assert "LAB 2011: at most 1 person at a time at a workplace of that size" in pages.summary(pages.page(response))
