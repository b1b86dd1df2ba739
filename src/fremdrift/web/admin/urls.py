"""Addresses of the administrator's screens, and of whoever keeps the catalogue."""

from django.urls import path

from fremdrift.web.admin.views import imports, offers, registrations, workplaces

urlpatterns = [
    path("import/citizens/", imports.import_citizens, name="import_citizens"),
    path("keep/offers/", offers.kept, name="offers_kept"),
    path("keep/offers/new/", offers.add, name="offer_add"),
    path("keep/offers/<uuid:offer_id>/", offers.edit, name="offer_edit"),
    path("keep/offers/<uuid:offer_id>/review/", offers.review, name="offer_review"),
    path("keep/offers/<uuid:offer_id>/retire/", offers.retire, name="offer_retire"),
    path("keep/offers/<uuid:offer_id>/reopen/", offers.reopen, name="offer_reopen"),
    path("registrations/", registrations.rounds, name="registration_rounds"),
    path("registrations/new/", registrations.add, name="registration_round_add"),
    path("registrations/<uuid:round_id>/end/", registrations.end, name="registration_round_end"),
    path("registrations/<uuid:round_id>.csv", registrations.export, name="registrations_export"),
    path("companies/", workplaces.companies, name="companies"),
    path("companies/new/", workplaces.add, name="company_add"),
    path("companies/<uuid:company_id>/", workplaces.company, name="company"),
    path("companies/<uuid:company_id>/edit/", workplaces.edit, name="company_edit"),
    path("companies/<uuid:company_id>/workplaces/new/", workplaces.workplace_add, name="workplace_add"),
    path("workplaces/<uuid:workplace_id>/", workplaces.workplace_edit, name="workplace_edit"),
]
