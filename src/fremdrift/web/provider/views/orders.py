"""One order to the unit: what was shared, the thread, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.enums import Indicator, OrderState, Side
from fremdrift.orders.rules import REPORTING, STANDING, TAKING_A_PLACE
from fremdrift.web.provider import words
from fremdrift.web.provider.forms import ChangeForm, DeclineForm, InterruptForm, MessageForm, StartForm
from fremdrift.web.provider.views.common import open_order
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.meeting import MeetForm
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from fremdrift.access.models import Grant
    from fremdrift.orders.models import Order


@screen(permission=Permission.UNIT_ORDERS, persons=True)
def show(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """The order with its thread."""
    return _page(request, *open_order(request, order_id))


@screen(permission=Permission.UNIT_ORDERS, persons=True)
def on_paper(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """The order as a sheet."""
    order, grant = open_order(request, order_id)
    return render(request, "provider/order_print.html", _contents(request, order, grant))


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def answer(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Say yes, or no with the reason."""
    order, grant = open_order(request, order_id)
    if request.POST.get("answer") == "accept":
        done = _("The order is accepted. The caseworker sees it now.")
        return _verb(request, order, done, lambda: services.order_accept(order=order, by=request.actor))
    form = DeclineForm(request.POST, prefix="decline")
    if not _taken(form, lambda said: services.order_decline(order=order, **said, by=request.actor)):
        return _page(request, order, grant, decline=form)
    messages.success(request, _("The order is declined. What you were told of the citizen is not shown here any more."))
    return redirect("inbox")


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def message(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Write in the thread."""
    order, grant = open_order(request, order_id)
    form = MessageForm(request.POST, prefix="message")
    if not _taken(form, lambda said: services.order_message_send(order=order, **said, by=request.actor)):
        return _page(request, order, grant, message=form)
    messages.success(request, _("The message is sent."))
    return redirect("unit_order", order.pk)


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def meet(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Set the start meeting, or move it."""
    order, grant = open_order(request, order_id)
    form = MeetForm(request.POST, prefix="meet")

    def write(said: dict[str, Any]) -> object:
        day, time, place = said["meeting_on"], said["meeting_at"], said["meeting_place"]
        return services.order_meet(order=order, on=day, at=time, place=place, by=request.actor)

    if not _taken(form, write):
        return _page(request, order, grant, meet=form)
    messages.success(request, _("The start meeting is set."))
    return redirect("unit_order", order.pk)


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def start(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Note that the citizen has begun, before the agreed day."""
    order, grant = open_order(request, order_id)
    form = StartForm(request.POST, prefix="start")
    if not _taken(form, lambda said: services.order_start(order=order, **said, by=request.actor)):
        return _page(request, order, grant, start=form)
    messages.success(request, _("The order runs now."))
    return redirect("unit_order", order.pk)


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def change(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Propose a change; the caseworker decides."""
    order, grant = open_order(request, order_id)
    form = ChangeForm(request.POST, prefix="change")

    def propose(said: dict[str, Any]) -> object:
        hours = None if said["hours"] is None else float(said["hours"])
        return services.change_propose(order=order, **said | {"hours": hours}, by=request.actor)

    if not _taken(form, propose):
        return _page(request, order, grant, change=form)
    messages.success(request, _("The proposal is sent. The caseworker decides, and you see the answer here."))
    return redirect("unit_order", order.pk)


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def change_withdraw(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Take the unit's own proposal back."""
    order, _grant = open_order(request, order_id)
    waiting = [proposal for proposal in selectors.changes_of(request.actor, order) if words.is_waiting(proposal)]
    if not waiting:
        messages.error(request, str(SENTENCES["change.decided"]))
        return redirect("unit_order", order.pk)
    done = _("The proposal is taken back.")
    return _verb(request, order, done, lambda: services.change_withdraw(proposal=waiting[0], by=request.actor))


@screen(permission=Permission.UNIT_ORDERS, persons=True, methods=("POST",))
def interrupt(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Stop a running order before its time, with the reason."""
    order, grant = open_order(request, order_id)
    form = InterruptForm(request.POST, prefix="interrupt")
    if not _taken(form, lambda said: services.order_interrupt(order=order, **said, by=request.actor)):
        return _page(request, order, grant, interrupt=form)
    messages.success(request, _("The order is interrupted. The caseworker sees it now."))
    return redirect("unit_order", order.pk)


def _verb(request: AuthenticatedRequest, order: Order, done: str, do: Callable[[], object]) -> HttpResponse:
    """What is done with a button alone: a rule that it breaks is told on the page that follows."""
    try:
        do()
    except RuleViolation as violation:
        messages.error(request, str(words.FULL.get(violation.code, SENTENCES[violation.code])))
    else:
        messages.success(request, done)
    return redirect("unit_order", order.pk)


def _taken(form: Form, do: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was right and no rule was broken; else it says what is wrong."""
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except RuleViolation as violation:
        show_violation(form, violation)
        return False
    return True


def _page(request: AuthenticatedRequest, order: Order, grant: Grant, **wrong: Form) -> HttpResponse:
    today = clock.today()
    forms = {
        "decline": DeclineForm(prefix="decline"),
        "message": MessageForm(prefix="message"),
        "meet": MeetForm.of(order, prefix="meet"),
        "start": StartForm(prefix="start", initial={"on": today}),
        "change": ChangeForm(prefix="change"),
        "interrupt": InterruptForm(prefix="interrupt", initial={"on": today}),
    }
    problem = selectors.unit_place_problem(request.actor, order) if order.state == OrderState.SENT else None
    context = _contents(request, order, grant) | {
        "forms": forms | wrong,
        "wrong": list(wrong.values()),
        "full": words.FULL[problem] if problem else "",
        "answer_by": words.answer_by(order),
    }
    return render(request, "provider/order.html", context, status=422 if wrong else 200)


def _contents(request: AuthenticatedRequest, order: Order, grant: Grant) -> dict[str, Any]:
    shared = selectors.shared_with(request.actor, order)
    changes = selectors.changes_of(request.actor, order)
    waiting = next((proposal for proposal in changes if words.is_waiting(proposal)), None)
    return {
        "order": order,
        "name": next((row.text for row in shared if row.field == "name"), ""),
        "state": words.STATES.get(order.state, ("badge-plain", order.get_state_display())),
        "shared": [row for row in shared if row.field != "name"],
        "purposes": order_sheet.purposes_of(order.purposes),
        "aims": [aim for aim in order.aims.all() if not aim.dropped],
        "indicators": [(Indicator(row.indicator).label, row.baseline) for row in order.indicators.all() if row.chosen],
        "reports": selectors.reports_of_unit(request.actor, order),
        "thread": selectors.thread_of(request.actor, order),
        "changes": [(proposal, words.change(proposal)) for proposal in changes],
        "waiting": waiting,
        "ours": waiting is not None and waiting.side == Side.PROVIDER,
        "seen_until": grant.ends_on,
        "can_meet": order.state in STANDING,
        "can_change": order.state in TAKING_A_PLACE and waiting is None,
        "has_begun": order.state in REPORTING,
    }
