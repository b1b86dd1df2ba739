"""Every look at a person is in the look-up log, committed, before the page that shows it has left the program."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from fremdrift.access.context import CONTEXT
from tests.access.full_cases import citizen_of
from tests.access.screens import OF_A_CASE, OF_PERSONS, READ, WRITTEN, Log, address, owner, when_answering
from tests.web.access_matrix import EMPTY
from tests.web.access_policy import POLICY
from tests.web.access_relations import relate
from tests.world import World, add_case

Browsers = Callable[[str], Client]
LISTS = {"worklist", "worklist_export", "caseload", "caseload_export", "offer_citizen"}
NOBODY_YET = {"citizen_new", "citizen_alike", "closed_cases", "break_glass", "search"}


@pytest.fixture
def log(world: World) -> Iterator[Log]:
    with owner() as connection:
        yield Log(connection)


@pytest.fixture
def two(world: World) -> list[UUID]:
    """The caseworker's two citizens, Cilla first."""
    anna = add_case(world.nordby, "caseworker", "Anna Attrup", "6203820116")
    return [citizen_of(world.nordby, world.cilla), anna.citizen_id]


def looked_at(route: str, two: list[UUID]) -> list[UUID]:
    """Whom a screen shows the caseworker."""
    if route in NOBODY_YET:
        return []
    return sorted(two, key=str) if route in LISTS else two[:1]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("route", READ)
def test_the_look_is_committed_before_the_answer_is_made(
    route: str,
    method: str,
    log: Log,
    two: list[UUID],
    as_: Browsers,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser, at_that_moment = as_("caseworker"), []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting(%s, true) <> ''", [CONTEXT])
            at_that_moment.append((cursor.fetchone()[0], log.entries()))

    log.forget()
    when_answering(monkeypatch, look)
    response = getattr(browser, method)(address(world, route, "cilla"))
    assert response.status_code == 200
    ((in_transaction, (entry, *more)),) = at_that_moment
    assert in_transaction
    assert log.entries() == [entry, *more]
    assert_permit(entry, route, looked_at(route, two), world)
    # Of those in a list whose answers are told, that this was read is a look of its own.
    assert [(one.screen, one.fields, one.subjects) for one in more] in ([], [(route, ["health"], two[:1])])


def assert_permit(entry: Any, route: str, subjects: list[UUID], world: World) -> None:
    worker = world.users["caseworker"]
    assert (entry.outcome, entry.reason, entry.screen) == ("permit", "", route)
    assert (entry.municipality_id, entry.actor_id, entry.role) == (world.nordby.pk, worker.pk, "caseworker")
    assert entry.unit == f"team:{worker.memberships.get().team_id}"
    assert (entry.subjects, entry.count) == (subjects, len(subjects))
    assert entry.fields
    assert entry.purpose


@pytest.mark.parametrize("route", WRITTEN)
def test_a_look_that_writes_is_logged_too(route: str, log: Log, two: list[UUID], as_: Browsers, world: World) -> None:
    browser = as_("caseworker")
    log.forget()
    response = browser.post(address(world, route, "cilla"), EMPTY)
    assert response.status_code == POLICY[route].post
    (entry,) = log.entries()
    assert_permit(entry, route, looked_at(route, two), world)


def test_a_list_names_those_that_it_shows(log: Log, two: list[UUID], as_: Browsers) -> None:
    browser = as_("caseworker")
    log.forget()
    assert b"Anna Attrup" not in browser.get("/citizens/?name=cilla").content
    assert [entry.subjects for entry in log.entries()] == [two[:1]]


@pytest.mark.parametrize("route", READ)
def test_no_browser_keeps_a_page_about_persons(route: str, world: World, as_: Browsers) -> None:
    assert "no-store" in as_("caseworker").get(address(world, route, "cilla"))["Cache-Control"]


def test_a_page_about_nobody_is_not_logged_and_may_be_kept(log: Log, as_: Browsers) -> None:
    caseworker, consultant = as_("caseworker"), as_("consultant")
    log.forget()
    assert "Cache-Control" not in caseworker.get("/rules/")
    assert consultant.get("/rules/").status_code == 403
    assert log.entries() == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", OF_PERSONS)
def test_a_look_that_the_role_denies_is_logged(route: str, method: str, log: Log, world: World, as_: Browsers) -> None:
    browser, path = as_("consultant"), address(world, route, "cilla")
    log.forget()
    assert getattr(browser, method)(path).status_code == 403
    (entry,) = log.entries()
    assert (entry.outcome, entry.reason, entry.role) == ("deny", "role", "consultant")
    assert (entry.screen, entry.criterion, entry.subjects) == (route, path, [])


@pytest.mark.parametrize(
    ("case", "why"), [("bertil", "no_grant"), ("gerda", "municipality"), ("nobody", "municipality")]
)
@pytest.mark.parametrize("route", OF_A_CASE)
def test_a_look_without_a_grant_is_logged(
    route: str, case: str, why: str, log: Log, world: World, as_: Browsers
) -> None:
    browser, path = as_("caseworker"), address(world, route, case)
    method = "get" if route in READ else "post"
    log.forget()
    assert getattr(browser, method)(path).status_code == 404
    (entry,) = log.entries()
    assert (entry.outcome, entry.reason, entry.role) == ("deny", why, "caseworker")
    assert (entry.screen, entry.criterion, entry.subjects) == (route, path, [])


@pytest.mark.parametrize(
    ("persona", "status", "why"),
    [("barred", 404, "conflict"), ("declared", 403, "own_conflict"), ("excluded", 404, "exclusion"),
     ("unlisted", 404, "restriction")],
)  # fmt: skip
def test_a_look_of_somebody_kept_out_is_logged_with_why(
    persona: str, status: int, why: str, log: Log, world: World, client: Client
) -> None:
    client.force_login(relate(world)[persona], backend="django.contrib.auth.backends.ModelBackend")
    log.forget()
    assert client.get(address(world, "case", "cilla")).status_code == status
    (entry,) = log.entries()
    assert (entry.outcome, entry.reason, entry.subjects) == ("deny", why, [])
