"""Reviewing a report: read beside the plan and the report before, decided or returned, and the next step at once."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.orders import services
from fremdrift.orders.enums import Point
from fremdrift.orders.models import ProgressReport
from tests.access.screens import Log, owner
from tests.orders.made import DAY, actor, running
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import TODAY, World

REPORT = services.Report(
    points={point: ("forward", f"Det ses: {point.value}") for point in Point},
    summary="Cilla møder til tiden.",
    work_capacity=12,
    recommendation="extend",
    recommendation_words="Hun er ved at få fodfæste.",
)


def submitted(world: World, kind: str = "midway", content: services.Report = REPORT) -> ProgressReport:
    """A report that the provider has submitted about a running order."""
    order, by = running(world), actor(world, "provider")
    with acting(by):
        services.attendance_register(order=order, days=[services.Day(TODAY, "present", 5, 7.4)], by=by)
        report = ProgressReport.objects.get(order=order, kind=kind)
        return services.report_submit(report=report, content=content, by=by)


@pytest.fixture
def report(world: World) -> ProgressReport:
    """A midway report that waits for its review."""
    return submitted(world)


def url(report: ProgressReport) -> str:
    """Where it is reviewed."""
    return reverse("report_review", args=[report.pk])


def test_the_report_says_what_was_written(browser: Client, report: ProgressReport) -> None:
    page = browser.get(url(report)).content.decode()
    assert "Det ses: health" in page
    assert "Hun er ved at få fodfæste." in page
    assert "There on 1 of 1 day, 5 of 7.4 hours." in page
    assert "Møde til tiden fire dage om ugen" in page


def test_what_is_not_submitted_is_not_told(browser: Client, world: World) -> None:
    order, by = running(world), actor(world, "provider")
    with acting(by):
        draft = ProgressReport.objects.get(order=order, kind="midway")
        services.report_save(report=draft, content=REPORT, by=by)
    page = browser.get(url(draft)).content.decode()
    assert "Det ses" not in page
    assert "The place writes it." in page
    assert browser.get(reverse("report_print", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("decision", ["continue", "extend", "change", "new_order", "conversation", "close"])
def test_each_decision_is_kept_and_leads_on(
    browser: Client, report: ProgressReport, system: Actor, decision: str
) -> None:
    response = browser.post(url(report), {"step": "decide", "decision": decision, "words": "Det aftalte vi."})
    assert response.status_code == 302
    assert response["Location"] != url(report)
    with acting(system):
        kept = ProgressReport.objects.get(pk=report.pk)
        assert (kept.state, kept.decision, kept.decision_words) == ("reviewed", decision, "Det aftalte vi.")


def test_the_day_and_the_reason_of_an_extension_go_with_it(browser: Client, report: ProgressReport) -> None:
    decided = {"step": "decide", "decision": "extend", "ends_on": "1.6.2027", "words": "Det går fremad."}
    response = browser.post(url(report), decided)
    assert "kind=extend&ends_on=2027-06-01" in response["Location"]
    change = pages.page(browser.get(response["Location"]))
    assert pages.typed(change, "ends_on") == "01.06.2027"
    assert "Det går fremad." in pages.typed(change, "reason")


def test_a_new_last_day_belongs_to_an_extension(browser: Client, report: ProgressReport, system: Actor) -> None:
    before = everything(system)
    response = browser.post(url(report), {"step": "decide", "decision": "continue", "ends_on": "1.6.2027"})
    assert response.status_code == 422
    assert pages.typed(pages.page(response), "ends_on") == "1.6.2027"
    assert everything(system) == before


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (-1, "The new last day has passed. Write today or a later day."),
        (90, "The order lasts that long already. Write a day after its last one."),
    ],
)
def test_an_extension_ends_later_than_now(
    days: int, sentence: str, browser: Client, report: ProgressReport, system: Actor
) -> None:
    before, day = everything(system), f"{TODAY + days * DAY:%d.%m.%Y}"
    typed = {"step": "decide", "decision": "extend", "ends_on": day, "words": "Det går fremad."}
    response = browser.post(url(report), typed)
    page = pages.page(response)
    assert response.status_code == 422
    assert pages.error(page, "ends_on") == sentence
    assert (pages.typed(page, "ends_on"), pages.typed(page, "words")) == (day, "Det går fremad.")
    assert everything(system) == before


def test_a_report_is_returned_with_what_is_missing(browser: Client, report: ProgressReport, system: Actor) -> None:
    response = browser.post(url(report), {"step": "return", "missing": "Hvor mange timer?"}, follow=True)
    assert "It comes back to you when more is written." in response.content.decode()
    with acting(system):
        kept = ProgressReport.objects.get(pk=report.pk)
        assert (kept.state, kept.missing) == ("returned", "Hvor mange timer?")


def test_nothing_missing_is_refused(browser: Client, report: ProgressReport) -> None:
    response = browser.post(url(report), {"step": "return", "missing": " "})
    assert response.status_code == 422
    assert pages.error(pages.page(response), "missing") == "This field is required."


@pytest.mark.parametrize(
    "late",
    [
        {"step": "decide", "decision": "close", "words": "Vi lukker\nden her"},
        {"step": "decide", "words": "Vi lukker\nden her"},
        {"step": "return", "missing": "Vi lukker\nden her"},
    ],
)
def test_a_decision_twice_is_told_and_the_text_given_back(
    late: dict[str, str], browser: Client, report: ProgressReport
) -> None:
    browser.post(url(report), {"step": "decide", "decision": "continue", "words": "Det går godt"})
    response = browser.post(url(report), late)
    words = pages.text(pages.page(response))
    assert response.status_code == 422
    assert "The report is reviewed already, and what was decided stands." in words
    assert "by Caseworker: Go on as agreed Det går godt" in words
    assert "Vi lukker den her" in words


def test_deciding_on_what_was_returned_is_told(browser: Client, report: ProgressReport) -> None:
    browser.post(url(report), {"step": "return", "missing": "Hvor mange timer?"})
    words = pages.text(pages.page(browser.post(url(report), {"step": "decide", "decision": "close", "words": "Luk"})))
    assert "The report was sent back for more. Wait until it comes again." in words
    assert "Luk" in words


def test_the_one_before_stands_beside(browser: Client, world: World, report: ProgressReport) -> None:
    browser.post(url(report), {"step": "decide", "decision": "continue"})
    by = actor(world, "provider")
    worse = services.Report(points=dict.fromkeys(Point, ("backward", "Mere træt nu")), recommendation="continue")
    with acting(by):
        final = ProgressReport.objects.get(order=report.order_id, kind="final")
        services.report_submit(report=final, content=worse, by=by)
    page = browser.get(url(final)).content.decode()
    assert "Mere træt nu" in page
    assert "Det ses: health" in page
    assert "The report before" in page


def test_it_can_be_printed(browser: Client, report: ProgressReport) -> None:
    page = browser.get(reverse("report_print", args=[report.pk])).content.decode()
    assert "Hun er ved at få fodfæste." in page


def test_a_colleague_without_the_case_sees_nothing(as_: Callable[[str], Client], report: ProgressReport) -> None:
    for name in ("report_review", "report_print"):
        assert as_("colleague").get(reverse(name, args=[report.pk])).status_code == 404
    assert as_("provider").get(url(report)).status_code == 403


def test_the_look_is_logged(browser: Client, report: ProgressReport) -> None:
    with owner() as connection:
        log = Log(connection)
        browser.get(url(report))
        (entry,) = log.entries()
        assert (entry.screen, entry.purpose) == ("report_review", "case_work")


def test_an_extra_report_is_asked_for(browser: Client, world: World, system: Actor) -> None:
    order = running(world)
    address = reverse("report_ask", args=[order.pk])
    assert browser.get(address).status_code == 200
    due = TODAY + 14 * DAY
    response = browser.post(address, {"due_on": f"{due:%d.%m.%Y}", "why": "Hvad siger hun selv?"})
    assert response.status_code == 302
    with acting(system):
        asked = ProgressReport.objects.get(order=order, kind="extra")
        assert (asked.due_on, asked.asked_for) == (due, "Hvad siger hun selv?")


def test_a_day_that_has_passed_is_refused(browser: Client, world: World) -> None:
    order, past = running(world), TODAY - DAY
    response = browser.post(reverse("report_ask", args=[order.pk]), {"due_on": f"{past:%d.%m.%Y}", "why": "Hvad?"})
    assert response.status_code == 422
    assert "passed" in pages.error(pages.page(response), "due_on")


def test_what_is_typed_is_kept_as_a_draft(browser: Client, report: ProgressReport, world: World) -> None:
    keep = reverse("draft_save", args=[world.cilla, "report_review"])
    typed = {"draft_window": str(uuid4()), "draft_about": str(report.pk), "words": "Vi forlænger, fordi"}
    browser.post(keep, typed)
    assert pages.typed(pages.page(browser.get(url(report))), "words") == "Vi forlænger, fordi"
    assert url(report) in browser.get(reverse("drafts", args=[world.cilla])).content.decode()
