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
from fremdrift.orders.selectors.limits import limit_problems, limit_problems_of, size_problem
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
from fremdrift.orders.selectors.placements import (
    PLACEMENT_GROUPS,
    placement_by_id,
    placement_counts,
    placement_reports,
    placements,
    subjects_of,
    workplace_by_id,
    workplaces,
)
from fremdrift.orders.selectors.sharing import FREE, facts_of

__all__ = [
    "FREE",
    "PLACEMENT_GROUPS",
    "attendance_counts",
    "attendance_of",
    "change_by_id",
    "changes_of",
    "contents_of",
    "facts_of",
    "full_offers",
    "limit_problems",
    "limit_problems_of",
    "message_by_id",
    "offer_to_order",
    "offers_to_order",
    "order_by_id",
    "orders_of",
    "own_order",
    "own_orders",
    "placement_by_id",
    "placement_counts",
    "placement_reports",
    "placements",
    "places_problem",
    "places_taken",
    "reports_of",
    "shared_with",
    "shown_offer",
    "shown_offers",
    "size_problem",
    "subjects_of",
    "thread_of",
    "used_in_year",
    "workplace_by_id",
    "workplaces",
    "workplaces_taken",
]
