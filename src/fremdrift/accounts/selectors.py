"""Reads about people and units. They touch no citizen's row, so they work before a context exists."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import OPENS_CASE, OPENS_OWN_PAGES
from fremdrift.access.roles import Role
from fremdrift.accounts.models import CalendarFeed, Cover, Membership, Municipality, Provider, Team, User


def actor_of(user: User, on: dt.date) -> Actor | None:
    """The actor that a signed-in user is on a day: the first current membership; nobody without one."""
    if not user.is_active:
        return None
    held = Membership.objects.current(on).filter(user=user).select_related("municipality").order_by("id").first()
    if held is None:
        return None
    covers = _covers(held, on)
    return Actor(
        user_id=user.pk,
        name=user.name,
        role=Role(held.role),
        municipality_id=held.municipality_id,
        municipality_name=held.municipality.name if held.municipality else "",
        team_id=held.team_id,
        provider_id=held.provider_id,
        covers=tuple(sorted({absent for absent, first in covers if first is None})),
        covers_beside=tuple(sorted({(absent, first) for absent, first in covers if first is not None})),
        opens=OPENS_OWN_PAGES if held.role == Role.REPRESENTATIVE else OPENS_CASE,
    )


def _covers(held: Membership, on: dt.date) -> list[tuple[int, int | None]]:
    """Caseworkers of the own municipality for whom this one steps in on a day; beside which stand-in, if any."""
    if held.role != Role.CASEWORKER:
        return []
    found = Cover.objects.current(on).filter(stand_in=held.user_id, municipality=held.municipality_id)
    return list(found.values_list("absent", "beside__stand_in"))


def system_actor(municipality: Municipality, name: str = "system") -> Actor:
    """The system at work in one municipality; it has no user."""
    return Actor(0, name, Role.SYSTEM, municipality.pk, municipality.name)


def municipality_of(actor: Actor) -> Municipality | None:
    """The municipality that somebody works for, with what its letters say about it."""
    return Municipality.objects.filter(pk=actor.municipality_id or 0).first()


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


def team_workers(actor: Actor, on: dt.date) -> list[Membership]:
    """Caseworkers of the actor's team, by name."""
    if actor.team_id is None:
        return []
    held = Membership.objects.current(on).filter(team=actor.team_id, role=Role.CASEWORKER)
    return list(held.select_related("user").order_by("user__name", "id"))


def team_name(actor: Actor) -> str:
    """What the actor's team is called; empty without one."""
    if actor.team_id is None:
        return ""
    return Team.objects.filter(pk=actor.team_id).values_list("name", flat=True).first() or ""


def covers_of(actor: Actor, user_ids: Iterable[int], on: dt.date) -> list[Cover]:
    """Covers of a day and to come in which one of these users is absent or steps in, oldest first."""
    ids = list(user_ids)
    found = Cover.objects.standing(on).filter(Q(absent__in=ids) | Q(stand_in__in=ids))
    found = found.filter(municipality=actor.municipality_id)
    return list(found.select_related("absent", "stand_in", "made_by", "beside").order_by("begins_on", "pk"))


def own_covers(actor: Actor, on: dt.date) -> list[Cover]:
    """Covers of a day in which the actor steps in."""
    found = Cover.objects.current(on).filter(stand_in=actor.user_id, municipality=actor.municipality_id)
    return list(found.select_related("absent"))


def cover_by_id(actor: Actor, cover_id: int, on: dt.date) -> Cover | None:
    """A cover, of a day or to come, for somebody of the actor's team."""
    team = [held.user_id for held in team_workers(actor, on)]
    found = Cover.objects.standing(on).filter(pk=cover_id, absent__in=team, municipality=actor.municipality_id)
    return found.select_related("absent", "stand_in", "beside").first()


