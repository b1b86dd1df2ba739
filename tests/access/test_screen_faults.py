"""What a screen does when something is wrong: nobody is shown without the log, and a GET never writes."""

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection
from django.http import Http404
from django.shortcuts import render
from django.test import Client

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting, read_only
from fremdrift.access.permissions import Permission
from fremdrift.access.reasons import Denial
from fremdrift.access.screen import NotLogged, Screen, told_reason
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Citizen
from fremdrift.conversations.models import Conversation
from tests.access.screens import OF_A_CASE, OF_PERSONS, READ, SCREENS, Log, address, owner, somebody, when_answering
from tests.web.access_matrix import EMPTY
from tests.web.access_policy import POLICY
from tests.world import BERTIL, CILLA, GERDA, World

Browsers = Callable[[str], Client]
PLAN = {"on": "2026-12-01", "form": "in_person"}
NEW = {"name": "Dora Nyborg", "cpr": "6103850119", "opened_on": "2026-11-24", "benefit": "cash_benefit"}
TELLING = ("Cilla", "Papirsen", "Bertil", "Gerda", "00 12 34 56", "gartnerier", CILLA, BERTIL, GERDA)


@pytest.fixture
def log(world: World) -> Iterator[Log]:
    with owner() as beside:
        yield Log(beside)


def test_a_page_is_asked_for_its_head_where_it_is_shown() -> None:
    for methods, allowed in ((("GET",), {"GET", "HEAD"}), (("GET", "POST"), {"GET", "HEAD", "POST"}), (("POST",),) * 2):
        assert set(Screen(Permission.SIGNED_IN, persons=False, methods=methods).allowed) == set(allowed)


def test_a_reason_is_told_where_one_was_given() -> None:
    for refusal in (None, Http404(), Http404("No such page"), PermissionDenied()):
        assert told_reason(refusal) is None
    assert told_reason(Http404(Denial.NO_GRANT)) is Denial.NO_GRANT


def stored(world: World) -> tuple[int, int, int]:
    """How much there is of what the forms below would add or change."""
    with acting(system_actor(world.nordby)):
        shared = Conversation.objects.filter(minutes_state="shared")
        return Citizen.objects.count(), Conversation.objects.count(), shared.count()


def assert_tells_nobody(response: object) -> None:
    text = response.content.decode() + str(response.headers)
    assert [word for word in TELLING if word in text] == []


@pytest.mark.parametrize("route", READ)
def test_without_the_log_there_is_no_page(route: str, log: Log, world: World, as_: Browsers) -> None:
    browser, path = as_("caseworker"), address(world, route)
    with log.closed():
        response = browser.get(path)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "no-store" in response["Cache-Control"]
    assert_tells_nobody(response)
    assert browser.get(path).status_code == 200


@pytest.mark.parametrize(
    ("route", "form"),
    [("conversation_plan", PLAN), ("minutes_share", EMPTY), ("conversation_cancel", EMPTY), ("citizen_new", NEW)],
)
def test_without_the_log_nothing_is_written(
    route: str, form: dict[str, str], log: Log, world: World, as_: Browsers
) -> None:
    browser, path, before = as_("caseworker"), address(world, route), stored(world)
    with log.closed():
        response = browser.post(path, form)
    assert response.status_code == 503
    assert_tells_nobody(response)
    assert stored(world) == before


def test_the_same_forms_are_taken_when_the_log_is_there(world: World, as_: Browsers) -> None:
    browser, (citizens, talks, shared) = as_("caseworker"), stored(world)
    for route, form in (("conversation_plan", PLAN), ("minutes_share", EMPTY), ("citizen_new", NEW)):
        assert browser.post(address(world, route), form).status_code == 302
    assert stored(world) == (citizens + 1, talks + 1, shared + 1)


@pytest.mark.parametrize("persona", ["leader", "colleague"])
def test_a_denial_that_cannot_be_logged_is_an_error_too(persona: str, log: Log, world: World, as_: Browsers) -> None:
    browser = as_(persona)
    with log.closed():
        response = browser.get(address(world, "case"))
    assert response.status_code == 503
    assert_tells_nobody(response)


def test_nobody_waits_long_for_a_log_that_somebody_else_holds(log: Log, world: World, as_: Browsers) -> None:
    browser, path = as_("caseworker"), address(world, "case")
    assert browser.get(path).status_code == 200
    with log.held(world.nordby.pk):
        response = browser.get(path)
        assert as_("other-caseworker").get("/worklist/").status_code == 200  # the other municipality goes on
    assert response.status_code == 503
    assert_tells_nobody(response)
    assert browser.get(path).status_code == 200


def test_operations_learn_why_and_not_about_whom(
    log: Log, world: World, as_: Browsers, caplog: pytest.LogCaptureFixture
) -> None:
    browser = as_("caseworker")
    with log.closed():
        browser.get(address(world, "case"))
    assert "permission denied for function append" in caplog.text
    assert [word for word in TELLING if word in caplog.text] == []


def test_the_page_that_says_so_asks_the_database_for_nothing() -> None:
    """This test has no database: the page would fail if it asked."""
    page = render(None, "shared/503.html", status=503)
    assert b"<h1>" in page.content


@pytest.mark.parametrize("route", OF_A_CASE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_screen_that_forgets_the_log_sends_nothing_and_writes_nothing(
    route: str, method: str, world: World, as_: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    if getattr(POLICY[route], method) == 405:
        return
    monkeypatch.setattr("fremdrift.web.caseworker.views.common.look_up", lambda *_, **__: None)
    browser, path = as_("caseworker"), address(world, route)
    form, before = PLAN if route == "conversation_plan" else EMPTY, stored(world)
    with pytest.raises(NotLogged):
        getattr(browser, method)(path, form)
    assert stored(world) == before


def test_nobody_is_shown_when_the_log_is_forgotten(
    world: World, as_: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fremdrift.web.caseworker.views.common.look_up", lambda *_, **__: None)
    browser = as_("caseworker")
    browser.raise_request_exception = False
    response = browser.get(address(world, "case"))
    assert response.status_code == 500
    assert_tells_nobody(response)


def write() -> None:
    """A write that the application's role may make, in a table that every screen reads."""
    User.objects.filter(username="stranger").update(name="Written by a GET")


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("route", [name for name in SCREENS if POLICY[name].get == 200])
def test_the_database_refuses_what_a_get_writes(
    route: str, method: str, world: World, as_: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = as_(somebody(route))
    path = address(world, route)
    when_answering(monkeypatch, write)
    with pytest.raises(InternalError, match="read-only transaction"):
        getattr(browser, method)(path)
    assert User.objects.get(username="stranger").name == "Stranger"


def test_a_post_may_write(world: World, as_: Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, path = as_("caseworker"), address(world, "conversation_plan")
    when_answering(monkeypatch, write)
    assert browser.post(path, EMPTY).status_code == 422
    assert User.objects.get(username="stranger").name == "Written by a GET"


def test_reading_alone_ends_with_its_block_and_cannot_be_lifted_inside(caseworker: Actor) -> None:
    with pytest.raises(InternalError, match="read-only transaction"), read_only():
        write()
    with pytest.raises(InternalError, match="read-write mode"), read_only(), connection.cursor() as cursor:
        cursor.execute("set transaction_read_only = off")
    with read_only():
        assert Citizen.objects.count() == 2
    write()
    assert User.objects.get(username="stranger").name == "Written by a GET"


def test_every_screen_about_persons_is_asked_here() -> None:
    assert len(OF_PERSONS) >= 14
    assert {"case", "worklist", "worklist_export", "caseload", "citizen_new"} <= set(READ)
