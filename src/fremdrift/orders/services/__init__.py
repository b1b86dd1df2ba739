"""Writes of orders. Each is atomic; what follows in the case and for those who see it is part of it."""

from fremdrift.orders.services.attendance import (
    REMARK_AT_MOST,
    Day,
    Week,
    attendance_register,
    attendance_remark_write,
    attendances_register,
)
from fremdrift.orders.services.changes import change_approve, change_propose, change_reject, change_withdraw
from fremdrift.orders.services.following import orders_follow
from fremdrift.orders.services.meetings import order_meet
from fremdrift.orders.services.messages import order_message_send, order_message_settle
from fremdrift.orders.services.orders import (
    Content,
    NewAim,
    order_accept,
    order_begin,
    order_comment,
    order_complete,
    order_decline,
    order_interrupt,
    order_save,
    order_send,
    order_start,
    order_withdraw,
    orders_advance,
)
from fremdrift.orders.services.reports import (
    Report,
    report_ask,
    report_comment,
    report_read,
    report_return,
    report_review,
    report_save,
    report_submit,
)
from fremdrift.orders.services.shown import offer_show, shown_offer_react, shown_offer_withdraw

__all__ = [
    "REMARK_AT_MOST",
    "Content",
    "Day",
    "NewAim",
    "Report",
    "Week",
    "attendance_register",
    "attendance_remark_write",
    "attendances_register",
    "change_approve",
    "change_propose",
    "change_reject",
    "change_withdraw",
    "offer_show",
    "order_accept",
    "order_begin",
    "order_comment",
    "order_complete",
    "order_decline",
    "order_interrupt",
    "order_meet",
    "order_message_send",
    "order_message_settle",
    "order_save",
    "order_send",
    "order_start",
    "order_withdraw",
    "orders_advance",
    "orders_follow",
    "report_ask",
    "report_comment",
    "report_read",
    "report_return",
    "report_review",
    "report_save",
    "report_submit",
    "shown_offer_react",
    "shown_offer_withdraw",
]
