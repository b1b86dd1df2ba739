"""Companies and their workplaces, kept by company consultants and the administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import Role
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import in_roles
from fremdrift.catalogue import selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.admin.forms import CompanyForm, WorkplaceForm
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.catalogue.models import Company, Workplace

PER_PAGE = 50


@screen(permission=Permission.WORKPLACES_KEEP)
def companies(request: AuthenticatedRequest) -> HttpResponse:
    """Companies of the municipality, found by name, town, tasks or consultant."""
    text = request.GET.get("q", "")[:120]
    page = Paginator(selectors.companies(request.actor, text), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "admin/companies.html", {"page": page, "text": text})


@screen(permission=Permission.WORKPLACES_KEEP)
def company(request: AuthenticatedRequest, company_id: UUID) -> HttpResponse:
    """A company with its workplaces."""
    found = _company(request, company_id)
    return render(request, "admin/company.html", {"company": found})


@screen(permission=Permission.WORKPLACES_KEEP, methods=("GET", "POST"))
def add(request: AuthenticatedRequest) -> HttpResponse:
    """Write a company down."""
    form = _company_form(request, {"consultant_id": request.actor.user_id})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.company_add(values=form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("%(name)s is written down. Add its workplaces.") % {"name": made.name})
            return redirect("company", made.pk)
    return render(request, "admin/company_form.html", {"form": form}, status=422 if form.errors else 200)


@screen(permission=Permission.WORKPLACES_KEEP, methods=("GET", "POST"))
def edit(request: AuthenticatedRequest, company_id: UUID) -> HttpResponse:
    """Correct what stands about a company."""
    found = _company(request, company_id)
    form = _company_form(request, CompanyForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.company_update(company=found, values=form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("%(name)s is corrected.") % {"name": found.name})
            return redirect("company", found.pk)
    context = {"form": form, "company": found}
    return render(request, "admin/company_form.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.WORKPLACES_KEEP, methods=("GET", "POST"))
def workplace_add(request: AuthenticatedRequest, company_id: UUID) -> HttpResponse:
    """Write a workplace of a company down."""
    found = _company(request, company_id)
    form = WorkplaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.workplace_add(company=found, values=_values(form, None), by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("%(name)s is written down.") % {"name": made.name})
            return redirect("company", found.pk)
    context = {"form": form, "company": found}
    return render(request, "admin/workplace_form.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.WORKPLACES_KEEP, methods=("GET", "POST"))
def workplace_edit(request: AuthenticatedRequest, workplace_id: UUID) -> HttpResponse:
    """Correct what stands about a workplace, or say that it is used no more."""
    found = selectors.workplace_by_id(request.actor, workplace_id)
    if found is None:
        raise Http404
    form = WorkplaceForm(request.POST if request.method == "POST" else None, initial=WorkplaceForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.workplace_update(workplace=found, values=_values(form, found), by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("%(name)s is corrected.") % {"name": found.name})
            return redirect("company", found.company_id)
    context = {"form": form, "company": found.company, "workplace": found}
    return render(request, "admin/workplace_form.html", context, status=422 if form.errors else 200)


def _values(form: WorkplaceForm, stands: Workplace | None) -> dict[str, Any]:
    """What was typed; a place that is used no more keeps the day on which that was said."""
    values = dict(form.cleaned_data)
    since = stands.retired_on if stands is not None else None
    values["retired_on"] = (since or clock.today()) if values.pop("gone") else None
    return values


def _company(request: AuthenticatedRequest, company_id: UUID) -> Company:
    found = selectors.company_by_id(request.actor, company_id)
    if found is None:
        raise Http404
    return found


def _company_form(request: AuthenticatedRequest, stands: dict[str, Any]) -> CompanyForm:
    held = in_roles(request.actor, (Role.CONSULTANT,), clock.today())
    consultants = [(str(membership.user_id), membership.user.name) for membership in held]
    return CompanyForm(request.POST if request.method == "POST" else None, initial=stands, consultants=consultants)
