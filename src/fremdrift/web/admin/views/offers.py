"""Keeping the catalogue: which offers must be reviewed, correcting them, and taking them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import provider_by_id, providers
from fremdrift.accounts.services import provider_add
from fremdrift.catalogue import selectors, services
from fremdrift.catalogue.rules import Use, fold
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.admin.forms import OfferForm
from fremdrift.web.shared import offer_words
from fremdrift.web.shared.undo import done
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.accounts.models import Provider
    from fremdrift.catalogue.models import Offer

PER_PAGE = 50
STATES = ("all", "review", "retired")


@screen(permission=Permission.OFFERS_KEEP)
def kept(request: AuthenticatedRequest) -> HttpResponse:
    """All offers, those that nobody has reviewed for longest first."""
    state = request.GET.get("show", "")
    state = state if state in STATES else "all"
    text = request.GET.get("q", "")[:120]
    found = selectors.offers_kept(request.actor, text, retired=state == "retired", to_review=state == "review")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    rows = [(offer, offer_words.notices(offer, Use(), today)) for offer in page]
    tabs = [(_("In the catalogue"), "all"), (_("To be reviewed"), "review"), (_("No longer given"), "retired")]
    context = {"page": page, "rows": rows, "text": text, "state": state, "tabs": tabs}
    return render(request, "admin/offers.html", context)


@screen(permission=Permission.OFFERS_KEEP, methods=("GET", "POST"))
def add(request: AuthenticatedRequest) -> HttpResponse:
    """Put an offer into the catalogue."""
    form = _form(request, {"version": ""})
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values | {"provider": _provider(form)}
            made = services.offer_add(values=values, content=form.cleaned_data["content"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("%(name)s stands in the catalogue.") % {"name": made.name})
            return redirect("offer", made.pk)
    return render(request, "admin/offer_form.html", {"form": form}, status=422 if form.errors else 200)


@screen(permission=Permission.OFFERS_KEEP, methods=("GET", "POST"))
def edit(request: AuthenticatedRequest, offer_id: UUID) -> HttpResponse:
    """Correct what an offer says."""
    offer = _offer(request, offer_id)
    form = _form(request, OfferForm.of(offer))
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values | {"provider": _provider(form)}
            services.offer_update(
                offer=offer,
                values=values,
                content=form.cleaned_data["content"],
                seen=form.cleaned_data["version"],
                by=request.actor,
            )
        except RuleViolation as violation:
            show_violation(form, violation)
            form.seen(offer)
        else:
            messages.success(request, _("%(name)s is corrected.") % {"name": values["name"]})
            return redirect("offer", offer.pk)
    context = {"form": form, "offer": offer}
    return render(request, "admin/offer_form.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.OFFERS_KEEP, methods=("POST",))
def review(request: AuthenticatedRequest, offer_id: UUID) -> HttpResponse:
    """What stands about the offer was read today and is right."""
    offer = _offer(request, offer_id)
    services.offer_review(offer=offer, by=request.actor)
    messages.success(request, _("%(name)s is reviewed today.") % {"name": offer.name})
    return redirect("offers_kept")


@screen(permission=Permission.OFFERS_KEEP, methods=("POST",))
def retire(request: AuthenticatedRequest, offer_id: UUID) -> HttpResponse:
    """Take an offer out of the catalogue."""
    offer = _offer(request, offer_id)
    services.offer_retire(offer=offer, by=request.actor)
    taken_out = _("%(name)s is taken out of the catalogue.") % {"name": offer.name}
    done(request, taken_out, reverse("offer_reopen", args=[offer.pk]))
    return redirect("offers_kept")


@screen(permission=Permission.OFFERS_KEEP, methods=("POST",))
def reopen(request: AuthenticatedRequest, offer_id: UUID) -> HttpResponse:
    """Take an offer into the catalogue again."""
    offer = _offer(request, offer_id)
    services.offer_reopen(offer=offer, by=request.actor)
    messages.success(request, _("%(name)s stands in the catalogue.") % {"name": offer.name})
    return redirect("offers_kept")


def _offer(request: AuthenticatedRequest, offer_id: UUID) -> Offer:
    offer = selectors.offer_by_id(request.actor, offer_id)
    if offer is None:
        raise Http404
    return offer


def _form(request: AuthenticatedRequest, stands: dict[str, Any]) -> OfferForm:
    known = [(str(provider.pk), provider.name) for provider in providers()]
    return OfferForm(request.POST if request.method == "POST" else None, initial=stands, providers=known)


def _provider(form: OfferForm) -> Provider:
    """The provider that was chosen, or a new one; its key is made of its name."""
    name = form.cleaned_data["new_provider"]
    if name:
        return provider_add(key=slugify(fold(name))[:50] or "provider", name=name)
    return provider_by_id(int(form.cleaned_data["provider"]))
