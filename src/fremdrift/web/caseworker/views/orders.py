"""Orders of a case: the list, beginning one, reading one, and one on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.reasons import Denial
from fremdrift.access.screen import refused, screen
from fremdrift.catalogue.selectors import Search, offers_found
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from fremdrift.orders import rules, selectors, services
from fremdrift.orders.enums import OrderState
from fremdrift.web.caseworker import order_form, order_page, order_refusals
from fremdrift.web.caseworker.drafts import read_key
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.violations import SENTENCES

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.catalogue.models import Offer
    from fremdrift.orders.models import Order

_MOST_FOUND = 25
SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN, FieldClass.ORDER, FieldClass.HEALTH)


def open_order(request: AuthenticatedRequest, order_id: UUID) -> tuple[Order, Case]:
    """The order and its case, once the look at it is in the log; 404 when it is not this actor's to see."""
    order = selectors.order_by_id(request.actor, order_id)
    if order is None:
        raise refused(Denial.NO_GRANT)
    return order, open_case(request, order.case_id, *SEEN)


@screen(permission=Permission.ORDER_VIEW, persons=True)
def of_case(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """All orders of a case, latest first, and what was shown to the citizen."""
    case = open_case(request, case_id, *SEEN)
    context = {
        "case": case,
        "orders": order_page.lines(selectors.orders_of(request.actor, [case.pk]), clock.today()),
        "shown": selectors.shown_offers(request.actor, [case.pk]),
    }
    return render(request, "caseworker/orders.html", context)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def new(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Choose an offer, and begin a draft that says what plan and offer know already."""
    case, error = open_case(request, case_id, *SEEN), ""
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    asked = request.POST if request.method == "POST" else request.GET
    offer = _offer(request, asked.get("offer", ""))
    if request.method == "POST" and offer is None:
        error = _("Choose an offer first.")
    elif request.method == "POST" and offer is not None:
        try:
            return redirect("order_edit", _begun(request, case, offer).pk)
        except RuleViolation as violation:
            error = str(SENTENCES[violation.code])
    name = request.GET.get("q", "").strip()[:100]
    context = {
        "case": case,
        "error": error,
        "chosen": offer,
        "name": name,
        "offers": _with_places(request, _offers(request, name)),
        "follows": asked.get("follows", "")[:36],
        "question": asked.get("question", "")[:2_000],
        "key": uuid7(),
    }
    return render(request, "caseworker/order_new.html", context, status=422 if error else 200)


def _offer(request: AuthenticatedRequest, named: str) -> Offer | None:
    key = read_key(named)
    return selectors.offer_to_order(request.actor, key) if key else None


def _offers(request: AuthenticatedRequest, words: str) -> list[Offer]:
    """Offers by a name, and then those that meet a need, as the catalogue understands it."""
    named = selectors.offers_to_order(request.actor, words)
    needed = offers_found(request.actor, Search(text=words)).offers[:_MOST_FOUND] if words else []
    return list({offer.pk: offer for offer in [*named, *needed]}.values())


def _with_places(request: AuthenticatedRequest, offers: list[Offer]) -> list[tuple[Offer, int | None]]:
    """Offers, each with its free places today; none where as many come as like."""
    taken = selectors.places_taken(request.actor, [offer.pk for offer in offers])
    free = {o.pk: max(o.places - taken.get(o.pk, (0, 0))[0], 0) for o in offers if o.places is not None}
    return [(offer, free.get(offer.pk)) for offer in offers]


@transaction.atomic
def _begun(request: AuthenticatedRequest, case: Case, offer: Offer) -> Order:
    """A draft to the offer, filled in; one that this form has begun already is that one."""
    key, before = read_key(request.POST.get("key", "")), read_key(request.POST.get("follows", ""))
    known = selectors.order_by_id(request.actor, key) if key else None
    if known is not None and (known.case_id, known.offer_id) == (case.pk, offer.pk):
        return known
    follows = selectors.order_by_id(request.actor, before) if before else None
    order = services.order_begin(
        case=case,
        offer=offer,
        follows=follows if follows is not None and follows.case_id == case.pk else None,
        id=None if known else key,  # another offer of the same page is another order
        by=request.actor,
    )
    content = order_form.begun_with(order, offer, selectors.facts_of(request.actor, order), clock.today())
    question = request.POST.get("question", "")[:2_000].strip()
    return services.order_save(
        order=order,
        content=order_form.with_question(content, question),
        expected_version=order.version,
        by=request.actor,
    )


@screen(permission=Permission.ORDER_VIEW, persons=True)
def show(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """One order: where it stands, what it says, what was written about it, and what can be done."""
    order, case = open_order(request, order_id)
    return page(request, order, case)


def page(request: AuthenticatedRequest, order: Order, case: Case, status: int = 200, **forms: Any) -> HttpResponse:
    """The order's page; a form that was sent and not taken stands in it as it was typed."""
    context = order_page.context(request.actor, order, clock.today()) | order_page.forms(order, clock.today())
    context |= {"case": case, "order": order} | forms
    return render(request, "caseworker/order.html", context, status=status)


@screen(permission=Permission.ORDER_VIEW, persons=True)
def paper(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """The order on paper: what is sent, and to whom."""
    order, case = open_order(request, order_id)
    context = {
        "case": case,
        "order": order,
        "sheet": order_sheet.of_order(order),
        "receiver": order_sheet.place_of(order),
        "state": order_sheet.state_line(order, clock.today()),
    }
    return render(request, "caseworker/order_print.html", context)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def send(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Send a draft as it stands; what it lacks is told on its page."""
    order, case = open_order(request, order_id)
    try:
        services.order_send(order=order, by=request.actor)
    except RuleViolation as violation:
        problems = order_refusals.sentences(violation)
        if order.state == OrderState.DRAFT and violation.code.startswith("order.lacks_"):
            problems = [str(SENTENCES[f"order.lacks_{lack}"]) for lack in rules.hinders(selectors.contents_of(order))]
        return page(request, order, case, 422, problems=problems)
    messages.success(request, _("The order is sent to %(who)s.") % {"who": order_sheet.place_of(order)})
    return redirect("order", order.pk)
