"""An order as those read it who get it, who send it, and whom it is about: the same words for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fremdrift.cases.enums import EffortKind
from fremdrift.catalogue.enums import Purpose
from fremdrift.core.clock import COPENHAGEN
from fremdrift.orders.enums import Indicator, OrderState, Shared
from fremdrift.orders.models import Order
from fremdrift.orders.rules import ANSWER_WORKING_DAYS
from fremdrift.orders.selectors import FREE
from fremdrift.orders.services import Content
from fremdrift.rulebook.rules import working_days_after
from fremdrift.web.shared import dates
from fremdrift.web.shared.words import full_day

# State of an order → the look of its badge.
LEVELS = {"sent": "info", "accepted": "info", "running": "success", "declined": "warning", "interrupted": "warning"}


@dataclass(frozen=True)
class SharedLine:
    """One piece of information: what it is, why it is told, and the very words."""

    field: str
    label: str
    why: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """All that an order says."""

    title: str
    kind: str
    purposes: list[str]
    right_and_duty: bool
    question: str
    aims: list[str]
    indicators: list[tuple[str, str]]
    hours: float | None
    begins_on: dt.date | None
    ends_on: dt.date | None
    midway_on: dt.date | None
    shared: list[SharedLine]
    mentor: str
    not_shared: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Whom it is about, as the order tells it."""
        return next((line.text for line in self.shared if line.field == Shared.NAME), "")

    @property
    def told(self) -> list[SharedLine]:
        """What is told besides the name."""
        return [line for line in self.shared if line.field != Shared.NAME]


def of_order(order: Order) -> Sheet:
    """An order as it is stored."""
    shared = {row.field: (row.why, row.text) for row in order.shared.all() if row.chosen}
    content = Content(
        purposes=order.purposes,
        question=order.question,
        hours=float(order.hours) if order.hours is not None else None,
        begins_on=order.begins_on,
        ends_on=order.ends_on,
        midway_on=order.midway_on,
        right_and_duty=order.right_and_duty,
        mentor_name=order.mentor_name,
        mentor_hours=float(order.mentor_hours) if order.mentor_hours is not None else None,
        no_mentor_reason=order.no_mentor_reason,
        indicators={row.indicator: row.baseline for row in order.indicators.all() if row.chosen},
    )
    aims = [aim.what for aim in order.aims.all() if not aim.dropped]
    return _sheet(order, content, aims, shared)


def of_content(order: Order, content: Content, facts: Mapping[str, str]) -> Sheet:
    """An order as it is typed, with the case's own words where no others are asked for."""
    shared = {Shared.NAME.value: ("", facts[Shared.NAME])}
    shared |= {name: (why, text if name in FREE else facts[name]) for name, (why, text) in content.shared.items()}
    return _sheet(order, content, [aim.what for aim in content.aims], shared)


def _sheet(order: Order, content: Content, aims: list[str], shared: Mapping[str, tuple[str, str]]) -> Sheet:
    return Sheet(
        title=order.title,
        kind=str(EffortKind(order.kind).label) if order.kind in EffortKind.values else "",
        purposes=purposes_of(content.purposes),
        right_and_duty=content.right_and_duty,
        question=content.question,
        aims=aims,
        indicators=[(str(i.label), content.indicators[i]) for i in Indicator if i in content.indicators],
        hours=content.hours,
        begins_on=content.begins_on,
        ends_on=content.ends_on,
        midway_on=content.midway_on,
        shared=[SharedLine(s, str(s.label), *shared[s]) for s in Shared if s in shared],
        mentor=_mentor(content),
        not_shared=[_("CPR number"), _("address"), *(str(s.label).lower() for s in Shared if s not in shared)],
    )


def purposes_of(purposes: Iterable[str]) -> list[str]:
    """What an order is to lead to, in words."""
    return [str(Purpose(purpose).label) for purpose in purposes if purpose in Purpose.values]


def _mentor(content: Content) -> str:
    if content.mentor_name and content.mentor_hours:
        return _("%(name)s, %(hours)s hours a week") % {
            "name": content.mentor_name,
            "hours": dates.number(content.mentor_hours, get_language() or "da"),
        }
    return content.mentor_name or content.no_mentor_reason


def answer_by(order: Order) -> dt.date | None:
    """The day by which whoever got the order answers; none before it is sent or after the answer."""
    if order.state != OrderState.SENT or order.sent_at is None:
        return None
    return working_days_after(_local(order.sent_at), ANSWER_WORKING_DAYS)


def place_of(order: Order) -> str:
    """Who gets the order, as one says it."""
    if order.provider is not None:
        return order.provider.name
    assert order.workplace is not None
    return order.workplace.company.name


def state_line(order: Order, today: dt.date) -> str:
    """Where an order stands, in a sentence."""
    words = {
        "who": place_of(order),
        "begins": _day(order.begins_on),
        "ends": _day(order.ended_on or order.ends_on),
        "sent": _day(_local(order.sent_at) if order.sent_at else None),
        "answered": _day(_local(order.answered_at) if order.answered_at else None),
    }
    if order.state == OrderState.SENT:
        return _sent_line(order, words, today)
    return _SAYS[OrderState(order.state)]() % words


def _sent_line(order: Order, words: dict[str, str], today: dt.date) -> str:
    due = answer_by(order)
    assert due is not None
    words["due"] = _day(due)
    if due < today:
        return _("Sent to %(who)s on %(sent)s. The answer was due by %(due)s and has not come.") % words
    return _("Sent to %(who)s on %(sent)s. They answer by %(due)s.") % words


def _local(at: dt.datetime) -> dt.date:
    return at.astimezone(COPENHAGEN).date()


def _day(value: dt.date | None) -> str:
    return full_day(value) if value is not None else "–"


_SAYS = {
    OrderState.DRAFT: lambda: _("A draft: nobody at %(who)s sees it yet."),
    OrderState.ACCEPTED: lambda: _("%(who)s said yes on %(answered)s. It begins on %(begins)s."),
    OrderState.RUNNING: lambda: _("Runs from %(begins)s until %(ends)s."),
    OrderState.COMPLETED: lambda: _("Came to its end on %(ends)s."),
    OrderState.DECLINED: lambda: _("%(who)s said no on %(answered)s."),
    OrderState.WITHDRAWN: lambda: _("Taken back on %(ends)s."),
    OrderState.INTERRUPTED: lambda: _("Interrupted on %(ends)s."),
}
