"""Addresses of the citizen's own pages."""

from django.urls import path

from fremdrift.web.citizen.views import (
    conversation,
    helpers,
    invited,
    log,
    measurement,
    messages,
    orders,
    page,
    participation,
    phases,
    plan,
    reports,
)

urlpatterns = [
    path("mine/", page.show, name="own_page"),
    path("mine/print/", page.paper, name="own_print"),
    path("mine/plan/", plan.show, name="own_plan"),
    path("mine/plan/steps/<uuid:sub_goal_id>/reach/", plan.reach, name="own_step_reach"),
    path("mine/log/", log.show, name="own_log"),
    path("mine/conversation/", conversation.ask, name="own_conversation"),
    path("mine/messages/", messages.messages, name="own_messages"),
    path("mine/answers/", measurement.answers, name="own_answers"),
    path("mine/answers/<slug:opened>/<int:number>/", measurement.question, name="own_question"),
    path("mine/answers/<slug:opened>/send/", measurement.send, name="own_answers_send"),
    path("mine/phase/", phases.show, name="own_phase"),
    path("mine/participation/", participation.show, name="own_participation"),
    path("mine/helpers/", helpers.show, name="own_helpers"),
    path("mine/helpers/<uuid:representation_id>/end/", helpers.end, name="own_helper_end"),
    path("invited/<slug:municipality>/<str:secret>/", invited.show, name="helper_invited"),
    path("mine/orders/", orders.own_orders, name="own_orders"),
    path("mine/orders/<uuid:order_id>/", orders.own_order, name="own_order"),
    path("mine/offers/", orders.own_offers, name="own_offers"),
    path("mine/reports/<uuid:report_id>/", reports.show, name="own_report"),
    path("mine/reports/<uuid:report_id>/read/", reports.read, name="own_report_read"),
]
