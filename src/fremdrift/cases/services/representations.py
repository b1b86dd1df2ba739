"""Representations: somebody whom the citizen has asked to help on the citizen's own pages for a period."""

import datetime as dt
import secrets
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import REPRESENTATIVE, Purpose
from fremdrift.access.models import grant_write, grants_end, user_holder
from fremdrift.access.roles import Role
from fremdrift.access.selectors import denial, emergency
from fremdrift.accounts.enums import Language
from fremdrift.accounts.models import Municipality, User
from fremdrift.accounts.selectors import system_actor
from fremdrift.accounts.services import membership_add, user_register
from fremdrift.cases import rules
from fremdrift.cases.models import Case, Representation, as_system, in_system
from fremdrift.cases.services._common import of_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation

_A_DAY = dt.timedelta(days=1)
INVITED_FOR = dt.timedelta(days=14)
_SECRET_BYTES = 32


@dataclass(frozen=True)
class Wish:
    """Whom the citizen wants help from, until when, and what they may do."""

    name: str
    ends_on: dt.date
    may_write: bool = False
    begins_on: dt.date | None = None  # today without one


@dataclass(frozen=True)
class NewSignIn:
    """With what somebody who takes an invitation will sign in."""

    username: str
    name: str
    password: str | None
    language: str = Language.DANISH


@transaction.atomic
def representation_invite(*, case: Case, wish: Wish, by: Actor) -> tuple[Representation, str]:
    """Invite somebody to help; returns the secret of the invitation, which is kept nowhere.

    The citizen does it, or whoever works with the case writes down that the citizen wishes it.
    """
    begins_on = wish.begins_on or clock.today()
    _check_decides(case.citizen_id, by)
    problem = rules.representation_problem(begins_on, wish.ends_on, clock.today())
    if problem:
        raise RuleViolation(problem, "ends_on")
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    with as_system(case.pk, case.municipality_id, by):
        _check_new(case, wish.name)
        made = Representation.objects.create(
            name=wish.name,
            may_write=wish.may_write,
            begins_on=begins_on,
            ends_on=wish.ends_on,
            noted_by_id=None if by.role is Role.CITIZEN else by.user_id or None,
            made_at=clock.now(),
            secret=rules.invitation_digest(secret),
            invited_until=clock.today() + INVITED_FOR,
            **of_case(case),
        )
    return made, secret


def _check_decides(citizen: UUID, by: Actor) -> None:
    """The citizen decides who helps, or says so to those who work with the case; a helper invites nobody."""
    if by.role is Role.REPRESENTATIVE or denial(by, citizen) is not None or emergency(by, citizen) is not None:
        raise RuleViolation("access.not_possible")


def _check_new(case: Case, name: str) -> None:
    """The same person is asked once at a time; an invitation that nobody took in time is no hindrance."""
    of_citizen = Representation.objects.filter(case__citizen=case.citizen_id, name__iexact=name)
    ahead = of_citizen.filter(ends_on__gte=clock.today(), taken_at__isnull=False, ended_at=None)
    if ahead.exists() or of_citizen.waiting(clock.today()).exists():
        raise RuleViolation("representation.already", "name")


@transaction.atomic
def representation_accept(*, municipality: Municipality, secret: str, sign_in: NewSignIn) -> User:
    """Take an invitation: a new user who can sign in, and to whom the citizen's own pages are open for the period."""
    by = system_actor(municipality)
    with in_system(municipality.pk, by):
        held = Representation.objects.select_for_update().filter(secret=rules.invitation_digest(secret))
        found = held.waiting(clock.today()).select_related("case").first()
        if found is None:
            raise RuleViolation("representation.invitation_over")
        user = user_register(**asdict(sign_in))
        membership_add(user=user, role=Role.REPRESENTATIVE, begins_on=clock.today())
        found.helper, found.taken_at = user, clock.now()
        found.save(update_fields=["helper", "taken_at"])
        grant_write(
            municipality_id=found.municipality_id,
            holder=user_holder(user.pk),
            subject=found.case.citizen_id,
            purpose=Purpose.REPRESENTATIVE,
            fields=REPRESENTATIVE,
            begins_on=found.begins_on,
            ends_on=found.ends_on,
            source=found.pk,
        )
        return user


@transaction.atomic
def representation_end(*, representation: Representation, by: Actor) -> None:
    """End at this moment that somebody helps, or take the invitation back; also where the case is closed by now."""
    _check_decides(Case.objects.values_list("citizen_id", flat=True).get(pk=representation.case_id), by)
    with in_system(representation.municipality_id, by):
        found = Representation.objects.select_for_update().get(pk=representation.pk)
        if found.ended_at is not None:
            return
        found.ended_at, found.ended_by_id = clock.now(), by.user_id or None
        found.save(update_fields=["ended_at", "ended_by"])
        grants_end(source=found.pk, last_day=clock.today() - _A_DAY)
