"""Who sees a case and who opened it in an emergency, as the pages tell it: each answer asked by itself."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, Purpose
from fremdrift.access.models import BreakGlass, Grant
from fremdrift.access.reasons import Denial
from fremdrift.accounts.models import Cover
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case, Citizen
from fremdrift.cases.selectors import (
    break_glass_about,
    break_glass_unseen,
    case_access,
    case_denial,
    case_in_emergency,
)
from fremdrift.cases.selectors.access import SeenAs
from fremdrift.core import clock
from tests.access.full_cases import citizen_of
from tests.world import BERTIL, TODAY, World

A_DAY = dt.timedelta(days=1)


@pytest.fixture
def system(world: World) -> Any:
    by = system_actor(world.nordby)
    with acting(by):
        yield by


def emergency(world: World, subject: UUID, user_id: int) -> BreakGlass:
    """Somebody has opened a citizen's case today."""
    now = clock.now()
    return BreakGlass.objects.create(
        municipality=world.nordby,
        holder=f"user:{user_id}",
        subject=subject,
        reason="Ringer i krise, og kollegaen er syg.",
        opened_at=now,
        expires_at=now + A_DAY,
    )


def test_whoever_steps_in_is_told_for_case_work_alone(system: Actor, world: World) -> None:
    case, absent = Case.objects.get(pk=world.bertil), world.users["leader"]
    common = {"municipality": world.nordby, "begins_on": TODAY, "source": case.citizen_id, "fields": CASE_WORK}
    Cover.objects.create(
        municipality=world.nordby,
        absent=absent,
        stand_in=world.users["caseworker"],
        reason="illness",
        begins_on=TODAY,
        made_by=absent,
    )
    for purpose, told in ((Purpose.LEADERSHIP, False), (Purpose.CASE_WORK, True)):
        Grant.objects.create(subject=case.citizen_id, holder=f"user:{absent.pk}", purpose=purpose, **common)
        sights = case_access(system, case).sights
        assert (SeenAs.STAND_IN in {sight.seen_as for sight in sights}) == told


def test_why_a_case_is_not_seen(system: Actor, world: World, actor: Callable[[str], Actor]) -> None:
    assert case_denial(actor("colleague"), world.cilla) is Denial.NO_GRANT
    assert case_denial(actor("caseworker"), world.cilla) is Denial.NO_GRANT  # seen after all, but not asked for so
    assert case_denial(actor("caseworker"), uuid4()) is Denial.MUNICIPALITY
    elsewhere = replace(actor("caseworker"), municipality_id=world.sydby.pk)
    assert case_denial(elsewhere, world.cilla) is Denial.MUNICIPALITY


def test_a_number_leads_to_a_case_of_the_own_town(system: Actor, world: World, actor: Callable[[str], Actor]) -> None:
    found = case_in_emergency(actor("caseworker"), BERTIL)
    assert found.case is not None
    assert (found.case.pk, found.denial) == (world.bertil, Denial.NO_GRANT)
    elsewhere = replace(actor("caseworker"), municipality_id=world.sydby.pk)
    assert case_in_emergency(elsewhere, BERTIL).case is None
    nobody = case_in_emergency(actor("caseworker"), "0101600001")
    assert (nobody.case, nobody.denial) == (None, Denial.MUNICIPALITY)


def test_a_record_without_a_case_leads_nowhere(system: Actor, world: World, actor: Callable[[str], Actor]) -> None:
    Case.objects.filter(pk=world.bertil).update(citizen=citizen_of(world.nordby, world.cilla), closed_on=TODAY,
                                                closing_reason="job")  # fmt: skip
    assert case_in_emergency(actor("caseworker"), BERTIL).case is None


def test_a_leader_is_told_of_the_own_people_and_of_whom_nobody_leads(
    system: Actor, world: World, actor: Callable[[str], Actor]
) -> None:
    leader = actor("leader")
    ours = emergency(world, uuid4(), world.users["colleague"].pk)
    nobodys = emergency(world, uuid4(), 9001)
    told = {one.opened.pk: one for one in break_glass_unseen(leader)}
    assert {ours.pk, nobodys.pk} <= set(told)
    assert (told[ours.pk].name, told[ours.pk].citizen) == ("Colleague", None)
    assert told[nobodys.pk].name == "–"


def test_a_citizen_is_told_of_the_own_emergencies(world: World, actor: Callable[[str], Actor]) -> None:
    with acting(system_actor(world.nordby)):
        cilla, bertil = (Citizen.objects.get(pk=citizen_of(world.nordby, pk)) for pk in (world.cilla, world.bertil))
        opened = emergency(world, cilla.pk, 9001)
        emergency(world, bertil.pk, 9001)
    with acting(system_actor(world.nordby)):
        citizen = actor("citizen")
        assert [(one.opened, one.name) for one in break_glass_about(citizen, cilla)] == [(opened, "–")]
        assert break_glass_about(citizen, bertil) == []
