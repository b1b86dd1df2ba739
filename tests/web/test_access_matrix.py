"""Every address × method × persona × case is answered as the access policy says, and the matrix can fail."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from fremdrift.access.actor import Actor
from fremdrift.access.models import Bar, Restriction
from fremdrift.access.roles import ROLES, Role
from fremdrift.access.screen import Screen
from fremdrift.cases.models.case import CaseQuerySet
from fremdrift.conversations import selectors
from fremdrift.conversations.models import Conversation
from fremdrift.orders.models import OrderQuerySet
from fremdrift.web.caseworker.views import case as case_views
from tests.web.access_matrix import SIGN_IN, Cell, Matrix, Wrong, cells, names, patterns, unmatched, wanted
from tests.web.access_policy import CASEWORKERS, MEMBERS, ORDERS, POLICY, SEES, SEES_ORDERS
from tests.world import STAFF, World

OPEN = {"home", "signin", "signout", "language", "accessibility", "calendar_feed", "helper_invited"}


@pytest.fixture
def matrix(world: World) -> Iterator[Matrix]:
    # How long somebody stays signed in is not asked here, and takes time.
    with override_settings(SESSION_SAVE_EVERY_REQUEST=False):
        yield Matrix(world)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert unmatched(names(), POLICY) == set()


def test_an_address_without_a_row_and_a_row_without_an_address_are_found() -> None:
    rest = {name: row for name, row in POLICY.items() if name != "case"}
    assert unmatched(names(), rest) == {"case"}
    assert unmatched([*names(), "back_door/"], POLICY) == {"back_door/"}
    assert unmatched(names(), POLICY | {"gone": POLICY["case"]}) == {"gone"}


def test_an_address_inside_an_included_list_and_one_without_a_name_are_walked() -> None:
    hidden = path("back_door/", case_views.show)
    assert list(patterns([hidden])) == [hidden]
    assert "case" in names()


def test_every_view_is_a_screen_or_on_the_short_open_list() -> None:
    guarded = {p.name: getattr(p.callback, "screen", None) for p in patterns()}
    assert {name for name, screen in guarded.items() if not isinstance(screen, Screen)} == OPEN
    assert {name for name, row in POLICY.items() if row.open} == OPEN


def test_the_policy_and_the_screens_name_the_same_methods() -> None:
    for pattern in patterns():
        screen, row = getattr(pattern.callback, "screen", None), POLICY[pattern.name]
        if screen is not None:
            promised = {name for name, answer in (("GET", row.get), ("POST", row.post)) if answer != 405}
            assert set(screen.methods) == promised, pattern.name


def test_every_cell_is_answered_as_the_policy_says(matrix: Matrix, capsys: pytest.CaptureFixture[str]) -> None:
    asked, wrong = matrix.wrong(cells())
    with capsys.disabled():
        sys.stdout.write(f"\naccess matrix: {asked} cells, {len(wrong)} wrong\n")
    assert wrong == []
    assert asked > 1500


def test_the_matrix_asks_for_every_kind_of_answer() -> None:
    asked = Counter(wanted(cell) for cell in cells())
    assert set(asked) == {200, 204, 302, 403, 404, 405, 422, SIGN_IN}
    assert min(asked.values()) > 10


# Each of the following breaks the program in one place; the matrix must see it, there and only there.


def routes_of(wrong: list[Wrong]) -> set[str]:
    return {w.cell.route for w in wrong}


def test_a_query_that_forgets_who_asks_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda found, _: found.all())
    _, wrong = matrix.wrong(cells(["case"], ["get", "post"]))
    # The other municipality's case stays closed: row-level security is the second wall.
    assert {(w.cell.persona, w.cell.case, w.answer) for w in wrong} == {
        (persona, case, 200)
        for persona in CASEWORKERS - {"other-caseworker"}
        for case in {"cilla", "bertil"} - SEES.get(persona, set())
    }


def test_a_bar_that_is_forgotten_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fremdrift.access.models.bars_on", lambda *_: Bar.objects.none())
    _, wrong = matrix.wrong(cells(["case", "access"], ["get"]))
    shut = {"barred", "declared", "excluded", "barred-emergency", "barred-stand-in"}
    assert {w.cell.persona for w in wrong if w.cell.route == "case"} == shut
    assert {w.cell.persona for w in wrong if w.cell.route == "access"} == shut | {"barred-leader"}
    assert {(w.cell.case, w.answer) for w in wrong} == {("cilla", 200)}


def test_a_restriction_that_is_forgotten_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fremdrift.access.models.restrictions_without", lambda *_: Restriction.objects.none())
    _, wrong = matrix.wrong(cells(["case"], ["get"]))
    assert [(w.cell.persona, w.cell.case, w.answer) for w in wrong] == [("unlisted", "cilla", 200)]


def test_a_screen_that_asks_for_no_permission_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Actor, "may", lambda *_: True)
    _, wrong = matrix.wrong(cells(["case", "import_citizens"], ["get", "put"]))
    assert {w.cell.persona for w in wrong if w.cell.route == "case"} == MEMBERS - POLICY["case"].who
    assert {w.cell.persona for w in wrong if w.cell.route == "import_citizens"} == set(STAFF) - {"administrator"}
    # Grants open Cilla's case to her leader, herself and her helper: nothing but the permission kept them out.
    let_in = {w.cell.persona for w in wrong if w.answer == 200 and w.cell.case == "cilla"}
    assert let_in == {"citizen", "leader", "representative"}
    assert {w.cell.persona for w in wrong if w.answer == 200 and w.cell.case == "bertil"} == {"leader", "barred-leader"}


def test_a_role_that_may_too_much_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    wider = replace(ROLES[Role.AUDITOR], permissions=ROLES[Role.CASEWORKER].permissions)
    monkeypatch.setitem(ROLES, Role.AUDITOR, wider)
    _, wrong = matrix.wrong(cells(["worklist", "case"], ["get"]))
    assert {w.cell.persona for w in wrong} == {"auditor"}
    assert routes_of(wrong) == {"worklist", "case"}


def test_a_role_that_may_too_little_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROLES, Role.CASEWORKER, replace(ROLES[Role.CASEWORKER], permissions=frozenset()))
    _, wrong = matrix.wrong(cells(["case"], ["get"]))
    assert {w.cell.persona for w in wrong} == CASEWORKERS
    assert {w.answer for w in wrong} == {403}


def test_a_conversation_found_by_its_number_alone_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    def by_number(actor: object, case: object, number: object) -> Conversation | None:
        return Conversation.objects.filter(pk=number).first()

    monkeypatch.setattr(selectors, "conversation_by_id", by_number)
    _, wrong = matrix.wrong(cells(["minutes_share"], ["post"]))
    seeing = {(persona, case) for persona in CASEWORKERS for case in SEES.get(persona, set())}
    assert {(w.cell.persona, w.cell.case, w.cell.part) for w in wrong} == {
        (persona, case, {"cilla": "bertil", "bertil": "cilla"}[case]) for persona, case in seeing if case != "gerda"
    }


def test_a_case_shown_to_whoever_is_not_signed_in_is_seen(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = Cell("case", "get", "anonymous", "cilla")
    signed_in = matrix.answer(replace(everybody, persona="caseworker"))
    assert (matrix.answer(everybody), signed_in) == (SIGN_IN, 200)
    monkeypatch.setattr("fremdrift.access.screen.redirect_to_login", lambda *_: HttpResponse("Cilla Papirsen"))
    _, wrong = matrix.wrong([everybody])
    assert [w.answer for w in wrong] == [200]


OF_ORDERS = [route for route, row in POLICY.items() if row.order]


def test_pages_about_orders_are_asked_about_each_order_that_one_must_not_see() -> None:
    asked = {(cell.persona, cell.part) for cell in cells(OF_ORDERS, ["get"]) if wanted(cell) == 404}
    for persona, own in SEES_ORDERS.items():
        assert {part for who, part in asked if who == persona} >= set(ORDERS) - own


def test_a_unit_that_is_not_asked_for_meets_the_second_wall(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the first wall alone, and of each wall opened, see tests/orders/test_walls.py."""
    monkeypatch.setattr(OrderQuerySet, "visible_to", lambda found, _: found.all())
    assert matrix.wrong(cells(["unit_order"], ["get"]))[1] == []
