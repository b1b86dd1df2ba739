"""Covers: who steps in while somebody is away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts import selectors, services
from fremdrift.cases.selectors import SteppingIn, cases_kept_from
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation
from fremdrift.web.teamlead import words
from fremdrift.web.teamlead.forms import CoverForm, LastDayForm, StandInForm

if TYPE_CHECKING:
    from fremdrift.accounts.models import Cover, Membership


@dataclass(frozen=True)
class Line:
    """A cover with those beside it, and how many citizens are open to none of them."""

    cover: Cover
    words: str
    others: list[Cover]
    kept: int


def _lines(request: AuthenticatedRequest) -> list[Line]:
    today = clock.today()
    team = [held.user_id for held in selectors.team_workers(request.actor, today)]
    found = [c for c in selectors.covers_of(request.actor, team, today) if c.absent_id in team]
    first = [(c, [o for o in found if o.beside_id == c.pk]) for c in found if c.beside_id is None]
    kept = cases_kept_from(request.actor, [_stepping_in(c, others) for c, others in first])
    return [Line(c, words.cover(c), others, count) for (c, others), count in zip(first, kept, strict=True)]


def _stepping_in(cover: Cover, others: list[Cover]) -> SteppingIn:
    people = (cover.stand_in_id, *(other.stand_in_id for other in others))
    return SteppingIn(cover.absent_id, people, max(cover.begins_on, clock.today()))


@screen(permission=Permission.TEAM_COVER, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Who is away and who steps in, now and to come; and a form for the next."""
    today = clock.today()
    form = CoverForm(
        request.POST if request.method == "POST" else None,
        team=selectors.team_workers(request.actor, today),
        workers=_workers(request),
        team_id=request.actor.team_id,
        initial={"begins_on": today, "absent": request.GET.get("absent", "")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            cover = services.cover_start(
                absent_id=data["absent"],
                stand_in_id=data["stand_in"],
                period=services.Period(data["begins_on"], data["ends_on"]),
                reason=data["reason"],
                by=request.actor,
            )
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            return _told(request, cover)
    context = {"form": form, "lines": _lines(request)}
    return render(request, "teamlead/covers.html", context, status=422 if form.errors else 200)


def _workers(request: AuthenticatedRequest) -> list[Membership]:
    return selectors.caseworkers(request.actor, clock.today())


def _told(request: AuthenticatedRequest, cover: Cover) -> HttpResponse:
    messages.success(request, _("Saved: %(cover)s") % {"cover": words.cover(cover)})
    (kept,) = cases_kept_from(request.actor, [_stepping_in(cover, [])])
    if kept == 0:
        return redirect("covers")
    sentence = ngettext(
        "%(count)s citizen is not open to %(name)s. Let somebody else step in for that one.",
        "%(count)s citizens are not open to %(name)s. Let somebody else step in for those.",
        kept,
    )
    messages.warning(request, sentence % {"count": kept, "name": cover.stand_in.name})
    return redirect("cover", cover.pk)


def _found(request: AuthenticatedRequest, cover_id: int) -> Cover:
    cover = selectors.cover_by_id(request.actor, cover_id, clock.today())
    if cover is None or cover.beside_id is not None:
        raise Http404
    return cover


@screen(permission=Permission.TEAM_COVER, methods=("GET", "POST"))
def change(request: AuthenticatedRequest, cover_id: int) -> HttpResponse:
    """One cover: another last day, somebody beside the stand-in, or an end."""
    cover = _found(request, cover_id)
    form = LastDayForm(request.POST if request.method == "POST" else None, initial={"ends_on": cover.ends_on})
    if request.method == "POST" and form.is_valid():
        try:
            services.cover_set(cover=cover, ends_on=form.cleaned_data["ends_on"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            changed = _found(request, cover_id)
            messages.success(request, _("Saved: %(cover)s") % {"cover": words.cover(changed)})
            return redirect("covers")
    return _page(request, cover, form, None)


@screen(permission=Permission.TEAM_COVER, methods=("POST",))
def add(request: AuthenticatedRequest, cover_id: int) -> HttpResponse:
    """Let somebody else take the cases that the stand-in must not see."""
    cover = _found(request, cover_id)
    form = StandInForm(request.POST, workers=_workers(request), team_id=request.actor.team_id)
    if form.is_valid():
        try:
            added = services.cover_add(cover=cover, stand_in_id=form.cleaned_data["stand_in"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("Saved: %(cover)s") % {"cover": words.cover(added)})
            return redirect("covers")
    return _page(request, cover, LastDayForm(initial={"ends_on": cover.ends_on}), form)


def _page(request: AuthenticatedRequest, cover: Cover, form: LastDayForm, beside: StandInForm | None) -> HttpResponse:
    line = next(line for line in _lines(request) if line.cover.pk == cover.pk)
    people = {cover.absent_id, cover.stand_in_id, *(other.stand_in_id for other in line.others)}
    free = [held for held in _workers(request) if held.user_id not in people]
    context = {
        "line": line,
        "form": form,
        "beside": beside or StandInForm(workers=free, team_id=request.actor.team_id),
    }
    wrong = form.errors or (beside is not None and beside.errors)
    return render(request, "teamlead/cover.html", context, status=422 if wrong else 200)


@screen(permission=Permission.TEAM_COVER, methods=("POST",))
def end(request: AuthenticatedRequest, cover_id: int) -> HttpResponse:
    """End a cover now; the cases close at once to whoever stepped in."""
    cover = _found(request, cover_id)
    try:
        services.cover_end(cover=cover, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        words_of = {"name": cover.stand_in.name, "absent": cover.absent.name}
        messages.success(request, _("%(name)s no longer steps in for %(absent)s.") % words_of)
    return redirect("covers")
