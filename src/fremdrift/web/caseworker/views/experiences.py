"""Colleagues' notes on an offer: written, taken back, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.catalogue import selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker.forms.offers import ExperienceForm
from fremdrift.web.shared.undo import done
from fremdrift.web.shared.violations import SENTENCES, show

if TYPE_CHECKING:
    from fremdrift.catalogue.models import Experience, Offer


@screen(permission=Permission.EXPERIENCE_WRITE, methods=("GET", "POST"))
def add(request: AuthenticatedRequest, offer_id: UUID) -> HttpResponse:
    """Note what one knows of an offer, for colleagues."""
    offer = _offer(request, offer_id)
    form = ExperienceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            note = services.experience_add(offer=offer, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            undo = reverse("experience_withdraw", args=[offer.pk, note.pk])
            done(request, _("Your colleagues can read the note now."), undo)
            return redirect("offer", offer.pk)
    context = {"offer": offer, "form": form}
    return render(request, "caseworker/experience_add.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.CATALOGUE_VIEW, methods=("POST",))
def withdraw(request: AuthenticatedRequest, offer_id: UUID, experience_id: UUID) -> HttpResponse:
    """Take a note back: one's own, or a colleague's where one keeps the catalogue."""
    note = _note(request, offer_id, experience_id)
    try:
        services.experience_withdraw(experience=note, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        done(request, _("The note is taken back."), reverse("experience_reopen", args=[offer_id, note.pk]))
    return redirect("offer", offer_id)


@screen(permission=Permission.CATALOGUE_VIEW, methods=("POST",))
def reopen(request: AuthenticatedRequest, offer_id: UUID, experience_id: UUID) -> HttpResponse:
    """Put a note back."""
    note = _note(request, offer_id, experience_id)
    try:
        services.experience_reopen(experience=note, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("The note stands again."))
    return redirect("offer", offer_id)


def _offer(request: AuthenticatedRequest, offer_id: UUID) -> Offer:
    offer = selectors.offer_by_id(request.actor, offer_id)
    if offer is None:
        raise Http404
    return offer


def _note(request: AuthenticatedRequest, offer_id: UUID, experience_id: UUID) -> Experience:
    note = selectors.experience_by_id(request.actor, _offer(request, offer_id), experience_id)
    if note is None:
        raise Http404
    return note
