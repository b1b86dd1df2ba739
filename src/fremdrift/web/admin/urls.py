"""Addresses of the administrator's screens, and of whoever keeps the catalogue."""

from django.urls import path

from fremdrift.web.admin.views import guidance, imports, offers, questionnaires, questions, registrations, workplaces

_VERSION = "questionnaires/<uuid:questionnaire_id>/"
_STANDARD = "questionnaires/standard/<slug:key>/"
_ITEM = f"{_VERSION}questions/<int:number>/"

urlpatterns = [
    path("import/citizens/", imports.import_citizens, name="import_citizens"),
    path("keep/offers/", offers.kept, name="offers_kept"),
    path("keep/offers/new/", offers.add, name="offer_add"),
    path("keep/offers/<uuid:offer_id>/", offers.edit, name="offer_edit"),
    path("keep/offers/<uuid:offer_id>/review/", offers.review, name="offer_review"),
    path("keep/offers/<uuid:offer_id>/retire/", offers.retire, name="offer_retire"),
    path("keep/offers/<uuid:offer_id>/reopen/", offers.reopen, name="offer_reopen"),
    path("questionnaires/", questionnaires.listed, name="questionnaires"),
    path("questionnaires/new/", questionnaires.add, name="questionnaire_add"),
    path("questionnaires/read/", questionnaires.upload, name="questionnaire_upload"),
    path(_STANDARD, questionnaires.standard, name="questionnaire_standard"),
    path(f"{_STANDARD}file/", questionnaires.standard_download, name="questionnaire_standard_download"),
    path(f"{_STANDARD}copy/", questionnaires.standard_copy, name="questionnaire_standard_copy"),
    path(_VERSION, questionnaires.show, name="questionnaire"),
    path(f"{_VERSION}changes/", questionnaires.changes, name="questionnaire_changes"),
    path(f"{_VERSION}file/", questionnaires.download, name="questionnaire_download"),
    path(f"{_VERSION}copy/", questionnaires.copy, name="questionnaire_copy"),
    path(f"{_VERSION}publish/", questionnaires.publish, name="questionnaire_publish"),
    path(f"{_VERSION}retire/", questionnaires.retire, name="questionnaire_retire"),
    path(f"{_VERSION}reopen/", questionnaires.reopen, name="questionnaire_reopen"),
    path(f"{_VERSION}discard/", questionnaires.discard, name="questionnaire_discard"),
    path(f"{_VERSION}head/", questions.edit, name="questionnaire_edit"),
    path(f"{_VERSION}questions/new/", questions.add, name="question_add"),
    path(_ITEM, questions.question, name="question"),
    path(f"{_ITEM}move/", questions.move, name="question_move"),
    path(f"{_ITEM}remove/", questions.remove, name="question_remove"),
    path("guidance/", guidance.listed, name="guidance"),
    path("guidance/<str:text_key>/", guidance.edit, name="guidance_text"),
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
