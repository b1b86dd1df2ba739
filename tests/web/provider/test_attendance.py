"""The week's grid: what is typed and what it means, wrong cells, closed days, and two who save at once."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import User
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import AttendanceDay, Order
from tests.orders import made
from tests.orders.made import DAY
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.world import TODAY, World

GRID = "unit_attendance"
FRIDAY = TODAY + 3 * DAY


@pytest.fixture
def friday(running: Order):
    """It is Friday of the week in which the order began on Tuesday."""
    with clock.at(FRIDAY):
        yield running


def url(week: str = "2026-W48") -> str:
    return reverse(GRID) + f"?week={week}"


def cell(order: Order, on: dt.date) -> str:
    """The name of a day's field."""
    return f"{order.pk}_{on.weekday()}"


def was(order: Order, *stood: str) -> dict[str, str]:
    """What stood in the row when the page was made."""
    return {f"{order.pk}_was": ";".join(stood or ("",) * 5)}


def days(order: Order, system: Actor) -> dict[dt.date, tuple[str, float, float]]:
    """What is registered."""
    with acting(system):
        found = AttendanceDay.objects.filter(order=order, cleared=False)
        return {row.on: (row.presence, float(row.hours), float(row.planned)) for row in found}


def test_a_week_is_saved_at_once(unit: Client, friday: Order, system: Actor) -> None:
    typed = {cell(friday, TODAY): "4,5", cell(friday, TODAY + DAY): "s", cell(friday, TODAY + 2 * DAY): "L"}
    typed[cell(friday, FRIDAY)] = "U"
    response = unit.post(url(), CSRF | was(friday) | typed)
    assert response["Location"] == url()
    assert days(friday, system) == {
        TODAY: ("present", 4.5, 5.0),
        TODAY + DAY: ("sick", 0, 5.0),
        TODAY + 2 * DAY: ("excused", 0, 5.0),
        FRIDAY: ("absent", 0, 0),
    }
    tree = pages.page(unit.get(url()))
    assert [pages.typed(tree, name) for name in typed] == ["4,5", "S", "L", "U"]


def test_a_week_that_is_not_saved_is_marked_so_that_leaving_it_asks(unit: Client, friday: Order) -> None:
    assert "data-unkept" in (fresh := unit.get(url()).content.decode())
    assert "data-changed" not in fresh
    for sent in ({cell(friday, TODAY): "x"}, {cell(friday, TODAY): "4", "do": "planned"}):
        page = unit.post(url(), CSRF | was(friday) | sent).content.decode()
        assert 'data-changed="yes"' in page


@pytest.mark.parametrize("letter", ["T", "t", " = "])
def test_there_as_agreed(letter: str, unit: Client, friday: Order, system: Actor) -> None:
    unit.post(url(), CSRF | was(friday) | {cell(friday, TODAY): letter})
    assert days(friday, system) == {TODAY: ("present", 5.0, 5.0)}


def test_a_day_is_corrected_and_taken_back(unit: Client, friday: Order, system: Actor) -> None:
    unit.post(url(), CSRF | was(friday) | {cell(friday, TODAY): "5"})
    unit.post(url(), CSRF | was(friday, "", "5", "", "", "") | {cell(friday, TODAY): "2.5"})
    assert days(friday, system)[TODAY] == ("present", 2.5, 5.0)
    unit.post(url(), CSRF | was(friday, "", "2,5", "", "", "") | {cell(friday, TODAY): ""})
    assert days(friday, system) == {}


def test_everybody_as_agreed_fills_in_and_saves_nothing(unit: Client, friday: Order, system: Actor) -> None:
    typed = {cell(friday, TODAY): "s", "do": "planned"}
    response = unit.post(url(), CSRF | was(friday) | typed)
    tree = pages.page(response)
    assert (pages.typed(tree, cell(friday, TODAY)), pages.typed(tree, cell(friday, TODAY + DAY))) == ("s", "5")
    assert pages.typed(tree, cell(friday, FRIDAY)) == ""  # nothing is planned
    assert days(friday, system) == {}


