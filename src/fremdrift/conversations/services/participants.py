"""Who else takes part in a conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.conversations.models import Conversation, Participant
from fremdrift.conversations.services._turns import in_turn


@dataclass(frozen=True)
class NewParticipant:
    """Somebody besides citizen and caseworker: which party, and the name if it is known."""

    party: str
    name: str = ""


@transaction.atomic
def participants_set(*, conversation: Conversation, participants: Sequence[NewParticipant], by: Actor) -> None:
    """Let exactly these take part; who is no longer among them is withdrawn, not forgotten."""
    conversation = in_turn(conversation)
    wanted = list(dict.fromkeys(participants))
    for row in Participant.objects.filter(conversation=conversation, withdrawn=False):
        standing = NewParticipant(row.party, row.name)
        if standing in wanted:
            wanted.remove(standing)
        else:
            row.withdrawn = True
            row.save(update_fields=["withdrawn"])
    for new in wanted:
        Participant.objects.create(
            case_id=conversation.case_id,
            municipality_id=conversation.municipality_id,
            conversation=conversation,
            party=new.party,
            name=new.name,
        )
