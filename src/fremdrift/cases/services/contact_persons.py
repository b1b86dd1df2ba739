"""Who has the case, and who helps beside: set, added, ended, taken back."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.models import user_holder
from fremdrift.cases import rules
from fremdrift.cases.enums import ChangeReason, ContactRole
from fremdrift.cases.models import (
    Case,
    ContactPerson,
    take_open_turn,
)
from fremdrift.cases.services._common import Worker, check_period
from fremdrift.cases.services._handing import (
    PURPOSES,
    check_not_shut_out,
    contact_person_open_to,
    contact_person_reopen,
    contact_person_until,
    contact_person_was_open,
    contact_person_withdraw,
    hand_to,
    transfers_lapse,
)
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


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
    check_not_shut_out(case, worker.user_id)
    person = hand_to(case, worker, begins_on, ends_on=ends_on, reason=reason, handover=handover)
    transfers_lapse(case)
    case_changed(case.pk)
    return person


@transaction.atomic
def contact_person_add(
    *,
    case: Case,
    role: str,
    user_id: int,
    begins_on: dt.date,
    ends_on: dt.date | None = None,
    note: str = "",
    by: Actor,
) -> ContactPerson:
    """Let somebody help beside the coordinating one; what they see is what their role needs, and no more."""
    assert role in {ContactRole.COMPANY_CONSULTANT, ContactRole.MENTOR, ContactRole.JOB_BROKER}
    return _add(ContactPerson(user_id=user_id, role=role, handover=note, begins_on=begins_on, ends_on=ends_on), case)


@transaction.atomic
def contact_person_delegate(
    *,
    case: Case,
    user_id: int,
    provider_id: int,
    begins_on: dt.date,
    ends_on: dt.date | None,
    note: str = "",
    by: Actor,
) -> ContactPerson:
    """Delegate the contact to somebody at a provider for a period; the coordinating caseworker stays.

    In the period they have the case's pages, conversations and agreements, health included, and never the address.
    """
    if ends_on is None:
        raise RuleViolation("delegation.without_end", "ends_on")
    person = ContactPerson(
        user_id=user_id,
        provider_id=provider_id,
        role=ContactRole.DELEGATED,
        handover=note,
        begins_on=begins_on,
        ends_on=ends_on,
    )
    return _add(person, case)


def _add(person: ContactPerson, case: Case) -> ContactPerson:
    check_period(person.begins_on, person.ends_on)
    take_open_turn(case.pk)
    check_not_shut_out(case, person.user_id)
    same = ContactPerson.objects.standing().filter(case=case, user=person.user_id, role=person.role)
    same = same.exclude(ends_on__lt=person.begins_on)
    if person.ends_on is not None:
        same = same.filter(begins_on__lte=person.ends_on)
    if same.exists():
        raise RuleViolation("contact_person.already", "user")
    person.case_id, person.municipality_id = case.pk, case.municipality_id
    person.reason = ChangeReason.OTHER
    person.save(force_insert=True)
    contact_person_open_to(case, person, user_holder(person.user_id), PURPOSES[person.role])
    return person


@transaction.atomic
def contact_person_end(*, person: ContactPerson, ends_on: dt.date, by: Actor) -> None:
    """Set the last day of somebody who helps beside; what it opened ends with it."""
    take_open_turn(person.case_id)
    person = ContactPerson.objects.get(pk=person.pk)
    assert person.role != ContactRole.COORDINATING
    if person.withdrawn_at is not None:
        raise RuleViolation("contact_person.changed")
    problem = rules.last_day_problem(person.begins_on, person.ends_on, ends_on)
    if problem:
        raise RuleViolation(problem, "ends_on")
    contact_person_until(person, ends_on)


@transaction.atomic
def contact_person_cancel(*, person: ContactPerson, by: Actor) -> None:
    """Take a contact person back before the first day; whoever had to make room goes on until the next one, if any.

    Somebody who helps beside can be taken back on the first day too: a wrong choice must not open a case for a day.
    """
    take_open_turn(person.case_id)
    if person.role != ContactRole.COORDINATING:
        _take_back(ContactPerson.objects.get(pk=person.pk))
        return
    standing = ContactPerson.objects.standing().coordinating().filter(case=person.case_id).order_by("begins_on")
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


def _take_back(person: ContactPerson) -> None:
    if person.withdrawn_at is not None:
        raise RuleViolation("contact_person.changed")
    if person.begins_on < clock.today():
        raise RuleViolation("contact_person.helps_already")
    contact_person_withdraw(person)
