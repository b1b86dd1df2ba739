"""A case on its way to a colleague: proposed, and accepted, declined or taken back."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import HANDOVER, Purpose
from fremdrift.access.models import grant_write, is_shut_out, user_holder
from fremdrift.access.roles import Role
from fremdrift.cases import rules
from fremdrift.cases.enums import TransferState
from fremdrift.cases.models import Case, ContactPerson, Transfer, take_turn
from fremdrift.cases.services._common import Worker
from fremdrift.cases.services._handing import check_not_shut_out, hand_to, transfer_shut
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def transfer_propose(
    *, case: Case, user_id: int, begins_on: dt.date, reason: str, handover: str, by: Actor
) -> Transfer:
    """Ask a colleague to take the case over; until they accept, it stays where it is.

    They may read the handover page, and nothing else of the case, until they have answered.
    """
    take_turn(case.pk)
    problem = _cannot_propose(case, user_id, begins_on, by)
    if problem is not None:
        raise problem
    check_not_shut_out(case, user_id)
    with refused_as(transfer_one_waiting=("transfer.already_waiting", None)):
        transfer = Transfer.objects.create(
            case=case,
            municipality_id=case.municipality_id,
            to_user_id=user_id,
            proposed_by_id=by.user_id,
            proposed_at=clock.now(),
            begins_on=begins_on,
            reason=reason,
            handover=handover,
        )
    grant_write(
        municipality_id=case.municipality_id,
        holder=user_holder(user_id),
        subject=case.citizen_id,
        purpose=Purpose.HANDOVER,
        fields=HANDOVER,
        begins_on=clock.today(),
        ends_on=None,
        source=transfer.pk,
    )
    return transfer


def _cannot_propose(case: Case, user_id: int, begins_on: dt.date, by: Actor) -> RuleViolation | None:
    today = clock.today()
    if begins_on < today:
        return RuleViolation("transfer.begins_in_past", "begins_on")
    if Case.objects.filter(pk=case.pk, closed_on__isnull=False).exists():
        return RuleViolation("transfer.case_closed")
    coordinating = ContactPerson.objects.standing().coordinating().filter(case=case)
    if coordinating.filter(begins_on__gt=today).exists():
        return RuleViolation("transfer.already_planned")
    has_it = coordinating.exclude(ends_on__lt=today).first()
    if has_it is not None and has_it.user_id == user_id:
        return RuleViolation("contact_person.same", "user")
    if not _decides(has_it, by):
        return RuleViolation("transfer.not_yours")
    return None


def _decides(has_it: ContactPerson | None, by: Actor) -> bool:
    """Whoever has the case today, steps in for them, or leads."""
    if by.role in {Role.LEADER, Role.SYSTEM}:
        return True
    return has_it is not None and has_it.user_id in {
        by.user_id,
        *by.covers,
        *(absent for absent, _ in by.covers_beside),
    }


def _in_turn(transfer: Transfer) -> Transfer:
    """The transfer as it stands once it is our turn: of two answers the first counts."""
    take_turn(transfer.case_id)
    found: Transfer = Transfer.objects.select_related("case").get(pk=transfer.pk)
    if found.state != TransferState.PROPOSED:
        raise RuleViolation("transfer.answered")
    return found


def _answer(transfer: Transfer, state: str, answer: str = "", became: ContactPerson | None = None) -> None:
    transfer.state, transfer.answer, transfer.became, transfer.answered_at = state, answer, became, clock.now()
    transfer.save(update_fields=["state", "answer", "became", "answered_at"])


@transaction.atomic
def transfer_accept(*, transfer: Transfer, answer: str = "", by: Actor) -> ContactPerson:
    """Take the case on, from the day that was asked for, or from today when that has passed."""
    transfer = _in_turn(transfer)
    if transfer.to_user_id != by.user_id:
        raise RuleViolation("transfer.not_to_you")
    if is_shut_out(by.user_id, transfer.case.citizen_id, clock.today()):
        raise RuleViolation("transfer.not_possible")
    begins_on = rules.handed_over_from(transfer.begins_on, clock.today())
    worker = Worker(by.user_id, by.team_id)
    person = hand_to(transfer.case, worker, begins_on, reason=transfer.reason, handover=transfer.handover)
    _answer(transfer, TransferState.ACCEPTED, answer, person)
    transfer_shut(transfer, begins_on)
    case_changed(transfer.case_id)
    return person


@transaction.atomic
def transfer_decline(*, transfer: Transfer, answer: str, by: Actor) -> None:
    """Say no, and why; the case stays where it is and is no longer open to read."""
    transfer = _in_turn(transfer)
    if transfer.to_user_id != by.user_id:
        raise RuleViolation("transfer.not_to_you")
    if not answer.strip():
        raise RuleViolation("transfer.no_answer", "answer")
    _answer(transfer, TransferState.DECLINED, answer)
    transfer_shut(transfer)


@transaction.atomic
def transfer_withdraw(*, transfer: Transfer, by: Actor) -> None:
    """Take a proposal back that nobody has answered: by whoever made it, has the case, or leads."""
    transfer = _in_turn(transfer)
    today = clock.today()
    coordinating = ContactPerson.objects.standing().coordinating().filter(case=transfer.case, begins_on__lte=today)
    has_it = coordinating.exclude(ends_on__lt=today).first()
    if transfer.proposed_by_id != by.user_id and not _decides(has_it, by):
        raise RuleViolation("transfer.not_yours")
    _answer(transfer, TransferState.WITHDRAWN)
    transfer_shut(transfer)
