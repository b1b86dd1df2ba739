"""The facts of a case: benefits, target groups, exemptions, efforts and rules, behind deadlines; characteristics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.forms import facts as forms
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared.violations import show as show_violation


@dataclass(frozen=True)
class Kind:
    """A kind of fact: its title, its form, how it is read and how it is written."""

    title: str | Promise
    add: str | Promise
    form: type[django_forms.Form]
    read: Callable[..., list[Any]]
    write: Callable[..., object]
    note: str | Promise = ""


KINDS = {
    "benefit": Kind(
        gettext_lazy("Benefits"),
        gettext_lazy("Add a benefit"),
        forms.BenefitForm,
        selectors.benefits,
        services.benefit_add,
    ),
    "target-group": Kind(
        gettext_lazy("Target groups"),
        gettext_lazy("Add a target group"),
        forms.TargetGroupForm,
        selectors.target_groups,
        services.target_group_add,
    ),
    "exemption": Kind(
        gettext_lazy("Exemptions"),
        gettext_lazy("Add an exemption"),
        forms.ExemptionForm,
        selectors.exemptions,
        services.exemption_add,
    ),
    "effort": Kind(
        gettext_lazy("Efforts"),
        gettext_lazy("Register an effort"),
        forms.EffortForm,
        selectors.efforts,
        services.effort_add,
    ),
    "rules": Kind(
        gettext_lazy("Other rules"),
        gettext_lazy("Follow other rules"),
        forms.RulePackForm,
        selectors.rule_packs,
        services.rule_pack_set,
        gettext_lazy("Periods in which deadlines follow another set of rules than the municipality's, as in a trial."),
    ),
    "characteristic": Kind(
        gettext_lazy("Characteristics"),
        gettext_lazy("Add a characteristic"),
        forms.CharacteristicForm,
        selectors.characteristics,
        services.characteristic_add,
        gettext_lazy("Written together with the citizen, five at a time at most. Deadlines do not depend on them."),
    ),
}


@screen(permission=Permission.CASE_CHANGE, persons=True)
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """All periods of the case, by kind, and the citizen's own data."""
    case = open_case(request, case_id)
    found = [(key, kind, list(reversed(kind.read(request.actor, [case.pk])))) for key, kind in KINDS.items()]
    context = {"case": case, "kinds": found, "now": case_now(request.actor, case)}
    return render(request, "caseworker/facts.html", context)


@screen(permission=Permission.CASE_CHANGE, persons=True, methods=("GET", "POST"))
def add(request: AuthenticatedRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Add a period of one kind."""
    if kind not in KINDS:
        raise Http404
    case, chosen = open_case(request, case_id), KINDS[kind]
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    form = chosen.form(request.POST if request.method == "POST" else None, initial={"begins_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            chosen.write(case=case, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("Saved."))
            return redirect("facts", case.pk)
    context = {"case": case, "kind": chosen, "form": form, "current": chosen.read(request.actor, [case.pk])}
    return render(request, "caseworker/fact_add.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.CASE_CHANGE, persons=True, methods=("GET", "POST"))
def end(request: AuthenticatedRequest, case_id: UUID, kind: str, fact_id: UUID) -> HttpResponse:
    """Set the last day of a period."""
    if kind not in KINDS:
        raise Http404
    case, chosen = open_case(request, case_id), KINDS[kind]
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    spell = next((s for s in chosen.read(request.actor, [case.pk]) if s.pk == fact_id), None)
    if spell is None:
        raise Http404
    form = forms.EndForm(
        request.POST if request.method == "POST" else None, initial={"ends_on": spell.ends_on or clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.spell_end(spell=spell, ends_on=form.cleaned_data["ends_on"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("Saved."))
            return redirect("facts", case.pk)
    context = {"case": case, "kind": chosen, "form": form, "spell": spell}
    return render(request, "caseworker/fact_end.html", context, status=422 if form.errors else 200)
