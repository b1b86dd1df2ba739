"""Drafts: what is typed is kept while it is typed, and thrown away when one says so."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_denied, refused, screen
from fremdrift.cases.selectors import case_by_id, case_denial
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview import selectors, services
from fremdrift.overview.selectors import Place
from fremdrift.web.caseworker import drafts, unfinished
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.texts import given_back
from fremdrift.web.shared.violations import SENTENCES

if TYPE_CHECKING:
    from fremdrift.cases.models import Case


@screen(permission=Permission.DRAFT_SAVE, persons=True)
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Own texts of the case that are not saved, to read, copy, go on with or throw away."""
    case = open_case(request, case_id)
    context = {"case": case, "unfinished": unfinished.unfinished(request.actor, case, texts=True)}
    return render(request, "caseworker/drafts.html", context)


@screen(permission=Permission.DRAFT_SAVE, methods=("POST",))
def save(request: AuthenticatedRequest, case_id: UUID, form: str) -> HttpResponse:
    """Keep what stands in a form; the answer says when, and who else writes. It shows nothing about the citizen."""
    place = _place(request, _case(request, case_id), form)
    window, problem = drafts.read_key(request.POST.get("draft_window", "")) or uuid4(), ""
    draft = None
    try:
        draft = services.draft_save(
            place=place,
            content=drafts.content(request.POST),
            window=window,
            draft_id=drafts.read_key(request.POST.get("draft", "")),
            seen=request.POST.get("draft_seen", ""),
            by=request.actor,
        )
    except RuleViolation as violation:
        problem = str(SENTENCES[violation.code])
    if getattr(request, "htmx", False):
        others = [d for d in selectors.own_drafts(request.actor, place) if d != draft]
        writers = selectors.other_writers(request.actor, place)
        shown = drafts.Shown(place, window, draft, others, writers, problem=problem)
        return render(request, "caseworker/_draft.html#kept", {"drafts": shown})
    if problem:
        return given_back(request, _("This was not saved as a draft"), problem, drafts.address(place))
    messages.success(request, _("Your draft is saved. Nobody else sees it."))
    return redirect(drafts.address(place))


@screen(permission=Permission.DRAFT_SAVE, methods=("POST",))
def discard(request: AuthenticatedRequest, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Throw a draft away, and open its form again where that still can be sent."""
    case = _case(request, case_id)
    found = next((u for u in unfinished.unfinished(request.actor, case) if u.draft.pk == draft_id), None)
    services.draft_discard(case=case, draft_id=draft_id, by=request.actor)
    if found is None:
        return redirect("case", case.pk)
    messages.success(request, _("The draft is thrown away."))
    return redirect(found.address) if found.address else redirect("case", case.pk)


def _case(request: AuthenticatedRequest, case_id: UUID) -> Case:
    """The case; who may not see it is refused, and only that is logged: the answers show nobody."""
    case = case_by_id(request.actor, case_id)
    if case is None:
        why = case_denial(request.actor, case_id)
        look_denied(request, why, criterion=request.path)
        raise refused(why)
    return case


def _place(request: AuthenticatedRequest, case: Case, form: str) -> Place:
    """The form that is named: one of a page that the actor may open and send."""
    about = request.POST.get("draft_about", "")
    place = Place(case, form, str(drafts.read_key(about) or ""))
    page = drafts.page_of(place)
    rule = getattr(resolve(page.split("?")[0]).func, "screen", None) if page else None
    if rule is None or set(rule.methods) < {"GET", "POST"} or not request.actor.may(rule.permission):
        raise Http404
    return place
