"""What is told of who may see whom: of the citizen who is asked about, and of today."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from fremdrift.access import selectors
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, OWN_CASE, BarKind, Purpose
from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction
from fremdrift.access.reasons import Denial
from fremdrift.access.services import break_glass_open
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.cases.selectors import case_access
from fremdrift.cases.selectors.access import SeenAs
from fremdrift.core import clock
from tests.access.full_cases import citizen_of
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)
SOMEBODY, ANOTHER = 9001, 9002


class Place:
    """Rows about invented citizens in Nordby; each holds today, but for these values."""

    def __init__(self, world: World) -> None:
        self.common = {"municipality": world.nordby, "begins_on": TODAY - A_DAY}
        self.by = system_actor(world.nordby)

    def bar(self, subject: UUID, user: int = SOMEBODY, **values: Any) -> Bar:
        standing = {"holder": f"user:{user}", "kind": BarKind.EXCLUSION, "reason": "Klage"}
        return Bar.objects.create(subject=subject, **self.common | standing | values)

    def restriction(self, subject: UUID, *allowed: int, **values: Any) -> Restriction:
        listed = [f"user:{user}" for user in allowed]
        return Restriction.objects.create(subject=subject, allowed=listed, reason="Truet", **self.common | values)

    def grant(self, subject: UUID, **values: Any) -> Grant:
        standing = {"holder": f"user:{SOMEBODY}", "purpose": Purpose.CASE_WORK, "fields": CASE_WORK}
        return Grant.objects.create(subject=subject, source=subject, **self.common | standing | values)


@pytest.fixture
def place(world: World) -> Any:
    found = Place(world)
    with acting(found.by):
        yield found


def test_of_pairs_those_are_told_that_are_asked_about_and_hold_today(place: Place) -> None:
    barred, restricted, over, other = (uuid4() for _ in range(4))
    place.bar(barred)
    place.restriction(restricted, SOMEBODY)
    place.bar(over, ends_on=TODAY - A_DAY)
    place.restriction(over, ends_on=TODAY - A_DAY)
    place.bar(other)
    place.restriction(other)
    pairs = [(subject, user) for subject in (barred, restricted, over) for user in (SOMEBODY, ANOTHER)]
    assert selectors.shut_out_pairs(place.by, pairs) == {
        (barred, SOMEBODY): Denial.EXCLUSION,
        (restricted, ANOTHER): Denial.RESTRICTION,
    }
    assert selectors.shut_out_users(place.by, restricted, [SOMEBODY, ANOTHER]) == {ANOTHER: Denial.RESTRICTION}


def test_bars_and_grants_are_those_of_one_citizen_today(place: Place) -> None:
    one, other = uuid4(), uuid4()
    here, _, _ = place.bar(one), place.bar(one, ANOTHER, ends_on=TODAY - A_DAY), place.bar(other)
    assert selectors.bars_of(place.by, one) == [here]
    open_here, _, _ = place.grant(one), place.grant(one, ends_on=TODAY - A_DAY), place.grant(other)
    assert selectors.grants_of(place.by, one) == [open_here]


def test_a_restriction_is_that_of_one_citizen_today(place: Place) -> None:
    one, other, over = uuid4(), uuid4(), uuid4()
    here = place.restriction(one)
    place.restriction(other)
    place.restriction(over, ends_on=TODAY - A_DAY)
    assert [selectors.restriction_of(place.by, subject) for subject in (one, over, uuid4())] == [here, None, None]


def test_a_bar_is_found_for_its_own_citizen_while_it_holds(place: Place) -> None:
    one, other = uuid4(), uuid4()
    here, over = place.bar(one), place.bar(one, ANOTHER, ends_on=TODAY - A_DAY)
    found = [selectors.bar_by_id(place.by, *asked) for asked in ((one, here.pk), (other, here.pk), (one, over.pk))]
    assert found == [here, None, None]


def test_an_emergency_is_told_in_its_own_town_and_not_to_who_opened_it(place: Place, world: World) -> None:
    now = clock.now()
    opened = BreakGlass.objects.create(
        municipality=world.nordby,
        holder=f"user:{SOMEBODY}",
        subject=uuid4(),
        reason="Ringer i krise, og kollegaen er syg.",
        opened_at=now,
        expires_at=now + A_DAY,
    )
    for told in (selectors.break_glass_waiting, lambda actor: selectors.break_glass_opened(actor, opened.pk)):
        assert opened in told(replace(place.by, user_id=ANOTHER))
        assert opened not in told(replace(place.by, user_id=SOMEBODY))
        assert opened not in told(replace(place.by, user_id=ANOTHER, municipality_id=world.sydby.pk))
    seen = selectors.break_glass_opened(replace(place.by, user_id=ANOTHER), opened.pk)
    assert seen == [opened]
    opened.seen_at, opened.seen_by = now, ANOTHER
    opened.save()
    assert opened not in selectors.break_glass_waiting(replace(place.by, user_id=ANOTHER))


def test_an_emergency_may_be_told_of_a_day_gone_by(world: World, actor: Callable[[str], Actor]) -> None:
    who, then = actor("colleague"), clock.now() - 3 * A_DAY
    subject = citizen_of(world.nordby, world.bertil)
    with acting(who):
        opened = break_glass_open(subject=subject, reason="Ringer i krise, og kollegaen er syg.", at=then, by=who)
    assert (opened.opened_at, opened.expires_at) == (then, then + A_DAY)


def test_a_restricted_case_keeps_nobody_out_of_the_own_one(place: Place, world: World) -> None:
    case = Case.objects.get(pk=world.cilla)
    place.restriction(case.citizen_id, world.users["leader"].pk)
    told = case_access(place.by, case)
    citizen = world.users["citizen"].name
    assert [(sight.seen_as, sight.role) for sight in told.sights if sight.name == citizen] == [(SeenAs.CITIZEN, "")]
    assert citizen not in {kept.name for kept in told.kept_out}
    assert world.users["caseworker"].name in {kept.name for kept in told.kept_out}


def test_a_member_of_staff_who_is_kept_out_of_the_work_keeps_sight_of_the_own_case(place: Place, world: World) -> None:
    case, user = Case.objects.get(pk=world.cilla), world.users["caseworker"]
    place.grant(case.citizen_id, holder=f"user:{user.pk}", purpose=Purpose.OWN_CASE, fields=OWN_CASE)
    place.restriction(case.citizen_id, world.users["leader"].pk)
    seen_as = {sight.seen_as for sight in case_access(place.by, case).sights if sight.user_id == user.pk}
    assert seen_as == {SeenAs.CITIZEN}
