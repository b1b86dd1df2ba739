"""What the provider's screens share: finding the order, and logging the look where the citizen lives."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.screen import look_up
from fremdrift.orders import selectors

if TYPE_CHECKING:
    from fremdrift.access.models import Grant
    from fremdrift.orders.models import Order, ProgressReport

LISTED = (FieldClass.IDENTITY, FieldClass.ORDER)
WRITTEN = (FieldClass.IDENTITY, FieldClass.ORDER, FieldClass.HEALTH)  # attendance and reports tell of health


def open_order(request: AuthenticatedRequest, order_id: UUID) -> tuple[Order, Grant]:
    """The order and the grant by which it is seen, once the look is in the log; 404 when it is not the unit's."""
    order = selectors.order_by_id(request.actor, order_id)
    grant = selectors.grants_of(request.actor, [order_id]).get(order_id)
    if order is None or grant is None:
        raise Http404
    fields = [FieldClass(name) for name in grant.fields]
    look_up(request, [grant.subject], fields, purpose=Purpose.ORDER, municipality_id=order.municipality_id)
    return order, grant


def open_report(request: AuthenticatedRequest, report_id: UUID) -> tuple[ProgressReport, Grant]:
    """The report and the grant by which its order is seen, once the look is in the log."""
    report = selectors.unit_report(request.actor, report_id)
    grant = selectors.grants_of(request.actor, [report.order_id]).get(report.order_id) if report else None
    if report is None or grant is None:
        raise Http404
    look_up(request, [grant.subject], WRITTEN, purpose=Purpose.ORDER, municipality_id=report.municipality_id)
    return report, grant


def look_up_orders(
    request: AuthenticatedRequest,
    shown: Iterable[Order],
    fields: tuple[FieldClass, ...] = LISTED,
    purpose: str = Purpose.ORDER,
    criterion: str = "",
) -> None:
    """Log a list of orders: a row in the log of each municipality whose citizens are on it."""
    orders = list(shown)
    grants = selectors.grants_of(request.actor, [order.pk for order in orders])
    homes = sorted((o.municipality_id, grants[o.pk].subject) for o in orders if o.pk in grants)
    if not homes:
        look_up(request, [], fields, purpose=purpose, criterion=criterion)
    for home, persons in groupby(homes, key=lambda pair: pair[0]):
        subjects = [person for _, person in persons]
        look_up(request, subjects, fields, purpose=purpose, criterion=criterion, municipality_id=home)
