"""From an offer to a citizen: whose case it is for, and an offer shown on the citizen's own page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases.selectors import covered_for, own_cases
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from fremdrift.orders import selectors, services
from fremdrift.web.caseworker.forms.orders import ShowForm
from fremdrift.web.caseworker.views.common import closed_to_forms, look_up_list, open_case
from fremdrift.web.caseworker.views.orders import SEEN
from fremdrift.web.shared.violations import show as show_violation

_MOST = 50


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def citizen(request: AuthenticatedRequest, offer_id: UUID) -> HttpResponse:
    """Choose for whom among the own citizens; the name that is searched for stands in no address."""
    offer = selectors.offer_to_order(request.actor, offer_id)
    if offer is None:
        raise Http404
    name = request.POST.get("name", "").strip()[:100]
    found = [case for case in own_cases(request.actor) if name.casefold() in case.citizen.name.casefold()]
    shown = found[:_MOST]
    covered = covered_for(request.actor, [case.pk for case in shown])
    look_up_list(request, shown, covered, (FieldClass.IDENTITY,), criterion=f"name: {name}" if name else "")
    context = {"offer": offer, "cases": shown, "name": name, "more": len(found) > len(shown), "key": uuid7()}
    return render(request, "caseworker/offer_citizen.html", context)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    """Show an offer on the citizen's own page, with a word on why; or read what the citizen says to it."""
    case = open_case(request, case_id, *SEEN)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    offer = selectors.offer_to_order(request.actor, offer_id)
    if offer is None:
        raise Http404
    form = ShowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.offer_show(case=case, offer=offer, note=form.cleaned_data["note"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            name = case.citizen.name.split()[0]
            messages.success(request, _("%(name)s can see it on the own page now.") % {"name": name})
            return redirect("orders", case.pk)
    shown = selectors.shown_offer(request.actor, case.pk, offer.pk)
    context = {"case": case, "offer": offer, "form": form, "shown": shown}
    return render(request, "caseworker/offer_show.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("POST",))
def withdraw(request: AuthenticatedRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    """Take an offer off the citizen's own page."""
    case = open_case(request, case_id, *SEEN)
    shown = selectors.shown_offer(request.actor, case.pk, offer_id)
    if shown is not None:
        services.shown_offer_withdraw(shown=shown, by=request.actor)
        messages.success(request, _("The offer is no longer shown."))
    return redirect("orders", case.pk)
