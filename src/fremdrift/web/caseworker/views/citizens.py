"""A new citizen, and those whose case is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from fremdrift.cases import selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker.forms.citizens import CitizenForm
from fremdrift.web.shared.violations import show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, Citizen

PER_PAGE = 50
_PERSON = ("name", "phone", "email", "address", "postcode", "town", "protected_address", "protected_until")


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def closed(request: AuthenticatedRequest) -> HttpResponse:
    """Cases that closed while they were one's own, for as long as they can be read."""
    page = Paginator(selectors.closed_cases(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    look_up(request, [case.citizen_id for case in page], (FieldClass.IDENTITY, FieldClass.PLAN))
    return render(request, "caseworker/closed_cases.html", {"page": page})


@screen(permission=Permission.CASE_OPEN, persons=True, methods=("GET", "POST"))
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Register a citizen and open the case, with the one who does it as contact person."""
    form = CitizenForm(request.POST if request.method == "POST" else None, initial={"opened_on": clock.today()})
    context = {"form": form, **_alike(request)}
    if request.method == "POST" and form.is_valid() and _decided(request, context):
        try:
            case = _open(request, form, context["returning"])
        except RuleViolation as violation:
            show(form, violation)
        else:
            messages.success(request, _("%(name)s has a case now.") % {"name": case.citizen.name})
            return redirect("case", case.pk)
    return render(request, "caseworker/citizen_new.html", context, status=422 if request.method == "POST" else 200)


@screen(permission=Permission.CASE_OPEN, persons=True, methods=("POST",))
def alike(request: AuthenticatedRequest) -> HttpResponse:
    """Who may be the person that is being typed in: the part of the form that says so."""
    return render(request, "caseworker/citizen_new.html#alike", _alike(request))


def _alike(request: AuthenticatedRequest) -> dict[str, Any]:
    """Whoever looks like what was typed, once the look at them is in the log."""
    name, cpr = (_printable(request.POST.get(field, ""))[:120] for field in ("name", "cpr"))
    found = selectors.citizens_alike(request.actor, name, cpr)
    searched = selectors.criterion(request.actor, name, cpr) if name or cpr else ""
    look_up(request, found.subjects, (FieldClass.IDENTITY,), purpose="new_case", criterion=searched)
    returning = selectors.citizen_returning(request.actor, cpr) if found.known else None
    return {"alike": found, "returning": returning, "sure": request.POST.get("sure") == found.key}


def _printable(text: str) -> str:
    """A text as the log can keep it, without what nobody can see."""
    return "".join(character for character in text if character.isprintable()).strip()


def _decided(request: AuthenticatedRequest, context: dict[str, Any]) -> bool:
    """Whether nobody looks alike, or it was said of exactly these. A number with an open case is refused later."""
    found = context["alike"]
    return not found or context["sure"] or (found.known and context["returning"] is None)


@transaction.atomic
def _open(request: AuthenticatedRequest, form: CitizenForm, returning: Citizen | None) -> Case:
    data, by = form.cleaned_data, request.actor
    citizen = _registered(data, returning, request)
    case = services.case_open(citizen=citizen, opened_on=data["opened_on"], by=by)
    worker = services.Worker(by.user_id, by.team_id)
    services.contact_person_set(case=case, worker=worker, begins_on=data["opened_on"], by=by)
    services.benefit_add(case=case, kind=data["benefit"], begins_on=data["opened_on"], ends_on=None, by=by)
    if data["target_group"]:
        services.target_group_add(
            case=case, group=data["target_group"], begins_on=data["opened_on"], ends_on=None, by=by
        )
    return case


def _registered(data: dict[str, Any], returning: Citizen | None, request: AuthenticatedRequest) -> Citizen:
    """The new citizen; of one who comes back, what the form leaves empty stays as it is."""
    values = {name: data[name] for name in _PERSON}
    if returning is None:
        return services.citizen_add(cpr=data["cpr"], by=request.actor, **values)
    said = {name: value for name, value in values.items() if value}
    services.citizen_update(citizen=returning, values=said, by=request.actor)
    return returning
