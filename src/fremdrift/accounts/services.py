"""Writes about people and units."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts.enums import Language
from fremdrift.accounts.models import (
    CalendarFeed,
    Cover,
    CoverQuerySet,
    Membership,
    Municipality,
    Provider,
    Team,
    User,
)
from fremdrift.accounts.selectors import calendar_digest
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as

_SECRET_BYTES = 32


@transaction.atomic
def municipality_add(
    *,
    key: str,
    name: str,
    rule_pack: str = "lab-2011",
    invented: bool = False,
    phone: str = "",
    visiting_address: str = "",
) -> Municipality:
    """Set a municipality up, or give it another name; the operator's command calls it."""
    values = {"name": name, "rule_pack": rule_pack, "invented": invented}
    values |= {"phone": phone, "visiting_address": visiting_address}
    return Municipality.objects.update_or_create(key=key, defaults=values)[0]


@transaction.atomic
def team_add(*, municipality: Municipality, key: str, name: str) -> Team:
    """Set a team up in a municipality."""
    return Team.objects.update_or_create(municipality=municipality, key=key, defaults={"name": name})[0]


@transaction.atomic
def provider_add(*, key: str, name: str) -> Provider:
    """Set a provider up."""
    return Provider.objects.update_or_create(key=key, defaults={"name": name})[0]


@transaction.atomic
def user_add(*, username: str, name: str, password: str | None = None) -> User:
    """Create somebody who can sign in, or give them another name; without a password only by other means."""
    user, _ = User.objects.update_or_create(username=username, defaults={"name": name})
    if password is not None:
        user.set_password(password)
    elif not user.password:
        user.set_unusable_password()
    user.save()
    return user


@transaction.atomic
def user_register(*, username: str, name: str, password: str | None, language: str = Language.DANISH) -> User:
    """Create somebody who chooses their own name of sign-in; one that somebody has is refused, and stays theirs."""
    user = User(username=username, name=name, language=language)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    with refused_as(accounts_user_username_key=("user.taken", "username")):
        user.save(force_insert=True)
    return user


@transaction.atomic
def membership_add(
    *,
    user: User,
    role: Role,
    begins_on: dt.date,
    municipality: Municipality | None = None,
    team: Team | None = None,
    provider: Provider | None = None,
) -> Membership:
    """Give a role for a period that is open at its end; the same role twice at once is refused."""
    current = Membership.objects.current(begins_on).filter(user=user, role=role).first()
    if current is not None:
        here = (municipality and municipality.pk, team and team.pk, provider and provider.pk)
        if (current.municipality_id, current.team_id, current.provider_id) != here:
            raise RuleViolation("membership.elsewhere", "user")
        return current
    return Membership.objects.create(
        user=user, role=role, begins_on=begins_on, municipality=municipality, team=team, provider=provider
    )


@transaction.atomic
def language_choose(*, language: str, by: Actor) -> None:
    """Remember the language that somebody wants to read."""
    User.objects.filter(pk=by.user_id).update(language=language)


@transaction.atomic
def calendar_feed_open(*, by: Actor) -> str:
    """Make a secret address for somebody's calendar and return the secret, which is kept nowhere; an older one ends."""
    calendar_feed_revoke(by=by)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    CalendarFeed.objects.create(user_id=by.user_id, digest=calendar_digest(secret), made_at=clock.now())
    return secret


@transaction.atomic
def calendar_feed_revoke(*, by: Actor) -> None:
    """Close the address that somebody's calendar reads; whoever makes one at the same time waits."""
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=by.user_id)
    CalendarFeed.objects.filter(user=by.user_id, revoked_at=None).update(revoked_at=clock.now())


@dataclass(frozen=True)
class Period:
    """First and last day; without a last day until further notice."""

    begins_on: dt.date
    ends_on: dt.date | None = None


@transaction.atomic
def cover_start(*, absent_id: int, stand_in_id: int, period: Period, reason: str, by: Actor) -> Cover:
    """Let a colleague step in for somebody of the leader's team; one at a time, and nobody who is absent then too."""
    assert by.municipality_id is not None
    _take_turn(absent_id, stand_in_id)
    _check_period(period)
    if absent_id == stand_in_id:
        raise RuleViolation("cover.oneself", "stand_in")
    _check_people(absent_id, stand_in_id, by)
    _check_stand_in_is_here(stand_in_id, period, by)
    if _steps_in_meanwhile(absent_id, period, by):
        raise RuleViolation("cover.absent_steps_in", "absent")
    with refused_as(cover_one_at_a_time=("cover.overlaps", "begins_on")):
        return Cover.objects.create(
            municipality_id=by.municipality_id,
            absent_id=absent_id,
            stand_in_id=stand_in_id,
            begins_on=period.begins_on,
            ends_on=period.ends_on,
            reason=reason,
            made_by_id=by.user_id,
        )


