"""Attendance of a placement in a week, and its reports."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fremdrift.access.context import acting
from fremdrift.orders.enums import Point
from fremdrift.orders.models import AttendanceDay, Order, ProgressReport
from fremdrift.web.shared.violations import SENTENCES
from tests.orders.made import DAY, actor
from tests.orders.placed import running_placement, sent_placement
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.world import TODAY, World


def the_week(order: Order) -> str:
    return reverse("placement_attendance", args=[order.pk])


def the_report(world: World, order: Order, kind: str = "midway") -> ProgressReport:
    with acting(actor(world, "caseworker")):
        return ProgressReport.objects.get(order=order, kind=kind)


def answer(browser: Client, report: ProgressReport, **typed: str) -> HttpResponse:
    return browser.post(reverse("placement_report", args=[report.order_id, report.pk]), CSRF | typed)


def points() -> dict[str, str]:
    said = {f"direction_{point}": "forward" for point in Point.values}
    return said | {f"evidence_{point}": "Kommer til tiden" for point in Point.values}


def test_a_week_is_filled_in_as_planned(browser: Client, world: World) -> None:
    order = running_placement(world)
    tree = pages.page(browser.get(the_week(order)))
    assert pages.typed(tree, f"day_{TODAY}") == "present"
    assert pages.typed(tree, f"hours_{TODAY}") in {"5", "5.0"}
    assert f"day_{TODAY + DAY}" not in browser.get(the_week(order)).content.decode()  # that day has not come


def test_and_saved(browser: Client, world: World) -> None:
    order = running_placement(world)
    sent = browser.post(the_week(order), CSRF | {f"day_{TODAY}": "present", f"hours_{TODAY}": "4,5"})
    assert sent.status_code == 302
    with acting(actor(world, "caseworker")):
        day = AttendanceDay.objects.get(order=order)
        assert (day.on, day.presence, float(day.hours), float(day.planned)) == (TODAY, "present", 4.5, 5.0)
    assert browser.post(the_week(order), CSRF | {f"day_{TODAY}": "sick"}).status_code == 302
    assert pages.typed(pages.page(browser.get(the_week(order))), f"day_{TODAY}") == "sick"
    with acting(actor(world, "caseworker")):
        assert AttendanceDay.objects.get(order=order).presence == "sick"


def test_too_many_hours_are_told_at_their_day(browser: Client, world: World) -> None:
    order = running_placement(world)
    fresh = browser.get(the_week(order)).content.decode()
    assert ("data-unkept" in fresh, "data-changed" in fresh) == (True, False)
    wrong = browser.post(the_week(order), CSRF | {f"day_{TODAY}": "present", f"hours_{TODAY}": "25"})
    assert wrong.status_code == 422
    assert 'data-changed="yes"' in wrong.content.decode()  # leaving it asks first
    assert pages.error(pages.page(wrong), f"hours_{TODAY}")
    assert pages.typed(pages.page(wrong), f"hours_{TODAY}") == "25"


def test_what_is_wrong_is_told_with_its_day_and_its_point(browser: Client, world: World) -> None:
    order = running_placement(world)
    week = browser.post(the_week(order), CSRF | {f"day_{TODAY}": "present", f"hours_{TODAY}": "mange"})
    assert "Tuesday 24 November 2026, hours: Enter a number." in pages.text(pages.page(week))
    report = answer(browser, the_report(world, order), action="send")
    said = pages.text(pages.page(report))
    assert all(f"{point.label}, which way:" in said and f"{point.label}, what shows it:" in said for point in Point)


def test_weeks_stay_within_the_placement(browser: Client, world: World) -> None:
    order = running_placement(world)
    for asked in ("2020-01-06", "2030-01-07", "nonsense"):
        page = browser.get(the_week(order), {"week": asked})
        assert "23 November 2026" in pages.text(pages.page(page))


def test_before_a_yes_there_is_nothing_to_register(browser: Client, world: World) -> None:
    order = sent_placement(world)
    assert browser.get(the_week(order))["Location"] == reverse("placement", args=[order.pk])


def test_before_the_first_day_there_is_none_either(browser: Client, world: World) -> None:
    order = running_placement(world, begins_on=TODAY + 7 * DAY)
    assert "No day has come yet" in browser.get(the_week(order)).content.decode()


def test_a_report_is_kept_and_sent(browser: Client, world: World) -> None:
    order = running_placement(world)
    report = the_report(world, order)
    assert answer(browser, report, action="keep", summary="Han er i gang").status_code == 302
    tree = pages.page(browser.get(reverse("placement_report", args=[order.pk, report.pk])))
    assert pages.typed(tree, "summary") == "Han er i gang"
    assert the_report(world, order).state == "draft"
    said = points() | {"outcome_1": "on_the_way", "recommendation": "continue", "work_capacity": "12,5"}
    assert answer(browser, report, action="send", **said).status_code == 302
    sent = the_report(world, order)
    assert (sent.state, float(sent.work_capacity or 0)) == ("submitted", 12.5)
    page = pages.text(pages.page(browser.get(reverse("placement_report", args=[order.pk, report.pk]))))
    assert "Kommer til tiden" in page
    again = answer(browser, report, action="send", **said)
    assert again.status_code == 422
    assert "sent already" in pages.summary(pages.page(again))


def test_all_that_a_report_lacks_is_told_at_once(browser: Client, world: World) -> None:
    report = the_report(world, running_placement(world))
    lacking = answer(browser, report, action="send", summary="Kort")
    assert lacking.status_code == 422
    tree = pages.page(lacking)
    for point in Point.values:
        assert pages.error(tree, f"direction_{point}")
        assert pages.error(tree, f"evidence_{point}")
    assert pages.error(tree, "recommendation")
    assert pages.typed(tree, "summary") == "Kort"


def test_a_report_of_another_order_is_not_found(browser: Client, world: World) -> None:
    order = running_placement(world)
    other = the_report(world, running_placement(world, begins_on=TODAY + dt.timedelta(days=3)))
    assert browser.get(reverse("placement_report", args=[order.pk, other.pk])).status_code == 404


def test_what_a_colleague_wrote_meanwhile_is_not_written_over_unseen(browser: Client, world: World) -> None:
    order = running_placement(world)
    report = the_report(world, order)
    seen = str(report.version)
    assert answer(browser, report, action="keep", summary="Fra det ene vindue", seen=seen).status_code == 302
    late = answer(browser, report, action="keep", summary="Fra det andet vindue", seen=seen)
    tree = pages.page(late)
    assert late.status_code == 422
    assert str(SENTENCES["report.changed_meanwhile"]) in pages.summary(tree)
    assert pages.typed(tree, "summary") == "Fra det andet vindue"
    assert the_report(world, order).summary == "Fra det ene vindue"
    again = answer(browser, report, action="keep", summary="Begge dele", seen=pages.typed(tree, "seen"))
    assert again.status_code == 302  # whoever was told may put them together
    assert the_report(world, order).summary == "Begge dele"


@pytest.mark.parametrize("hours", ["38", "99", "-1"])
def test_hours_that_no_week_has_are_told_at_their_field(hours: str, browser: Client, world: World) -> None:
    order = running_placement(world)
    said = {"action": "keep", "summary": "Han er i gang", "work_capacity": hours}
    response = answer(browser, the_report(world, order), **said)
    tree = pages.page(response)
    assert response.status_code == 422
    assert pages.error(tree, "work_capacity") == str(SENTENCES["report.work_capacity"])
    assert pages.typed(tree, "summary") == "Han er i gang"
    assert the_report(world, order).state == "due"
