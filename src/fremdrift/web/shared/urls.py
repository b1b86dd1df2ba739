"""Addresses that everybody has."""

from django.urls import path

from fremdrift.web.shared import views

urlpatterns = [
    path("", views.home, name="home"),
    path("signin/", views.signin, name="signin"),
    path("signout/", views.signout, name="signout"),
    path("language/", views.language, name="language"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("stay/", views.stay, name="stay"),
    path("coming/", views.coming, name="coming"),
]
