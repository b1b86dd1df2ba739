"""Minutes of a held conversation: written and changed until they are shared."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.conversations import rules, selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.forms.minutes import MinutesForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation


@screen(permission=Permission.CONVERSATION_RECORD, persons=True, methods=("GET", "POST"))
def write(request: AuthenticatedRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """Write the minutes; when somebody else changed them meanwhile, both texts are shown and nothing is lost."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    talk = selectors.conversation_by_id(request.actor, case, conversation_id)
    if talk is None:
        raise Http404
    posted = request.method == "POST"
    problem = rules.minutes_problem(talk.state, talk.minutes_state)
    if problem and not posted:
        messages.info(request, SENTENCES[problem])
        return redirect("conversation", case.pk, talk.pk)
    begun = {"minutes": talk.minutes, "seen": rules.version(talk.minutes)}
    written = Written(request, case, "minutes_write", str(talk.pk))
    form, other = written.form(MinutesForm, initial=begun), None
    if posted and form.is_valid():
        try:
            services.minutes_write(conversation=talk, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
            changed = violation.code == "minutes.changed_meanwhile"
            other = selectors.conversation_by_id(request.actor, case, talk.pk) if changed else None
            if other is not None:  # who saves once more has seen this text too
                form.data = request.POST.copy()
                form.data["seen"] = rules.version(other.minutes)
        else:
            written.done()
            messages.success(request, _("The minutes are saved. They are a draft until you share them."))
            return redirect("conversation", case.pk, talk.pk)
    context = {"case": case, "talk": talk, "form": form, "other": other, "drafts": written.drafts}
    return render(request, "caseworker/minutes.html", context, status=422 if form.errors else 200)