def test_days_to_come_and_before_the_order_are_closed(unit: Client, running: Order, system: Actor) -> None:
    source = unit.get(url()).content.decode()
    open_days = [n for n in range(5) if f'name="{running.pk}_{n}"' in source]
    assert open_days == [TODAY.weekday()]
    response = unit.post(url(), CSRF | was(running) | {cell(running, FRIDAY): "5"})
    assert response.status_code == 422
    assert "That day has not come yet." in pages.error(pages.page(response), cell(running, FRIDAY))
    response = unit.post(url(), CSRF | was(running) | {cell(running, TODAY - DAY): "5"})
    assert "outside the period" in pages.error(pages.page(response), cell(running, TODAY - DAY))
    assert days(running, system) == {}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("25", "Write from 0 to 24 hours for a day."),
        ("x", "Write the hours, or T, S, L or U."),
        ("-3", "Write the hours, or T, S, L or U."),
        ("5,25", "Write the hours, or T, S, L or U."),
        ("0", "Nobody is there for 0 hours."),
        ("=1+1", "Write the hours, or T, S, L or U."),
        ("<b>5</b>", "Write the hours, or T, S, L or U."),
        ("9" * 400, "Write the hours, or T, S, L or U."),
    ],
)
def test_a_wrong_cell_is_told_and_the_rest_kept(
    typed: str, says: str, unit: Client, friday: Order, system: Actor
) -> None:
    before = everything(system)
    sent = {cell(friday, TODAY): typed, cell(friday, TODAY + DAY): "S"}
    response = unit.post(url(), CSRF | was(friday) | sent)
    assert response.status_code == 422
    tree = pages.page(response)
    assert says in pages.error(tree, cell(friday, TODAY))
    assert says in pages.summary(tree)
    assert {name: pages.typed(tree, name) for name in sent} == sent
    assert everything(system) == before


def test_as_agreed_on_a_day_without_hours_asks_for_them(unit: Client, friday: Order, system: Actor) -> None:
    response = unit.post(url(), CSRF | was(friday) | {cell(friday, FRIDAY): "T"})
    assert response.status_code == 422
    assert "Nothing is agreed for that day. Write the hours." in pages.error(pages.page(response), cell(friday, FRIDAY))
    assert days(friday, system) == {}


def test_two_who_save_at_once_keep_both(unit: Client, friday: Order, system: Actor) -> None:
    blank = {cell(friday, TODAY): "", cell(friday, TODAY + DAY): ""}
    unit.post(url(), CSRF | was(friday) | blank | {cell(friday, TODAY): "5"})
    unit.post(url(), CSRF | was(friday) | blank | {cell(friday, TODAY + DAY): "S"})
    assert {on: presence for on, (presence, *_rest) in days(friday, system).items()} == {
        TODAY: "present",
        TODAY + DAY: "sick",
    }


def test_two_who_differ_about_a_day_are_told(unit: Client, friday: Order, system: Actor) -> None:
    unit.post(url(), CSRF | was(friday) | {cell(friday, TODAY): "5"})
    response = unit.post(url(), CSRF | was(friday) | {cell(friday, TODAY): "S"})
    assert response.status_code == 422
    tree = pages.page(response)
    assert "Somebody else wrote 5 on Tue 24 Nov" in pages.error(tree, cell(friday, TODAY))
    assert days(friday, system)[TODAY][0] == "present"
    again = {f"{friday.pk}_was": pages.typed(tree, f"{friday.pk}_was"), cell(friday, TODAY): "S"}
    assert unit.post(url(), CSRF | again).status_code == 302
    assert days(friday, system)[TODAY][0] == "sick"


def test_somebody_elses_order_is_not_registered(unit: Client, elsewhere: Client, friday: Order, system: Actor) -> None:
    assert "Nobody is here" in pages.text(pages.page(elsewhere.get(url())))
    assert elsewhere.post(url(), CSRF | was(friday) | {cell(friday, TODAY): "5"}).status_code == 302
    assert days(friday, system) == {}


def test_the_week_after_it_ended_is_without_it(unit: Client, friday: Order, world: World) -> None:
    by = made.actor(world, "provider")
    with acting(by):
        services.order_interrupt(order=friday, reason="Flyttet", on=TODAY + DAY, by=by)
    assert "Cilla" in unit.get(url()).content.decode()
    assert "Cilla" not in unit.get(url("2026-W49")).content.decode()


