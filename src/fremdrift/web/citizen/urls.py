"""Addresses of the citizen's own pages."""

from django.urls import path

from fremdrift.web.citizen import orders, views

urlpatterns = [
    path("mine/messages/", views.messages, name="own_messages"),
    path("mine/orders/", orders.own_orders, name="own_orders"),
    path("mine/orders/<uuid:order_id>/", orders.own_order, name="own_order"),
    path("mine/offers/", orders.own_offers, name="own_offers"),
]
