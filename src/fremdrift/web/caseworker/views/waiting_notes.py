"""Notes on why a duty waits: write one, change it, end it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker import words
from fremdrift.web.caseworker.forms.waiting_notes import WaitingNoteForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation


@screen(permission=Permission.WAITING_NOTE, persons=True, methods=("GET", "POST"))
def write(request: AuthenticatedRequest, case_id: UUID, meets: str) -> HttpResponse:
    """Say why a duty of the case waits, beside the deadlines that it is about."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    now = case_now(request.actor, case)
    about = [deadline for deadline in words.deadlines(now, clock.today()) if deadline.code == meets]
    if not about:
        raise Http404
    note = now.waits.get(meets)
    initial = {"reason": note.reason, "until": note.until} if note else {}
    form = WaitingNoteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.waiting_note_set(case=case, meets=meets, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The note stands with the deadline."))
            return redirect("case", case.pk)
    context = {"case": case, "form": form, "about": about, "note": note, "meets": meets}
    return render(request, "caseworker/waiting_note.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.WAITING_NOTE, persons=True, methods=("POST",))
def end(request: AuthenticatedRequest, case_id: UUID, meets: str) -> HttpResponse:
    """The reason to wait holds no longer."""
    case = open_case(request, case_id)
    try:
        services.waiting_note_end(case=case, meets=meets, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("The note is taken away. The deadline stands on the worklist as before."))
    return redirect("case", case.pk)
