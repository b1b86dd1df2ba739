"""Writes about people."""

import datetime as dt
from typing import Any

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import OWN_CASE, Purpose
from fremdrift.access.models import grant_write
from fremdrift.cases import rules
from fremdrift.cases.models import (
    Citizen,
)
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def citizen_add(
    *, name: str, cpr: str, phone: str = "", email: str = "", protected_address: bool = False, by: Actor
) -> Citizen:
    """Register a person; the same CPR number twice in a municipality is refused (constraint citizen_cpr)."""
    problem = rules.cpr_problem(cpr)
    if problem:
        raise RuleViolation(problem, "cpr")
    digits = rules.cpr_digits(cpr)
    born = rules.born_from_cpr(digits)
    if born is None or born > clock.today():
        raise RuleViolation("cpr.born_later", "cpr")
    assert by.municipality_id is not None
    citizen = Citizen(
        municipality_id=by.municipality_id,
        born=born,
        is_synthetic=rules.cpr_is_synthetic(digits),
        phone=phone,
        email=email,
        protected_address=protected_address,
    )
    citizen.rename(name)
    citizen.seal_cpr(digits)
    with refused_as(citizen_cpr=("citizen.known", "cpr")):
        citizen.save(force_insert=True)
    return citizen


@transaction.atomic
def citizen_update(*, citizen: Citizen, values: dict[str, Any], by: Actor) -> bool:
    """Correct name, phone, email or address protection; tells whether anything changed."""
    changed = {field: value for field, value in values.items() if getattr(citizen, field) != value}
    if not changed:
        return False
    for field, value in changed.items():
        setattr(citizen, field, value)
    citizen.rename(citizen.name)
    citizen.save()
    return True


@transaction.atomic
def citizen_sign_in_add(*, citizen: Citizen, user_id: int, begins_on: dt.date, by: Actor) -> None:
    """Let a citizen see the own case when signed in."""
    grant_write(
        municipality_id=citizen.municipality_id,
        holder=f"user:{user_id}",
        subject=citizen.pk,
        purpose=Purpose.OWN_CASE,
        fields=OWN_CASE,
        begins_on=begins_on,
        ends_on=None,
        source=citizen.pk,
    )
