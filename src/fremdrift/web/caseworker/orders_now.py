"""The orders of a case of which something is to come, each with its next step: what a case page says at a glance."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.core.clock import COPENHAGEN
from fremdrift.orders import selectors
from fremdrift.orders.enums import OrderState, ReportState
from fremdrift.orders.models import Order, ProgressReport
from fremdrift.overview.rules import FELL_AWAY
from fremdrift.overview.selectors import case_lines
from fremdrift.web.caseworker.order_links import order_url
from fremdrift.web.shared.words import day


@dataclass(frozen=True)
class OrderNow:
    """An order of which something is to come: where it stands, and what comes next."""

    order: Order
    url: str
    state: str
    next: str
    report: ProgressReport | None  # that waits to be read


def orders_now(actor: Actor, case: Case) -> list[OrderNow]:
    """Orders that have not ended, drafts too, and ended ones of which something waits; the first to begin on top.

    What waits is a report to read, or that nothing was begun in the place of an order that fell away.
    """
    reports = selectors.reports_in(actor, [case.pk])
    lines = [] if case.closed_on else case_lines(actor, case)
    fell_away = [item.about.order_id for item in lines if item.about and item.duty in FELL_AWAY]
    standing = {order.pk: order for order in selectors.orders_not_ended(actor, case.pk, besides=fell_away)}
    standing |= {
        r.order_id: r.order for r in reports if r.state == ReportState.SUBMITTED and r.order_id not in standing
    }
    return [_told(order, [r for r in reports if r.order_id == order.pk]) for order in standing.values()]


def _told(order: Order, reports: list[ProgressReport]) -> OrderNow:
    waiting = next((r for r in reports if r.state == ReportState.SUBMITTED), None)
    due = next((r for r in reports if r.state in {ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED}), None)
    return OrderNow(
        order=order,
        url=order_url(order.pk),
        state=str(order.get_state_display()),
        next=_next(order, waiting, due),
        report=waiting,
    )


def _next(order: Order, waiting: ProgressReport | None, due: ProgressReport | None) -> str:
    if waiting is not None:
        return _("A report waits for you")
    match order.state:
        case OrderState.DRAFT:
            return _("Not sent yet")
        case OrderState.SENT:
            return _("Waits for a yes since %(day)s") % {"day": _day(order.sent_at)}
        case OrderState.ACCEPTED:
            return _("Begins %(day)s") % {"day": day(order.begins_on) if order.begins_on else ""}
        case OrderState.DECLINED:
            return _("The place said no. Find something else.")
        case OrderState.INTERRUPTED:
            return _("Interrupted. Agree what happens now.")
        case _ if due is not None:
            return _("%(kind)s due %(day)s") % {"kind": due.get_kind_display(), "day": day(due.due_on)}
        case _:
            return _("Ends %(day)s") % {"day": day(order.ends_on) if order.ends_on else ""}


def _day(at: dt.datetime | None) -> str:
    return day(at.astimezone(COPENHAGEN).date()) if at else ""
