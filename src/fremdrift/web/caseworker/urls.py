"""Addresses of the caseworker's screens."""

from django.urls import path

from fremdrift.web.caseworker.views import (
    case,
    citizens,
    closing,
    contact_persons,
    conversations,
    facts,
    merging,
    person,
    record,
    worklist,
)

urlpatterns = [
    path("worklist/", worklist.show, name="worklist"),
    path("worklist.csv", worklist.export, name="worklist_export"),
    path("citizens/", citizens.caseload, name="caseload"),
    path("citizens/closed/", citizens.closed, name="closed_cases"),
    path("citizens/new/", citizens.new, name="citizen_new"),
    path("citizens/new/alike/", citizens.alike, name="citizen_alike"),
    path("cases/<uuid:case_id>/", case.show, name="case"),
    path("cases/<uuid:case_id>/person/", person.show, name="person"),
    path("cases/<uuid:case_id>/close/", closing.close, name="case_close"),
    path("cases/<uuid:case_id>/reopen/", closing.reopen, name="case_reopen"),
    path("cases/<uuid:case_id>/merge/", merging.merge, name="merge"),
    path("cases/<uuid:case_id>/merge/undo/", person.undo, name="merge_undo"),
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
    path("cases/<uuid:case_id>/facts/", facts.show, name="facts"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/new/", facts.add, name="fact_add"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/<uuid:fact_id>/end/", facts.end, name="fact_end"),
]
