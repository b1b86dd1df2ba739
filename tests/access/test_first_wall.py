"""Which grants count for somebody, asked of the first wall alone: the second one shows the system all of its town."""

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, BarKind, Purpose
from fremdrift.access.models import Bar, Grant, Restriction
from fremdrift.access.roles import Role
from fremdrift.accounts.selectors import system_actor
from fremdrift.core import clock
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)
AWAY, AWAY_TOO, STAND_IN, NOBODY = 9001, 9002, 9003, 9004
ME = Actor(9000, "Me", Role.CASEWORKER, covers=(AWAY,), covers_beside=((AWAY_TOO, STAND_IN),))


def grant(world: World, **values: Any) -> UUID:
    """A grant of case work that holds from yesterday until tomorrow, but for these values; whom it opens."""
    subject = values.pop("subject", None) or uuid4()
    standing = {"holder": f"user:{ME.user_id}", "purpose": Purpose.CASE_WORK, "fields": CASE_WORK}
    period = {"begins_on": TODAY - A_DAY, "ends_on": TODAY + A_DAY}
    Grant.objects.create(municipality=world.nordby, subject=subject, source=subject, **standing | period | values)
    return subject


def held(world: World, subject: UUID, by: Actor = ME) -> bool:
    by = replace(by, municipality_id=world.nordby.pk)
    return Grant.objects.held_by(by, TODAY).filter(subject=subject).exists()


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({}, True),
        ({"ends_on": None}, True),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - A_DAY}, False),
        ({"begins_on": TODAY}, True),
        ({"begins_on": TODAY + A_DAY}, False),
        ({"expires_at": A_DAY}, True),
        ({"expires_at": -A_DAY}, False),
        ({"holder": f"user:{NOBODY}"}, False),
        ({"holder": f"user:{AWAY}"}, True),
        ({"holder": f"user:{AWAY}", "purpose": Purpose.LEADERSHIP}, False),
        ({"holder": f"user:{AWAY}", "ends_on": TODAY - A_DAY}, False),
        ({"purpose": Purpose.LEADERSHIP}, True),
        ({"purpose": Purpose.HANDOVER}, False),
        ({"purpose": Purpose.MENTORING}, False),
    ],
    ids=str,
)
def test_what_a_grant_must_say_to_count(values: dict[str, Any], counts: bool, world: World) -> None:
    if "expires_at" in values:
        values = values | {"expires_at": clock.now() + values["expires_at"]}
    with acting(system_actor(world.nordby)):
        assert held(world, grant(world, **values)) == counts


def test_a_page_of_its_own_counts_its_purpose_too(world: World) -> None:
    with acting(system_actor(world.nordby)):
        offered = grant(world, purpose=Purpose.HANDOVER)
        assert held(world, offered, ME.reading_for(Purpose.HANDOVER))
        assert not held(world, offered, ME.reading_for(Purpose.MENTORING))


def test_one_town_at_a_time(world: World) -> None:
    with acting(system_actor(world.nordby)):
        subject = grant(world)
        assert not Grant.objects.held_by(replace(ME, municipality_id=world.sydby.pk), TODAY).filter(subject=subject)


def test_beside_a_stand_in_one_holds_what_the_stand_in_must_not_see(world: World) -> None:
    with acting(system_actor(world.nordby)):
        shut, restricted, seen = (uuid4() for _ in range(3))
        common = {"municipality": world.nordby, "begins_on": TODAY - A_DAY}
        Bar.objects.create(holder=f"user:{STAND_IN}", subject=shut, kind=BarKind.EXCLUSION, reason="Klage", **common)
        Restriction.objects.create(subject=restricted, allowed=[f"user:{NOBODY}"], reason="Truet", **common)
        for subject in (shut, restricted, seen):
            grant(world, subject=subject, holder=f"user:{AWAY_TOO}")
        assert [held(world, subject) for subject in (shut, restricted, seen)] == [True, True, False]
        others = grant(world, holder=f"user:{NOBODY}")
        led = grant(world, holder=f"user:{AWAY_TOO}", purpose=Purpose.LEADERSHIP)
        for subject in (others, led):
            Bar.objects.create(
                holder=f"user:{STAND_IN}", subject=subject, kind=BarKind.EXCLUSION, reason="Klage", **common
            )
            assert not held(world, subject)
