"""Reads of orders and what hangs on them; the first argument is who reads."""

from fremdrift.orders.selectors.attendance import attendance_counts, attendance_of
from fremdrift.orders.selectors.contents import (
    contents_of,
    full_offers,
    places_problem,
    places_taken,
    used_in_year,
    workplaces_taken,
)
from fremdrift.orders.selectors.duties import order_rows
from fremdrift.orders.selectors.following import (
    TOLD,
    changes_in,
    days_of,
    messages_in,
    orders_not_ended,
    previous_report,
    report_by_id,
    reports_in,
    unanswered_questions,
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
    "TOLD",
    "attendance_counts",
    "attendance_of",
    "change_by_id",
    "changes_in",
    "changes_of",
    "contents_of",
    "days_of",
    "facts_of",
    "full_offers",
    "message_by_id",
    "messages_in",
    "offer_to_order",
    "offers_to_order",
    "order_by_id",
    "order_rows",
    "orders_not_ended",
    "orders_of",
    "own_order",
    "own_orders",
    "places_problem",
    "places_taken",
    "previous_report",
    "report_by_id",
    "reports_in",
    "reports_of",
    "shared_with",
    "shown_offer",
    "shown_offers",
    "thread_of",
    "unanswered_questions",
    "used_in_year",
    "workplaces_taken",
]
