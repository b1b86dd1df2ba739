"""Which cases the leader is told to hand on: open ones whose contact person of today must not see the citizen."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import BarKind
from fremdrift.access.models import Bar
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case, ContactPerson
from fremdrift.cases.selectors import cases_to_hand_on
from fremdrift.core import clock
from tests.world import TODAY, World, add_case

A_DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({}, True),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - A_DAY}, False),
        ({"begins_on": TODAY + A_DAY}, False),
        ({"role": "mentor"}, False),
        ({"withdrawn_at": True}, False),
    ],
    ids=str,
)
def test_whose_case_is_to_be_handed_on(
    row: dict[str, Any], told: bool, world: World, actor: Callable[[str], Actor]
) -> None:
    case = add_case(world.nordby, "caseworker", "Sila Papirsen", "6103820119", opened=TODAY - 30 * A_DAY)
    assert hand_on(world, actor, case, {"begins_on": TODAY - 5 * A_DAY} | row) == ([case.pk] if told else [])


def test_no_closed_case_and_nobody_elses(world: World, actor: Callable[[str], Actor]) -> None:
    case = add_case(world.nordby, "caseworker", "Sila Papirsen", "6103820119", opened=TODAY - 30 * A_DAY)
    other = add_case(world.nordby, "caseworker", "Sofus Demosen", "6103820127", opened=TODAY - 30 * A_DAY)
    assert hand_on(world, actor, case, {"begins_on": TODAY}) == [case.pk]
    with acting(system_actor(world.nordby)):
        Case.objects.filter(pk=case.pk).update(closed_on=TODAY, closing_reason="job")
    with acting(actor("leader")):
        assert cases_to_hand_on(actor("leader")) == []
    with acting(actor("colleague")):
        assert cases_to_hand_on(actor("colleague")) == []
    assert hand_on(world, actor, other, {"begins_on": TODAY}) == [other.pk]


def hand_on(world: World, actor: Callable[[str], Actor], case: Case, row: dict[str, Any]) -> list[Any]:
    """What a leader of the team is told when the colleague, who is kept out, has this role in the case."""
    colleague, leader = world.users["colleague"], actor("leader")
    with acting(system_actor(world.nordby)):
        first = ContactPerson.objects.get(case=case)
        first.ends_on = TODAY - 10 * A_DAY
        first.save()
        if row.get("withdrawn_at"):
            row |= {"withdrawn_at": clock.now()}
        ContactPerson.objects.create(case=case, municipality=world.nordby, user=colleague, **row)
        Bar.objects.create(
            municipality=world.nordby,
            holder=f"user:{colleague.pk}",
            subject=case.citizen_id,
            kind=BarKind.EXCLUSION,
            reason="Klage",
            begins_on=TODAY,
        )
    with acting(leader):
        return [told.case.pk for told in cases_to_hand_on(leader)]
