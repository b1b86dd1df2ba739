"""The database's own wall, with the application's filter left out: what it shows and takes in each context."""

from collections.abc import Callable

import pytest
from django.db import connections

from fremdrift.access.actor import Actor
from fremdrift.access.context import CONTEXT, acting, maintaining, signed
from fremdrift.access.rls import DERIVED
from fremdrift.accounts.selectors import system_actor
from tests.access.full_cases import fill, open_to
from tests.access.tables import HISTORY, OF_ALL, TABLES, everywhere, homes, refusal, seen, table
from tests.world import TODAY, World

Personas = Callable[[str], Actor]
RIGHTS = "42501"  # no right, or row-level security says no
NOT_NULL = "23502"  # the row was let in, and was not whole
FOREIGN_KEY = "23503"


@pytest.fixture
def full(world: World) -> World:
    """The world with a row in every table of each municipality."""
    fill(world)
    return world


@pytest.mark.parametrize("persona", ["caseworker", "colleague", "consultant", "leader"])
def test_municipal_staff_reach_their_own_municipality_alone(persona: str, full: World, actor: Personas) -> None:
    with acting(actor(persona)):
        assert homes() == everywhere(full.nordby.pk)
    with acting(actor("other-caseworker")):
        assert homes() == everywhere(full.sydby.pk)


def test_a_grant_of_another_municipality_opens_nothing_to_staff(full: World, actor: Personas) -> None:
    open_to(f"user:{full.users['caseworker'].pk}", full.sydby, full.gerda)
    with acting(actor("caseworker")):
        assert homes() == everywhere(full.nordby.pk)


@pytest.mark.parametrize("persona", ["administrator", "evaluator", "auditor"])
def test_who_reaches_nobody_sees_no_row_whatever_was_granted_once(persona: str, full: World, actor: Personas) -> None:
    open_to(f"user:{full.users[persona].pk}", full.nordby, full.cilla)
    with acting(actor(persona)):
        assert seen() == {}
        assert _insert("cases_citizen", full.nordby.pk) == RIGHTS


def test_without_a_context_there_are_no_rows_and_none_can_be_added(full: World) -> None:
    assert seen() == {}
    assert {name: _insert(name, full.nordby.pk) for name in TABLES} == dict.fromkeys(TABLES, RIGHTS)


def test_the_context_ends_with_its_block(full: World, actor: Personas) -> None:
    with acting(actor("caseworker")):
        with acting(actor("other-caseworker")):
            assert homes()["cases_case"] == {full.sydby.pk}
        assert homes()["cases_case"] == {full.nordby.pk}
        with pytest.raises(ZeroDivisionError), acting(actor("other-caseworker")):
            raise ZeroDivisionError
        assert homes()["cases_case"] == {full.nordby.pk}
    assert seen() == {}


def test_a_row_can_be_added_to_the_own_municipality_and_no_other(full: World, caseworker: Actor) -> None:
    assert {name: _insert(name, full.nordby.pk) for name in OF_ALL} == dict.fromkeys(OF_ALL, NOT_NULL)
    assert {name: _insert(name, full.sydby.pk) for name in TABLES} == dict.fromkeys(TABLES, RIGHTS)


def test_no_row_can_be_moved_to_another_municipality(full: World, caseworker: Actor) -> None:
    moved = {name: refusal(f"update {name} set municipality_id = %s", [full.sydby.pk]) for name in OF_ALL}
    assert moved == dict.fromkeys(OF_ALL, RIGHTS)


def test_history_is_never_changed_and_nothing_but_derived_rows_deleted(full: World, caseworker: Actor) -> None:
    changed = {table(m): refusal(f"update {table(m)} set pgh_label = 'other'") for m in HISTORY}
    assert set(changed.values()) == {RIGHTS}
    deleted = {name for name in TABLES if refusal(f"delete from {name}") == ""}
    assert deleted == DERIVED
    assert {refusal(f"truncate {name}") for name in TABLES} == {RIGHTS}


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_sees_nothing_but_when_maintaining() -> None:
    assert seen("owner") == {}
    assert _insert("cases_citizen", 1, using="owner") == RIGHTS
    with maintaining():
        everything = seen("owner")
        with connections["owner"].cursor() as cursor:
            cursor.execute("select count(distinct municipality_id) from cases_case")
            assert cursor.fetchone() == (2,)
    assert {"cases_citizen", "cases_case", "access_grant", "conversations_conversation"} <= set(everything)
    assert seen("owner") == {}


def test_the_context_of_maintenance_is_of_no_use_to_the_application(world: World) -> None:
    text = signed("maintenance", 0, "", None, TODAY, 60)
    with connections["default"].cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true), sec.maintenance()", [CONTEXT, text])
        assert cursor.fetchone() == (text, True)
    assert seen() == {}


def test_the_system_works_for_one_municipality(full: World) -> None:
    with acting(system_actor(full.sydby)):
        assert homes() == everywhere(full.sydby.pk)


def _insert(name: str, municipality: int, using: str = "default") -> str:
    return refusal(f"insert into {name} (municipality_id) values (%s)", [municipality], using)
