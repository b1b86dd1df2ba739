"""Writes about people."""

import datetime as dt
from typing import Any

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import OWN_CASE, Purpose
from fremdrift.access.models import grant_write, user_holder
from fremdrift.cases import rules
from fremdrift.cases.models import (
    Citizen,
)
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def citizen_add(
    *,
    name: str,
    cpr: str,
    phone: str = "",
    email: str = "",
    address: str = "",
    postcode: str = "",
    town: str = "",
    protected_address: bool = False,
    protected_until: dt.date | None = None,
    by: Actor,
) -> Citizen:
    """Register a person; the same CPR number twice in a municipality is refused (constraint citizen_cpr)."""
    problem = rules.cpr_problem(cpr)
    if problem:
        raise RuleViolation(problem, "cpr")
    digits = rules.cpr_digits(cpr)
    born = rules.born_from_cpr(digits)
    if born is None or born > clock.today():
        raise RuleViolation("cpr.born_later", "cpr")
    _check_protection(protected_address, protected_until, None)
    assert by.municipality_id is not None
    citizen = Citizen(
        municipality_id=by.municipality_id,
        born=born,
        is_synthetic=rules.cpr_is_synthetic(digits),
        phone=phone,
        email=email,
        address=address,
        postcode=postcode,
        town=town,
        protected_address=protected_address,
        protected_until=protected_until,
    )
    citizen.rename(name)
    citizen.seal_cpr(digits)
    with refused_as(citizen_cpr=("citizen.known", "cpr")):
        citizen.save(force_insert=True)
    return citizen


@transaction.atomic
def citizen_update(*, citizen: Citizen, values: dict[str, Any], by: Actor) -> bool:
    """Correct name, phone, email, address or its protection; tells whether anything changed."""
    stands = Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
    if not values.get("protected_address", stands.protected_address):
        values = {"protected_until": None, **values}  # a last day goes with the protection
    changed = {field: value for field, value in values.items() if getattr(stands, field) != value}
    if not changed:
        return False
    was = stands.protected_until
    for field, value in changed.items():
        setattr(stands, field, value)
    _check_protection(stands.protected_address, stands.protected_until, was)
    stands.rename(stands.name)
    stands.save(update_fields=[*changed, "sort_key"])
    for field in [*changed, "sort_key"]:
        setattr(citizen, field, getattr(stands, field))
    return True


def _check_protection(protected: bool, until: dt.date | None, was: dt.date | None) -> None:
    problem = rules.protection_problem(protected, until, was, clock.today())
    if problem:
        raise RuleViolation(problem, "protected_until")


@transaction.atomic
def citizen_sign_in_add(*, citizen: Citizen, user_id: int, begins_on: dt.date, by: Actor) -> None:
    """Let a citizen see the own case when signed in."""
    grant_write(
        municipality_id=citizen.municipality_id,
        holder=user_holder(user_id),
        subject=citizen.pk,
        purpose=Purpose.OWN_CASE,
        fields=OWN_CASE,
        begins_on=begins_on,
        ends_on=None,
        source=citizen.pk,
    )
