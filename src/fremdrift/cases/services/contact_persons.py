"""Who has the case: set, handed on, taken back."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import Purpose
from fremdrift.cases.enums import ChangeReason
from fremdrift.cases.models import (
    Case,
    ContactPerson,
    take_open_turn,
)
from fremdrift.cases.services._common import check_period, of_case
from fremdrift.cases.services._handing import (
    contact_person_end,
    contact_person_open_to,
    contact_person_reopen,
    contact_person_was_open,
    contact_person_withdraw,
)
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@dataclass(frozen=True)
class Worker:
    """Somebody who may be a contact person, with the team whose leader then sees the case."""

    user_id: int
    team_id: int | None


@transaction.atomic
def contact_person_set(
    *,
    case: Case,
    worker: Worker,
    begins_on: dt.date,
    reason: str = ChangeReason.FIRST,
    handover: str = "",
    ends_on: dt.date | None = None,
    by: Actor,
) -> ContactPerson:
    """Make somebody the coordinating caseworker from a day; whoever had the case until then ends the day before."""
    check_period(begins_on, ends_on)
    take_open_turn(case.pk)
    current = ContactPerson.objects.standing().filter(case=case, begins_on__lt=begins_on, ends_on=None).first()
    if current is not None:
        if current.user_id == worker.user_id:
            raise RuleViolation("contact_person.same", "user")
        contact_person_end(current, begins_on - dt.timedelta(days=1))
    with refused_as(contact_person_one_coordinating=("contact_person.two_coordinating", "begins_on")):
        person = ContactPerson.objects.create(
            user_id=worker.user_id,
            begins_on=begins_on,
            ends_on=ends_on,
            reason=reason,
            handover=handover,
            **of_case(case),
        )
    contact_person_open_to(case, person, f"user:{worker.user_id}", Purpose.CASE_WORK)
    if worker.team_id is not None:
        contact_person_open_to(case, person, f"leaders:{worker.team_id}", Purpose.LEADERSHIP)
    case_changed(case.pk)
    return person


@transaction.atomic
def contact_person_cancel(*, person: ContactPerson, by: Actor) -> None:
    """Take a contact person back before the first day; whoever had to make room goes on until the next one, if any."""
    take_open_turn(person.case_id)
    standing = ContactPerson.objects.standing().filter(case=person.case_id).order_by("begins_on")
    persons = {p.pk: p for p in standing}
    if person.pk not in persons:
        raise RuleViolation("contact_person.changed")
    person = persons.pop(person.pk)
    if person.begins_on <= clock.today():
        raise RuleViolation("contact_person.begun")
    contact_person_withdraw(person)
    the_day_before = person.begins_on - dt.timedelta(days=1)
    before = next((p for p in persons.values() if p.ends_on == the_day_before), None)
    after = next((p for p in persons.values() if p.begins_on > person.begins_on), None)
    if before is not None and contact_person_was_open(before):
        with refused_as(contact_person_one_coordinating=("contact_person.changed", None)):
            contact_person_reopen(before, after.begins_on - dt.timedelta(days=1) if after else None)
    case_changed(person.case_id)
