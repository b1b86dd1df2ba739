"""The team at a glance, and the cases behind each number."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.accounts.selectors import team_name
from fremdrift.cases.selectors import break_glass_unseen, cases_to_hand_on
from fremdrift.core import clock
from fremdrift.overview.enums import TeamCount
from fremdrift.overview.selectors import team
from fremdrift.overview.selectors.team_orders import team_orders
from fremdrift.web.shared.export import spreadsheet
from fremdrift.web.teamlead import bars, words

PER_PAGE = 50
_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN, FieldClass.CONVERSATIONS)


@screen(permission=Permission.TEAM_VIEW)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Caseloads, deadlines, contact and continuity by caseworker; each number opens the cases behind it."""
    rows = team.team_rows(request.actor)
    chosen = request.GET.get("sort", "")
    context = {
        "team": team_name(request.actor),
        "rows": [_told(row) for row in _sorted(rows, chosen)],
        "total": _total(rows),
        "figure": bars.figure(rows),
        "needs": words.needs(team.open_needs(request.actor)),
        "orders": words.orders(team_orders(request.actor)),
        "columns": [(count.value, words.COUNTS[count][0]) for count in TeamCount],
        "sort": chosen,
        "attention": words.attention(len(break_glass_unseen(request.actor)), len(cases_to_hand_on(request.actor))),
    }
    return render(request, "teamlead/team.html", context)


def _told(row: team.TeamRow) -> dict[str, Any]:
    counts = [(count.value, words.COUNTS[count][0], row.counts[count]) for count in TeamCount]
    covers = [words.cover(c) for c in row.away] + [words.covering(c) for c in row.steps_in]
    return {"row": row, "counts": counts, "covers": covers}


def _sorted(rows: list[team.TeamRow], chosen: str) -> list[team.TeamRow]:
    """By name, as they come, or by a count: the largest first."""
    if chosen not in set(TeamCount):
        return rows
    return sorted(rows, key=lambda row: -row.counts[TeamCount(chosen)])


def _total(rows: list[team.TeamRow]) -> dict[str, Any]:
    counts = {count: sum(row.counts[count] for row in rows) for count in TeamCount}
    return {
        "counts": [(count.value, words.COUNTS[count][0], number) for count, number in counts.items()],
        "cases": counts[TeamCount.CASES],
        "overdue": counts[TeamCount.OVERDUE],
        "only_week": sum(row.only_week for row in rows),
        "changes": sum(row.changes for row in rows),
    }


@screen(permission=Permission.TEAM_VIEW)
def export(request: AuthenticatedRequest) -> HttpResponse:
    """The same table as a file for a spreadsheet."""
    rows = _sorted(team.team_rows(request.actor), request.GET.get("sort", ""))
    heads = [_("Caseworker"), *(words.COUNTS[count][0] for count in TeamCount), _("Stand-ins")]
    lines = [[row.name, *(row.counts[count] for count in TeamCount), ", ".join(_told(row)["covers"])] for row in rows]
    name = _("team")
    return spreadsheet(f"{name}-{clock.today()}.csv", [heads, *lines])


def _asked(request: AuthenticatedRequest) -> tuple[TeamCount, team.TeamRow | None]:
    """The count and the caseworker of the address; 404 when there is no such."""
    count, who = request.GET.get("show", TeamCount.CASES), request.GET.get("worker", "")
    if count not in set(TeamCount):
        raise Http404
    found = team.team_rows(request.actor, int(who)) if who.isascii() and who.isdigit() else []
    if who and not found:
        raise Http404
    return TeamCount(count), found[0] if found else None


@screen(permission=Permission.TEAM_VIEW, persons=True)
def cases(request: AuthenticatedRequest) -> HttpResponse:
    """The cases behind a number: who, which number, why and since when; no minutes and no health."""
    count, worker = _asked(request)
    sort = request.GET.get("sort", "")
    found = team.team_cases(request.actor, count, worker.user_id if worker else None, sort)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = [words.line(c, count, clock.today()) for c in team.team_case_lines(request.actor, page)]
    look_up(request, [line.case.citizen_id for line in lines], _SEEN, purpose=Purpose.LEADERSHIP)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "count": count.value,
        "title": words.COUNTS[count][1],
        "worker": worker,
        "page": page,
        "lines": lines,
        "sort": sort,
        "heads": _heads(count, worker is None),
        "others": [(c.value, words.COUNTS[c][0], worker.counts[c]) for c in TeamCount] if worker else [],
        "export_query": query.urlencode(),
    }
    return render(request, "teamlead/cases.html", context)


def _heads(count: TeamCount, with_worker: bool) -> list[tuple[str | None, str, str]]:
    """Columns with the order that each stands for; the empty one comes first: the oldest day, or the soonest."""
    days = "ascending" if count is TeamCount.WEEK else "descending"
    worker: list[tuple[str | None, str, str]] = [("worker", _("Caseworker"), "ascending")] if with_worker else []
    return [
        ("name", _("Citizen"), "ascending"),
        ("number", _("Case number"), "ascending"),
        *worker,
        (None, _("Reason"), ""),
        ("", _("Days"), days),
    ]


@screen(permission=Permission.TEAM_VIEW, persons=True)
def cases_export(request: AuthenticatedRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet, all pages of it."""
    count, worker = _asked(request)
    found = team.team_cases(request.actor, count, worker.user_id if worker else None, request.GET.get("sort", ""))
    lines = [words.line(c, count, clock.today()) for c in team.team_case_lines(request.actor, found)]
    look_up(request, [line.case.citizen_id for line in lines], _SEEN, purpose="export")
    heads = [_("Citizen"), _("Case number"), _("Caseworker"), _("Reason"), _("Days")]
    told = [
        [line.case.name, line.case.number, line.case.worker, line.reason, "" if line.days is None else line.days]
        for line in lines
    ]
    name = _("team")
    return spreadsheet(f"{name}-{count}-{clock.today()}.csv", [heads, *told])
