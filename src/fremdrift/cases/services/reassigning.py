"""Many cases of one caseworker to others at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import TransferState
from fremdrift.cases.models import Case, ContactPerson, Transfer
from fremdrift.cases.selectors import shut_out_of
from fremdrift.cases.services._common import Worker
from fremdrift.cases.services.contact_persons import contact_person_cancel, contact_person_set
from fremdrift.cases.services.transfers import transfer_propose, transfer_withdraw
from fremdrift.core import clock
from fremdrift.core.changes import together
from fremdrift.core.exceptions import RuleViolation


@dataclass(frozen=True)
class Move:
    """A case, who gets it, and what they need to know."""

    case: Case
    to: Worker
    handover: str


@transaction.atomic
def cases_reassign(
    *, moves: Sequence[Move], from_user: int, begins_on: dt.date, reason: str, at_once: bool, by: Actor
) -> int:
    """Propose transfers of somebody's cases, or hand them over without waiting for an answer; all of them or none.

    A proposal that already waits is taken back first: the leader's later word counts.
    """
    if not moves:
        raise RuleViolation("transfer.nothing")
    wanted = sorted(moves, key=lambda move: move.case.pk)
    ids = [move.case.pk for move in wanted]
    list(Case.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    _check(wanted, from_user, begins_on, by)
    with together():
        for move in wanted:
            _make_room(move, None if at_once else begins_on, by)
            if at_once:
                contact_person_set(
                    case=move.case, worker=move.to, begins_on=begins_on, reason=reason, handover=move.handover, by=by
                )
            else:
                transfer_propose(
                    case=move.case,
                    user_id=move.to.user_id,
                    begins_on=begins_on,
                    reason=reason,
                    handover=move.handover,
                    by=by,
                )
    return len(wanted)


def _check(moves: Sequence[Move], from_user: int, begins_on: dt.date, by: Actor) -> None:
    today = clock.today()
    if begins_on < today:
        raise RuleViolation("transfer.begins_in_past", "begins_on")
    theirs = (
        ContactPerson.objects.standing()
        .coordinating()
        .filter(
            Q(ends_on=None) | Q(ends_on__gte=today),
            user=from_user,
            begins_on__lte=today,
            case__in=[move.case.pk for move in moves],
            case__closed_on=None,
        )
    )
    if set(theirs.values_list("case", flat=True)) != {move.case.pk for move in moves}:
        raise RuleViolation("transfer.changed")
    shut = shut_out_of(by, [move.case for move in moves], [move.to.user_id for move in moves])
    if any(move.to.user_id in shut[move.case.pk] for move in moves):
        raise RuleViolation("contact_person.not_possible")


def _make_room(move: Move, asked_for: dt.date | None, by: Actor) -> None:
    """Take back a proposal that waits; the same one again, for the same day, is refused."""
    waiting = Transfer.objects.filter(case=move.case, state=TransferState.PROPOSED).first()
    if waiting is None:
        return
    if (waiting.to_user_id, waiting.begins_on) == (move.to.user_id, asked_for):
        raise RuleViolation("transfer.already_waiting")
    transfer_withdraw(transfer=waiting, by=by)


@transaction.atomic
def cases_undo(*, transfers: Sequence[Transfer], persons: Sequence[ContactPerson], by: Actor) -> int:
    """Take back proposals that nobody has answered, and handovers whose day has not come; all of them or none."""
    with together():
        for transfer in sorted(transfers, key=lambda t: t.pk):
            transfer_withdraw(transfer=transfer, by=by)
        for person in sorted(persons, key=lambda p: p.case_id):
            contact_person_cancel(person=person, by=by)
    return len(transfers) + len(persons)