def user_names(ids: set[int]) -> dict[int, str]:
    """Names of users by id."""
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def staff(actor: Actor, on: dt.date) -> list[Membership]:
    """Caseworkers and leaders of the actor's municipality, by name."""
    roles = (Role.CASEWORKER, Role.LEADER)
    held = Membership.objects.current(on).filter(municipality=actor.municipality_id, role__in=roles)
    return list(held.select_related("user", "team").order_by("user__name", "id"))


def leaders_of(teams: Iterable[int], on: dt.date) -> dict[int, list[Membership]]:
    """Who leads these teams on a day, by team."""
    found: dict[int, list[Membership]] = {}
    held = Membership.objects.current(on).filter(team__in=teams, role=Role.LEADER)
    for membership in held.select_related("user").order_by("user__name", "id"):
        found.setdefault(membership.team_id or 0, []).append(membership)
    return found


def teams_of(users: Iterable[int], on: dt.date) -> dict[int, int | None]:
    """The teams in which these users work on a day."""
    return dict(Membership.objects.current(on).filter(user__in=users).order_by("-id").values_list("user", "team"))


def stand_ins_of(absent: Iterable[int], on: dt.date) -> dict[int, list[Cover]]:
    """Who steps in for these users on a day, by the absent one."""
    found: dict[int, list[Cover]] = {}
    for cover in Cover.objects.current(on).filter(absent__in=absent).select_related("stand_in"):
        found.setdefault(cover.absent_id, []).append(cover)
    return found


def team_names(ids: Iterable[int]) -> dict[int, str]:
    """Names of teams by id."""
    return dict(Team.objects.filter(pk__in=ids).values_list("pk", "name"))


def provider_names(ids: Iterable[int]) -> dict[int, str]:
    """Names of providers by id."""
    return dict(Provider.objects.filter(pk__in=ids).values_list("pk", "name"))


def providers_by_key(keys: Iterable[str]) -> dict[str, Provider]:
    """The providers of these keys."""
    return {provider.key: provider for provider in Provider.objects.filter(key__in=set(keys))}


def providers() -> list[Provider]:
    """All providers of this installation, by name."""
    return list(Provider.objects.order_by("name"))


def provider_by_id(provider_id: int) -> Provider:
    """The provider of that id, which is known to be there."""
    return Provider.objects.get(pk=provider_id)


def in_roles(actor: Actor, roles: Iterable[Role], on: dt.date) -> list[Membership]:
    """Those of these roles in the actor's own municipality, by name."""
    held = Membership.objects.current(on).filter(municipality=actor.municipality_id or 0, role__in=list(roles))
    return list(held.filter(user__is_active=True).select_related("user").order_by("user__name", "id"))


def user_by_username(username: str) -> User | None:
    """An active user by name of sign-in."""
    return User.objects.filter(username=username, is_active=True).first()


def calendar_digest(secret: str) -> bytes:
    """What is kept of a calendar's secret: its SHA-256, which is enough for 32 random bytes."""
    return hashlib.sha256(secret.encode()).digest()


def calendar_feed_of(actor: Actor) -> CalendarFeed | None:
    """The address that somebody's calendar reads now, without its secret."""
    return CalendarFeed.objects.filter(user=actor.user_id, revoked_at=None).first()


def user_by_calendar_secret(secret: str) -> User | None:
    """Whose calendar has this secret; nobody's once it is revoked. Compared by digest, in constant time."""
    digest = calendar_digest(secret)
    found = CalendarFeed.objects.filter(digest=digest, revoked_at=None).select_related("user").first()
    same = found is not None and hmac.compare_digest(bytes(found.digest), digest)
    return found.user if found is not None and same else None


def team_of_worker(municipality_id: int | None) -> dict[str, tuple[int, int | None]]:
    """Caseworkers of a municipality, past ones too, by user name: their id and latest team."""
    held = Membership.objects.filter(municipality=municipality_id, role=Role.CASEWORKER)
    rows = held.order_by("begins_on", "id").values_list("user__username", "user_id", "team_id")
    return {username: (user_id, team_id) for username, user_id, team_id in rows}
