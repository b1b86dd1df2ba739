"""Reads about transfers, and about a case that is offered to somebody."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from fremdrift.access.actor import Actor
from fremdrift.access.fields import Purpose
from fremdrift.cases.enums import TransferState
from fremdrift.cases.models import Case, ContactPerson, Transfer
from fremdrift.cases.selectors.people import case_by_id
from fremdrift.core import clock

DECLINED_IS_TOLD_FOR = dt.timedelta(days=14)


def case_to_hand_over(actor: Actor, case_id: UUID) -> Case | None:
    """The case, when it is the actor's to see or is offered to them."""
    return case_by_id(actor.reading_for(Purpose.HANDOVER), case_id)


def transfer_waiting(actor: Actor, case: Case) -> Transfer | None:
    """The transfer of the case that waits for an answer."""
    offered = Transfer.objects.visible_to(actor.reading_for(Purpose.HANDOVER)).filter(case=case)
    found = offered.filter(state=TransferState.PROPOSED).select_related("to_user", "proposed_by")
    return found.first()


def transfer_declined(actor: Actor, case: Case) -> Transfer | None:
    """The last transfer of the case, when it was declined a short while ago and nothing followed."""
    last = Transfer.objects.visible_to(actor).filter(case=case).select_related("to_user", "proposed_by")
    found = last.order_by("-proposed_at").first()
    if found is None or found.state != TransferState.DECLINED:
        return None
    return found if found.answered_at > clock.now() - DECLINED_IS_TOLD_FOR else None


def transfer_by_id(actor: Actor, case: Case, transfer_id: UUID) -> Transfer | None:
    """A transfer of the case."""
    found: Transfer | None = Transfer.objects.visible_to(actor).filter(case=case, pk=transfer_id).first()
    return found


def transfers_to_answer(actor: Actor) -> list[Transfer]:
    """Cases that somebody wants to hand over to the actor, oldest proposal first, with citizen and proposer."""
    offered = Transfer.objects.visible_to(actor.reading_for(Purpose.HANDOVER))
    mine = offered.filter(to_user=actor.user_id, state=TransferState.PROPOSED)
    return list(mine.select_related("case__citizen", "proposed_by").order_by("proposed_at", "pk"))


def transfers_waiting(actor: Actor) -> list[Transfer]:
    """Own proposals that nobody has answered, and those declined a short while ago that nothing has followed."""
    today, recently = clock.today(), clock.now() - DECLINED_IS_TOLD_FOR
    has_it = (
        ContactPerson.objects.standing()
        .coordinating()
        .filter(case=OuterRef("case"), user=actor.user_id, begins_on__lte=today)
    )
    later = Transfer.objects.filter(case=OuterRef("case"), proposed_at__gt=OuterRef("proposed_at"))
    sent = Transfer.objects.visible_to(actor).filter(proposed_by=actor.user_id)
    waiting = sent.filter(state=TransferState.PROPOSED)
    declined = sent.filter(
        Exists(has_it.exclude(ends_on__lt=today)),
        ~Exists(later),
        state=TransferState.DECLINED,
        answered_at__gt=recently,
    )
    found = (waiting | declined).select_related("case__citizen", "to_user")
    return list(found.order_by(F("answered_at").asc(nulls_last=True), "proposed_at", "pk"))