@transaction.atomic
def cover_add(*, cover: Cover, stand_in_id: int, by: Actor) -> Cover:
    """Beside a stand-in let somebody else take the cases that the first one must not see, for the same period."""
    assert by.municipality_id is not None
    cover = _in_turn(cover, stand_in_id)
    period = Period(max(cover.begins_on, clock.today()), cover.ends_on)
    if stand_in_id in {cover.absent_id, cover.stand_in_id}:
        raise RuleViolation("cover.beside_oneself", "stand_in")
    _check_people(cover.absent_id, stand_in_id, by)
    _check_stand_in_is_here(stand_in_id, period, by)
    with refused_as(cover_beside_once=("cover.beside_already", "stand_in")):
        return Cover.objects.create(
            municipality_id=by.municipality_id,
            absent_id=cover.absent_id,
            stand_in_id=stand_in_id,
            beside=cover,
            begins_on=period.begins_on,
            ends_on=period.ends_on,
            reason=cover.reason,
            made_by_id=by.user_id,
        )


@transaction.atomic
def cover_set(*, cover: Cover, ends_on: dt.date | None, by: Actor) -> None:
    """Give a cover another last day, and those beside it with it."""
    cover = _in_turn(cover)
    if ends_on is not None and ends_on < max(cover.begins_on, clock.today()):
        raise RuleViolation("cover.ends_too_early", "ends_on")
    for one in _with_others(cover):
        one.ends_on = ends_on
        _check_stand_in_is_here(one.stand_in_id, Period(one.begins_on, ends_on), by)
        with refused_as(cover_one_at_a_time=("cover.overlaps", "ends_on")):
            one.save(update_fields=["ends_on"])


@transaction.atomic
def cover_end(*, cover: Cover, by: Actor) -> None:
    """End a cover at this moment, or before it begins; those beside it end with it."""
    for one in _with_others(_in_turn(cover)):
        one.ended_at, one.ended_by_id = clock.now(), by.user_id
        one.save(update_fields=["ended_at", "ended_by"])


def _take_turn(*user_ids: int) -> None:
    """Wait for whoever arranges covers of these people."""
    list(User.objects.select_for_update(no_key=True).filter(pk__in=user_ids).order_by("pk").values_list("pk"))


def _in_turn(cover: Cover, *user_ids: int) -> Cover:
    _take_turn(cover.absent_id, cover.stand_in_id, *user_ids)
    standing = Cover.objects.standing(clock.today()).filter(pk=cover.pk).first()
    if standing is None:
        raise RuleViolation("cover.over")
    return standing


def _with_others(cover: Cover) -> list[Cover]:
    return [cover, *Cover.objects.filter(beside=cover, ended_at__isnull=True).order_by("pk")]


def _check_period(period: Period) -> None:
    if period.begins_on < clock.today():
        raise RuleViolation("cover.begins_in_past", "begins_on")
    if period.ends_on is not None and period.ends_on < period.begins_on:
        raise RuleViolation("period.ends_first", "ends_on")


def _check_people(absent_id: int, stand_in_id: int, by: Actor) -> None:
    """A leader arranges covers for the own team; whoever steps in works in the same municipality."""
    here = Membership.objects.current(clock.today()).filter(municipality=by.municipality_id, role=Role.CASEWORKER)
    teams = dict(here.filter(user__in=[absent_id, stand_in_id]).values_list("user", "team"))
    if absent_id not in teams or (by.role is Role.LEADER and teams[absent_id] != by.team_id):
        raise RuleViolation("cover.not_the_team", "absent")
    if stand_in_id not in teams:
        raise RuleViolation("cover.no_caseworker", "stand_in")


def _check_stand_in_is_here(stand_in_id: int, period: Period, by: Actor) -> None:
    if _meanwhile(period, by).filter(absent=stand_in_id).exists():
        raise RuleViolation("cover.stand_in_absent", "stand_in")


def _steps_in_meanwhile(absent_id: int, period: Period, by: Actor) -> bool:
    return _meanwhile(period, by).filter(stand_in=absent_id).exists()


def _meanwhile(period: Period, by: Actor) -> CoverQuerySet:
    found = Cover.objects.standing(period.begins_on).filter(municipality=by.municipality_id)
    return found if period.ends_on is None else found.filter(begins_on__lte=period.ends_on)
