"""Own citizens, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases import services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import caseload as own_caseload
from fremdrift.web.caseworker.forms.citizens import CitizenForm
from fremdrift.web.caseworker.views.common import look_up_list
from fremdrift.web.shared.violations import show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

PER_PAGE = 50


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def caseload(request: AuthenticatedRequest) -> HttpResponse:
    """All own citizens in Danish order, with the next deadline and the last contact; filtered by name."""
    wanted = request.GET.get("name", "").strip()[:120]
    found = own_caseload(request.actor, wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    covered = {line.case.pk for line in page if line.covered}
    look_up_list(request, [line.case for line in page], covered, (FieldClass.IDENTITY, FieldClass.PLAN))
    return render(request, "caseworker/caseload.html", {"page": page, "name": wanted})


@screen(permission=Permission.CASE_OPEN, persons=True, methods=("GET", "POST"))
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Register a citizen and open the case, with the one who does it as contact person."""
    form = CitizenForm(request.POST if request.method == "POST" else None, initial={"opened_on": clock.today()})
    look_up(request, [], (FieldClass.IDENTITY,), purpose="new_case")
    if request.method == "POST" and form.is_valid():
        try:
            case = _open(request, form)
        except RuleViolation as violation:
            show(form, violation)
        else:
            messages.success(request, _("%(name)s has a case now.") % {"name": case.citizen.name})
            return redirect("case", case.pk)
    return render(request, "caseworker/citizen_new.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _open(request: AuthenticatedRequest, form: CitizenForm) -> Case:
    data, by = form.cleaned_data, request.actor
    persons = {name: data[name] for name in ("name", "cpr", "phone", "email", "protected_address")}
    citizen = services.citizen_add(**persons, by=by)
    case = services.case_open(citizen=citizen, opened_on=data["opened_on"], by=by)
    worker = services.Worker(by.user_id, by.team_id)
    services.contact_person_set(case=case, worker=worker, begins_on=data["opened_on"], by=by)
    services.benefit_add(case=case, kind=data["benefit"], begins_on=data["opened_on"], ends_on=None, by=by)
    if data["target_group"]:
        services.target_group_add(
            case=case, group=data["target_group"], begins_on=data["opened_on"], ends_on=None, by=by
        )
    return case
