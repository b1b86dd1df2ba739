"""Minutes: written, changed, shared."""

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.conversations import rules
from fremdrift.conversations.enums import Minutes
from fremdrift.conversations.models import Conversation
from fremdrift.conversations.services._turns import in_turn
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@transaction.atomic
def minutes_write(*, conversation: Conversation, minutes: str, seen: str, by: Actor) -> None:
    """Write or change the minutes of a held conversation, until they are shared.

    `seen` is the version of the text that the writer began from: when another one stands by now, nothing is
    overwritten and the writer is told. Somebody who sends the text that stands already is not bothered.
    """
    conversation = in_turn(conversation)
    problem = rules.minutes_problem(conversation.state, conversation.minutes_state)
    if problem:
        raise RuleViolation(problem)
    if minutes == conversation.minutes:
        return
    if seen != rules.version(conversation.minutes):
        raise RuleViolation("minutes.changed_meanwhile", "minutes")
    conversation.minutes = minutes
    conversation.minutes_state = Minutes.DRAFT if minutes else Minutes.NONE
    conversation.save(update_fields=["minutes", "minutes_state"])


@transaction.atomic
def minutes_share(*, conversation: Conversation, by: Actor) -> None:
    """Let the citizen read the minutes; sharing cannot be taken back."""
    conversation = in_turn(conversation)
    if conversation.minutes_state != Minutes.DRAFT:
        raise RuleViolation("minutes.nothing_to_share")
    conversation.minutes_state, conversation.shared_at = Minutes.SHARED, clock.now()
    conversation.save(update_fields=["minutes_state", "shared_at"])
