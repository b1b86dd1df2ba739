"""The report: kept while one types, whole when it is sent, read-only afterwards, and mended when it comes back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.orders import services
from fremdrift.orders.enums import Point
from fremdrift.orders.models import AttentionPoint, Order, ProgressReport
from tests.orders import made
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.world import TODAY, World

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(report: ProgressReport, verb: str = "") -> str:
    return reverse(f"unit_report{verb}", args=[report.pk])


def whole(**changes: str) -> dict[str, str]:
    """A report that lacks nothing."""
    typed = {f"direction_{point}": "forward" for point in Point}
    typed |= {f"evidence_{point}": "Kommer til tiden" for point in Point}
    return typed | {"work_capacity": "12,5", "recommendation": "continue", "summary": "Det går godt."} | changes


def stands(report: ProgressReport, system: Actor) -> ProgressReport:
    """The report as it is stored."""
    with acting(system):
        return ProgressReport.objects.get(pk=report.pk)


def said(report: ProgressReport, system: Actor) -> dict[str, tuple[str, str]]:
    """Its points as they are stored."""
    with acting(system):
        return {p.point: (p.direction, p.evidence) for p in AttentionPoint.objects.filter(report=report)}


def test_it_is_filled_in_with_what_is_known(unit: Client, report: ProgressReport, world: World) -> None:
    by = made.actor(world, "provider")
    with acting(by):
        services.attendance_register(order=report.order, days=[services.Day(TODAY, "present", 4, 5)], by=by)
    tree = pages.page(unit.get(url(report)))
    words = pages.text(tree)
    for known in ("1 of 1 day", "4 of 5 agreed hours", made.QUESTION, "Møde til tiden fire dage om ugen"):
        assert known in words
    assert {pages.typed(tree, f"direction_{point}") for point in Point} == {""}  # nothing is chosen beforehand


def test_it_says_how_soon_the_office_decides_by_its_own_rule(unit: Client, report: ProgressReport) -> None:
    told = pages.text(pages.page(unit.get(url(report))))
    assert "The municipality decides on the next step within 7 days." in told


def test_it_is_sent_and_can_be_read(unit: Client, report: ProgressReport, system: Actor) -> None:
    aim = made_aim(report, system)
    typed = whole(**{f"outcome_{aim}": "on_the_way", f"words_{aim}": "Tre af fire dage"})
    assert unit.post(url(report), CSRF | typed).status_code == 302
    stored = stands(report, system)
    assert (stored.state, float(stored.work_capacity or 0), stored.recommendation) == ("submitted", 12.5, "continue")
    response = unit.get(url(report))
    words = pages.text(pages.page(response))
    for told in ("Kommer til tiden", "Forward", "On the way", "Tre af fire dage", "12.5", "Go on as now"):
        assert told in words
    assert "<textarea" not in response.content.decode()


def made_aim(report: ProgressReport, system: Actor) -> Any:
    """The order's one aim."""
    with acting(system):
        return report.order.aims.get().pk


def test_it_is_kept_while_one_types(unit: Client, report: ProgressReport, system: Actor) -> None:
    typed = {"summary": "Vi er", "evidence_health": "Sover bedre", "seen": "0"}
    response = unit.post(url(report, "_save"), CSRF | typed, **HTMX)
    assert "Draft saved" in response.content.decode()
    assert 'name="seen" value="1"' in response.content.decode()
    assert (stands(report, system).state, stands(report, system).summary) == ("draft", "Vi er")
    assert said(report, system)["health"] == ("", "Sover bedre")
    tree = pages.page(unit.get(url(report)))
    assert (pages.typed(tree, "summary"), pages.typed(tree, "evidence_health")) == ("Vi er", "Sover bedre")


def test_what_cannot_be_read_does_not_keep_the_rest_from_being_kept(
    unit: Client, report: ProgressReport, system: Actor
) -> None:
    typed = {"summary": "Vi er", "work_capacity": "mange", "evidence_health": "x" * 5_001}
    page = unit.post(url(report, "_save"), CSRF | typed, **HTMX).content.decode()
    assert "but not what must be corrected" in page
    assert (stands(report, system).summary, said(report, system)["health"]) == ("Vi er", ("", ""))


def test_without_script_a_button_saves_for_now(unit: Client, report: ProgressReport, system: Actor) -> None:
    assert unit.post(url(report, "_save"), CSRF | {"summary": "Vi er"}).status_code == 302
    assert stands(report, system).summary == "Vi er"
    wrong = unit.post(url(report, "_save"), CSRF | {"summary": "Vi er ved", "work_capacity": "mange"})
    assert wrong.status_code == 422
    assert pages.typed(pages.page(wrong), "work_capacity") == "mange"


