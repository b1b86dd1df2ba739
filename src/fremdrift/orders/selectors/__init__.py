"""Reads of orders and what hangs on them; the first argument is who reads."""

from fremdrift.orders.selectors.contents import (
    contents_of,
    full_offers,
    places_problem,
    places_taken,
    used_in_year,
    workplaces_taken,
)
from fremdrift.orders.selectors.limits import limit_problems, limit_problems_of
from fremdrift.orders.selectors.orders import (
    changes_of,
    order_by_id,
    orders_of,
    shared_with,
    thread_of,
)
from fremdrift.orders.selectors.placements import (
    PLACEMENT_GROUPS,
    placement_by_id,
    placement_counts,
    placements,
    reports_of,
    subjects_of,
    workplace_by_id,
    workplaces,
)

__all__ = [
    "PLACEMENT_GROUPS",
    "changes_of",
    "contents_of",
    "full_offers",
    "limit_problems",
    "limit_problems_of",
    "order_by_id",
    "orders_of",
    "placement_by_id",
    "placement_counts",
    "placements",
    "places_problem",
    "places_taken",
    "reports_of",
    "shared_with",
    "subjects_of",
    "thread_of",
    "used_in_year",
    "workplace_by_id",
    "workplaces",
    "workplaces_taken",
]