def test_three_days_away_are_told(unit: Client, friday: Order) -> None:
    typed = {cell(friday, TODAY + n * DAY): "U" for n in range(3)}
    page = pages.text(pages.page(unit.post(url(), CSRF | was(friday) | typed, follow=True)))
    assert "Cilla Papirsen has stayed away without saying so on Tue 24 Nov, Wed 25 Nov, Thu 26 Nov." in page


def test_a_short_day_brings_no_second_full_stop(unit: Client, friday: Order) -> None:
    typed = {cell(friday, TODAY + n * DAY): "U" for n in range(3)}
    unit.post(url(), CSRF | was(friday) | typed)
    User.objects.update(language="da")
    page = pages.text(pages.page(unit.get(url())))
    assert "tors. 26. nov" in page
    assert ".." not in page


def test_what_cannot_be_read_of_the_form_is_left_alone(unit: Client, friday: Order, system: Actor) -> None:
    for post in ({f"{friday.pk}_was": "x"}, {f"{friday.pk}_9": "5"}, {"nobody_1": "5"}, {cell(friday, TODAY): "\x00"}):
        assert unit.post(url(), CSRF | post).status_code in {302, 400, 422}
    assert days(friday, system) == {}


def remark(order: Order, text: str, was: str = "") -> dict[str, str]:
    """What is typed at the end of a row."""
    return {f"{order.pk}_remark": text, f"{order.pk}_remark_was": was}


def remarks(order: Order, system: Actor) -> list[tuple[dt.date, str]]:
    """What is said about the weeks of an order."""
    with acting(system):
        return list(order.remarks.values_list("monday", "text"))


def test_a_remark_is_kept_with_its_week(
    unit: Client, friday: Order, system: Actor, as_: Callable[[str], Client]
) -> None:
    typed = CSRF | was(friday) | {cell(friday, TODAY): "U"} | remark(friday, "  Ringet to gange, sms sendt ")
    assert unit.post(url(), typed).status_code == 302
    assert remarks(friday, system) == [(TODAY - DAY, "Ringet to gange, sms sendt")]
    tree = pages.page(unit.get(url()))
    assert pages.typed(tree, f"{friday.pk}_remark") == "Ringet to gange, sms sendt"
    told = pages.text(pages.page(as_("caseworker").get(reverse("order", args=[friday.pk]))))
    assert "Week 48 Ringet to gange, sms sendt" in " ".join(told.split())
    taken_back = CSRF | was(friday, "", "U", "", "", "") | remark(friday, "", "Ringet to gange, sms sendt")
    assert unit.post(url(), taken_back).status_code == 302
    assert remarks(friday, system) == [(TODAY - DAY, "")]


def test_two_remarks_at_once_are_both_seen(unit: Client, friday: Order, system: Actor) -> None:
    unit.post(url(), CSRF | was(friday) | remark(friday, "Fra Tove"))
    response = unit.post(url(), CSRF | was(friday) | remark(friday, "Fra Per"))
    tree = pages.page(response)
    assert response.status_code == 422
    assert "Somebody else wrote “Fra Tove” meanwhile." in pages.error(tree, f"{friday.pk}_remark")
    assert pages.typed(tree, f"{friday.pk}_remark") == "Fra Per"
    assert remarks(friday, system) == [(TODAY - DAY, "Fra Tove")]
    again = remark(friday, "Fra Per", pages.typed(tree, f"{friday.pk}_remark_was"))
    assert unit.post(url(), CSRF | was(friday) | again).status_code == 302
    assert remarks(friday, system) == [(TODAY - DAY, "Fra Per")]


def test_a_remark_too_long_is_told_and_kept_in_the_form(unit: Client, friday: Order, system: Actor) -> None:
    response = unit.post(url(), CSRF | was(friday) | {cell(friday, TODAY): "4"} | remark(friday, "x" * 201))
    tree = pages.page(response)
    assert response.status_code == 422
    assert "room for 200 characters" in pages.error(tree, f"{friday.pk}_remark")
    assert pages.typed(tree, cell(friday, TODAY)) == "4"
    assert (days(friday, system), remarks(friday, system)) == ({}, [])
