"""Addresses of the caseworker's screens."""

from django.urls import path

from fremdrift.web.caseworker.views import (
    agreements,
    attempts,
    calendar,
    case,
    citizens,
    contact_persons,
    conversations,
    facts,
    hearings,
    invitation,
    minutes,
    moving,
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
    path(
        "cases/<uuid:case_id>/conversations/<uuid:conversation_id>/minutes/",
        minutes.write,
        name="minutes_write",
    ),
    path("cases/<uuid:case_id>/planned/<uuid:planned_id>/move/", moving.move, name="conversation_move"),
    path("cases/<uuid:case_id>/planned/<uuid:planned_id>/invitation/", invitation.invitation, name="invitation"),
    path("cases/<uuid:case_id>/no-shows/<uuid:no_show_id>/hearing/", hearings.hearing, name="hearing"),
    path("cases/<uuid:case_id>/agreements/", agreements.show, name="agreements"),
    path("cases/<uuid:case_id>/attempts/", attempts.show, name="contact_attempts"),
    path("calendar/", calendar.show, name="calendar"),
    path("calendar/revoke/", calendar.revoke, name="calendar_revoke"),
    path("calendar/<slug:secret>.ics", calendar.feed, name="calendar_feed"),
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
