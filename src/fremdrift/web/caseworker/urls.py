"""Addresses of the caseworker's screens."""

from django.urls import path

from fremdrift.web.caseworker.views import (
    case,
    citizens,
    contact_persons,
    conversations,
    facts,
    record,
    transfers,
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
    path("cases/<uuid:case_id>/contact-persons/", contact_persons.show, name="contact_persons"),
    path("cases/<uuid:case_id>/contact-persons/new/", contact_persons.add, name="contact_person_add"),
    path(
        "cases/<uuid:case_id>/contact-persons/<uuid:beside_id>/end/",
        contact_persons.end,
        name="contact_person_end",
    ),
    path(
        "cases/<uuid:case_id>/contact-persons/<uuid:person_id>/cancel/",
        contact_persons.cancel,
        name="contact_person_cancel",
    ),
    path("cases/<uuid:case_id>/handover/", transfers.handover, name="handover"),
    path(
        "cases/<uuid:case_id>/transfers/<uuid:transfer_id>/withdraw/",
        transfers.withdraw,
        name="transfer_withdraw",
    ),
    path("cases/<uuid:case_id>/facts/", facts.show, name="facts"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/new/", facts.add, name="fact_add"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/<uuid:fact_id>/end/", facts.end, name="fact_end"),
]
