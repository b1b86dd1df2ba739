"""The worklist: who, why, by which rule, and what to do."""

from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases.selectors import transfers_to_answer, transfers_waiting
from fremdrift.overview.enums import ListPage
from fremdrift.overview.rules import Row
from fremdrift.overview.selectors import Caseload, own_worklist
from fremdrift.web.caseworker import choice, lines
from fremdrift.web.caseworker.progress_duties import DUTIES
from fremdrift.web.caseworker.views.common import look_up_list
from fremdrift.web.shared.export import spreadsheet

PER_PAGE = 50
SEEN = (FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.CONVERSATIONS)


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Own cases that need something by the end of the week, in the order of the office's duties."""
    chosen = choice.read(request.GET)
    load = own_worklist(request.actor, chosen.show)
    page: Page[Row] = Paginator(load.worklist.rows, PER_PAGE).get_page(request.GET.get("page"))
    to_answer, proposed = transfers_to_answer(request.actor), transfers_waiting(request.actor)
    on_their_way = [transfer.case for transfer in (*to_answer, *proposed)]
    shown = [*(load.cases[row.case_id] for row in page), *on_their_way]
    look_up_list(request, shown, load.covered_for, SEEN)
    _look_up_health(request, load, page)
    lists = choice.tabs(request.actor, ListPage.WORKLIST, chosen)
    context = {
        "to_answer": to_answer,
        "proposed": proposed,
        "load": load,
        "page": page,
        "filters": lines.filters(load.worklist.counts, chosen),
        "chosen": chosen,
        "told": lines.counted(chosen),
        "sections": lines.sections(load, list(page)),
        "lists": lists,
        "kept": any(tab.current for tab in lists),
    }
    template = "caseworker/worklist.html#list" if getattr(request, "htmx", False) else "caseworker/worklist.html"
    return render(request, template, context)


def _look_up_health(
    request: AuthenticatedRequest, load: Caseload, rows: Iterable[Row], purpose: str = Purpose.CASE_WORK
) -> None:
    """That one read of somebody's answers or phase is a look of its own."""
    told = [load.cases[row.case_id] for row in rows if any(item.duty in DUTIES for item in row.items)]
    if told:
        look_up_list(request, told, load.covered_for, (FieldClass.HEALTH,), purpose)


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def export(request: AuthenticatedRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet, without formulas."""
    load = own_worklist(request.actor, choice.read(request.GET).show)
    look_up_list(request, [load.cases[row.case_id] for row in load.worklist.rows], load.covered_for, SEEN, "export")
    _look_up_health(request, load, load.worklist.rows, "export")
    rows = [
        [line.case.citizen.name, line.title, line.why, line.due, line.action.label]
        for section in lines.sections(load, list(load.worklist.rows))
        for line in section.lines
    ]
    head = [_("Citizen"), _("What"), _("Why"), _("Deadline"), _("Next action")]
    name = _("worklist")
    return spreadsheet(f"{name}-{load.today}.csv", [head, *rows])
