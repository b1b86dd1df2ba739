"""Addresses of the company consultant's screens."""

from django.urls import path

from fremdrift.web.consultant.views import attendance, placements, reports

urlpatterns = [
    path("placements/", placements.index, name="placements"),
    path("placements/<uuid:order_id>/", placements.show, name="placement"),
    path("placements/<uuid:order_id>/accept/", placements.accept, name="placement_accept"),
    path("placements/<uuid:order_id>/decline/", placements.decline, name="placement_decline"),
    path("placements/<uuid:order_id>/message/", placements.message, name="placement_message"),
    path("placements/<uuid:order_id>/change/", placements.change, name="placement_change"),
    path("placements/<uuid:order_id>/attendance/", attendance.week, name="placement_attendance"),
    path("placements/<uuid:order_id>/reports/<uuid:report_id>/", reports.write, name="placement_report"),
    path("placements/<uuid:order_id>/print/", placements.paper, name="placement_print"),
]
