"""The table of own citizens."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.overview.enums import ListPage
from fremdrift.overview.selectors import Table, own_lines
from fremdrift.overview.selectors import caseload as own_caseload
from fremdrift.web.caseworker import choice, lines, table
from fremdrift.web.caseworker.views.common import look_up_list
from fremdrift.web.shared.export import spreadsheet

PER_PAGE = 50
SEEN = (FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.CONVERSATIONS, FieldClass.HEALTH)


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Own citizens with the chosen columns, sorted and filtered over all of them."""
    chosen, name = choice.read(request.GET), _name(request)
    found = _found(request)
    page = Paginator(found.cases, PER_PAGE).get_page(request.GET.get("page"))
    look_up_list(request, page, found.load.covered_for, SEEN, criterion=f"name: {name}" if name else "")
    shown = own_lines(request.actor, found.load, page, chosen.shown)
    lists = choice.tabs(request.actor, ListPage.CASELOAD, chosen)
    context = {
        "load": found.load,
        "page": page,
        "name": name,
        "chosen": chosen,
        "told": lines.counted(chosen),
        "filters": lines.filters(found.load.worklist.counts, chosen),
        "heads": table.heads(chosen, name),
        "rows": [table.row(line, chosen.shown, found.load.today) for line in shown],
        "columns": table.options(chosen),
        "lists": lists,
        "kept": any(tab.current for tab in lists),
    }
    template = "caseworker/caseload.html#list" if getattr(request, "htmx", False) else "caseworker/caseload.html"
    return render(request, template, context)


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def export(request: AuthenticatedRequest) -> HttpResponse:
    """All pages of the same table as a file for a spreadsheet, with the columns that are seen."""
    chosen, name = choice.read(request.GET), _name(request)
    found = _found(request)
    criterion = f"name: {name}" if name else ""
    look_up_list(request, found.cases, found.load.covered_for, SEEN, "export", criterion)
    shown = own_lines(request.actor, found.load, found.cases, chosen.shown)
    head = [_("Citizen"), *(str(table.LABELS[column]) for column in chosen.shown)]
    rows = [[line.case.citizen.name, *table.texts(line, chosen.shown)] for line in shown]
    file = _("my-citizens")
    return spreadsheet(f"{file}-{found.load.today}.csv", [head, *rows])


def _found(request: AuthenticatedRequest) -> Table:
    chosen = choice.read(request.GET)
    return own_caseload(request.actor, _name(request), chosen.show, chosen.sort, down=chosen.down)


def _name(request: AuthenticatedRequest) -> str:
    return choice.seen(request.GET.get("name", ""))
