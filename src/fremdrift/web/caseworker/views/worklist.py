"""The worklist: who, why, by which rule, and what to do."""

import csv
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.overview.enums import Filter
from fremdrift.overview.rules import Row
from fremdrift.overview.selectors import Caseload, own_worklist
from fremdrift.web.caseworker import words
from fremdrift.web.caseworker.views.common import look_up_list
from fremdrift.web.shared.export import safe_cell

PER_PAGE = 50
_SEEN = (FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.CONVERSATIONS)


def _chosen(request: AuthenticatedRequest) -> list[Filter]:
    return [f for f in Filter if f.value in request.GET.getlist("show")]


def _filters(load: Caseload) -> list[dict[str, Any]]:
    """The counts with the address that each leads to: chosen ones are taken away, others added."""
    chosen = load.worklist.chosen
    return [
        {
            "label": label,
            "counts": [
                {
                    "label": name,
                    "count": load.worklist.counts[f],
                    "chosen": f in chosen,
                    "query": "&".join(f"show={g}" for g in Filter if (g in chosen) ^ (g is f)),
                }
                for f, name in members
            ],
        }
        for label, members in words.FILTERS
    ]


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Own cases that need something by the end of the week, in the order of the office's duties."""
    load = own_worklist(request.actor, _chosen(request))
    page: Page[Row] = Paginator(load.worklist.rows, PER_PAGE).get_page(request.GET.get("page"))
    look_up_list(request, [load.cases[row.case_id] for row in page], load.covered_for, _SEEN)
    context = {
        "load": load,
        "page": page,
        "filters": _filters(load),
        "sections": words.sections(load, list(page)),
        "export_query": request.GET.urlencode(),
    }
    template = "caseworker/worklist.html#list" if getattr(request, "htmx", False) else "caseworker/worklist.html"
    return render(request, template, context)


@screen(permission=Permission.WORKLIST_VIEW, persons=True)
def export(request: AuthenticatedRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet, without formulas."""
    load = own_worklist(request.actor, _chosen(request))
    look_up_list(request, [load.cases[row.case_id] for row in load.worklist.rows], load.covered_for, _SEEN, "export")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = _("worklist")
    response["Content-Disposition"] = f'attachment; filename="{name}-{load.today}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Citizen"), _("What"), _("Why"), _("Deadline"), _("Next action")])
    for section in words.sections(load, list(load.worklist.rows)):
        for line in section.lines:
            cells = [line.case.citizen.name, line.title, line.why, line.due, line.action.label]
            writer.writerow([safe_cell(str(cell)) for cell in cells])
    return response
