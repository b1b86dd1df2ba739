"""The worklist's decisions, from values alone."""

from fremdrift.overview.rules.items import (
    CONCLUDE_HEARING_WITHIN,
    CONTACT_WITHIN,
    EFFORT_WITHIN,
    NEED_WITHIN,
    end_of_week,
)
from fremdrift.overview.rules.keeping import DRAFTS, Keeping, goes_on, in_force
from fremdrift.overview.rules.order_items import FELL_AWAY, REVIEW_WITHIN, WRITE_MORE_WITHIN
from fremdrift.overview.rules.shapes import (
    Aside,
    Item,
    Note,
    OpenHearing,
    OpenNeed,
    Ordered,
    OrderStep,
    OwnStep,
    Promise,
    Row,
    Situation,
    Talk,
    Wait,
    Work,
    Worklist,
)
from fremdrift.overview.rules.worklist import lines, matches, spoken_of, worklist

__all__ = [
    "CONCLUDE_HEARING_WITHIN",
    "CONTACT_WITHIN",
    "DRAFTS",
    "EFFORT_WITHIN",
    "FELL_AWAY",
    "NEED_WITHIN",
    "REVIEW_WITHIN",
    "WRITE_MORE_WITHIN",
    "Aside",
    "Item",
    "Keeping",
    "Note",
    "OpenHearing",
    "OpenNeed",
    "OrderStep",
    "Ordered",
    "OwnStep",
    "Promise",
    "Row",
    "Situation",
    "Talk",
    "Wait",
    "Work",
    "Worklist",
    "end_of_week",
    "goes_on",
    "in_force",
    "lines",
    "matches",
    "spoken_of",
    "worklist",
]
