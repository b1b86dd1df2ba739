"""Contact persons: who has had the case, why it changed hands, and handing it over."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import caseworkers
from fremdrift.cases import selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.forms.contact_persons import ContactPersonForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import SENTENCES, show
from fremdrift.web.shared.words import day


@screen(permission=Permission.CONTACT_PERSON_CHANGE, persons=True, methods=("GET", "POST"))
def change(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Read the handovers, and hand the case over to a colleague with one."""
    case = open_case(request, case_id)
    workers = caseworkers(request.actor, clock.today())
    written = Written(request, case, "contact_persons")
    form = written.form(ContactPersonForm, workers=workers, initial={"begins_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = next(w for w in workers if w.user_id == data["user"])
        try:
            services.contact_person_set(
                case=case,
                worker=services.Worker(chosen.user_id, chosen.team_id),
                begins_on=data["begins_on"],
                reason=data["reason"],
                handover=data["handover"],
                by=request.actor,
            )
        except RuleViolation as violation:
            show(form, violation)
        else:
            written.done()
            words = {"name": chosen.user.name, "day": day(data["begins_on"])}
            messages.success(request, _("%(name)s is the contact person from %(day)s.") % words)
            return redirect("worklist")
    persons = list(reversed(selectors.contact_persons(request.actor, [case.pk])))
    context = {
        "case": case,
        "form": form,
        "drafts": written.drafts,
        "persons": persons,
        "now": case_now(request.actor, case),
    }
    return render(request, "caseworker/contact_persons.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.CONTACT_PERSON_CHANGE, persons=True, methods=("POST",))
def cancel(request: AuthenticatedRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Take a handover back before its day."""
    case = open_case(request, case_id)
    person = selectors.contact_person_by_id(request.actor, case, person_id)
    if person is None:
        raise Http404
    try:
        services.contact_person_cancel(person=person, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("The handover is taken back."))
    return redirect("contact_persons", case.pk)
