"""Where the steps about an order lead; a list has hundreds, so addresses are made quickly."""

import datetime as dt
from urllib.parse import urlencode
from uuid import UUID

from fremdrift.orders.enums import Decision
from fremdrift.orders.models import ProgressReport
from fremdrift.orders.rules import TAKING_A_PLACE
from fremdrift.web.caseworker.addresses import of_case


def order_url(order_id: UUID) -> str:
    """An order's own page."""
    return of_case("order", order_id)


def change_url(order_id: UUID, kind: str, ends_on: dt.date | None = None) -> str:
    """Propose a change, with what is known already filled in."""
    known = {"kind": kind} | ({"ends_on": ends_on.isoformat()} if ends_on else {})
    return f"{of_case('change_propose', order_id)}?{urlencode(known)}"


def new_order_url(case_id: UUID, follows: UUID) -> str:
    """Begin an order that follows another."""
    return f"{of_case('order_new', case_id)}?{urlencode({'follows': str(follows)})}"


def next_step(report: ProgressReport, ends_on: dt.date | None = None) -> str:
    """Where a decision leads at once, with the fields filled in that are known; an order that has ended is followed."""
    case_id, order = report.case_id, report.order
    runs = order.state in TAKING_A_PLACE
    match report.decision:
        case Decision.EXTEND if runs:
            return change_url(order.pk, "extend", ends_on)
        case Decision.CHANGE if runs:
            return change_url(order.pk, "hours")
        case Decision.EXTEND | Decision.CHANGE | Decision.NEW_ORDER:
            return new_order_url(case_id, order.pk)
        case Decision.CONVERSATION:
            return of_case("conversation_plan", case_id)
        case _:
            return order_url(order.pk)
