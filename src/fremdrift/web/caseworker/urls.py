"""Addresses of the caseworker's screens."""

from django.urls import path

from fremdrift.web.caseworker.views import (
    access,
    break_glass,
    case,
    citizens,
    contact_persons,
    conversations,
    facts,
    record,
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
    path("cases/<uuid:case_id>/facts/", facts.show, name="facts"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/new/", facts.add, name="fact_add"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/<uuid:fact_id>/end/", facts.end, name="fact_end"),
    path("cases/<uuid:case_id>/access/", access.show, name="access"),
    path("cases/<uuid:case_id>/access/conflict/", access.conflict, name="conflict"),
    path("cases/<uuid:case_id>/access/keep-out/", access.keep_out, name="keep_out"),
    path("cases/<uuid:case_id>/access/bars/<uuid:bar_id>/end/", access.let_in, name="let_in"),
    path("cases/<uuid:case_id>/access/restriction/", access.restrict, name="restriction"),
    path("cases/<uuid:case_id>/access/restriction/lift/", access.lift, name="restriction_lift"),
    path("emergency/", break_glass.open_, name="break_glass"),
]
