"""Conversations in words: what one was moved from, who takes part, how somebody was tried to be reached."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.conversations.enums import Asked, Attempt
from fremdrift.conversations.models import Conversation, Participant
from fremdrift.web.shared.words import day

_ASKED: dict[str, str | Promise] = {
    Asked.CITIZEN: gettext_lazy("at the citizen's request"),
    Asked.OFFICE: gettext_lazy("at the office's request"),
    Asked.OTHER: gettext_lazy("at somebody else's request"),
}


def asked(talk: Conversation) -> str:
    """Who asked for a conversation to be moved."""
    return str(_ASKED[talk.move_asked_by])


def moved_from(talk: Conversation) -> str:
    """“Moved from Tue 3 Nov at the citizen's request, second time”; empty when it was not moved."""
    moves = talk.moves
    if not moves:
        return ""
    words = _("Moved from %(day)s %(asked)s") % {"day": day(moves[-1].on), "asked": asked(moves[-1])}
    return f"{words}{again(len(moves))}"


def again(times: int) -> str:
    """“, second time”, from the second time on."""
    if times < 2:
        return ""
    if times == 2:
        return _(", second time")
    return _(", third time") if times == 3 else _(", time number %(times)s") % {"times": times}


def participant(one: Participant) -> str:
    """“Bo Hansen (mentor)”, or the party alone where no name is known."""
    party = str(one.get_party_display())
    return f"{one.name} ({party.lower()})" if one.name else party


def present(talk: Conversation, citizen: str) -> str:
    """Everybody who was there: the citizen, whoever wrote it down, and the others with what they are."""
    writer = [talk.recorded_by.name] if talk.recorded_by else []
    return ", ".join([citizen, *writer, *(participant(one) for one in talk.others)])


def tried(ways: Iterable[str]) -> str:
    """“Tried: called, text message.”"""
    words = ", ".join(str(Attempt(way).label).lower() for way in ways)
    return _("Tried: %(ways)s.") % {"ways": words} if words else ""
