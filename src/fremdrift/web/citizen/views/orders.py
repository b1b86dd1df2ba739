"""The citizen's own pages on orders and offers: what will be sent and to whom, and what they think of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages as notices
from django.core.validators import MaxLengthValidator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import Role
from fremdrift.access.screen import look_up, screen
from fremdrift.cases.selectors import own_case
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.enums import CitizenAnswer, OrderState, Reaction
from fremdrift.overview.selectors import case_now
from fremdrift.web.citizen import order_words
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN, FieldClass.ORDER, FieldClass.HEALTH)
_LONGEST = MaxLengthValidator(5_000)


class OwnAnswerForm(forms.Form):
    """What the citizen says about what will be sent."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=[
            (CitizenAnswer.APPROVED, gettext_lazy("Yes, it may be sent")),
            (CitizenAnswer.COMMENTED, gettext_lazy("I have a comment")),
            (CitizenAnswer.OBJECTED, gettext_lazy("No, not like this")),
        ],
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[_LONGEST],
        required=False,
    )


class ReactionForm(forms.Form):
    """What the citizen thinks of an offer."""

    reaction = forms.ChoiceField(
        label=gettext_lazy("What do you think?"),
        choices=[choice for choice in Reaction.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[_LONGEST],
        required=False,
    )


def _case(request: AuthenticatedRequest) -> Case | None:
    case = own_case(request.actor)
    look_up(
        request,
        [case.citizen_id] if case else [],
        _SEEN,
        purpose="own_case",
        municipality_id=case.municipality_id if case else None,
    )
    return case


def _contact(request: AuthenticatedRequest, case: Case) -> str:
    contact = case_now(request.actor, case).contact_person
    return contact.user.name if contact else ""


@screen(permission=Permission.OWN_ORDERS, persons=True)
def own_orders(request: AuthenticatedRequest) -> HttpResponse:
    """What is ordered for the citizen, and what happens with each now."""
    case = _case(request)
    contact = _contact(request, case) if case else ""
    found = selectors.own_orders(request.actor, case.pk) if case else []
    lines = [
        (o, order_sheet.place_of(o), order_words.what_now(o, contact), order_words.changed_since(o)) for o in found
    ]
    return render(request, "citizen/own_orders.html", {"case": case, "lines": lines, "contact": contact})


@screen(permission=Permission.OWN_ORDERS, persons=True, methods=("GET", "POST"))
def own_order(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Exactly what will be sent or was sent, to whom and why; yes, a comment or no while nothing is sent."""
    case = _case(request)
    order = selectors.own_order(request.actor, case.pk, order_id) if case else None
    if case is None or order is None:
        raise Http404
    posted = request.method == "POST"
    form = OwnAnswerForm(
        request.POST if posted else None,
        initial={"answer": order.citizen_answer or None, "comment": order.citizen_comment},
    )
    if posted and form.is_valid():
        try:
            services.order_comment(order=order, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            notices.success(request, _("Thank you. Your answer is saved."))
            return redirect("own_order", order.pk)
    contact = _contact(request, case)
    context = {
        "case": case,
        "order": order,
        "form": form,
        "may_answer": request.actor.role is Role.CITIZEN and order.state == OrderState.DRAFT and case.closed_on is None,
        "sheet": order_sheet.of_order(order),
        "receiver": order_sheet.place_of(order),
        "now": order_words.what_now(order, contact),
        "changed": order_words.changed_since(order),
        "reports": selectors.reports_of(request.actor, order),
        "changes": order_words.changes(selectors.changes_of(request.actor, order)),
    }
    return render(request, "citizen/own_order.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.OWN_ORDERS, persons=True, methods=("GET", "POST"))
def own_offers(request: AuthenticatedRequest) -> HttpResponse:
    """Offers that were shown to the citizen, to say yes, more or no to."""
    case = _case(request)
    shown = selectors.shown_offers(request.actor, [case.pk]) if case else []
    named = request.POST.get("offer", "")
    found = []
    for one in shown:
        sent = request.POST if request.method == "POST" and str(one.offer_id) == named else None
        initial = {"reaction": one.reaction or None, "words": one.reaction_words}
        found.append((one, ReactionForm(sent, initial=initial, prefix=f"o{one.offer_id}")))
    answered = next(((one, form) for one, form in found if form.is_bound), None)
    if answered is not None and answered[1].is_valid():
        one, form = answered
        try:
            services.shown_offer_react(shown=one, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            notices.success(request, _("Thank you. Your answer is saved."))
            return redirect("own_offers")
    status = 422 if request.method == "POST" else 200
    return render(request, "citizen/own_offers.html", {"case": case, "shown": found}, status=status)