def test_two_who_write_are_told(unit: Client, report: ProgressReport, system: Actor) -> None:
    unit.post(url(report, "_save"), CSRF | {"summary": "Den ene", "seen": "0"})
    late = unit.post(url(report, "_save"), CSRF | {"summary": "Den anden", "seen": "0"}, **HTMX)
    assert "Somebody at your place has written" in late.content.decode()
    response = unit.post(url(report), CSRF | whole(summary="Den anden", seen="0"))
    assert response.status_code == 422
    tree = pages.page(response)
    assert "Somebody at your place has written" in pages.summary(tree)
    assert pages.typed(tree, "summary") == "Den anden"
    assert stands(report, system).summary == "Den ene"
    again = whole(summary="Den ene og den anden", seen=pages.typed(tree, "seen"))
    assert unit.post(url(report), CSRF | again).status_code == 302


def test_all_that_is_missing_is_told_at_once(unit: Client, report: ProgressReport, system: Actor) -> None:
    before = everything(system)
    response = unit.post(url(report), CSRF | {"summary": "<b>Godt</b>"})
    assert response.status_code == 422
    tree = pages.page(response)
    assert "There are 11 things to correct" in pages.summary(tree)
    assert pages.error(tree, "direction_health") == "Choose which way it has gone."
    assert pages.error(tree, "evidence_health") == "Write what shows it: something that was seen, done or said."
    assert pages.error(tree, "recommendation") == "Choose what you suggest."
    assert "<b>Godt" not in response.content.decode()
    assert everything(system) == before


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("work_capacity", "38", "Write from 0 to 37 hours a week, or leave it empty."),
        ("work_capacity", "-1", "Write from 0 to 37 hours a week, or leave it empty."),
        ("work_capacity", "NaN", "Enter a number."),
        ("evidence_personal", "x" * 5_001, "(it has 5001)"),
        ("summary", "x" * 5_001, "(it has 5001)"),
    ],
)
def test_wrong_input_is_told_at_its_field(
    field: str, typed: str, says: str, unit: Client, report: ProgressReport, system: Actor
) -> None:
    before = everything(system)
    response = unit.post(url(report), CSRF | whole(**{field: typed}))
    assert response.status_code == 422
    tree = pages.page(response)
    assert says in pages.error(tree, field)
    assert {name: pages.typed(tree, name) for name in whole()} == whole(**{field: typed})
    assert everything(system) == before


def test_twenty_megabytes_are_refused(unit: Client, report: ProgressReport, system: Actor) -> None:
    before = everything(system)
    assert unit.post(url(report), CSRF | whole(summary="x" * 20_000_000)).status_code == 413
    assert everything(system) == before


def test_it_can_be_begun_before_the_order_and_not_sent(unit: Client, world: World, system: Actor) -> None:
    order = made.running(world, begins_on=TODAY + 7 * made.DAY)
    with acting(system):
        early = ProgressReport.objects.get(order=order, kind="midway")
    assert "Send the report" not in unit.get(url(early)).content.decode()
    assert unit.post(url(early, "_save"), CSRF | {"summary": "x"}).status_code == 302
    response = unit.post(url(early), CSRF | whole())
    assert "A report can be sent when the order has begun." in pages.summary(pages.page(response))


def test_what_came_back_says_what_is_missing(unit: Client, report: ProgressReport, world: World, system: Actor) -> None:
    unit.post(url(report), CSRF | whole())
    by = made.actor(world, "caseworker")
    with acting(by):
        services.report_return(report=stands(report, system), missing="Hvor mange dage kom hun?", by=by)
    page = pages.text(pages.page(unit.get(url(report))))
    assert "The caseworker asks for more Hvor mange dage kom hun?" in page
    assert "sent back for more" in unit.get(reverse("inbox")).content.decode()
    assert unit.post(url(report), CSRF | whole(summary="Fire dage")).status_code == 302
    assert stands(report, system).state == "submitted"


def test_a_report_that_is_sent_is_not_sent_again(unit: Client, report: ProgressReport, system: Actor) -> None:
    unit.post(url(report), CSRF | whole())
    before = everything(system)
    assert unit.post(url(report), CSRF | whole(summary="Mere")).status_code == 302
    assert unit.post(url(report, "_save"), CSRF | whole(summary="Mere")).status_code == 422
    assert everything(system) == before


def test_the_decision_is_read_here(unit: Client, report: ProgressReport, world: World, system: Actor) -> None:
    unit.post(url(report), CSRF | whole())
    by = made.actor(world, "caseworker")
    with acting(by):
        services.report_review(report=stands(report, system), decision="extend", words="Fire uger til", by=by)
    assert "What the caseworker decided: Extend. Fire uger til" in pages.text(pages.page(unit.get(url(report))))


def test_an_aim_of_another_order_is_left_alone(
    unit: Client, report: ProgressReport, running: Order, world: World, system: Actor
) -> None:
    sent = made.sent(world, running.offer)
    with acting(system):
        other = sent.aims.get().pk
    assert unit.post(url(report), CSRF | whole(**{f"outcome_{other}": "reached"})).status_code == 302
    with acting(system):
        assert not report.aims.filter(aim=other).exists()
