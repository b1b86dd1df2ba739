"""Writes about people and units."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts.models import Membership, Municipality, Provider, Team, User
from fremdrift.core.exceptions import RuleViolation


@transaction.atomic
def municipality_add(*, key: str, name: str, rule_pack: str = "lab-2011", invented: bool = False) -> Municipality:
    """Set a municipality up, or give it another name; the operator's command calls it."""
    values = {"name": name, "rule_pack": rule_pack, "invented": invented}
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
