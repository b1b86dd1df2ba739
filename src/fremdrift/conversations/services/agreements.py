"""How agreements went."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import take_open_turn
from fremdrift.conversations import rules
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@transaction.atomic
def agreement_follow_up(
    *, agreement: Agreement, state: str, at: Conversation | None = None, on: dt.date | None = None, by: Actor
) -> None:
    """Say how an agreement went: done, dropped, or still open; with the conversation where it came up.

    What was closed before stays as it was; who says otherwise is told. In a closed case nothing is followed up.
    """
    take_open_turn(agreement.case_id)
    agreement = Agreement.objects.get(pk=agreement.pk)
    if not rules.AGREEMENT_MOVES[agreement.state]:
        if state != agreement.state:
            raise RuleViolation("agreement.already_closed")
        return
    agreement.state = state
    agreement.followed_up_at = at
    agreement.followed_up_on = on or (at.on if at else clock.today())
    agreement.save(update_fields=["state", "followed_up_at", "followed_up_on"])
