"""Addresses of the provider's screens."""

from django.urls import path

from fremdrift.web.provider import views

urlpatterns = [path("delegated/", views.delegated, name="delegated")]
