"""What happened with orders, as the timeline tells it: the same to every reader, and its words to those who may."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.permissions import Permission
from fremdrift.core.clock import COPENHAGEN
from fremdrift.orders import selectors as orders
from fremdrift.orders.enums import CitizenAnswer, OrderState, Side
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage, ProgressReport
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors.entries import Entry, Row

_RAN = {OrderState.RUNNING, OrderState.COMPLETED, OrderState.INTERRUPTED}
_SIDES = {Side.PROVIDER: "provider", Side.CITIZEN: "citizen", Side.MUNICIPALITY: "municipality"}


def order_entries(actor: Actor, case_ids: list[UUID]) -> tuple[list[Entry], set[UUID]]:
    """What happened with the orders of a case, and the efforts that are told of with it.

    Reasons and comments are for those who work with orders; others learn that something happened, and not why.
    """
    whole = actor.may(Permission.ORDER_VIEW)
    found = orders.orders_of(actor, case_ids)
    told = [
        *(e for order in found for e in _of_order(order)),
        *(e for proposal in orders.changes_in(actor, case_ids) for e in _of_proposal(proposal)),
        *(e for report in orders.reports_in(actor, case_ids) for e in _of_report(report)),
        *_of_messages(orders.messages_in(actor, case_ids)),
    ]
    entries = told if whole else [_without_words(entry) for entry in told]
    return entries, {order.effort_id for order in found if order.effort_id is not None}


def _without_words(entry: Entry) -> Entry:
    return Entry(entry.on, entry.kind, entry.what, entry.who, entry.row, entry.author, count=entry.count)


def _entry(on: dt.date, what: str, who: str, row: Row, author: str = "", words: str = "") -> Entry:
    return Entry(on, EntryKind.ORDER, what, who, row, author, words=(words,) if words else ())


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(COPENHAGEN).date()


def _place(order: Order) -> str:
    return "provider" if order.provider_id else "other"


def _of_order(order: Order) -> Iterable[Entry]:
    if order.citizen_answer != CitizenAnswer.NONE and order.citizen_answered_at:
        answered = _day(order.citizen_answered_at)
        yield _entry(answered, "order_answered", "citizen", order, words=order.citizen_comment)
    if order.sent_at is None:
        return
    sender = order.sent_by.name if order.sent_by else ""
    yield _entry(_day(order.sent_at), "order_sent", "municipality", order, sender)
    yield from _of_answer(order)
    if order.meeting_on is not None and order.state in {OrderState.ACCEPTED, *_RAN}:
        yield _entry(order.meeting_on, "order_meeting", _place(order), order)
    if order.state in _RAN and order.begins_on is not None:
        yield _entry(order.begins_on, "order_started", _place(order), order)
    if order.ended_on is not None:
        who = _place(order) if order.state == OrderState.COMPLETED else "municipality"
        yield _entry(order.ended_on, f"order_{order.state}", who, order, words=order.ending_reason)


def _of_answer(order: Order) -> Iterable[Entry]:
    if order.answered_at is None:
        return
    on, place = _day(order.answered_at), _place(order)
    if order.state == OrderState.DECLINED:
        yield _entry(on, "order_declined", place, order, words=order.declined_reason)
    else:
        by = order.accepted_by_name or (order.accepted_by.name if order.accepted_by else "")
        yield _entry(on, "order_accepted", place, order, by)


def _of_proposal(proposal: ChangeProposal) -> Iterable[Entry]:
    on, who, name = _day(proposal.proposed_at), _SIDES[Side(proposal.side)], proposal.proposed_by.name
    yield _entry(on, "change_proposed", who, proposal, name, proposal.reason)
    if proposal.decided_at is not None and proposal.decided_by is not None:
        by, reason = proposal.decided_by.name, proposal.decision_reason
        yield _entry(_day(proposal.decided_at), f"change_{proposal.state}", "municipality", proposal, by, reason)


def _of_report(report: ProgressReport) -> Iterable[Entry]:
    if report.submitted_at is not None and report.state in orders.TOLD:
        by = report.submitted_by.name if report.submitted_by else ""
        yield _entry(_day(report.submitted_at), "report_submitted", _place(report.order), report, by, report.summary)
    if report.citizen_comment and report.citizen_commented_at is not None:
        on = _day(report.citizen_commented_at)
        yield _entry(on, "report_commented", "citizen", report, words=report.citizen_comment)
    if report.reviewed_at is not None and report.reviewed_by is not None:
        on, name = _day(report.reviewed_at), report.reviewed_by.name
        yield _entry(on, "report_reviewed", "municipality", report, name, report.decision_words)


def _of_messages(found: list[OrderMessage]) -> Iterable[Entry]:
    """One line for each order, on the day of its last message: the thread stands on the order's page."""
    for _order, thread in groupby(sorted(found, key=lambda m: str(m.order_id)), key=lambda m: m.order_id):
        messages = list(thread)
        last = max(messages, key=lambda m: m.sent_at)
        who = _SIDES[Side(last.side)]
        yield Entry(
            _day(last.sent_at), EntryKind.ORDER, "order_messages", who, last, last.author.name, count=len(messages)
        )
