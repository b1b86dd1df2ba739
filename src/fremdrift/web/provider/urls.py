"""Addresses of the provider's screens."""

from django.urls import path

from fremdrift.web.provider.views import attendance, delegated, inbox, orders, reports

urlpatterns = [
    path("delegated/", delegated.show, name="delegated"),
    path("inbox/", inbox.show, name="inbox"),
    path("inbox/export/", inbox.export, name="inbox_export"),
    path("inbox/<uuid:order_id>/", orders.show, name="unit_order"),
    path("inbox/<uuid:order_id>/print/", orders.on_paper, name="unit_order_print"),
    path("inbox/<uuid:order_id>/answer/", orders.answer, name="unit_order_answer"),
    path("inbox/<uuid:order_id>/message/", orders.message, name="unit_order_message"),
    path("inbox/<uuid:order_id>/meet/", orders.meet, name="unit_order_meet"),
    path("inbox/<uuid:order_id>/start/", orders.start, name="unit_order_start"),
    path("inbox/<uuid:order_id>/change/", orders.change, name="unit_order_change"),
    path("inbox/<uuid:order_id>/change/withdraw/", orders.change_withdraw, name="unit_order_change_withdraw"),
    path("inbox/<uuid:order_id>/interrupt/", orders.interrupt, name="unit_order_interrupt"),
    path("inbox/reports/<uuid:report_id>/", reports.show, name="unit_report"),
    path("inbox/reports/<uuid:report_id>/save/", reports.save, name="unit_report_save"),
    path("attendance/", attendance.show, name="unit_attendance"),
]
