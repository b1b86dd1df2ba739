"""Which duties about orders stand in a case: what waits for the office, and what was forgotten. Values only."""

import datetime as dt
from collections.abc import Iterable

from fremdrift.orders.rules import ANSWER_WORKING_DAYS, FELL_AWAY_FOR, absence_pattern
from fremdrift.overview.enums import Authority, Duty, Group
from fremdrift.overview.rules.shapes import Item, Ordered, OrderStep, Situation, group_by
from fremdrift.rulebook.rules import working_days_after

# The office's own rules; a municipality will be able to choose them. Source: SFI 2012 on orders and their follow-up.
ANSWER_WITHIN = dt.timedelta(days=3)
DECIDE_WITHIN = dt.timedelta(days=7)  # a proposal to change an order
DO_WITHIN = dt.timedelta(days=3)  # what a review decided
REVIEW_WITHIN = dt.timedelta(days=7)  # a report
WRITE_MORE_WITHIN = dt.timedelta(days=7)  # a report that was returned
INSTEAD_WITHIN = dt.timedelta(days=7)  # something else, when the place said no or the order was interrupted
SEND_WITHIN = dt.timedelta(days=14)  # an order that was begun
STARTS_WITHIN = dt.timedelta(days=7)

# Nothing is begun yet in the place of an order that fell away.
_OF_STATE = {"declined": Duty.ORDER_DECLINED, "interrupted": Duty.ORDER_INTERRUPTED}
FELL_AWAY = frozenset(_OF_STATE.values())


def order_items(case: Situation, today: dt.date) -> Iterable[Item]:
    """Every duty about the orders of a case."""
    for order in case.orders:
        yield from _of_order(order, today)
    for order in case.fell_away:
        yield from _of_fallen_away(case, order, today)
    for asked in case.questions:
        yield _item(Duty.ORDER_QUESTION, asked.since + ANSWER_WITHIN, today, asked)
    for proposal in case.proposals:
        yield _item(Duty.ORDER_CHANGE, proposal.since + DECIDE_WITHIN, today, proposal)
    for decided in case.decided:
        yield _item(Duty.ORDER_DECIDED, decided.since + DO_WITHIN, today, decided)
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


def _of_fallen_away(case: Situation, order: Ordered, today: dt.date) -> Iterable[Item]:
    """Until an order follows it, or another order or effort was begun since; not for ever."""
    on, others = order.fell_away_on, [*case.orders, *case.fell_away]
    if on is None or today - on > FELL_AWAY_FOR or any(_instead_of(order, other) for other in others):
        return
    if not any(on < effort.begins_on <= today for effort in case.efforts):
        yield _item(_OF_STATE[order.state], on + INSTEAD_WITHIN, today, _step(order, on))


def _instead_of(order: Ordered, other: Ordered) -> bool:
    begun, ended = other.begun_at, order.fell_away_at
    since = other.id != order.id and begun is not None and ended is not None and begun >= ended
    return since or other.follows == order.id


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
