"""Writing an order: kept whole, told what is missing, sent, and two who write at once."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, Citizen
from fremdrift.orders import services
from fremdrift.orders.models import Order
from fremdrift.overview.models import Draft
from fremdrift.web.shared.violations import SENTENCES
from tests.access.screens import Log
from tests.orders.made import BACKGROUND, QUESTION, a_draft, a_workplace, sent
from tests.orders.made import actor as acting_as
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import World

WRITTEN = {
    "version": "1",
    "purposes": ["employment"],
    "question": QUESTION,
    "aim_1": "Møde til tiden fire dage om ugen",
    "work_everyday": "on",
    "from_everyday": "Kommer op, når der er en aftale",
    "hours": "15",
    "begins_on": "24.11.2026",
    "ends_on": "22.2.2027",
    "midway_on": "8.1.2027",
    "share_phone": "on",
    "why_phone": "Så I kan ringe",
    "share_background": "on",
    "why_background": "Så I kan tage godt imod",
    "text_background": BACKGROUND,
    "informed_on": "24.11.2026",
}


def url(order: Order) -> str:
    """The page on which an order is written."""
    return reverse("order_edit", args=[order.pk])


def words(response) -> str:
    """All that a page says."""
    return pages.text(pages.page(response))


def stored(order: Order, system: Actor) -> Order:
    """The order as it stands in the database."""
    with acting(system):
        return Order.objects.get(pk=order.pk)


def test_the_form_shows_the_order_and_sent_as_it_is_changes_nothing(
    browser: Client, world: World, system: Actor
) -> None:
    order = a_draft(world)
    tree = pages.page(browser.get(url(order)))
    shown = {name: pages.typed(tree, name) for name in ("question", "aim_1", "hours", "ends_on", "why_phone")}
    assert shown == {
        "question": QUESTION,
        "aim_1": "Møde til tiden fire dage om ugen",
        "hours": "15",
        "ends_on": "22.02.2027",
        "why_phone": "Så I kan ringe",
    }
    assert "8 of 8 parts are in place" not in pages.text(tree)  # its aim is tied to no sub-goal
    assert "An aim from the plan" in pages.text(tree)
    response = browser.post(url(order), WRITTEN)
    assert (response.status_code, response["Location"]) == (302, url(order))
    assert stored(order, system).version == order.version


def test_from_an_open_case_to_a_sent_order(browser: Client, world: World, system: Actor) -> None:
    by = acting_as(world, "caseworker")
    with acting(by):
        goal = cases.sub_goal_add(
            case=Case.objects.get(pk=world.cilla), step=cases.Step("Møde to formiddage om ugen"), by=by
        ).pk
    order = a_draft(world, aims=[])
    typed = {**WRITTEN, "goals": [str(goal)], "aim_1": "", "send": "1"}
    response = browser.post(url(order), typed, follow=True)
    assert "The order is sent to Prøvebænken." in words(response)
    with acting(system):
        order = Order.objects.get(pk=order.pk)
        assert order.state == "sent"
        assert [(a.what, a.sub_goal_id) for a in order.aims.all() if not a.dropped] == [
            ("Møde to formiddage om ugen", goal)
        ]


@pytest.mark.parametrize(
    ("typed", "at", "sentence"),
    [
        ({"hours": "38"}, "hours", SENTENCES["order.hours"]),
        ({"hours": "0"}, "hours", SENTENCES["order.hours"]),
        ({"ends_on": "1.11.2026"}, "ends_on", SENTENCES["order.ends_before_it_begins"]),
        ({"midway_on": "24.11.2026"}, "midway_on", SENTENCES["order.midway_outside"]),
        ({"begins_on": "31/2"}, "begins_on", "Write a date like 24.11.2026."),
        ({"question": "x" * 5_001}, "question", "Ensure this value has at most 5000 characters (it has 5001)."),
        ({"aim_1": "x" * 201}, "aim_1", "Ensure this value has at most 200 characters (it has 201)."),
        (
            {"informed_on": "25.11.2026"},
            "informed_on",
            "That day has not come yet. Write the day on which you told the citizen.",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    browser: Client, world: World, system: Actor, typed: dict[str, str], at: str, sentence: object
) -> None:
    order = a_draft(world)
    before = everything(system)
    response = browser.post(url(order), WRITTEN | typed)
    assert response.status_code == 422
    tree = pages.page(response)
    assert pages.error(tree, at) == str(sentence)
    for name in ("question", "hours", "from_everyday", "text_background"):
        assert pages.typed(tree, name) == (WRITTEN | typed)[name]
    assert everything(system) == before


def test_twenty_megabytes_are_refused_and_nothing_is_stored(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world)
    before = everything(system)
    response = browser.post(url(order), WRITTEN | {"question": "x" * 20_000_000})
    assert (response.status_code, "The text is too long" in response.content.decode()) == (413, True)
    assert everything(system) == before


def test_a_fourth_aim_is_told(browser: Client, world: World) -> None:
    by = acting_as(world, "caseworker")
    with acting(by):
        goal = cases.sub_goal_add(case=Case.objects.get(pk=world.cilla), step=cases.Step("Stå op"), by=by).pk
    typed = {**WRITTEN, "goals": [str(goal)], "aim_2": "To", "aim_3": "Tre"}
    response = browser.post(url(a_draft(world)), typed)
    assert pages.error(pages.page(response), "aim_1") == str(SENTENCES["order.three_aims"])


def test_sending_what_lacks_something_saves_it_and_names_all_that_hinders(
    browser: Client, world: World, system: Actor
) -> None:
    order = a_draft(world)
    typed = WRITTEN | {"question": "Afklaring", "informed_on": "", "why_phone": "", "send": "1"}
    response = browser.post(url(order), typed)
    assert response.status_code == 422
    tree = pages.page(response)
    assert pages.error(tree, "question") == str(SENTENCES["order.lacks_question_vague"])
    assert pages.error(tree, "informed_on") == str(SENTENCES["order.lacks_informed"])
    assert pages.error(tree, "why_phone") == str(SENTENCES["order.lacks_reason"])
    after = stored(order, system)
    assert (after.state, after.question, after.version) == ("draft", "Afklaring", 2)
    assert pages.typed(tree, "version") == "2"


def test_two_who_write_keep_both_texts(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world)
    opened = pages.page(browser.get(url(order)))
    seen = {name: pages.typed(opened, name) for name in ("version", "seen")}
    browser.post(url(order), WRITTEN | seen | {"question": "Hvad sker der, når timerne sættes op?", "hours": "10"})
    mine = WRITTEN | seen | {"question": "Hvor mange timer kan Cilla arbejde i et køkken?"}
    response = browser.post(url(order), mine)
    assert response.status_code == 422
    tree = pages.page(response)
    assert str(SENTENCES["order.changed_meanwhile"]) in pages.summary(tree)
    note = pages.text(pages.by_id(tree, "meanwhile"))
    assert "Hvad sker der, når timerne sættes op?" in note
    assert "it is in your form already: Hours a week." in note
    assert pages.typed(tree, "question") == mine["question"]
    assert pages.typed(tree, "hours") == "10"
    again = mine | {name: pages.typed(tree, name) for name in ("version", "seen", "hours")}
    assert browser.post(url(order), again).status_code == 302
    after = stored(order, system)
    assert (after.question, after.hours) == (mine["question"], 10)


def test_what_is_typed_is_kept_and_shown_again(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world)
    typed = WRITTEN | {"question": "Begyndt på", "draft_window": str(uuid4()), "draft_about": str(order.pk)}
    kept = browser.post(reverse("draft_save", args=[world.cilla, "order_edit"]), typed)
    assert kept["Location"] == url(order)
    page = browser.get(url(order))
    assert pages.typed(pages.page(page), "question") == "Begyndt på"
    assert "Here is what you wrote and did not save" in words(page)
    told = words(browser.get(reverse("drafts", args=[world.cilla])))
    assert "Order" in told
    browser.post(url(order), WRITTEN | {"draft_window": typed["draft_window"]})
    with acting(acting_as(world, "caseworker")):
        assert not Draft.objects.exists()


def test_a_draft_of_an_order_that_was_sent_is_left_behind(browser: Client, world: World) -> None:
    order = a_draft(world)
    typed = WRITTEN | {"question": "Det nåede jeg ikke", "draft_window": str(uuid4()), "draft_about": str(order.pk)}
    browser.post(reverse("draft_save", args=[world.cilla, "order_edit"]), typed)
    browser.post(reverse("order_send", args=[order.pk]))
    assert "Det nåede jeg ikke" in words(browser.get(reverse("drafts", args=[world.cilla])))


def test_the_meter_answers_while_one_types_and_shows_nobody(browser: Client, world: World, log: Log) -> None:
    order = a_draft(world)
    response = browser.post(reverse("order_check", args=[order.pk]), WRITTEN | {"question": "Afklaring"})
    told = words(response)
    assert "6 of 8 parts are in place" in told
    assert "A question that can be answered" in told
    assert "Cilla" not in told
    assert log.entries() == []


def test_an_example_is_taken_over_and_nothing_is_saved(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world)
    before = everything(system)
    response = browser.post(url(order), WRITTEN | {"example": "employment-0"})
    assert response.status_code == 200
    taken = pages.typed(pages.page(response), "question")
    assert taken == "How many hours a week can the citizen work in this kind of job, and what would it take for more?"
    look = browser.post(url(order), WRITTEN | {"aim_1": "Holde til fire timer", "look": "1"})
    assert "Holde til fire timer" in pages.text(pages.by_id(pages.page(look), "sheet"))
    assert everything(system) == before


def test_shown_to_the_citizen_first(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world, informed_on=None)
    response = browser.post(url(order), WRITTEN | {"informed_on": "", "ask": "1"}, follow=True)
    assert "Cilla can see it on the own page now." in words(response)
    assert stored(order, system).informed_on is not None


def test_the_address_is_never_among_the_fields(browser: Client, world: World, system: Actor) -> None:
    order = a_draft(world)
    with acting(system):
        citizen = Citizen.objects.get(cases=world.cilla)
        citizen.address, citizen.protected_address = "Prøvevej 7", True
        citizen.save()
    page = browser.get(url(order))
    assert "Prøvevej 7" not in page.content.decode().split("<form")[1] or "The address is never sent." in words(page)
    response = browser.post(url(order), WRITTEN | {"question": f"{QUESTION} Hun bor på Prøvevej 7."})
    assert response.status_code == 422
    assert pages.error(pages.page(response), "question") == str(SENTENCES["order.protected_address"])


def test_a_workplace_has_a_mentor_and_is_told_no_background(browser: Client, world: World, system: Actor) -> None:
    by = acting_as(world, "caseworker")
    place = a_workplace(world)
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        order = services.order_begin(case=case, workplace=place, kind="company_placement", by=by)
    tree = pages.page(browser.get(url(order)))
    assert "Mentor at the workplace" in pages.text(tree)
    assert "share_background" not in str(tree)
    typed = {"version": "0", "mentor_name": "Bo", "mentor_hours": "2,5", "question": QUESTION}
    assert browser.post(url(order), typed).status_code == 302
    after = stored(order, system)
    assert (after.mentor_name, after.mentor_hours) == ("Bo", 2.5)


def test_an_order_that_was_sent_is_not_written_in(browser: Client, world: World, system: Actor) -> None:
    order = sent(world)
    assert browser.get(url(order))["Location"] == reverse("order", args=[order.pk])
    before = everything(system)
    response = browser.post(url(order), WRITTEN | {"version": str(order.version), "question": "Noget andet"})
    assert response.status_code == 422
    assert str(SENTENCES["order.is_sent"]) in pages.summary(pages.page(response))
    assert everything(system) == before


def test_a_closed_case_is_only_read(browser: Client, world: World) -> None:
    order, by = a_draft(world), acting_as(world, "caseworker")
    with acting(by):
        cases.case_close(case=Case.objects.get(pk=world.cilla), closed_on=order.informed_on, reason="job", by=by)
    assert browser.get(url(order))["Location"] == reverse("case", args=[world.cilla])
    assert browser.post(url(order), WRITTEN | {"question": "Ny"}).status_code == 422


def test_nothing_but_a_key_opens_the_meter(as_: Callable[[str], Client], world: World) -> None:
    assert as_("caseworker").post(reverse("order_check", args=[UUID(int=1)])).status_code == 404
