"""Reads of orders and what hangs on them; the first argument is who reads."""

from fremdrift.orders.selectors.contents import (
    contents_of,
    full_offers,
    places_problem,
    places_taken,
    workplaces_taken,
)
from fremdrift.orders.selectors.orders import (
    changes_of,
    order_by_id,
    orders_of,
    shared_with,
    thread_of,
)

__all__ = [
    "changes_of",
    "contents_of",
    "full_offers",
    "order_by_id",
    "orders_of",
    "places_problem",
    "places_taken",
    "shared_with",
    "thread_of",
    "workplaces_taken",
]
