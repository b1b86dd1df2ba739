"""Reads of orders and what hangs on them; the first argument is who reads."""

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
    open_orders,
    orders_not_ended,
    previous_report,
    report_by_id,
    reports_of,
    unanswered_questions,
)
from fremdrift.orders.selectors.orders import (
    changes_of,
    order_by_id,
    orders_of,
    shared_with,
    thread_of,
)

__all__ = [
    "TOLD",
    "changes_in",
    "changes_of",
    "contents_of",
    "days_of",
    "full_offers",
    "messages_in",
    "open_orders",
    "order_by_id",
    "order_rows",
    "orders_not_ended",
    "orders_of",
    "places_problem",
    "places_taken",
    "previous_report",
    "report_by_id",
    "reports_of",
    "shared_with",
    "thread_of",
    "unanswered_questions",
    "used_in_year",
    "workplaces_taken",
]
