"""Access to the case: who sees it and why, who is kept out, and the list of a restricted one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access import selectors as access
from fremdrift.access import services
from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import BarKind, FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import staff
from fremdrift.cases.selectors import CaseAccess, case_access
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker import access_words
from fremdrift.web.caseworker.forms.access import ConflictForm, KeepOutForm, RestrictionForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from fremdrift.cases.models import Case

_SEEN = (FieldClass.IDENTITY, FieldClass.LOG)


@screen(permission=Permission.ACCESS_CHANGE, persons=True)
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Everybody who sees the case today and why, and everybody who must not."""
    case = open_case(request, case_id, *_SEEN)
    found = case_access(request.actor, case)
    context = {
        "case": case,
        "access": found,
        "deciding": request.emergency is None,
        "sights": access_words.sights(found.sights),
        "kept_out": access_words.kept_out(found.kept_out, request.actor),
        "now": case_now(request.actor, case),
    }
    return render(request, "caseworker/access.html", context)


@screen(permission=Permission.ACCESS_CHANGE, persons=True, methods=("GET", "POST"))
def conflict(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Declare an own conflict of interest, and see the case no more."""
    case = open_case(request, case_id, *_SEEN)
    form = ConflictForm(_sent(request))
    contact = case_now(request.actor, case).contact_person
    ones_own = contact is not None and contact.user_id == request.actor.user_id
    if _done(request, form, services.conflict_declare, subject=case.citizen_id):
        told = _("Your team leader is told that somebody else must take it.") if ones_own else ""
        messages.success(request, " ".join(filter(None, [_("You no longer see the case."), told])))
        return redirect("home")
    return _page(request, "caseworker/conflict.html", case, form, ones_own=ones_own)


@screen(permission=Permission.ACCESS_CHANGE, persons=True, methods=("GET", "POST"))
def keep_out(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Register that a colleague must not see the case."""
    case = open_case(request, case_id, *_SEEN)
    people = [m for m in staff(request.actor, clock.today()) if m.user_id != request.actor.user_id]
    form = KeepOutForm(_sent(request), people=people)
    if _done(request, form, _keep_out, subject=case.citizen_id):
        name = next(m.user.name for m in people if m.user_id == form.cleaned_data["user"])
        messages.success(request, _("%(name)s does not see the case.") % {"name": name})
        return redirect("access", case.pk)
    return _page(request, "caseworker/keep_out.html", case, form)


def _keep_out(*, user: int, kind: str, relation: str, **values: Any) -> None:
    if kind == BarKind.CONFLICT:
        services.conflict_add(user_id=user, relation=relation, **values)
    else:
        services.exclusion_add(user_id=user, **values)


@screen(permission=Permission.ACCESS_CHANGE, persons=True, methods=("POST",))
def let_in(request: AuthenticatedRequest, case_id: UUID, bar_id: UUID) -> HttpResponse:
    """End what keeps somebody out."""
    case = open_case(request, case_id, *_SEEN)
    bar = access.bar_by_id(request.actor, case.citizen_id, bar_id)
    if bar is None:
        raise Http404
    _try(request, services.bar_end, _("That does not keep anybody out any more."), bar=bar)
    return redirect("access", case.pk)


@screen(permission=Permission.ACCESS_CHANGE, persons=True, methods=("GET", "POST"))
def restrict(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Restrict the case to people on a list, or change the list."""
    case = open_case(request, case_id, *_SEEN)
    found = case_access(request.actor, case)
    form = RestrictionForm(_sent(request), people=_people(request, found), initial=_as_it_stands(request, found))
    if _done(request, form, services.restriction_set, subject=case.citizen_id):
        messages.success(request, _("The case is restricted to those on the list."))
        return redirect("access", case.pk)
    return _page(request, "caseworker/restriction.html", case, form)


def _people(request: AuthenticatedRequest, found: CaseAccess) -> list[tuple[int, str]]:
    """Staff of the municipality, those who see the case today first."""
    seeing = {sight.user_id for sight in found.sights}
    people = {m.user_id: m.user.name for m in staff(request.actor, clock.today())}
    return sorted(people.items(), key=lambda person: person[0] not in seeing)


def _as_it_stands(request: AuthenticatedRequest, found: CaseAccess) -> dict[str, Any]:
    if found.restriction is not None:
        users = [int(holder.partition(":")[2]) for holder in found.restriction.allowed]
        return {"allowed": users, "reason": found.restriction.reason}
    return {"allowed": [request.actor.user_id]}


@screen(permission=Permission.ACCESS_CHANGE, persons=True, methods=("POST",))
def lift(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Lift the restriction."""
    case = open_case(request, case_id, *_SEEN)
    _try(request, services.restriction_end, _("The case is not restricted any more."), subject=case.citizen_id)
    return redirect("access", case.pk)


def _sent(request: AuthenticatedRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(
    request: AuthenticatedRequest, form: django_forms.Form, service: Callable[..., object], **values: Any
) -> bool:
    """Whether the form was sent, right, and taken."""
    if not form.is_valid():
        return False
    try:
        service(**form.cleaned_data | values, by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        return False
    return True


def _try(request: AuthenticatedRequest, service: Callable[..., object], done: str, **values: Any) -> None:
    try:
        service(**values, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, done)


def _page(
    request: AuthenticatedRequest, template: str, case: Case, form: django_forms.Form, **more: object
) -> HttpResponse:
    context = {"case": case, "form": form} | more
    return render(request, template, context, status=422 if form.errors else 200)
