"""Who writes about a case's conversations waits for whoever does already."""

from fremdrift.cases.models import take_open_turn
from fremdrift.conversations.models import Conversation


def in_turn(conversation: Conversation) -> Conversation:
    """The conversation as it stands once it is our turn, in a case that is open: of two who write, one is told."""
    take_open_turn(conversation.case_id)
    return Conversation.objects.get(pk=conversation.pk)
