"""Who writes in a case waits for whoever does already; in a closed case nobody writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.cases import rules
from fremdrift.cases.models.case import Case
from fremdrift.core.exceptions import RuleViolation


def take_turn(*case_ids: UUID) -> None:
    """Wait for whoever writes in these cases; others then wait until this transaction ends."""
    list(Case.objects.select_for_update(no_key=True).filter(pk__in=case_ids).order_by("pk").values_list("pk"))


def take_open_turn(case_id: UUID) -> None:
    """The same, for whatever belongs to the case: refused when it is closed by then, as it is only read from there."""
    held = Case.objects.select_for_update(no_key=True).filter(pk=case_id)
    problem = rules.closed_problem(held.values_list("closed_on", flat=True).get())
    if problem:
        raise RuleViolation(problem)


@contextmanager
def as_system(case_id: UUID, municipality_id: int, by: Actor) -> Iterator[None]:
    """Write in a case as the system of its municipality, under the writer's name, while others wait."""
    with in_system(municipality_id, by):
        take_open_turn(case_id)
        yield


@contextmanager
def in_system(municipality_id: int, by: Actor) -> Iterator[None]:
    """The context of a municipality's system, under the writer's name; a transaction too."""
    with acting(replace(by, role=Role.SYSTEM, municipality_id=municipality_id, provider_id=None)):
        yield
