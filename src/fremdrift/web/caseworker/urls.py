"""Addresses of the caseworker's screens."""

from django.urls import path

from fremdrift.web.caseworker.views import (
    case,
    caseload,
    citizens,
    contact_persons,
    conversations,
    dismissals,
    facts,
    messages,
    record,
    reminders,
    saved_lists,
    search,
    worklist,
)

urlpatterns = [
    path("worklist/", worklist.show, name="worklist"),
    path("worklist.csv", worklist.export, name="worklist_export"),
    path("lists/<slug:page>/new/", saved_lists.add, name="saved_list_add"),
    path("lists/<int:list_id>/", saved_lists.change, name="saved_list"),
    path("lists/<int:list_id>/remove/", saved_lists.remove, name="saved_list_remove"),
    path("search/", search.find, name="search"),
    path("citizens/", caseload.show, name="caseload"),
    path("citizens.csv", caseload.export, name="caseload_export"),
    path("citizens/new/", citizens.new, name="citizen_new"),
    path("cases/<uuid:case_id>/", case.show, name="case"),
    path("cases/<uuid:case_id>/put-aside/", dismissals.add, name="dismissal_add"),
    path("cases/<uuid:case_id>/put-aside/<uuid:dismissal_id>/undo/", dismissals.undo, name="dismissal_undo"),
    path("cases/<uuid:case_id>/remind/", reminders.add, name="reminder_add"),
    path("cases/<uuid:case_id>/remind/<uuid:reminder_id>/close/", reminders.close, name="reminder_close"),
    path("cases/<uuid:case_id>/remind/<uuid:reminder_id>/reopen/", reminders.reopen, name="reminder_reopen"),
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
    path("cases/<uuid:case_id>/messages/", messages.show, name="messages"),
    path("cases/<uuid:case_id>/messages/settle/", messages.settle, name="message_settle"),
    path("cases/<uuid:case_id>/facts/", facts.show, name="facts"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/new/", facts.add, name="fact_add"),
    path("cases/<uuid:case_id>/facts/<slug:kind>/<uuid:fact_id>/end/", facts.end, name="fact_end"),
]
