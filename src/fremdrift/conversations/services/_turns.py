"""Who writes about a case's conversations waits for whoever does already."""

from uuid import UUID

from fremdrift.cases.models import Case
from fremdrift.conversations.models import Conversation


def take_turn(*case_ids: UUID) -> None:
    """Wait for whoever writes about these cases; others then wait until this transaction ends."""
    list(Case.objects.select_for_update(no_key=True).filter(pk__in=case_ids).order_by("pk").values_list("pk"))


def in_turn(conversation: Conversation) -> Conversation:
    """The conversation as it stands once it is our turn: of two who write at once, one is told."""
    take_turn(conversation.case_id)
    return Conversation.objects.get(pk=conversation.pk)
