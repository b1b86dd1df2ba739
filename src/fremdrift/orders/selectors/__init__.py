"""Reads of orders and what hangs on them; the first argument is who reads."""

from fremdrift.orders.selectors.attendance import attendance_counts, attendance_of
from fremdrift.orders.selectors.contents import (
    contents_of,
    full_offers,
    places_problem,
    places_taken,
    workplaces_taken,
)
from fremdrift.orders.selectors.inbox import (
    absent_days,
    grants_of,
    inbox,
    inbox_counts,
    orders_in_week,
    reports_awaited,
    reports_of_unit,
    unit_place_problem,
    unit_report,
)
from fremdrift.orders.selectors.orders import (
    changes_of,
    order_by_id,
    orders_of,
    shared_with,
    thread_of,
)
from fremdrift.orders.selectors.own import (
    change_by_id,
    message_by_id,
    offer_to_order,
    offers_to_order,
    own_order,
    own_orders,
    reports_of,
    shown_offer,
    shown_offers,
)
from fremdrift.orders.selectors.sharing import FREE, facts_of

__all__ = [
    "FREE",
    "absent_days",
    "attendance_counts",
    "attendance_of",
    "change_by_id",
    "changes_of",
    "contents_of",
    "facts_of",
    "full_offers",
    "grants_of",
    "inbox",
    "inbox_counts",
    "message_by_id",
    "offer_to_order",
    "offers_to_order",
    "order_by_id",
    "orders_in_week",
    "orders_of",
    "own_order",
    "own_orders",
    "places_problem",
    "places_taken",
    "reports_awaited",
    "reports_of",
    "reports_of_unit",
    "shared_with",
    "shown_offer",
    "shown_offers",
    "thread_of",
    "unit_place_problem",
    "unit_report",
    "workplaces_taken",
]
