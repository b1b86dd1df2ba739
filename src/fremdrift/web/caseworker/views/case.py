"""The case: what is now, and everything that led here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases.selectors import open_case_of
from fremdrift.core import clock
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors import Entry, Now, case_now, timeline, told_in
from fremdrift.progression.selectors import registration_missing
from fremdrift.web.caseworker import around_words, history, lanes, plan_words, signal_words
from fremdrift.web.caseworker import words as words_of
from fremdrift.web.caseworker.orders_now import orders_now
from fremdrift.web.caseworker.unfinished import left_behind
from fremdrift.web.caseworker.views.common import open_case

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

PER_PAGE = 20


@screen(permission=Permission.CASE_VIEW, persons=True)
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Opens with *now*; below it one timeline, filtered by kind and words."""
    case = open_case(request, case_id)
    now = case_now(request.actor, case)
    entries = timeline(request.actor, case)
    kind, words = request.GET.get("kind", ""), request.GET.get("words", "").strip()[:100]
    found = [e for e in entries if _wanted(e, kind, words)]
    everything = request.GET.get("print") == "1"
    page = Paginator(found, max(len(found), 1) if everything else PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "open_case": open_case_of(request.actor, case.citizen_id) if case.closed_on else None,
        "now": now,
        "deadlines": words_of.deadlines(now, clock.today()),
        "earlier": words_of.earlier(now),
        "goals": plan_words.goals(now, case, clock.today()),
        "needs": around_words.needs(now.needs, case),
        "left_behind": left_behind(request.actor, case),
        "voluntary": registration_missing(request.actor, case) if request.actor.may(Permission.MEASURE) else None,
        "signs": [] if case.closed_on else _signs(request, case, now),
        "figure": lanes.figure(now, clock.today()),
        "orders_now": orders_now(request.actor, case),
        "linked": request.actor.may(Permission.ORDER_VIEW),
        "page": page,
        "months": history.by_month(list(page)),
        "kinds": history.counts(entries, kind),
        "kind": kind,
        "words": words,
    }
    template = "caseworker/case.html#timeline" if getattr(request, "htmx", False) else "caseworker/case.html"
    return render(request, template, context)


def _signs(request: AuthenticatedRequest, case: Case, now: Now) -> list[signal_words.Sign]:
    return signal_words.signs(now, case, told_in(request.actor, case), clock.today())


def _wanted(entry: Entry, kind: str, words: str) -> bool:
    fits = entry.kind == kind if kind in set(EntryKind) else True
    return fits and (not words or words.casefold() in f"{history.title(entry)} {entry.text}".casefold())
