"""How it goes in the case's timeline: who answered and who sees which phase, never what was answered."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors import timeline
from fremdrift.web.caseworker import history
from tests.measured import answers, rhythm, says
from tests.orders.made import actor
from tests.world import TODAY, World

SAID_ON = TODAY - dt.timedelta(days=3)
MEASURED_SINCE = TODAY - dt.timedelta(days=100)


@pytest.fixture
def told(world: World, cilla: Case, caseworker: Actor) -> None:
    """A measurement that both have answered, the next that the citizen has begun, phases, a yes to the plan."""
    first, *_, last = rhythm(world, cilla, MEASURED_SINCE)
    citizen = actor(world, "citizen")
    answers(citizen, cilla, first, 2)
    answers(caseworker, cilla, first, 4)
    answers(citizen, cilla, last, 3, give=False)
    says(citizen, cilla, "standstill", SAID_ON)
    says(caseworker, cilla, "progress", SAID_ON)
    with acting(caseworker), clock.at(SAID_ON):
        plan = services.plan_save(case=cilla, texts={"job_goal": "Et job"}, expected_version=0, by=caseworker)
    with acting(citizen), clock.at(SAID_ON):
        services.plan_reply_add(case=cilla, read_number=plan.version, approves=False, text="Hellere ude", by=citizen)
        services.plan_reply_add(case=cilla, read_number=plan.version, approves=True, by=citizen)


def titles(by: Actor, case: Case) -> list[str]:
    """What stands in the timeline about these things, in the order of the alphabet."""
    with acting(by):
        found = timeline(by, case)
    return sorted(history.title(e) for e in found if e.kind in {EntryKind.PROGRESS, EntryKind.PLAN})


@pytest.mark.usefixtures("told")
def test_each_is_told_once(cilla: Case, caseworker: Actor) -> None:
    assert titles(caseworker, cilla) == [
        "The caseworker answered how it goes",
        "The caseworker sees progress",
        "The citizen answered how it goes",
        "The citizen said yes to the plan",
        "The citizen sees standstill",
    ]


@pytest.mark.usefixtures("told")
def test_it_leads_to_its_page_and_why_is_found(browser: Client, world: World) -> None:
    case = reverse("case", args=[world.cilla])
    page = browser.get(f"{case}?kind=progress").content.decode()
    assert all(page.count(reverse(name, args=[world.cilla])) > 1 for name in ("measurements", "phase"))
    assert "The caseworker sees progress" in browser.get(f"{case}?words=fordi").content.decode()


@pytest.mark.usefixtures("told")
def test_whoever_may_not_open_the_pages_is_told_nothing(world: World, cilla: Case) -> None:
    assert titles(actor(world, "mentor"), cilla) == []
