"""The report's own questions: the order's indicators in the words of the measurement, to answer or to skip."""

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.orders.models import IndicatorAnswer, ProgressReport
from tests.orders import made
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.web.provider.test_report import HTMX, url, whole
from tests.world import World


@pytest.fixture
def report(world: World) -> ProgressReport:
    """The midway report of an order that runs and names two indicators."""
    order = made.running(world, indicators={"everyday": "Kommer op", "skills": "Kender planter"})
    with acting(made.actor(world, "provider")):
        return ProgressReport.objects.get(order=order, kind="midway")


def kept(system: Actor) -> dict[str, tuple[int | None, str]]:
    with acting(system):
        return {row.indicator: (row.step, row.evidence) for row in IndicatorAnswer.objects.all()}


def test_it_asks_what_the_order_names_and_chooses_nothing(unit: Client, report: ProgressReport) -> None:
    response = unit.get(url(report))
    words = pages.text(pages.page(response))
    assert "How does the citizen manage everyday life?" in words
    assert "Manages what matters most" in words
    assert "Does the citizen have a goal" not in words
    page = response.content.decode()
    asked = page[page.index('name="step_everyday"') :]
    assert "checked" not in asked


def test_an_order_without_indicators_asks_nothing(unit: Client, world: World) -> None:
    order = made.running(world, indicators={})
    with acting(made.actor(world, "provider")):
        without = ProgressReport.objects.get(order=order, kind="midway")
    assert "How you see it" not in pages.text(pages.page(unit.get(url(without))))


def test_answers_are_kept_while_one_types_sent_and_read(unit: Client, report: ProgressReport, system: Actor) -> None:
    typed = {"step_everyday": "2", "shown_everyday": "Ringer, når bussen er væk"}
    unit.post(url(report, "_save"), CSRF | typed, **HTMX)
    assert kept(system) == {"everyday": (2, "Ringer, når bussen er væk")}
    tree = pages.page(unit.get(url(report)))
    assert pages.typed(tree, "shown_everyday") == "Ringer, når bussen er væk"
    assert unit.post(url(report), CSRF | whole(**typed, step_skills="4")).status_code == 302
    words = pages.text(pages.page(unit.get(url(report))))
    for told in ("2 Many things do not get done", "Ringer, når bussen er væk", "4 There are several things"):
        assert told in words


def test_what_was_chosen_by_mistake_is_skipped(unit: Client, report: ProgressReport, system: Actor) -> None:
    unit.post(url(report, "_save"), CSRF | {"step_everyday": "2"})
    unit.post(url(report, "_save"), CSRF | {"step_everyday": "2", "skip_everyday": "on"})
    assert kept(system) == {"everyday": (None, "")}


@pytest.mark.parametrize("step", ["6", "0", "-1", "to", "3.5"])
def test_a_step_that_is_none_gets_a_sentence_and_the_rest_stays(
    unit: Client, report: ProgressReport, system: Actor, step: str
) -> None:
    response = unit.post(url(report), CSRF | whole(step_everyday=step, shown_everyday="Ringer"))
    assert response.status_code == 422
    tree = pages.page(response)
    assert "Choose a step from 1 to 5, or skip it." in pages.summary(tree)
    assert (pages.typed(tree, "shown_everyday"), pages.typed(tree, "summary")) == ("Ringer", "Det går godt.")
    assert kept(system) == {}


def test_an_indicator_that_the_order_does_not_name_is_left_alone(
    unit: Client, report: ProgressReport, system: Actor
) -> None:
    assert unit.post(url(report), CSRF | whole(step_goals="3", step_worker_belief="3")).status_code == 302
    assert kept(system) == {}


def test_a_report_that_was_sent_takes_no_more(unit: Client, report: ProgressReport, system: Actor) -> None:
    unit.post(url(report), CSRF | whole(step_everyday="2"))
    unit.post(url(report), CSRF | whole(step_everyday="5"))
    unit.post(url(report, "_save"), CSRF | {"step_everyday": "5"})
    assert kept(system) == {"everyday": (2, "")}


def test_of_two_windows_the_second_is_told(unit: Client, report: ProgressReport, system: Actor) -> None:
    unit.post(url(report, "_save"), CSRF | {"step_everyday": "2", "seen": "0"})
    late = unit.post(url(report), CSRF | whole(step_everyday="5", seen="0"))
    assert late.status_code == 422
    assert "Somebody at your place has written" in pages.summary(pages.page(late))
    assert kept(system) == {"everyday": (2, "")}


def test_another_place_finds_nothing(elsewhere: Client, unit: Client, report: ProgressReport) -> None:
    unit.post(url(report), CSRF | whole(step_everyday="2"))
    assert elsewhere.get(url(report)).status_code == 404
    assert unit.get(reverse("calibration")).status_code == 200
