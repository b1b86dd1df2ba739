"""The citizen reads a report in plain words, and says something to it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.orders.models import ProgressReport
from tests.orders.made import running
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.test_review import submitted
from tests.world import World


@pytest.fixture
def report(world: World) -> ProgressReport:
    """A report about Cilla."""
    return submitted(world)


@pytest.fixture
def cilla(as_: Callable[[str], Client]) -> Client:
    """Cilla at her own page."""
    return as_("citizen")


def url(report: ProgressReport) -> str:
    """Where she reads it."""
    return reverse("own_report", args=[report.pk])


def test_it_is_told_in_plain_words(cilla: Client, report: ProgressReport) -> None:
    page = cilla.get(url(report)).content.decode()
    assert "How you manage a day with others" in page
    assert "Hun er ved at få fodfæste." in page
    assert "Your contact person reads it and decides what happens now." in page


def test_a_comment_reaches_the_case_and_the_report_is_read(
    cilla: Client, report: ProgressReport, system: Actor
) -> None:
    response = cilla.post(url(report), {"comment": "Jeg er ikke enig om mandagene."}, follow=True)
    assert "Your comment is saved." in response.content.decode()
    with acting(system):
        kept = ProgressReport.objects.get(pk=report.pk)
        assert kept.citizen_comment == "Jeg er ikke enig om mandagene."
        assert kept.read_at is not None


def test_reading_alone_is_enough(cilla: Client, report: ProgressReport, system: Actor) -> None:
    cilla.post(reverse("own_report_read", args=[report.pk]))
    with acting(system):
        assert ProgressReport.objects.get(pk=report.pk).read_at is not None
    assert "nothing to add" not in cilla.get(url(report)).content.decode()


def test_an_empty_comment_is_refused(cilla: Client, report: ProgressReport, system: Actor) -> None:
    before = everything(system)
    response = cilla.post(url(report), {"comment": " "})
    assert response.status_code == 422
    assert pages.error(pages.page(response), "comment") == "This field is required."
    assert everything(system) == before


def test_what_is_not_submitted_is_not_hers_to_read_yet(cilla: Client, world: World, system: Actor) -> None:
    order = running(world)
    with acting(system):
        draft = ProgressReport.objects.get(order=order, kind="midway")
    assert cilla.get(url(draft)).status_code == 404
    assert cilla.post(reverse("own_report_read", args=[draft.pk])).status_code == 404
