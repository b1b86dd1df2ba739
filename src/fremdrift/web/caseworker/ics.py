"""Conversations as an iCalendar file (RFC 5545), without anything that tells whom they are with."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from fremdrift.conversations.models import Conversation
from fremdrift.core import clock

PAST = dt.timedelta(days=31)  # what lies further back is in no calendar any more
_LENGTH = dt.timedelta(hours=1)  # own practice: no length is planned


def calendar(talks: Iterable[Conversation], link: Callable[[Conversation], str]) -> bytes:
    """The file that a calendar program reads; `link` leads from a conversation to its case."""
    file = Calendar()
    file.add("prodid", "-//Fremdrift//Calendar//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", "Fremdrift")
    for talk in talks:
        file.add_component(_event(talk, link(talk)))
    content: bytes = file.to_ical()
    return content


def _event(talk: Conversation, address: str) -> Event:
    event = Event()
    event.add("uid", f"{talk.pk}@fremdrift")
    event.add("dtstamp", clock.now().astimezone(dt.UTC))
    if talk.at is None:
        event.add("dtstart", talk.on)
        event.add("transp", "TRANSPARENT")
    else:
        begins = dt.datetime.combine(talk.on, talk.at, clock.COPENHAGEN).astimezone(dt.UTC)
        event.add("dtstart", begins)
        event.add("dtend", begins + _LENGTH)
    event.add("summary", _("Conversation, %(form)s") % {"form": talk.get_form_display().lower()})
    event.add("url", address)
    event.add("class", "PRIVATE")
    return event
