"""Why somebody is not shown, in words, and the classes of fields that relations open."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest

from fremdrift.access import selectors
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, LEADERSHIP, OWN_CASE
from fremdrift.access.reasons import SENTENCES, Denial
from fremdrift.cases import selectors as cases
from fremdrift.core import clock
from tests.access.full_cases import citizen_of, open_to
from tests.world import TODAY, World

Personas = Callable[[str], Actor]
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def cilla(world: World) -> UUID:
    """Cilla herself, not her case."""
    return citizen_of(world.nordby, world.cilla)


def test_the_classes_that_relations_open_are_these() -> None:
    work = {"identity", "contact", "address", "plan", "conversations", "order", "health"}
    assert (set(CASE_WORK), set(LEADERSHIP), set(OWN_CASE)) == (work, work - {"address", "health"}, work | {"log"})


def test_each_reason_is_a_sentence() -> None:
    assert set(SENTENCES) == set(Denial)
    assert len({str(sentence) for sentence in SENTENCES.values()}) == len(Denial)


def test_why_a_case_is_not_shown(actor: Personas, world: World) -> None:
    caseworker = actor("caseworker")
    with acting(caseworker):
        assert cases.case_denial(caseworker, world.bertil) is Denial.NO_GRANT
        assert cases.case_denial(caseworker, world.gerda) is Denial.MUNICIPALITY
        assert cases.case_denial(caseworker, UUID(int=1)) is Denial.MUNICIPALITY


@pytest.mark.parametrize(
    ("persona", "classes"),
    [("caseworker", CASE_WORK), ("leader", LEADERSHIP), ("citizen", OWN_CASE), ("colleague", []), ("consultant", [])],
)
def test_the_classes_of_fields_that_are_open(persona: str, classes: list[str], actor: Personas, cilla: UUID) -> None:
    with acting(actor(persona)):
        assert selectors.opened_fields(actor(persona), cilla) == set(classes)


def test_the_classes_of_all_grants_are_open_together(actor: Personas, world: World, cilla: UUID) -> None:
    leader = actor("leader")
    open_to(f"user:{leader.user_id}", world.nordby, world.cilla, first=TODAY + A_DAY)
    for day, classes in ((TODAY, LEADERSHIP), (TODAY + A_DAY, CASE_WORK)):
        with clock.at(day), acting(leader):
            assert selectors.opened_fields(leader, cilla) == set(classes)
