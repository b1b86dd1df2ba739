"""The case in five minutes for whoever takes it over, with the answer; and taking a proposal back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import handed_over
from fremdrift.web.caseworker import around_words
from fremdrift.web.caseworker.forms.contact_persons import AnswerForm
from fremdrift.web.caseworker.orders_now import orders_now
from fremdrift.web.caseworker.views.common import open_case, open_handover
from fremdrift.web.caseworker.words import deadlines
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation
from fremdrift.web.shared.words import day

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, Transfer


@screen(permission=Permission.TRANSFER_ANSWER, persons=True, methods=("GET", "POST"))
def handover(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Read the case in five minutes; whoever is asked to take it over answers here."""
    case, whole = open_handover(request, case_id)
    waiting = selectors.transfer_waiting(request.actor, case)
    mine = waiting if waiting is not None and waiting.to_user_id == request.actor.user_id else None
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and mine is None:
        messages.error(request, SENTENCES["transfer.answered"])
        return redirect("handover", case.pk)
    if request.method == "POST" and mine is not None and form.is_valid():
        try:
            return _answered(request, case, mine, form.cleaned_data["answer"])
        except RuleViolation as violation:
            show_violation(form, violation)
    reader = request.actor.reading_for(Purpose.HANDOVER)
    told = handed_over(reader, case)
    context = {
        "case": case,
        "whole": whole,
        "told": told,
        "now": told.now,
        "needs": around_words.needs(told.needs, case),
        "around": [around_words.person_line(person) for person in told.around],
        "orders_now": orders_now(reader, case),
        "linked": whole,
        "deadlines": deadlines(told.now, clock.today()),
        "transfer": mine,
        "form": form,
    }
    return render(request, "caseworker/handover.html", context, status=422 if form.errors else 200)


def _answered(request: AuthenticatedRequest, case: Case, transfer: Transfer, answer: str) -> HttpResponse:
    name = case.citizen.name
    if request.POST.get("do") != "accept":
        services.transfer_decline(transfer=transfer, answer=answer, by=request.actor)
        messages.success(request, _("You have declined. The case of %(name)s stays where it is.") % {"name": name})
        return redirect("worklist")
    person = services.transfer_accept(transfer=transfer, answer=answer, by=request.actor)
    if person.begins_on > clock.today():
        words = {"name": name, "day": day(person.begins_on)}
        messages.success(request, _("%(name)s is yours from %(day)s.") % words)
        return redirect("worklist")
    messages.success(request, _("%(name)s is your citizen now.") % {"name": name})
    return redirect("case", case.pk)


@screen(permission=Permission.CONTACT_PERSON_CHANGE, persons=True, methods=("POST",))
def withdraw(request: AuthenticatedRequest, case_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Take a proposal back that nobody has answered."""
    case = open_case(request, case_id)
    transfer = selectors.transfer_by_id(request.actor, case, transfer_id)
    if transfer is None:
        raise Http404
    try:
        services.transfer_withdraw(transfer=transfer, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("It is taken back. The case stays where it is."))
    return redirect("contact_persons", case.pk)
