"""Voluntary periods: opened and ended by administrator or leader, and their rows without names for an evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import rules, selectors, services
from fremdrift.progression.selectors import EXTRACT_COLUMNS
from fremdrift.web.admin.registration_forms import RoundEndForm, RoundForm
from fremdrift.web.shared.asked import said
from fremdrift.web.shared.export import spreadsheet
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.progression.models import RegistrationRound

_EXPORTED = (FieldClass.PLAN, FieldClass.HEALTH)


@screen(permission=Permission.ROUNDS_VIEW)
def rounds(request: AuthenticatedRequest) -> HttpResponse:
    """All voluntary periods, and what one can do with each."""
    counted = request.actor.may(Permission.ROUNDS_KEEP) or request.actor.may(Permission.REGISTRATIONS_EXPORT)
    found = selectors.registration_rounds(request.actor, counted=counted)
    return render(request, "admin/registration_rounds.html", {"rounds": found, "counted": counted})


@screen(permission=Permission.ROUNDS_KEEP, methods=("GET", "POST"))
def add(request: AuthenticatedRequest) -> HttpResponse:
    """Plan a voluntary period."""
    lists = {key: said(form.title) for key, form in selectors.registration_forms(request.actor).items()}
    begins = {"opens_on": clock.today(), "questionnaire_key": next(iter(lists), "")}
    form = RoundForm(lists, request.POST if request.method == "POST" else None, initial=begins)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.registration_round_open(by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("%(title)s is planned.") % {"title": made.title})
            return redirect("registration_rounds")
    return render(request, "admin/registration_round_form.html", {"form": form}, status=422 if form.errors else 200)


@screen(permission=Permission.ROUNDS_KEEP, methods=("GET", "POST"))
def end(request: AuthenticatedRequest, round_id: UUID) -> HttpResponse:
    """Set the last day of a voluntary period."""
    one = _round(request, round_id)
    if request.method == "GET" and one.closes_on < clock.today():
        messages.info(request, SENTENCES["registration_round.closed"])
        return redirect("registration_rounds")
    form = RoundEndForm(request.POST if request.method == "POST" else None, initial={"last_day": one.closes_on})
    if request.method == "POST" and form.is_valid():
        try:
            services.registration_round_end(round_id=one.pk, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The last day is changed. What is registered stands."))
            return redirect("registration_rounds")
    context = {"form": form, "round": one}
    return render(request, "admin/registration_round_form.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.REGISTRATIONS_EXPORT, persons=True)
def export(request: AuthenticatedRequest, round_id: UUID) -> HttpResponse:
    """Every registration of a period as a row without a name; whose rows they are stands in the look-up log."""
    one = _round(request, round_id)
    problem = rules.extract_problem(one.closes_on, clock.today())
    if problem is not None:
        look_up(request, [], (), purpose="export", criterion=f"round: {one.pk}")
        messages.info(request, SENTENCES[problem])
        return redirect("registration_rounds")
    extract = selectors.registration_extract(request.actor, one)
    look_up(request, extract.subjects, _EXPORTED, purpose="export", criterion=f"round: {one.pk}")
    rows = [[row[column] for column in EXTRACT_COLUMNS] for row in extract.rows]
    file = _("registrations")
    return spreadsheet(f"{file}-{one.opens_on}.csv", [EXTRACT_COLUMNS, *rows])


def _round(request: AuthenticatedRequest, round_id: UUID) -> RegistrationRound:
    one = selectors.registration_round_by_id(request.actor, round_id)
    if one is None:
        raise Http404
    return one
