"""Addresses of the caseworker's screens."""

from django.urls import path

from fremdrift.web.caseworker.views import (
    case,
    citizens,
    contact_persons,
    conversations,
    facts,
    record,
    rules,
    waiting_notes,
    worklist,
)

urlpatterns = [
    path("worklist/", worklist.show, name="worklist"),
    path("worklist.csv", worklist.export, name="worklist_export"),
    path("citizens/", citizens.caseload, name="caseload"),
    path("citizens/new/", citizens.new, name="citizen_new"),
    path("cases/<uuid:case_id>/", case.show, name="case"),
    path("cases/<uuid:case_id>/record/", record.record, name="conversation_record"),
    path("cases/<uuid:case_id>/plan/", conversations.plan, name="conversation_plan"),
    path("cases/<uuid:case_id>/conversations/<uuid:conversation_id>/", conversations.show, name="conversation"),
    path(
        "cases/<uuid:case_id>/conversations/<uuid:conversation_id>/share/",
        conversations.share,
        name="minutes_share",
    ),
    path(
        "cases/<uuid:case_id>/conversations/<uuid:conversation_id>/cancel/",
        conversations.cancel,
        name="conversation_cancel",
    ),
    path("cases/<uuid:case_id>/contact-persons/", contact_persons.change, name="contact_persons"),
    path(
        "cases/<uuid:case_id>/contact-persons/<uuid:person_id>/cancel/",
        contact_persons.cancel,
        name="contact_person_cancel",
    ),
    path("cases/<uuid:case_id>/waiting/<slug:meets>/", waiting_notes.write, name="waiting_note"),
    path("cases/<uuid:case_id>/waiting/<slug:meets>/end/", waiting_notes.end, name="waiting_note_end"),
    path("rules/", rules.packs, name="rules"),
    path("rules/<slug:pack>/", rules.pack, name="rule_pack"),
    path("cases/<uuid:case_id>/facts/", facts.show, name="facts"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/new/", facts.add, name="fact_add"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/<uuid:fact_id>/end/", facts.end, name="fact_end"),
]
