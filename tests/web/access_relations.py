"""Colleagues who are related to Cilla's case in every way that opens it or keeps somebody out of it."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from fremdrift.access import services
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import Relation
from fremdrift.access.models import BreakGlass, Grant
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Cover, User
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.core import clock
from tests.access.full_cases import citizen_of, open_to
from tests.web.access_policy import RELATED
from tests.world import STAFF, TODAY, World

A_DAY = dt.timedelta(days=1)
REASON = "Ringer i krise, kollegaen er syg."


def relate(world: World) -> dict[str, User]:
    """The colleagues, each with the relation that the name says; the case is restricted to all but one."""
    users = {name: _colleague(world, name) for name in RELATED}
    cilla = citizen_of(world.nordby, world.cilla)
    for name, steps in _STEPS.items():
        for step in steps:
            step(world, users[name], cilla)
    _restrict(world, [user for name, user in users.items() if name != "unlisted"], cilla)
    return users


def _colleague(world: World, name: str) -> User:
    user = accounts.user_add(username=name, name=name.title())
    role, _, _ = STAFF[RELATED[name]]
    team = world.users[RELATED[name]].memberships.get().team
    accounts.membership_add(user=user, role=role, begins_on=TODAY - A_DAY, municipality=world.nordby, team=team)
    return user


def _actor(user: User) -> Actor:
    found = actor_of(user, TODAY)
    assert found is not None
    return found


def _granted(world: World, user: User, cilla: UUID) -> None:
    open_to(f"user:{user.pk}", world.nordby, world.cilla)


def _barred(world: World, user: User, cilla: UUID) -> None:
    by = system_actor(world.nordby)
    with acting(by):
        services.conflict_add(subject=cilla, user_id=user.pk, relation=Relation.FAMILY, by=by)


def _excluded(world: World, user: User, cilla: UUID) -> None:
    by = system_actor(world.nordby)
    with acting(by):
        services.exclusion_add(subject=cilla, user_id=user.pk, reason="Klage", by=by)


def _declared(world: World, user: User, cilla: UUID) -> None:
    with acting(_actor(user)):
        services.conflict_declare(subject=cilla, relation=Relation.FRIEND, by=_actor(user))


def _emergency(world: World, user: User, cilla: UUID) -> None:
    with acting(_actor(user)):
        services.break_glass_open(subject=cilla, reason=REASON, by=_actor(user))


def _yesterday(world: World, user: User, cilla: UUID) -> None:
    """The emergency was a day and a second ago."""
    expires = clock.now() - dt.timedelta(seconds=1)
    with acting(_actor(user)):
        BreakGlass.objects.filter(holder=f"user:{user.pk}").update(opened_at=expires - A_DAY, expires_at=expires)
        Grant.objects.filter(holder=f"user:{user.pk}").update(expires_at=expires)


def _covering_another(world: World, user: User, cilla: UUID) -> None:
    """Somebody else with the case is away too: only one at a time steps in for a caseworker."""
    absent = accounts.user_add(username=f"absent-{user.username}", name="Absent")
    open_to(f"user:{absent.pk}", world.nordby, world.cilla)
    _covering(TODAY, None, absent)(world, user, cilla)


def _covering(first: dt.date, last: dt.date | None, away: User | None = None) -> Callable[[World, User, UUID], None]:
    def cover(world: World, user: User, cilla: UUID) -> None:
        absent, leader = away or world.users["caseworker"], world.users["leader"]
        Cover.objects.create(
            municipality=world.nordby,
            absent=absent,
            stand_in=user,
            reason="illness",
            begins_on=first,
            ends_on=last,
            made_by=leader,
        )

    return cover


# Those who have something to do with her at a place that got an order, too.
_LISTED = ("caseworker", "leader", "delegate", "provider", "other-provider", "consultant")


def _restrict(world: World, listed: list[User], cilla: UUID) -> None:
    caseworker = _actor(world.users["caseworker"])
    known = [world.users[name].pk for name in _LISTED]
    allowed = [*known, *(user.pk for user in listed)]
    with acting(caseworker):
        services.restriction_set(subject=cilla, allowed=allowed, reason="Truet", by=caseworker)


_COVER, _COVER_BEFORE = _covering(TODAY, None), _covering(TODAY - 9 * A_DAY, TODAY - A_DAY)
_STEPS: dict[str, tuple[Callable[[World, User, UUID], None], ...]] = {
    "barred": (_granted, _barred),
    "declared": (_granted, _declared),
    "excluded": (_granted, _excluded),
    "unlisted": (_granted,),
    "emergency": (_emergency,),
    "after-emergency": (_emergency, _yesterday),
    "barred-emergency": (_emergency, _barred),
    "stand-in": (_COVER,),
    "barred-stand-in": (_covering_another, _barred),
    "former-stand-in": (_COVER_BEFORE,),
    "barred-leader": (_barred,),
}
