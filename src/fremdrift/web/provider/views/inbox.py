"""The inbox of a unit: the orders that were sent to it, what each waits for, and the same as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.orders import selectors
from fremdrift.orders.enums import InboxSort
from fremdrift.web.provider import choice, words
from fremdrift.web.provider.views.common import look_up_orders
from fremdrift.web.shared.export import spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fremdrift.orders.models import Order

PER_PAGE = 50
_HEADS = (InboxSort.NAME, InboxSort.TITLE, InboxSort.DUE, InboxSort.BEGINS, InboxSort.ENDS, InboxSort.HOME)


@screen(permission=Permission.UNIT_ORDERS, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Orders to the unit, by what comes next; the counts are filters."""
    chosen = choice.read(request.GET)
    numbers = selectors.inbox_counts(request.actor)
    paginator = Paginator(_found(request, chosen), PER_PAGE)
    if not chosen.name:
        paginator.count = numbers[chosen.show or ""]  # it is counted already
    page = paginator.get_page(request.GET.get("page"))
    shown = list(page)
    look_up_orders(request, shown, criterion=_criterion(chosen))
    context = {
        "chosen": chosen,
        "page": page,
        "counts": choice.counts(chosen, numbers, _("In hand")),
        "any": any(numbers.values()),
        "heads": choice.heads(chosen, _HEADS),
        "lines": _lines(request, shown),
    }
    return render(request, "provider/inbox.html", context)


@screen(permission=Permission.UNIT_ORDERS, persons=True)
def export(request: AuthenticatedRequest) -> HttpResponse:
    """All pages of the same list as a file for a spreadsheet."""
    chosen = choice.read(request.GET)
    shown = list(_found(request, chosen))
    look_up_orders(request, shown, purpose="export", criterion=_criterion(chosen))
    head = [str(sort.label) for sort in _HEADS] + [_("State"), _("Hours a week")]
    rows = [_row(line) for line in _lines(request, shown)]
    file = _("inbox")
    return spreadsheet(f"{file}-{clock.today()}.csv", [head, *rows])


def _found(request: AuthenticatedRequest, chosen: choice.Choice) -> Any:
    return selectors.inbox(request.actor, chosen.show, chosen.name, chosen.sort, down=chosen.down)


def _criterion(chosen: choice.Choice) -> str:
    return f"name: {chosen.name}" if chosen.name else ""


def _lines(request: AuthenticatedRequest, shown: Iterable[Order]) -> list[dict[str, Any]]:
    orders = list(shown)
    reports = selectors.reports_awaited(request.actor, [order.pk for order in orders])
    return [
        {
            "order": order,
            "state": words.STATES.get(order.state, ("badge-plain", order.get_state_display())),
            "coming": words.coming(order, reports.get(order.pk, [])),
            "last": order.ended_on or order.ends_on,
        }
        for order in orders
    ]


def _row(line: dict[str, Any]) -> list[object]:
    order = line["order"]
    days = [f"{day:%d-%m-%Y}" if day else "" for day in (order.begins_on, line["last"])]
    coming = "; ".join(following.text for following in line["coming"])
    hours = "" if order.hours is None else str(order.hours).replace(".", ",")
    return [order.name, order.title, coming, *days, order.municipality.name, line["state"][1], hours]
