"""Writes about people and units."""

import datetime as dt
import secrets

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts.models import CalendarFeed, Membership, Municipality, Provider, Team, User
from fremdrift.accounts.selectors import calendar_digest
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation

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
        if (current.municipality_id, current.team_id) != (municipality and municipality.pk, team and team.pk):
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
