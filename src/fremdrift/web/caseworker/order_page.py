"""What the page of an order shows: what happened, what waits, and the forms that its state allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.access.actor import Actor
from fremdrift.orders import rules, selectors
from fremdrift.orders.enums import ChangeKind, ChangeState, CitizenAnswer, OrderState, Side
from fremdrift.orders.models import ChangeProposal, Order
from fremdrift.web.caseworker import order_words
from fremdrift.web.caseworker.forms.orders import (
    AnswerForm,
    InterruptForm,
    ReasonForm,
    ThreadForm,
)
from fremdrift.web.shared import dates, order_sheet, report_words
from fremdrift.web.shared.meeting import MeetForm
from fremdrift.web.shared.words import clock as time_of
from fremdrift.web.shared.words import full_day, moment

_REMARKS = 3  # of the latest weeks


@dataclass(frozen=True)
class OrderLine:
    """An order in a list."""

    order: Order
    state: str
    level: str
    late: bool


def lines(orders: Iterable[Order], today: dt.date) -> list[OrderLine]:
    """Orders as lists show them: drafts and what stands first, then what has ended."""
    found = [
        OrderLine(o, order_sheet.state_line(o, today), order_sheet.LEVELS.get(o.state, "plain"), is_late(o, today))
        for o in orders
    ]
    return sorted(found, key=lambda line: line.order.state in rules.ENDED)


def is_late(order: Order, today: dt.date) -> bool:
    """Whether the answer should have come."""
    due = order_sheet.answer_by(order)
    return due is not None and due < today


@dataclass(frozen=True)
class Event:
    """Something that somebody did with an order."""

    side: str
    what: str
    when: str
    note: str = ""


def events(order: Order) -> list[Event]:
    """Who did what when, oldest first."""
    found = []
    if order.made_by is not None:
        found.append(Event("municipality", _("Begun by %(who)s") % {"who": order.made_by.name}, ""))
    if order.citizen_answer and order.citizen_answered_at:
        said = _("The citizen: %(said)s") % {"said": str(CitizenAnswer(order.citizen_answer).label).lower()}
        found.append(Event("citizen", said, moment(order.citizen_answered_at), order.citizen_comment))
    elif order.citizen_answered_at:
        found.append(
            Event(
                "citizen", _("Answered, and the order was changed since: ask again"), moment(order.citizen_answered_at)
            )
        )
    if order.sent_at is not None:
        who = order.sent_by.name if order.sent_by else ""
        found.append(Event("municipality", _("Sent by %(who)s") % {"who": who}, moment(order.sent_at)))
    if order.answered_at is not None:
        found.append(_answer(order, moment(order.answered_at)))
    if order.ended_on is not None and order.state != OrderState.COMPLETED:
        found.append(
            Event("municipality", str(order.get_state_display()), full_day(order.ended_on), order.ending_reason)
        )
    elif order.ended_on is not None:
        found.append(Event("system", str(order.get_state_display()), full_day(order.ended_on)))
    return found


def _answer(order: Order, when: str) -> Event:
    if order.state == OrderState.DECLINED:
        return Event(
            "provider", _("%(who)s said no") % {"who": order_sheet.place_of(order)}, when, order.declined_reason
        )
    who = order.accepted_by_name or (order.accepted_by.name if order.accepted_by else order_sheet.place_of(order))
    return Event("provider", _("%(who)s said yes") % {"who": who}, when)


@dataclass(frozen=True)
class ChangeLine:
    """A proposal in words, and who may answer or take it back."""

    change: ChangeProposal
    what: str
    who: str
    waits: bool
    ours: bool


def changes(found: Iterable[ChangeProposal]) -> list[ChangeLine]:
    """Proposals to change an order, latest first."""
    told = [
        ChangeLine(
            change=change,
            what=change_words(change),
            who=change.proposed_by.name,
            waits=change.state == ChangeState.PROPOSED,
            ours=change.side == Side.MUNICIPALITY,
        )
        for change in found
    ]
    return told[::-1]


def change_words(change: ChangeProposal) -> str:
    """What a proposal changes: from what to what."""
    if change.kind == ChangeKind.HOURS:
        hours = {"was": _hours(change.was_hours), "new": _hours(change.hours)}
        return _("%(new)s hours a week instead of %(was)s") % hours
    days = {"was": full_day(change.was_ends_on) if change.was_ends_on else "–", "new": _day(change.ends_on)}
    if change.kind == ChangeKind.EXTEND:
        return _("Until %(new)s instead of %(was)s") % days
    return _("Ends on %(new)s already, not on %(was)s") % days


def _day(value: dt.date | None) -> str:
    return full_day(value) if value is not None else "–"


def _hours(value: Any) -> str:
    return dates.number(value, "da") if value is not None else "–"


def attendance_words(counts: dict[str, float | int]) -> str:
    """The days in one sentence; nothing while none is registered."""
    days = sum(int(counts[name]) for name in ("present", "sick", "excused", "absent"))
    if not days:
        return ""
    there = ngettext("There on %(there)s of %(count)s day.", "There on %(there)s of %(count)s days.", days)
    return there % {"there": counts["present"], "count": days}


def meeting_words(order: Order) -> str:
    """When and where the start meeting is; empty while none is set."""
    if order.meeting_on is None:
        return ""
    when = full_day(order.meeting_on) + (f" {time_of(order.meeting_at)}" if order.meeting_at is not None else "")
    return f"{when}, {order.meeting_place}" if order.meeting_place else when


def context(actor: Actor, order: Order, today: dt.date) -> dict[str, Any]:
    """All that the page reads."""
    counts = selectors.attendance_counts(order)
    return {
        "sheet": order_sheet.of_order(order),
        "receiver": order_sheet.place_of(order),
        "state": order_sheet.state_line(order, today),
        "level": order_sheet.LEVELS.get(order.state, "plain"),
        "late": is_late(order, today),
        "events": events(order),
        "meter": order_words.meter(selectors.contents_of(order)) if order.state == OrderState.DRAFT else None,
        "thread": selectors.thread_of(actor, order),
        "changes": changes(selectors.changes_of(actor, order)),
        "reports": selectors.reports_of(actor, order),
        "may_ask": order.state in rules.TAKING_A_PLACE and order.provider_id is not None,
        "attendance": attendance_words(counts),
        "remarks": report_words.remarks_in_words(selectors.remarks_on(actor, order)[:_REMARKS]),
        "counts": counts,
        "meeting": meeting_words(order),
    }


def forms(order: Order, today: dt.date) -> dict[str, django_forms.Form]:
    """The forms that the order's state allows, empty."""
    found: dict[str, django_forms.Form] = {}
    if order.state == OrderState.DRAFT:
        found["answer_form"] = AnswerForm(prefix="citizen")
    if order.state in rules.STANDING:
        found["meet_form"] = MeetForm.of(order)
    if order.state not in {OrderState.DRAFT, OrderState.DECLINED, OrderState.WITHDRAWN}:
        found["thread_form"] = ThreadForm(initial={"wants_answer": True})
    if OrderState.WITHDRAWN in rules.MOVES[order.state]:
        found["withdraw_form"] = ReasonForm(prefix="withdraw")
    if OrderState.INTERRUPTED in rules.MOVES[order.state]:
        found["interrupt_form"] = InterruptForm(prefix="interrupt", initial={"on": today})
    return found
