"""What templates about conversations need: what one was moved from, and who else takes part."""

from django import template

from fremdrift.conversations.models import Conversation
from fremdrift.web.shared import conversation_words as words

register = template.Library()


@register.filter
def moved_from(talk: Conversation) -> str:
    """What a conversation was moved from, at whose request and how often; empty when it was not moved."""
    return words.moved_from(talk)


@register.filter
def move_asked(talk: Conversation) -> str:
    """Who asked for it to be moved."""
    return words.asked(talk)


@register.filter
def others(talk: Conversation) -> str:
    """Who else takes part, with what they are; empty for nobody."""
    return ", ".join(words.participant(one) for one in talk.others)


@register.filter
def present(talk: Conversation, citizen: str) -> str:
    """Everybody who was there, by name."""
    return words.present(talk, citizen)
