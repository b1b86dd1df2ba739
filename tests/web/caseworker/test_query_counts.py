"""Every page asks the database the same number of times, however many rows it shows."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.core.changes import together
from tests.world import TODAY, World, add_case

AsPersona = Callable[[str], Client]
MOST_FOR_A_WORKLIST = 25


def asked(client: Client, url: str) -> int:
    """How often a page asks the database, sign-in and session included."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def fill(world: World, first: int, count: int) -> None:
    """More cases for the caseworker, each with a conversation that is due, a draft, an agreement and an effort."""
    by = system_actor(world.nordby, "tests")
    with together():
        for number in range(first, first + count):
            opened = TODAY - dt.timedelta(days=200)
            case = add_case(world.nordby, "caseworker", f"Person {number}", f"610180{4000 + number}", opened)
            with acting(by):
                agreed = [talks.NewAgreement("Ringe", due_on=TODAY)]
                record = talks.Record("held", "phone", opened, minutes="Talt sammen.", agreements=agreed)
                talks.conversation_record(case=case, record=record, by=by)
                cases.effort_add(
                    case=case, kind="mentor", title="Mentor", organiser="other", begins_on=opened, ends_on=None, by=by
                )


def busy(world: World, count: int) -> None:
    """More of everything in Cilla's case."""
    by = system_actor(world.nordby, "tests")
    with acting(by), together():
        case = Case.objects.get(pk=world.cilla)
        for number in range(count):
            on = TODAY - dt.timedelta(days=200 - number)
            agreed = [talks.NewAgreement("Ringe", due_on=TODAY)]
            talks.conversation_record(case=case, record=talks.Record("held", "phone", on, agreements=agreed), by=by)
            cases.effort_add(case=case, kind="mentor", title="M", organiser="other", begins_on=on, ends_on=on, by=by)


@pytest.mark.parametrize("url", ["/worklist/", "/worklist/?show=due", "/worklist.csv", "/citizens/"])
def test_lists_ask_the_same_for_three_and_for_thirty(as_: AsPersona, world: World, url: str) -> None:
    client = as_("caseworker")
    fill(world, 0, 3)
    few = asked(client, url)
    fill(world, 3, 27)
    assert asked(client, url) == few


@pytest.mark.parametrize(
    "page",
    ["", "record/", "plan/", "contact-persons/", "facts/", "facts/effort/new/", "facts/benefit/new/", "?kind=effort"],
)
def test_pages_of_a_case_ask_the_same_for_three_and_for_thirty_entries(as_: AsPersona, world: World, page: str) -> None:
    client = as_("caseworker")
    busy(world, 3)
    few = asked(client, f"/cases/{world.cilla}/{page}")
    busy(world, 27)
    assert asked(client, f"/cases/{world.cilla}/{page}") == few


def test_a_worklist_of_150_cases_asks_at_most_25_times(as_: AsPersona, world: World) -> None:
    fill(world, 0, 150)
    assert asked(as_("caseworker"), "/worklist/") <= MOST_FOR_A_WORKLIST
