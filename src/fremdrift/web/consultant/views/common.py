"""What the consultant's screens share: finding the order, and logging that it was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.reasons import Denial
from fremdrift.access.screen import look_up, refused
from fremdrift.orders import selectors
from fremdrift.orders.enums import Shared

if TYPE_CHECKING:
    from uuid import UUID

    from fremdrift.orders.models import Order

IN_LIST = (FieldClass.IDENTITY, FieldClass.ORDER)
WHOLE_ORDER = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.ORDER, FieldClass.HEALTH)


def open_placement(request: AuthenticatedRequest, order_id: UUID) -> Order:
    """The order to a workplace, once the look at it is in the log; 404 when no grant opens it."""
    order = selectors.placement_by_id(request.actor, order_id)
    if order is None:
        raise refused(Denial.NO_GRANT)
    logged(request, [order], WHOLE_ORDER)
    return order


def logged(request: AuthenticatedRequest, orders: Iterable[Order], fields: tuple[FieldClass, ...]) -> None:
    """Write into the look-up log whom these orders are about."""
    subjects = selectors.subjects_of(request.actor, [order.pk for order in orders])
    look_up(request, subjects.values(), fields, purpose=str(Purpose.PLACEMENT))


def told(request: AuthenticatedRequest, order: Order) -> dict[str, str]:
    """What the order tells of the citizen, by field, in the words that were sent."""
    return {row.field: row.text for row in selectors.shared_with(request.actor, order)}


def name_of(order: Order) -> str:
    """The citizen's name, as it was sent; the case itself is not read."""
    return next((row.text for row in order.shared.all() if row.field == Shared.NAME), "")
