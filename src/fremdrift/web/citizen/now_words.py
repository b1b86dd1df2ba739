"""What happens now and next, as it is said to the citizen: short sentences, days with their weekday, people by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fremdrift.conversations.enums import Form
from fremdrift.core import clock
from fremdrift.orders.enums import OrderState
from fremdrift.rulebook.enums import Meets
from fremdrift.web.shared import conversation_words, dates, order_sheet
from fremdrift.web.shared.words import clock as time_of_day
from fremdrift.web.shared.words import full_day

if TYPE_CHECKING:
    from uuid import UUID

    from fremdrift.cases.models import Case, Effort
    from fremdrift.conversations.models import Agreement, Conversation
    from fremdrift.orders.models import Order
    from fremdrift.overview.selectors import Now


@dataclass(frozen=True)
class Meeting:
    """A conversation that is planned."""

    on: dt.date
    at: dt.time | None
    when: str
    how: str
    others: str
    place: str

    @property
    def day_and_time(self) -> str:
        """The same day for who reads it later: without “today”."""
        if self.at is None:
            return full_day(self.on)
        return _("%(day)s at %(time)s") % {"day": full_day(self.on), "time": time_of_day(self.at)}


@dataclass(frozen=True)
class Line:
    """Something that comes or runs: whose it is as a shape, when, what, and a few words below it."""

    shape: str
    when: str
    what: str
    below: str = ""
    order: UUID | None = None


@dataclass(frozen=True)
class Waiting:
    """Why waiting makes sense just now, and until when."""

    reason: str
    until: dt.date
    by: str


@dataclass(frozen=True)
class Told:
    """What the own page opens with."""

    meeting: Meeting | None
    running: list[Line]
    coming: list[Line]
    waits: list[Waiting]
    talk_by: dt.date | None  # by when the law asks for a conversation, while none is planned


def told(now: Now, case: Case, orders: list[Order]) -> Told:
    """What is now and next in a case that is open."""
    today = clock.today()
    name = first_name(now)
    ahead = [talk for talk in now.planned if talk.on >= today]
    by_effort = {order.effort_id: order for order in orders if order.effort_id}
    return Told(
        _meeting(ahead[0], case, name) if ahead else None,
        [_running(effort, by_effort) for effort in now.running],
        [
            *(_talk(talk, name) for talk in ahead[1:]),
            *(_agreed(agreement, name) for agreement in now.agreements),
            *_beginning(now, orders, today),
        ],
        [Waiting(wait.reason, wait.until, wait.by) for wait in now.waits.values()],
        None if ahead else next(_talks_owed(now), None),
    )


def first_name(now: Now) -> str:
    """The contact person by first name, or the municipality where there is none."""
    return now.contact_person.user.name.split()[0] if now.contact_person else _("The municipality")


def when(day: dt.date) -> str:
    """A day as one says it: “Today”, “Friday 4 December”."""
    days = (day - clock.today()).days
    if days in (0, 1):
        return _("Today") if days == 0 else _("Tomorrow")
    return dates.weekday(day, get_language() or "da")


def within(day: dt.date) -> str:
    """The same inside a sentence: “today”, “fredag 4. december”, “Friday 4 December”."""
    words = when(day)
    near = (day - clock.today()).days in (0, 1)
    return words if not near and (get_language() or "da").startswith("en") else words[:1].lower() + words[1:]


def _meeting(talk: Conversation, case: Case, name: str) -> Meeting:
    people = [conversation_words.participant(one) for one in talk.others]
    return Meeting(
        talk.on,
        talk.at,
        _when(talk),
        _HOW[Form(talk.form)]() % {"name": name},
        ", ".join(people),
        case.municipality.visiting_address if talk.form == Form.IN_PERSON else "",
    )


def _when(talk: Conversation) -> str:
    if talk.at is None:
        return when(talk.on)
    return _("%(day)s at %(time)s") % {"day": when(talk.on), "time": time_of_day(talk.at)}


def _talk(talk: Conversation, name: str) -> Line:
    return Line("municipality", _when(talk), _HOW[Form(talk.form)]() % {"name": name})


def _agreed(agreement: Agreement, name: str) -> Line:
    day = when(agreement.due_on) if agreement.due_on else ""
    writer = agreement.conversation.recorded_by
    match agreement.who:
        case "citizen":
            return Line("citizen", day, agreement.what, _("You do it."))
        case "caseworker":
            who = writer.name.split()[0] if writer else name
            return Line("municipality", day, agreement.what, _("%(name)s does it.") % {"name": who})
    who = agreement.who_name or str(agreement.get_who_display())
    return Line("other", day, agreement.what, _("%(name)s does it.") % {"name": who})


def _running(effort: Effort, by_effort: dict[UUID, Order]) -> Line:
    order = by_effort.get(effort.pk)
    until = _("Until %(day)s") % {"day": full_day(effort.ends_on)} if effort.ends_on else ""
    where = order_sheet.place_of(order) if order else effort.organiser_name
    return Line(effort.organiser, until, effort.title, where, order.pk if order else None)


def _beginning(now: Now, orders: list[Order], today: dt.date) -> Iterator[Line]:
    """What begins on a day to come: efforts, and orders that a place has said yes to."""
    for effort in now.efforts:
        if effort.begins_on > today:
            yield Line(effort.organiser, when(effort.begins_on), effort.title, _("It begins."))
    for order in orders:
        if order.state == OrderState.ACCEPTED and order.begins_on and not order.effort_id:
            place = _("You begin at %(place)s.") % {"place": order_sheet.place_of(order)}
            yield Line("provider", when(order.begins_on), order.title, place, order.pk)


def _talks_owed(now: Now) -> Iterator[dt.date]:
    for obligation, _status in now.obligations:
        if obligation.what_would_meet_it is Meets.HOLD_CONVERSATION and obligation.due_on is not None:
            yield obligation.due_on


_HOW: dict[Form, Callable[[], str]] = {
    Form.IN_PERSON: lambda: _("You meet %(name)s."),
    Form.PHONE: lambda: _("%(name)s calls you."),
    Form.VIDEO: lambda: _("You talk with %(name)s on video."),
    Form.WALK: lambda: _("You go for a walk with %(name)s."),
    Form.AT_COMPANY: lambda: _("You meet %(name)s at the company."),
    Form.AT_HOME: lambda: _("%(name)s comes to your home."),
}
