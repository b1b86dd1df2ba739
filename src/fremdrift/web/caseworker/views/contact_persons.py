"""Contact persons: who has the case and why it changed hands, asking a colleague to take it over, who helps beside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import Role
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import caseworkers, helpers
from fremdrift.cases import selectors, services
from fremdrift.cases.enums import ContactRole
from fremdrift.cases.rules import JOB_CHANCE_LOST_WITH_EACH_CHANGE
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.forms.contact_persons import HelperForm, TransferForm
from fremdrift.web.caseworker.forms.facts import EndForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation
from fremdrift.web.shared.words import day

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

_HELP = {
    ContactRole.COMPANY_CONSULTANT: (Role.CONSULTANT,),
    ContactRole.JOB_BROKER: (Role.CONSULTANT, Role.CASEWORKER),
    ContactRole.MENTOR: (Role.MENTOR,),
    ContactRole.DELEGATED: (Role.PROVIDER,),
}


@screen(permission=Permission.CONTACT_PERSON_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Who has the case, who helps beside, the handovers so far; and asking a colleague to take it over."""
    case, posted, today = open_case(request, case_id), request.method == "POST", clock.today()
    workers = caseworkers(request.actor, today)
    written = Written(request, case, "contact_persons")
    form = written.form(TransferForm, workers=workers, initial={"begins_on": today})
    if posted and form.is_valid():
        data = form.cleaned_data
        try:
            services.transfer_propose(
                case=case,
                user_id=data["user"],
                begins_on=data["begins_on"],
                reason=data["reason"],
                handover=data["handover"],
                by=request.actor,
            )
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            written.done()
            name = next(w.user.name for w in workers if w.user_id == data["user"])
            messages.success(
                request, _("%(name)s is asked. The case stays with you until the answer.") % {"name": name}
            )
            return redirect("contact_persons", case.pk)
    now = case_now(request.actor, case)
    beside = selectors.contact_persons_beside(request.actor, [case.pk])
    context = {
        "case": case,
        "now": now,
        "persons": list(reversed(now.contact_persons)),
        "beside": [p for p in beside if p.ends_on is None or p.ends_on >= today],
        "earlier": [p for p in beside if p.ends_on is not None and p.ends_on < today],
        "transfer": selectors.transfer_waiting(request.actor, case),
        "declined": selectors.transfer_declined(request.actor, case),
        "form": form,
        "drafts": written.drafts,
        "percent": JOB_CHANCE_LOST_WITH_EACH_CHANGE,
    }
    return render(request, "caseworker/contact_persons.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.CONTACT_PERSON_CHANGE, persons=True, methods=("GET", "POST"))
def add(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Let a consultant, a mentor, a job broker or somebody at a provider help beside."""
    case, today = open_case(request, case_id), clock.today()
    offered = {str(kind): helpers(request.actor, roles, today) for kind, roles in _HELP.items()}
    form = HelperForm(request.POST if request.method == "POST" else None, helpers=offered, initial={"begins_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            name = _added(request, case, form)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("%(name)s helps from now on.") % {"name": name})
            return redirect("contact_persons", case.pk)
    context = {"case": case, "form": form, "now": case_now(request.actor, case)}
    return render(request, "caseworker/contact_person_add.html", context, status=422 if form.errors else 200)


def _added(request: AuthenticatedRequest, case: Case, form: HelperForm) -> str:
    data, (role, member) = form.cleaned_data, form.chosen
    period = {"begins_on": data["begins_on"], "ends_on": data["ends_on"], "note": data["note"]}
    if role != ContactRole.DELEGATED:
        services.contact_person_add(case=case, role=role, user_id=member.user_id, **period, by=request.actor)
        return member.user.name
    assert member.provider_id is not None
    services.contact_person_delegate(
        case=case, user_id=member.user_id, provider_id=member.provider_id, **period, by=request.actor
    )
    return member.user.name


@screen(permission=Permission.CONTACT_PERSON_CHANGE, persons=True, methods=("GET", "POST"))
def end(request: AuthenticatedRequest, case_id: UUID, beside_id: UUID) -> HttpResponse:
    """Set the last day of somebody who helps beside."""
    case = open_case(request, case_id)
    person = selectors.contact_person_by_id(request.actor, case, beside_id)
    if person is None or person.role == ContactRole.COORDINATING:
        raise Http404
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"ends_on": person.ends_on or clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.contact_person_end(person=person, ends_on=form.cleaned_data["ends_on"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            words = {"name": person.user.name, "day": day(form.cleaned_data["ends_on"])}
            messages.success(request, _("%(name)s helps until %(day)s.") % words)
            return redirect("contact_persons", case.pk)
    context = {"case": case, "person": person, "form": form}
    return render(request, "caseworker/contact_person_end.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.CONTACT_PERSON_CHANGE, persons=True, methods=("POST",))
def cancel(request: AuthenticatedRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Take a handover back before its day, or somebody who helps beside on the first one."""
    case = open_case(request, case_id)
    person = selectors.contact_person_by_id(request.actor, case, person_id)
    if person is None:
        raise Http404
    try:
        services.contact_person_cancel(person=person, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        taken_back = _("The handover is taken back.")
        if person.role != ContactRole.COORDINATING:
            taken_back = _("%(name)s no longer helps.") % {"name": person.user.name}
        messages.success(request, taken_back)
    return redirect("contact_persons", case.pk)
