"""Notes to oneself about a case, for a day."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview import services
from fremdrift.overview.selectors import coming_reminders, reminder_by_id
from fremdrift.web.caseworker.choice import back_to_worklist
from fremdrift.web.caseworker.forms.lists import ReminderForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared.undo import done
from fremdrift.web.shared.violations import show
from fremdrift.web.shared.words import day


@screen(permission=Permission.WORKLIST_VIEW, persons=True, methods=("GET", "POST"))
def add(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Write what to be reminded of, and when; below it what stands already."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    form = ReminderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.reminder_add(case=case, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            undo = reverse("reminder_close", args=[case.pk, made.pk])
            done(request, _("You are reminded on %(day)s: %(what)s.") % {"day": day(made.on), "what": made.text}, undo)
            return redirect(back_to_worklist(request.GET))
    context = {
        "case": case,
        "form": form,
        "reminders": coming_reminders(request.actor, case),
        "back": back_to_worklist(request.GET),
    }
    return render(request, "caseworker/reminder_add.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.WORKLIST_VIEW, persons=True, methods=("POST",))
def close(request: AuthenticatedRequest, case_id: UUID, reminder_id: UUID) -> HttpResponse:
    """It is done, or not wanted any more."""
    case = open_case(request, case_id)
    found = reminder_by_id(request.actor, case, reminder_id)
    if found is None:
        raise Http404
    services.reminder_close(reminder=found, by=request.actor)
    done(request, _("The reminder is off your list."), reverse("reminder_reopen", args=[case.pk, found.pk]))
    return redirect(back_to_worklist(request.GET))


@screen(permission=Permission.WORKLIST_VIEW, persons=True, methods=("POST",))
def reopen(request: AuthenticatedRequest, case_id: UUID, reminder_id: UUID) -> HttpResponse:
    """It was not done after all."""
    case = open_case(request, case_id)
    found = reminder_by_id(request.actor, case, reminder_id)
    if found is None:
        raise Http404
    services.reminder_reopen(reminder=found, by=request.actor)
    messages.success(request, _("The reminder stands again."))
    return redirect(back_to_worklist(request.GET))
