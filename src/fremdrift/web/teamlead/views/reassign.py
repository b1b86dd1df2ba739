"""Reassigning: some or all of a caseworker's cases to others, seen before it happens, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.access.actor import Actor, AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.accounts.selectors import team_workers
from fremdrift.cases import rules, selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import team
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation
from fremdrift.web.teamlead.forms import AssignForm, ReassignForm

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, ContactPerson, Transfer

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT)


@dataclass(frozen=True)
class Bulk:
    """A caseworker's cases, who may take them, and what stands in the way."""

    worker: team.TeamRow
    cases: list[Case]
    receivers: dict[int, str]
    names: dict[int, str]
    loads: dict[int, int]
    changes: dict[UUID, int]
    waiting: dict[UUID, str]  # case → the colleague who was asked

    @property
    def stays(self) -> str:
        """The choice for a case that is not moved."""
        return _("Stays with %(name)s") % {"name": self.worker.name}


@dataclass(frozen=True)
class OnWay:
    """A proposal without an answer, or a handover whose day has not come; and the value of its box."""

    value: str
    case: Case
    name: str
    day: dt.date
    transfer: Transfer | None = None
    person: ContactPerson | None = None


@screen(permission=Permission.TEAM_REASSIGN, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Choose whose cases, which, and who takes them; look at what follows; then do it."""
    rows = team.team_rows(request.actor)
    worker = next((row for row in rows if str(row.user_id) == request.GET.get("worker")), None)
    bulk = _bulk(request, worker, rows) if worker else None
    on_way = _on_way(request.actor)
    shown = [*(bulk.cases if bulk else ()), *(one.case for one in on_way)]
    look_up(request, [case.citizen_id for case in shown], _SEEN, purpose=Purpose.LEADERSHIP)
    if bulk is None:
        return _choose_worker(request, rows, on_way)
    if request.method != "POST":
        return _choose_cases(request, bulk, _form(bulk, None, initial=_initial(request, bulk)), on_way)
    form = _form(bulk, request.POST)
    if not form.is_valid() or request.POST.get("step") == "back":
        return _choose_cases(request, bulk, form, on_way)
    return _decide(request, bulk, form)


def _choose_worker(request: AuthenticatedRequest, rows: list[team.TeamRow], on_way: list[OnWay]) -> HttpResponse:
    context = {"rows": [row for row in rows if row.cases], "on_way": on_way}
    wrong = request.method == "POST"
    if wrong:
        messages.error(request, _("Choose whose cases it is about."))
    return render(request, "teamlead/reassign.html", context, status=422 if wrong else 200)


def _bulk(request: AuthenticatedRequest, worker: team.TeamRow, rows: list[team.TeamRow]) -> Bulk:
    cases = selectors.coordinated_by(request.actor, worker.user_id)
    ids = [case.pk for case in cases]
    others = [row for row in rows if row.member and row.user_id != worker.user_id]
    unanswered = selectors.transfers_unanswered(request.actor, ids)
    return Bulk(
        worker=worker,
        cases=cases,
        receivers={row.user_id: _receiver(row) for row in others},
        names={row.user_id: row.name for row in others},
        loads={row.user_id: row.cases for row in others},
        changes=team.contact_changes(request.actor, ids),
        waiting={transfer.case_id: transfer.to_user.name for transfer in unanswered},
    )


def _receiver(row: team.TeamRow) -> str:
    words = ngettext("%(name)s, %(count)s case", "%(name)s, %(count)s cases", row.cases)
    told = words % {"name": row.name, "count": row.cases}
    return _("%(told)s, away now") % {"told": told} if row.away else told


def _form(bulk: Bulk, data: Any, **more: Any) -> ReassignForm:
    return ReassignForm(data, cases=bulk.cases, receivers=bulk.receivers, **more)


def _initial(request: AuthenticatedRequest, bulk: Bulk) -> dict[str, Any]:
    chosen = [str(case.pk) for case in bulk.cases] if request.GET.get("all") == "1" else request.GET.getlist("case")
    return {"begins_on": clock.today(), "case": chosen}


def _choose_cases(request: AuthenticatedRequest, bulk: Bulk, form: ReassignForm, on_way: list[OnWay]) -> HttpResponse:
    boxes = {str(box.data["value"]): box for box in form["case"].subwidgets}
    lines = [
        (boxes[str(case.pk)], case, bulk.changes.get(case.pk, 0), bulk.waiting.get(case.pk, "")) for case in bulk.cases
    ]
    context = {"bulk": bulk, "form": form, "lines": lines, "on_way": on_way}
    wrong = form.errors and request.POST.get("step") != "back"
    return render(request, "teamlead/reassign_cases.html", context, status=422 if wrong else 200)


def _decide(request: AuthenticatedRequest, bulk: Bulk, form: ReassignForm) -> HttpResponse:
    wanted = set(form.cleaned_data["case"])
    cases = [case for case in bulk.cases if str(case.pk) in wanted]
    names = {user: bulk.names[user] for user in form.cleaned_data["to"]}
    shut = selectors.shut_out_of(request.actor, cases, names)
    first = request.POST.get("step") not in {"recount", "save"}
    loads = {user: bulk.loads[user] for user in names}
    placed = rules.spread([case.pk for case in cases], loads, shut)
    assign = AssignForm(
        None if first else request.POST,
        cases=cases,
        receivers=names,
        shut=shut,
        stays=bulk.stays,
        initial={f"to_{case_id}": user for case_id, user in placed.items()},
    )
    chosen = {case: user for case, user in placed.items() if user is not None} if first else _chosen(assign)
    if request.POST.get("step") == "save" and assign.is_valid():
        try:
            _save(request, bulk, form, assign)
        except RuleViolation as violation:
            show_violation(assign, violation)
        else:
            return redirect(f"{reverse('reassign')}?worker={bulk.worker.user_id}")
    return _preview(request, bulk, form, assign, chosen, shut)


def _chosen(assign: AssignForm) -> dict[UUID, int]:
    assign.is_valid()
    return assign.chosen


def _save(request: AuthenticatedRequest, bulk: Bulk, form: ReassignForm, assign: AssignForm) -> None:
    data, chosen = form.cleaned_data, assign.chosen
    teams = {held.user_id: held.team_id for held in team_workers(request.actor, clock.today())}
    moves = [
        services.Move(
            case=case,
            to=services.Worker(chosen[case.pk], teams[chosen[case.pk]]),
            handover="\n\n".join(filter(None, [assign.note(case), data["handover"]])),
        )
        for case in assign.cases
        if case.pk in chosen
    ]
    at_once = data["how"] == "at_once"
    done = services.cases_reassign(
        moves=moves,
        from_user=bulk.worker.user_id,
        begins_on=data["begins_on"],
        reason=data["reason"],
        at_once=at_once,
        by=request.actor,
    )
    if at_once:
        words = ngettext("%(count)s case is handed over.", "%(count)s cases are handed over.", done)
    else:
        words = ngettext(
            "%(count)s case is on its way. It changes hands when the colleague accepts.",
            "%(count)s cases are on their way. They change hands when the colleagues accept.",
            done,
        )
    messages.success(request, words % {"count": done})


def _preview(
    request: AuthenticatedRequest,
    bulk: Bulk,
    form: ReassignForm,
    assign: AssignForm,
    chosen: Mapping[UUID, int],
    shut: Mapping[UUID, set[int]],
) -> HttpResponse:
    names = bulk.names
    gets = {user: sum(to == user for to in chosen.values()) for user in form.cleaned_data["to"]}
    after = [bulk.changes.get(case_id, 0) + 1 for case_id in chosen]
    context = {
        "bulk": bulk,
        "form": form,
        "assign": assign,
        "given": [(names[user], bulk.loads[user], count, bulk.loads[user] + count) for user, count in gets.items()],
        "moved": len(chosen),
        "stay": len(assign.cases) - len(chosen),
        "second": sum(times == 2 for times in after),
        "third": sum(times > 2 for times in after),
        "lines": [
            (case, to, note, bulk.changes.get(case.pk, 0), [names[user] for user in sorted(shut.get(case.pk, ()))])
            for case, to, note in assign.rows
        ],
    }
    return render(request, "teamlead/reassign_preview.html", context, status=422 if assign.errors else 200)


def _on_way(actor: Actor) -> list[OnWay]:
    asked = [
        OnWay(f"transfer:{t.pk}", t.case, t.to_user.name, t.begins_on, transfer=t)
        for t in selectors.transfers_unanswered(actor)
    ]
    coming = [
        OnWay(f"person:{p.pk}", p.case, p.user.name, p.begins_on, person=p) for p in selectors.handovers_to_come(actor)
    ]
    return asked + coming


@screen(permission=Permission.TEAM_REASSIGN, persons=True, methods=("POST",))
def take_back(request: AuthenticatedRequest) -> HttpResponse:
    """Take back what has not begun."""
    chosen = [one for one in _on_way(request.actor) if one.value in set(request.POST.getlist("back"))]
    look_up(request, [one.case.citizen_id for one in chosen], _SEEN, purpose=Purpose.LEADERSHIP)
    try:
        done = services.cases_undo(
            transfers=[one.transfer for one in chosen if one.transfer],
            persons=[one.person for one in chosen if one.person],
            by=request.actor,
        )
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        if done:
            words = ngettext("%(count)s case stays where it is.", "%(count)s cases stay where they are.", done)
            messages.success(request, words % {"count": done})
        else:
            messages.error(request, _("Choose at least one case to take back."))
    return redirect("reassign")
