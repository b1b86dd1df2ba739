"""What the citizen needs and has not got: named, met, let go for a reason, taken up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.cases.rules import need_moves
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker import around_words
from fremdrift.web.caseworker.forms.around import NamedChangeForm, NamedForm, NeedMoveForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, Need

_MOVES: dict[str, Callable[..., Need]] = {
    "meet": services.need_meet,
    "let_go": services.need_let_go,
    "reopen": services.need_reopen,
}


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """All needs of the citizen, and a new one in one line."""
    case = open_case(request, case_id)
    form = NamedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.need_name(case=case, named=form.named, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("Named: %(what)s.") % {"what": form.named.what})
            return redirect(f"{reverse('needs', args=[case.pk])}#id_what")  # ready for the next one
    found = around_words.needs(selectors.needs(request.actor, [case.pk]), case)
    context = {"case": case, "form": form, "needs": found}
    return render(request, "caseworker/needs.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("GET", "POST"))
def need(request: AuthenticatedRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    """One need: say it otherwise, or say what became of it."""
    case, found = _found(request, case_id, need_id)
    form, changed = _form(request, found), False
    if request.method == "POST" and form.is_valid():
        try:
            services.need_update(
                need=found, named=form.named, expected_version=form.cleaned_data["version"], by=request.actor
            )
        except RuleViolation as violation:
            changed = violation.code == "need.changed_meanwhile"
            data = request.POST.copy()
            data["version"] = str(found.version)
            form = NamedChangeForm(data)
            form.is_valid()
            show_violation(form, violation)
        else:
            messages.success(request, _("The need is saved."))
            return redirect("needs", case.pk)
    return _page(request, case, found, form, _moving(request, case, posted=False), changed=changed)


@screen(permission=Permission.PLAN_CHANGE, persons=True, methods=("POST",))
def move(request: AuthenticatedRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    """Say what became of a need."""
    case, found = _found(request, case_id, need_id)
    form = _moving(request, case, posted=True)
    if form.is_valid():
        verb = form.cleaned_data["verb"]
        try:
            _MOVES[verb](need=found, **form.values, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _moved(verb) % {"what": found.what})
            return redirect("needs", case.pk)
    return _page(request, case, found, _form(request, found, fresh=True), form)


def _moved(verb: str) -> str:
    return {
        "meet": _("Met: %(what)s."),
        "let_go": _("Let go: %(what)s."),
        "reopen": _("Taken up again: %(what)s."),
    }[verb]


def _found(request: AuthenticatedRequest, case_id: UUID, need_id: UUID) -> tuple[Case, Need]:
    case = open_case(request, case_id)
    found = selectors.need_by_id(request.actor, case, need_id)
    if found is None:
        raise Http404
    return case, found


def _form(request: AuthenticatedRequest, found: Need, *, fresh: bool = False) -> NamedChangeForm:
    data = request.POST if request.method == "POST" and not fresh else None
    initial = {name: getattr(found, name) for name in ("what", "area", "named_by", "version")}
    return NamedChangeForm(data, initial=initial)


def _moving(request: AuthenticatedRequest, case: Case, *, posted: bool) -> NeedMoveForm:
    efforts = selectors.efforts(request.actor, [case.pk])
    return NeedMoveForm(request.POST if posted else None, efforts=list(reversed(efforts)))


def _page(
    request: AuthenticatedRequest,
    case: Case,
    found: Need,
    form: NamedChangeForm,
    moving: NeedMoveForm,
    *,
    changed: bool = False,
) -> HttpResponse:
    wrong = form.errors or moving.errors
    context = {
        "case": case,
        "need": found,
        "line": around_words.need_line(found, case),
        "form": form,
        "moving": moving,
        "moves": need_moves(found.state),
        "changed": changed,
    }
    return render(request, "caseworker/need.html", context, status=422 if wrong else 200)
