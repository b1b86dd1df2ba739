"""Addresses of the administrator's screens."""

from django.urls import path

from fremdrift.web.admin import views

urlpatterns = [path("import/citizens/", views.import_citizens, name="import_citizens")]
