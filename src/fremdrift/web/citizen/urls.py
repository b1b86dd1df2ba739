"""Addresses of the citizen's own pages."""

from django.urls import path

from fremdrift.web.citizen import views

urlpatterns = [
    path("mine/messages/", views.messages, name="own_messages"),
]
