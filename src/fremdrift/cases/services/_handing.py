"""How a contact person's relation opens a citizen, and ends."""

import datetime as dt

from fremdrift.access.fields import CASE_WORK, LEADERSHIP, Purpose
from fremdrift.access.models import Grant, grant_write, grants_end
from fremdrift.cases.models import (
    Case,
    ContactPerson,
)
from fremdrift.core import clock


def contact_person_open_to(case: Case, person: ContactPerson, holder: str, purpose: Purpose) -> None:
    """Let the one with the case, or the team\'s leaders, see the citizen for the relation\'s period."""
    grant_write(
        municipality_id=case.municipality_id,
        holder=holder,
        subject=case.citizen_id,
        purpose=purpose,
        fields=CASE_WORK if purpose is Purpose.CASE_WORK else LEADERSHIP,
        begins_on=person.begins_on,
        ends_on=person.ends_on,
        source=person.pk,
    )


def contact_person_end(person: ContactPerson, last_day: dt.date) -> None:
    """The last day of a contact person, and of what their relation opened."""
    person.ends_on = last_day
    person.save(update_fields=["ends_on"])
    grants_end(source=person.pk, last_day=last_day)


def contact_person_withdraw(person: ContactPerson) -> None:
    """As if it had never come to it."""
    person.withdrawn_at = clock.now()
    person.save(update_fields=["withdrawn_at"])
    grants_end(source=person.pk, last_day=person.begins_on - dt.timedelta(days=1))


def contact_person_was_open(person: ContactPerson) -> bool:
    """Whether somebody had the case until further notice once: a last day agreed from the start stays as it is."""
    return bool(ContactPerson.objects.filter(pk=person.pk, events__ends_on=None).exists())


def contact_person_reopen(person: ContactPerson, last_day: dt.date | None) -> None:
    """Let a contact person go on until a day, or until further notice."""
    for grant in Grant.objects.filter(source=person.pk, ends_on=person.ends_on):
        grant.ends_on = last_day
        grant.save(update_fields=["ends_on"])
    person.ends_on = last_day
    person.save(update_fields=["ends_on"])
