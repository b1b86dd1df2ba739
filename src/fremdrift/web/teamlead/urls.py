"""Addresses of the team leader's screens."""

from django.urls import path

from fremdrift.web.teamlead.views import attention, covers, orders, phases, reassign, team

urlpatterns = [
    path("team/", team.show, name="team"),
    path("team.csv", team.export, name="team_export"),
    path("team/cases/", team.cases, name="team_cases"),
    path("team/cases.csv", team.cases_export, name="team_cases_export"),
    path("team/orders/", orders.show, name="team_orders"),
    path("team/phases/", phases.show, name="team_phases"),
    path("team/attention/", attention.show, name="attention"),
    path("team/attention/<uuid:opened_id>/seen/", attention.see, name="break_glass_see"),
    path("team/covers/", covers.show, name="covers"),
    path("team/covers/<int:cover_id>/", covers.change, name="cover"),
    path("team/covers/<int:cover_id>/beside/", covers.add, name="cover_add"),
    path("team/covers/<int:cover_id>/end/", covers.end, name="cover_end"),
    path("team/reassign/", reassign.show, name="reassign"),
    path("team/reassign/take-back/", reassign.take_back, name="take_back"),
]
