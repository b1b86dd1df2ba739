"""Reads about people and units. They touch no citizen's row, so they work before a context exists."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts.models import Cover, Membership, Municipality, User


def actor_of(user: User, on: dt.date) -> Actor | None:
    """The actor that a signed-in user is on a day: the first current membership; nobody without one."""
    if not user.is_active:
        return None
    held = Membership.objects.current(on).filter(user=user).select_related("municipality").order_by("id").first()
    if held is None:
        return None
    return Actor(
        user_id=user.pk,
        name=user.name,
        role=Role(held.role),
        municipality_id=held.municipality_id,
        municipality_name=held.municipality.name if held.municipality else "",
        team_id=held.team_id,
        provider_id=held.provider_id,
        covers=_covers(held, on),
    )


def _covers(held: Membership, on: dt.date) -> tuple[int, ...]:
    """Caseworkers of the own municipality for whom this one steps in on a day."""
    if held.role != Role.CASEWORKER:
        return ()
    found = Cover.objects.current(on).filter(stand_in=held.user_id, municipality=held.municipality_id)
    return tuple(found.order_by("absent").values_list("absent", flat=True).distinct())


def system_actor(municipality: Municipality, name: str = "system") -> Actor:
    """The system at work in one municipality; it has no user."""
    return Actor(0, name, Role.SYSTEM, municipality.pk, municipality.name)


def municipality_by_key(key: str) -> Municipality | None:
    """The municipality of that key."""
    return Municipality.objects.filter(key=key).first()


def municipalities() -> list[Municipality]:
    """All municipalities of this installation, by name."""
    return list(Municipality.objects.order_by("name"))


def caseworkers(actor: Actor, on: dt.date) -> list[Membership]:
    """Those who may be a contact person in the actor's municipality, by name."""
    held = Membership.objects.current(on).filter(municipality=actor.municipality_id, role=Role.CASEWORKER)
    return list(held.select_related("user", "team").order_by("user__name", "id"))


def helpers(actor: Actor, roles: Iterable[Role], on: dt.date) -> list[Membership]:
    """Those of these roles in the actor's municipality or at any provider, by name."""
    wanted = Q(municipality=actor.municipality_id) | Q(provider__isnull=False)
    held = Membership.objects.current(on).filter(wanted, role__in=list(roles), user__is_active=True)
    return list(held.select_related("user", "provider").order_by("user__name", "id"))


def user_names(ids: set[int]) -> dict[int, str]:
    """Names of users by id."""
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def user_by_username(username: str) -> User | None:
    """An active user by name of sign-in."""
    return User.objects.filter(username=username, is_active=True).first()


def team_of_worker(municipality_id: int | None) -> dict[str, tuple[int, int | None]]:
    """Caseworkers of a municipality, past ones too, by user name: their id and latest team."""
    held = Membership.objects.filter(municipality=municipality_id, role=Role.CASEWORKER)
    rows = held.order_by("begins_on", "id").values_list("user__username", "user_id", "team_id")
    return {username: (user_id, team_id) for username, user_id, team_id in rows}
