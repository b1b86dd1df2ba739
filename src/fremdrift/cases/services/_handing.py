"""How a contact person's relation opens a citizen, and ends."""

import datetime as dt
from uuid import UUID

from fremdrift.access.fields import CASE_WORK, DELEGATION, LEADERSHIP, MENTORING, PLACEMENT, FieldClass, Purpose
from fremdrift.access.models import Grant, grant_write, grants_end, is_shut_out, user_holder
from fremdrift.cases import rules
from fremdrift.cases.enums import ContactRole, TransferState
from fremdrift.cases.models import (
    Case,
    ContactPerson,
    Transfer,
)
from fremdrift.cases.services._common import Worker, of_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as

_FIELDS: dict[Purpose, list[FieldClass]] = {
    Purpose.CASE_WORK: CASE_WORK,
    Purpose.LEADERSHIP: LEADERSHIP,
    Purpose.DELEGATION: DELEGATION,
    Purpose.MENTORING: MENTORING,
    Purpose.PLACEMENT: PLACEMENT,
}
PURPOSES: dict[str, Purpose] = {
    ContactRole.COORDINATING: Purpose.CASE_WORK,
    ContactRole.COMPANY_CONSULTANT: Purpose.PLACEMENT,
    ContactRole.JOB_BROKER: Purpose.PLACEMENT,
    ContactRole.MENTOR: Purpose.MENTORING,
    ContactRole.DELEGATED: Purpose.DELEGATION,
}


def check_not_shut_out(case: Case, user_id: int) -> None:
    """A conflict of interest refuses, in words that do not tell it."""
    if is_shut_out(user_id, case.citizen_id, clock.today()):
        raise RuleViolation("contact_person.not_possible", "user")


def citizen_of(case: Case) -> UUID:
    """The citizen whose case it is by now: a merge may have moved it since it was read."""
    found = Case.objects.select_for_update(no_key=True).filter(pk=case.pk).values_list("citizen_id", flat=True)
    return found.get()


def contact_person_open_to(case: Case, person: ContactPerson, holder: str, purpose: Purpose) -> None:
    """Let the one with the case, or the team's leaders, see the citizen for the relation's period."""
    grant_write(
        municipality_id=case.municipality_id,
        holder=holder,
        subject=citizen_of(case),
        purpose=purpose,
        fields=_FIELDS[purpose],
        begins_on=person.begins_on,
        ends_on=person.ends_on,
        source=person.pk,
    )


def hand_to(
    case: Case,
    worker: Worker,
    begins_on: dt.date,
    *,
    ends_on: dt.date | None = None,
    reason: str,
    handover: str,
) -> ContactPerson:
    """From a day the case is somebody else's; whoever had it until then ends the day before."""
    standing = ContactPerson.objects.standing().coordinating()
    current = standing.filter(case=case, begins_on__lt=begins_on, ends_on=None).first()
    if current is not None:
        if current.user_id == worker.user_id:
            raise RuleViolation("contact_person.same", "user")
        contact_person_until(current, begins_on - dt.timedelta(days=1))
    with refused_as(contact_person_one_coordinating=("contact_person.two_coordinating", "begins_on")):
        person = ContactPerson.objects.create(
            user_id=worker.user_id,
            begins_on=begins_on,
            ends_on=ends_on,
            reason=reason,
            handover=handover,
            **of_case(case),
        )
    contact_person_open_to(case, person, user_holder(worker.user_id), Purpose.CASE_WORK)
    if worker.team_id is not None:
        contact_person_open_to(case, person, f"leaders:{worker.team_id}", Purpose.LEADERSHIP)
    return person


def contact_person_until(person: ContactPerson, last_day: dt.date) -> None:
    """The last day of a contact person, and of what their relation opened."""
    person.ends_on = last_day
    person.save(update_fields=["ends_on"])
    grants_end(source=person.pk, last_day=last_day)


def contact_person_withdraw(person: ContactPerson) -> None:
    """As if it had never come to it."""
    person.withdrawn_at = clock.now()
    person.save(update_fields=["withdrawn_at"])
    grants_end(source=person.pk, last_day=person.begins_on - dt.timedelta(days=1))
    for transfer in Transfer.objects.filter(became=person):
        transfer_shut(transfer)


def contact_person_was_open(person: ContactPerson) -> bool:
    """Whether somebody had the case until further notice once: a last day agreed from the start stays as it is."""
    return bool(ContactPerson.objects.filter(pk=person.pk, events__ends_on=None).exists())


def contact_person_reopen(person: ContactPerson, last_day: dt.date | None) -> None:
    """Let a contact person go on until a day, or until further notice."""
    held = Grant.objects.filter(source=person.pk, ends_on=person.ends_on).exclude(purpose=Purpose.AFTER_CLOSING)
    for grant in held:
        grant.ends_on = last_day
        grant.save(update_fields=["ends_on"])
    person.ends_on = last_day
    person.save(update_fields=["ends_on"])


def looking_back_open(person: ContactPerson, closed_on: dt.date) -> None:
    """Let whoever had a case when it closed, and their leaders, read it for a time afterwards."""
    for grant in Grant.objects.filter(source=person.pk, ends_on=closed_on).exclude(purpose=Purpose.AFTER_CLOSING):
        grant_write(
            municipality_id=grant.municipality_id,
            holder=grant.holder,
            subject=grant.subject,
            purpose=Purpose.AFTER_CLOSING,
            fields=[FieldClass(name) for name in grant.fields],
            begins_on=closed_on + dt.timedelta(days=1),
            ends_on=rules.last_day_of_looking_back(closed_on),
            source=person.pk,
        )


def looking_back_end(citizen_id: UUID, last_day: dt.date) -> None:
    """Nobody looks back at somebody who has a case again: who sees the citizen then follows from that case."""
    found = Grant.objects.filter(subject=citizen_id, purpose=Purpose.AFTER_CLOSING, ends_on__gt=last_day)
    for grant in found.order_by("pk"):
        grant.ends_on = max(last_day, grant.begins_on - dt.timedelta(days=1))
        grant.save(update_fields=["ends_on"])


def contact_person_resume(person: ContactPerson, today: dt.date) -> None:
    """Give a case that is open again back to whoever had it last; what the relation opened is open from today."""
    if person.ends_on is not None and person.ends_on >= today:
        contact_person_reopen(person, None)
        return
    had = Grant.objects.filter(source=person.pk, ends_on=person.ends_on).exclude(purpose=Purpose.AFTER_CLOSING)
    for grant in had.order_by("pk"):
        grant_write(
            municipality_id=grant.municipality_id,
            holder=grant.holder,
            subject=grant.subject,
            purpose=Purpose(grant.purpose),
            fields=[FieldClass(name) for name in grant.fields],
            begins_on=today,
            ends_on=None,
            source=person.pk,
        )
    person.ends_on = None
    person.save(update_fields=["ends_on"])


def transfer_shut(transfer: Transfer, from_day: dt.date | None = None) -> None:
    """From a day, today unless told, the handover page is no longer open to whoever was offered the case."""
    grants_end(source=transfer.pk, last_day=(from_day or clock.today()) - dt.timedelta(days=1))


def transfers_lapse(case: Case) -> None:
    """What was proposed no longer is: the case closed, or somebody else decided who has it."""
    for transfer in Transfer.objects.filter(case=case, state=TransferState.PROPOSED):
        transfer.state, transfer.answered_at = TransferState.WITHDRAWN, clock.now()
        transfer.save(update_fields=["state", "answered_at"])
        transfer_shut(transfer)
