"""What is done with an order that was sent: write, meet, take back, interrupt, note what the citizen says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.web.caseworker import order_refusals
from fremdrift.web.caseworker.forms.orders import (
    AnswerForm,
    ChangeForm,
    InterruptForm,
    ReasonForm,
    ThreadForm,
)
from fremdrift.web.caseworker.views.common import closed_to_forms
from fremdrift.web.caseworker.views.orders import open_order, page
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.fields import read_date
from fremdrift.web.shared.meeting import MeetForm

if TYPE_CHECKING:
    from fremdrift.orders.models import Order


def _do(
    request: AuthenticatedRequest,
    order_id: UUID,
    made: tuple[str, forms.Form],
    write: Callable[..., Any],
    done: str | Promise,
) -> HttpResponse:
    """Send what the form says to a service, and go back to the order; what is refused stands at its field."""
    name, form = made
    order, case = open_order(request, order_id)
    if form.is_valid():
        try:
            write(order=order, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            order_refusals.show(form, violation)
        else:
            messages.success(request, str(done))
            return redirect("order", order.pk)
    return page(request, order, case, 422, **{name: form})


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def answer(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Note what the citizen said about what will be sent."""
    form = AnswerForm(request.POST, prefix="citizen")
    return _do(request, order_id, ("answer_form", form), services.order_comment, gettext_lazy("The answer is noted."))


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def message(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Write to the place."""
    form = ThreadForm(request.POST)
    sent = gettext_lazy("The message is sent.")
    return _do(request, order_id, ("thread_form", form), services.order_message_send, sent)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def settle(request: AuthenticatedRequest, order_id: UUID, message_id: UUID) -> HttpResponse:
    """Say that a question needs no answer after all."""
    order, _case = open_order(request, order_id)
    found = selectors.message_by_id(request.actor, order, message_id)
    if found is None:
        raise Http404
    services.order_message_settle(message=found, by=request.actor)
    messages.success(request, _("Nobody waits for an answer now."))
    return redirect("order", order.pk)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def meet(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Set the start meeting, or move it."""

    def write(*, meeting_on: Any, meeting_at: Any, meeting_place: str, **of: Any) -> None:
        services.order_meet(on=meeting_on, at=meeting_at, place=meeting_place, **of)

    form = MeetForm(request.POST)
    return _do(request, order_id, ("meet_form", form), write, gettext_lazy("The start meeting is set."))


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def withdraw(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Take an order back before it runs."""
    form = ReasonForm(request.POST, prefix="withdraw")
    back = gettext_lazy("The order is taken back.")
    return _do(request, order_id, ("withdraw_form", form), services.order_withdraw, back)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def interrupt(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """End a running order before its time."""
    form = InterruptForm(request.POST, prefix="interrupt")
    ended = gettext_lazy("The order is interrupted.")
    return _do(request, order_id, ("interrupt_form", form), services.order_interrupt, ended)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def propose(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Propose to let an order last longer, end earlier, or have other hours."""
    order, case = open_order(request, order_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=_known(request, order))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_propose(order=order, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            order_refusals.show(form, violation)
        else:
            messages.success(request, _("The change is proposed. Approve it on this page when all agree."))
            return redirect("order", order.pk)
    context = {"case": case, "order": order, "form": form, "state": order_sheet.state_line(order, clock.today())}
    return render(request, "caseworker/order_change.html", context, status=422 if form.errors else 200)


def _known(request: AuthenticatedRequest, order: Order) -> dict[str, Any]:
    """What a change begins with: what the report's review has decided, and why."""
    kind, ends_on = request.GET.get("kind"), read_date(request.GET.get("ends_on", ""), clock.today())
    decided = sorted(
        (r.reviewed_at, r.decision_words) for r in selectors.reports_of(request.actor, order) if r.reviewed_at
    )
    reason = decided[-1][1] if kind and decided else ""
    return {"kind": kind, "ends_on": ends_on or order.ends_on, "hours": order.hours, "reason": reason}


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def decide(request: AuthenticatedRequest, order_id: UUID, change_id: UUID) -> HttpResponse:
    """Say yes or no to a proposal, or take the own one back."""
    order, case = open_order(request, order_id)
    found = selectors.change_by_id(request.actor, order, change_id)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST, prefix="decide")
    form.fields["reason"].required = request.POST.get("verb") == "reject"
    if form.is_valid():
        try:
            told = _decided(request, found, form.cleaned_data["reason"])
        except RuleViolation as violation:
            order_refusals.show(form, violation)
        else:
            messages.success(request, told)
            return redirect("order", order.pk)
    return page(request, order, case, 422, decide_form=form)


def _decided(request: AuthenticatedRequest, change: Any, reason: str) -> str:
    match request.POST.get("verb"):
        case "approve":
            services.change_approve(proposal=change, by=request.actor)
            return _("The change is approved. Effort, reports and period follow.")
        case "withdraw":
            services.change_withdraw(proposal=change, by=request.actor)
            return _("The proposal is taken back.")
    services.change_reject(proposal=change, reason=reason, by=request.actor)
    return _("The proposal is turned down.")
