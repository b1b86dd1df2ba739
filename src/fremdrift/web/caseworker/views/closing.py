"""Closing a case with what really happened, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import services
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.selectors import orders_not_ended
from fremdrift.overview.selectors import Now, case_now
from fremdrift.overview.services import case_close
from fremdrift.web.caseworker.forms.closing import CloseForm
from fremdrift.web.caseworker.order_links import order_url
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import SENTENCES, show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case


@screen(permission=Permission.CASE_CHANGE, persons=True, methods=("GET", "POST"))
def close(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Close the case; what still runs or is planned is told before."""
    case = open_case(request, case_id)
    if case.closed_on is not None:
        messages.info(request, SENTENCES["case.already_closed"])
        return redirect("case", case.pk)
    now = case_now(request.actor, case)
    form = CloseForm(
        request.POST if request.method == "POST" else None,
        planned=len(now.planned),
        initial={"closed_on": clock.today(), "cancel": True},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _close(request, case, form, now)
        except RuleViolation as violation:
            show(form, violation)
            _name_orders(form, violation, request, case)
        else:
            messages.success(request, _("The case is closed."))
            return redirect("case", case.pk)
    today = clock.today()
    running = [effort for effort in now.efforts if effort.ends_on is None or effort.ends_on > today]
    context = {
        "case": case,
        "form": form,
        "now": now,
        "running": running,
        "orders": [(o, order_url(o.pk)) for o in orders_not_ended(request.actor, case.pk)],
    }
    return render(request, "caseworker/case_close.html", context, status=422 if form.errors else 200)


def _name_orders(form: CloseForm, violation: RuleViolation, request: AuthenticatedRequest, case: Case) -> None:
    """Which orders stand in the way, so that nobody has to look for them."""
    if violation.code == "case.orders_open":
        names = ", ".join(order.title for order in orders_not_ended(request.actor, case.pk))
        form.add_error(None, _("Still open: %(orders)s.") % {"orders": names})


@transaction.atomic
def _close(request: AuthenticatedRequest, case: Case, form: CloseForm, now: Now) -> None:
    data = form.cleaned_data
    case_close(case=case, closed_on=data["closed_on"], reason=data["reason"], words=data["words"], by=request.actor)
    for talk in now.planned if data.get("cancel") else []:
        talks.conversation_cancel(conversation=talk, by=request.actor)


@screen(permission=Permission.CASE_CHANGE, persons=True, methods=("GET", "POST"))
def reopen(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Open a case again that was closed by mistake."""
    case = open_case(request, case_id)
    if case.closed_on is None:
        messages.info(request, SENTENCES["case.not_closed"])
        return redirect("case", case.pk)
    now = case_now(request.actor, case)
    if request.method == "GET":
        return render(request, "caseworker/case_reopen.html", {"case": case, "now": now})
    try:
        services.case_reopen(case=case, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("The case is open again."))
    return redirect("case", case.pk)
