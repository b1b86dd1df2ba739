"""The people around a citizen, and the citizen's consents to speak with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker import around_words
from fremdrift.web.caseworker.forms.around import AroundChangeForm, AroundForm, ConsentForm, WithdrawForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, NetworkPerson

_FIELDS = ("name", "role", "organisation", "phone", "email", "note", "version")


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Who is around the citizen and what may be shared with each; somebody new is written down here."""
    case = open_case(request, case_id)
    form = AroundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = services.network_person_add(case=case, around=form.around, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            told = _("%(name)s is written down. Ask the citizen for a consent before you share anything.")
            messages.success(request, told % {"name": person.name})
            return redirect("network_person", case.pk, person.pk)
    here, gone = around_words.person_lines(selectors.network_persons(request.actor, [case.pk]))
    context = {"case": case, "form": form, "here": here, "gone": gone}
    return render(request, "caseworker/network.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("GET", "POST"))
def person(request: AuthenticatedRequest, case_id: UUID, network_person_id: UUID) -> HttpResponse:
    """One person: corrected, with the consent beside it."""
    case, found = _found(request, case_id, network_person_id)
    if request.method != "POST":
        return _page(request, case, found)
    form = AroundChangeForm(request.POST)
    if form.is_valid():
        try:
            services.network_person_update(
                person=found, around=form.around, expected_version=form.cleaned_data["version"], by=request.actor
            )
        except RuleViolation as violation:
            form = AroundChangeForm(_over(request, "version", found))
            return _page(request, case, found, form=_refused(form, violation), violation=violation)
        messages.success(request, _("The person is saved."))
        return redirect("network_persons", case.pk)
    return _page(request, case, found, form=form)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("POST",))
def consent(request: AuthenticatedRequest, case_id: UUID, network_person_id: UUID) -> HttpResponse:
    """Write down what the citizen agrees to."""
    case, found = _found(request, case_id, network_person_id)
    form = ConsentForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.consent_give(
                person=found,
                on=data["consent_on"],
                what=data["consent_what"],
                expected_version=data["seen"],
                by=request.actor,
            )
        except RuleViolation as violation:
            form = ConsentForm(_over(request, "seen", found))
            return _page(request, case, found, consenting=_refused(form, violation), violation=violation)
        messages.success(request, _("The consent is written down."))
        return redirect("network_persons", case.pk)
    return _page(request, case, found, consenting=form)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("POST",))
def withdraw(request: AuthenticatedRequest, case_id: UUID, network_person_id: UUID) -> HttpResponse:
    """Write down that the citizen no longer agrees."""
    case, found = _found(request, case_id, network_person_id)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.consent_withdraw(person=found, on=form.cleaned_data["ended_on"], by=request.actor)
        except RuleViolation as violation:
            return _page(request, case, found, withdrawing=_refused(form, violation))
        told = _("The consent is withdrawn. From now on nothing is shared with %(name)s.")
        messages.success(request, told % {"name": found.name})
        return redirect("network_persons", case.pk)
    return _page(request, case, found, withdrawing=form)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("POST",))
def end(request: AuthenticatedRequest, case_id: UUID, network_person_id: UUID) -> HttpResponse:
    """Say that somebody has no more to do with the citizen."""
    case, found = _found(request, case_id, network_person_id)
    try:
        services.network_person_end(person=found, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("%(name)s stands under earlier now.") % {"name": found.name})
    return redirect("network_persons", case.pk)


def _found(request: AuthenticatedRequest, case_id: UUID, person_id: UUID) -> tuple[Case, NetworkPerson]:
    case = open_case(request, case_id)
    found = selectors.network_person_by_id(request.actor, case, person_id)
    if found is None:
        raise Http404
    return case, found


def _over(request: AuthenticatedRequest, name: str, found: NetworkPerson) -> QueryDict:
    """What was typed, over the version that is known now."""
    data = request.POST.copy()
    data[name] = str(found.version)
    return data


def _refused(form: Any, violation: RuleViolation) -> Any:
    """The form with the rule's sentence, and all that was typed."""
    if form.is_valid():
        show_violation(form, violation)
    return form


def _page(
    request: AuthenticatedRequest,
    case: Case,
    found: NetworkPerson,
    *,
    form: AroundChangeForm | None = None,
    consenting: ConsentForm | None = None,
    withdrawing: WithdrawForm | None = None,
    violation: RuleViolation | None = None,
) -> HttpResponse:
    standing = found.consent_what if found.consents else ""
    begun = {"consent_on": clock.today(), "consent_what": standing, "seen": found.version}
    sent = form or consenting or withdrawing
    context = {
        "case": case,
        "person": found,
        "line": around_words.person_line(found),
        "form": form or AroundChangeForm(initial={name: getattr(found, name) for name in _FIELDS}),
        "consenting": consenting or ConsentForm(initial=begun),
        "withdrawing": withdrawing or WithdrawForm(initial={"ended_on": clock.today()}),
        "changed": violation is not None and violation.code == "network_person.changed_meanwhile",
    }
    return render(request, "caseworker/network_person.html", context, status=422 if sent and sent.errors else 200)
