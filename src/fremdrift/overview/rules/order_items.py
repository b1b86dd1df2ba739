"""Which duties about orders stand in a case: what waits for the office, and what was forgotten. Values only."""

import datetime as dt
from collections.abc import Iterable

from fremdrift.orders.rules import ANSWER_WORKING_DAYS, absence_pattern
from fremdrift.overview.enums import Authority, Duty, Group
from fremdrift.overview.rules.shapes import Item, Ordered, OrderStep, Situation, group_by
from fremdrift.rulebook.rules import working_days_after

# The office's own rules; a municipality will be able to choose them. Source: SFI 2012 on orders and their follow-up.
ANSWER_WITHIN = dt.timedelta(days=3)
DECIDE_WITHIN = dt.timedelta(days=7)  # a proposal to change an order
REVIEW_WITHIN = dt.timedelta(days=7)  # a report
WRITE_MORE_WITHIN = dt.timedelta(days=7)  # a report that was returned
SEND_WITHIN = dt.timedelta(days=14)  # an order that was begun
STARTS_WITHIN = dt.timedelta(days=7)


def order_items(case: Situation, today: dt.date) -> Iterable[Item]:
    """Every duty about the orders of a case."""
    for order in case.orders:
        yield from _of_order(order, today)
    for asked in case.questions:
        yield _item(Duty.ORDER_QUESTION, asked.since + ANSWER_WITHIN, today, asked)
    for proposal in case.proposals:
        yield _item(Duty.ORDER_CHANGE, proposal.since + DECIDE_WITHIN, today, proposal)
    for report in case.reports:
        yield from _of_report(report, today)
    for absent in case.absences:
        yield from _of_absence(case, absent, today)


def _item(duty: Duty, due: dt.date, today: dt.date, about: OrderStep) -> Item:
    return Item(duty, group_by(due, today), Authority.OWN, due, about=about)


def _of_order(order: Ordered, today: dt.date) -> Iterable[Item]:
    if order.state == "draft":
        yield from _of_draft(order, today)
    elif order.state == "sent" and order.sent_on is not None:
        last = working_days_after(order.sent_on, ANSWER_WORKING_DAYS)
        if last < today:
            yield _item(Duty.ORDER_UNANSWERED, last, today, _step(order, order.sent_on))
        elif order.begins_on is not None and order.begins_on - today <= STARTS_WITHIN:
            yield _item(Duty.ORDER_STARTING, order.begins_on, today, _step(order, order.sent_on))


def _of_draft(order: Ordered, today: dt.date) -> Iterable[Item]:
    """What the citizen said is followed first; a draft that lies is sent, or thrown away."""
    if order.answer and order.answered_on is not None:
        yield _item(Duty.ORDER_ANSWERED, order.answered_on + ANSWER_WITHIN, today, _step(order, order.answered_on))
    elif today - order.begun_on >= SEND_WITHIN:
        yield _item(Duty.ORDER_DRAFT, order.begun_on + SEND_WITHIN, today, _step(order, order.begun_on))


def _step(order: Ordered, since: dt.date) -> OrderStep:
    return OrderStep(order.id, order.id, order.title, since, order.answer)


def _of_report(report: OrderStep, today: dt.date) -> Iterable[Item]:
    if report.state == "submitted":
        yield _item(Duty.REPORT, report.since + REVIEW_WITHIN, today, report)
    elif report.since < today:
        yield Item(Duty.REPORT_OVERDUE, Group.LATE, Authority.OWN, report.since, about=report)


def _of_absence(case: Situation, absent: OrderStep, today: dt.date) -> Iterable[Item]:
    """At once, until somebody has spoken with the citizen after the last of the days."""
    pattern = absence_pattern(absent.days, today)
    spoken = any(t.state == "held" and pattern and pattern[-1] <= t.on <= today for t in case.talks)
    if pattern and not spoken:
        about = OrderStep(absent.id, absent.order_id, absent.title, pattern[-1], days=tuple(pattern))
        yield _item(Duty.ABSENCE, pattern[-1], today, about)
