"""What a place answers in its report, beside the citizen's and the caseworker's answers: when each has given theirs."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.context import acting
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import ProgressReport
from tests.asked import measure
from tests.orders import made
from tests.orders.test_walls import POINTS
from tests.web.caseworker.test_measurements import answer, cilla_answers, page, signe
from tests.world import TODAY, World

__all__ = ["signe"]
STEP = "4 There are several things that can be used"
SHOWN = "Stikler pelargonier uden at spørge"


@pytest.fixture
def report(world: World) -> ProgressReport:
    """A report that was sent today, and answers one of two indicators."""
    order = made.running(world, indicators={"everyday": "Kommer op", "skills": "Kender planter"})
    by = made.actor(world, "provider")
    with acting(by):
        found = ProgressReport.objects.get(order=order, kind="midway")
        content = services.Report(points=POINTS, recommendation="continue", indicators={"skills": (4, SHOWN)})
        return services.report_submit(report=found, content=content, at=clock.evening(TODAY), by=by)


def read(client: Client, name: str, report: ProgressReport) -> str:
    return client.get(reverse(name, args=[report.pk])).content.decode()


def test_without_a_measurement_they_are_shown_at_once(signe: Client, world: World, report: ProgressReport) -> None:
    shown = page(signe, world)
    assert STEP in shown
    assert "Prøvebænken" in shown
    assert 'aria-label="Prøvebænken has answered once: 4.' in shown
    for name in ("report_review", "report_print"):
        told = read(signe, name, report)
        assert (STEP in told, SHOWN in told) == (True, True), name


def test_the_caseworker_sees_them_after_the_own_answers(
    signe: Client, world: World, report: ProgressReport, as_: Callable[[str], Client]
) -> None:
    measure(world)
    cilla_answers(as_("citizen"), "3")
    hidden = page(signe, world)
    assert STEP not in hidden
    assert "So is what a place has answered in its report." in hidden
    for name in ("report_review", "report_print"):
        told = read(signe, name, report)
        assert (STEP in told, SHOWN in told) == (False, False), name
        assert "is shown when your own answers are given" in told
    signe.post(answer(world), {"everyday": "2", "give": "1"})
    assert STEP in page(signe, world)
    assert "A place answers only what its order names" in page(signe, world)
    assert STEP in read(signe, "report_review", report)


def test_the_citizen_sees_them_after_the_own_answers(
    world: World, report: ProgressReport, as_: Callable[[str], Client]
) -> None:
    measure(world)
    cilla = as_("citizen")
    hidden = cilla.get(reverse("own_answers")).content.decode()
    assert "Prøvebænken" not in hidden
    assert "The place where you are has answered" in hidden
    assert STEP not in read(cilla, "own_report", report)
    assert "when you have sent your own" in read(cilla, "own_report", report)
    cilla_answers(cilla, "3")
    assert "Prøvebænken" in cilla.get(reverse("own_answers")).content.decode()
    assert STEP in read(cilla, "own_report", report)


def test_what_is_not_sent_is_shown_to_nobody(signe: Client, world: World, as_: Callable[[str], Client]) -> None:
    order = made.running(world, indicators={"skills": "Kender planter"})
    by = made.actor(world, "provider")
    with acting(by):
        found = ProgressReport.objects.get(order=order, kind="midway")
        content = services.Report(indicators={"skills": (4, SHOWN)})
        services.report_save(report=found, content=content, by=by)
    assert STEP not in page(signe, world)
    assert SHOWN not in read(signe, "report_review", found)


def test_the_figure_tells_the_place_by_shape_and_dash(signe: Client, world: World, report: ProgressReport) -> None:
    shown = signe.get(reverse("measurements", args=[world.cilla]), {"show": "skills"}).content.decode()
    assert "Prøvebænken has answered once (Own skills): 4." in shown
    assert "#8f5200" in shown
