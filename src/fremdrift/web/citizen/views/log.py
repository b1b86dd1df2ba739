"""Who has looked at one's case: when, who, what for; and who opened it in an emergency."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.access.selectors import Look, own_looks
from fremdrift.cases import selectors
from fremdrift.web.citizen import log_words
from fremdrift.web.citizen.own import own_case

PER_PAGE = 20


@screen(permission=Permission.OWN_LOG, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Day by day, newest first; one's own looks are left out."""
    case = own_case(request, FieldClass.LOG)
    page: Page[Look] = Paginator(own_looks(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    lines = log_words.lines(list(page))
    context = {
        "case": case,
        "page": page,
        "days": [(day, list(found)) for day, found in groupby(lines, key=lambda line: line.on)],
        "contact": selectors.own_contact(request.actor),
        "emergencies": selectors.break_glass_about(request.actor, case.citizen) if case else [],
    }
    return render(request, "citizen/own_log.html", context)
