"""Orders to a provider or a workplace, and all that hangs on them."""

from fremdrift.orders.models.answer import IndicatorAnswer
from fremdrift.orders.models.attendance import AttendanceDay, AttendanceRemark
from fremdrift.orders.models.change import ChangeProposal
from fremdrift.orders.models.comment import OrderComment
from fremdrift.orders.models.message import OrderMessage
from fremdrift.orders.models.order import Aim, Order, OrderIndicator, OrderQuerySet, SharedField
from fremdrift.orders.models.report import AimReached, AttentionPoint, ProgressReport, ProgressReportQuerySet
from fremdrift.orders.models.shown import ShownOffer

__all__ = [
    "Aim",
    "AimReached",
    "AttendanceDay",
    "AttendanceRemark",
    "AttentionPoint",
    "ChangeProposal",
    "IndicatorAnswer",
    "Order",
    "OrderComment",
    "OrderIndicator",
    "OrderMessage",
    "OrderQuerySet",
    "ProgressReport",
    "ProgressReportQuerySet",
    "SharedField",
    "ShownOffer",
]
