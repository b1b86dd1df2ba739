"""Messages with the citizen: read, answer, or say that no answer is needed."""

from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.messages import MessageForm, waits_for
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation


@screen(permission=Permission.MESSAGE_WRITE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """The thread, who is waited for, and a message to send."""
    case = open_case(request, case_id)
    written = Written(request, case, "messages")
    form = written.form(MessageForm)
    if request.method == "POST" and form.is_valid():
        try:
            services.message_send(case=case, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            written.done()
            notices.success(request, _("The message is sent."))
            return redirect("messages", case.pk)
    waiting = selectors.answers_waited_for(request.actor, [case.pk]).get(case.pk)
    context = {
        "case": case,
        "form": form,
        "drafts": written.drafts,
        "thread": selectors.messages(request.actor, case),
        "waiting": waiting,
        "waits": waits_for(waiting, case.citizen.name.split()[0]),
        "now": case_now(request.actor, case),
    }
    return render(request, "caseworker/messages.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.MESSAGE_WRITE, persons=True, methods=("POST",))
def settle(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Note that what the citizen wrote is read and needs no answer."""
    case = open_case(request, case_id)
    try:
        services.message_settle(case=case, by=request.actor)
    except RuleViolation as violation:
        notices.error(request, SENTENCES[violation.code])
    else:
        notices.success(request, _("Nobody waits for an answer now."))
    return redirect("messages", case.pk)
