"""A case on its way to a colleague: proposed, and taken back."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import ContactRole, TransferState
from fremdrift.cases.models import Case, ContactPerson, Transfer
from fremdrift.cases.selectors import shut_out_of
from fremdrift.cases.services._common import of_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def transfer_propose(
    *, case: Case, user_id: int, begins_on: dt.date, reason: str, handover: str, by: Actor
) -> Transfer:
    """Ask a colleague to take a case on from a day; until they answer it stays where it is."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if begins_on < clock.today():
        raise RuleViolation("transfer.begins_in_past", "begins_on")
    if shut_out_of(by, [case], [user_id])[case.pk]:
        raise RuleViolation("contact_person.not_possible", "user")
    persons = ContactPerson.objects.standing().filter(case=case, role=ContactRole.COORDINATING, ends_on=None)
    if persons.filter(user=user_id).exists():
        raise RuleViolation("contact_person.same", "user")
    with refused_as(transfer_one_waiting=("transfer.already_waiting", None)):
        return Transfer.objects.create(
            to_user_id=user_id,
            proposed_by_id=by.user_id,
            proposed_at=clock.now(),
            begins_on=begins_on,
            reason=reason,
            handover=handover,
            **of_case(case),
        )


@transaction.atomic
def transfer_withdraw(*, transfer: Transfer, by: Actor) -> None:
    """Take a proposal back while nobody has answered it."""
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if transfer.state != TransferState.PROPOSED:
        raise RuleViolation("transfer.answered")
    transfer.state, transfer.answered_at = TransferState.WITHDRAWN, clock.now()
    transfer.save(update_fields=["state", "answered_at"])
