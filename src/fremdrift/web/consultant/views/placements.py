"""Placements: the list, one of them, and the answers of the workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import rules, selectors, services
from fremdrift.orders.enums import OrderState, ReportState
from fremdrift.web.consultant.forms import AcceptForm, ChangeForm, DeclineForm, MessageForm
from fremdrift.web.consultant.views.common import IN_LIST, logged, name_of, open_placement, told
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from fremdrift.orders.models import Order

PER_PAGE = 30
_WRITTEN = {OrderState.RUNNING, OrderState.COMPLETED, OrderState.INTERRUPTED}
_TO_WRITE = {ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED}


@screen(permission=Permission.PLACEMENT_WORK, persons=True)
def index(request: AuthenticatedRequest) -> HttpResponse:
    """Orders sent to workplaces of the municipality, those that wait for an answer on top."""
    chosen = request.GET.get("show", "")
    page = Paginator(selectors.placements(request.actor, chosen), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    logged(request, shown, IN_LIST)
    context = {
        "page": page,
        "lines": [{"order": order, "name": name_of(order)} for order in shown],
        "counts": _counts(request, chosen),
        "chosen": chosen,
    }
    return render(request, "consultant/placements.html", context)


def _counts(request: AuthenticatedRequest, chosen: str) -> list[dict[str, Any]]:
    labels = {
        "waiting": _("wait for the workplace's answer"),
        "running": _("agreed or running"),
        "ended": _("have ended"),
    }
    counts = selectors.placement_counts(request.actor)
    return [
        {"key": key, "label": label, "count": counts[key], "chosen": key == chosen} for key, label in labels.items()
    ]


@screen(permission=Permission.PLACEMENT_WORK, persons=True)
def show(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """What is shared of the citizen, the workplace, the answer, and the thread with the caseworker."""
    return _page(request, open_placement(request, order_id))


@screen(permission=Permission.PLACEMENT_WORK, persons=True, methods=("POST",))
def accept(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Write down that the workplace said yes, and who there said it."""
    said = _("The workplace has said yes. The caseworker sees it now.")
    return _done(request, order_id, AcceptForm(request.POST), "accept", services.order_accept, said)


@screen(permission=Permission.PLACEMENT_WORK, persons=True, methods=("POST",))
def decline(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Write down that the workplace said no, and why; what was told of the citizen is gone from here."""
    order = open_placement(request, order_id)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            services.order_decline(order=order, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The caseworker is told that it did not work out, and why."))
            return redirect("placements")
    return _page(request, order, decline=form)


@screen(permission=Permission.PLACEMENT_WORK, persons=True, methods=("POST",))
def message(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Write to the caseworker."""
    said = _("The message is sent.")
    return _done(request, order_id, MessageForm(request.POST), "message", services.order_message_send, said)


@screen(permission=Permission.PLACEMENT_WORK, persons=True, methods=("POST",))
def change(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Propose what the workplace would like: longer, other hours, an earlier end."""
    said = _("The proposal is sent to the caseworker, who decides.")
    return _done(request, order_id, ChangeForm(request.POST), "change", services.change_propose, said)


def _done(
    request: AuthenticatedRequest,
    order_id: UUID,
    form: forms.Form,
    name: str,
    write: Callable[..., object],
    said: str,
) -> HttpResponse:
    order = open_placement(request, order_id)
    if form.is_valid():
        try:
            write(order=order, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, said)
            return redirect("placement", order.pk)
    return _page(request, order, **{name: form})


def _page(request: AuthenticatedRequest, order: Order, **filled: forms.Form) -> HttpResponse:
    reports = selectors.placement_reports(request.actor, order)
    context = {
        "order": order,
        "told": told(request, order),
        "sheet": order_sheet.of_order(order),
        "accept": filled.get("accept") or AcceptForm(),
        "decline": filled.get("decline") or DeclineForm(),
        "message": filled.get("message") or MessageForm(),
        "change": filled.get("change") or ChangeForm(),
        "changes": selectors.changes_of(request.actor, order),
        "changeable": order.state in rules.TAKING_A_PLACE,
        "thread": selectors.thread_of(request.actor, order),
        "reports": [{"report": report, "open": report.state in _TO_WRITE} for report in reports],
        "waits": order.state == OrderState.SENT,
        "attended": order.state in _WRITTEN,
    }
    return render(request, "consultant/placement.html", context, status=422 if filled else 200)


@screen(permission=Permission.PLACEMENT_WORK, persons=True)
def paper(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """A page for the workplace: hours, period, tasks, mentor and what was sent of the citizen, and nothing else."""
    order = open_placement(request, order_id)
    context = {"order": order, "told": told(request, order), "sheet": order_sheet.of_order(order)}
    return render(request, "consultant/placement_print.html", context)
