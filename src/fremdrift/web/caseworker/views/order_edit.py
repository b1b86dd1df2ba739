"""Writing an order: one form, kept while it is typed, with a meter that names what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.reasons import Denial
from fremdrift.access.screen import look_denied, refused, screen
from fremdrift.cases.selectors import sub_goals
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import rules, selectors, services
from fremdrift.orders.enums import Indicator, OrderState
from fremdrift.orders.rules import Lack
from fremdrift.web.caseworker import order_form, order_refusals, order_words
from fremdrift.web.caseworker.drafts import Written
from fremdrift.web.caseworker.forms.orders import AIMS, OrderForm
from fremdrift.web.caseworker.views.common import closed_to_forms
from fremdrift.web.caseworker.views.orders import open_order
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.violations import SENTENCES, show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.orders.models import Order
    from fremdrift.orders.services import NewAim

_LOOKS = {"look", "example"}  # buttons that show the form again, as it is typed


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def edit(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """Write an order, look at what will be sent, and send it; what somebody else saved stands beside it."""
    order, case = open_order(request, order_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    if request.method == "GET" and order.state != OrderState.DRAFT:
        return redirect("order", order.pk)
    writing = Writing(request, order, case)
    if request.method != "POST" or _LOOKS & set(request.POST):
        return writing.page()
    return writing.save() or writing.page(422)


@screen(permission=Permission.ORDER_CHANGE, methods=("POST",))
def check(request: AuthenticatedRequest, order_id: UUID) -> HttpResponse:
    """What an order lacks as it is typed; the answer shows nobody, so that it can be asked at every word."""
    order = selectors.order_by_id(request.actor, order_id)
    if order is None:
        look_denied(request, Denial.NO_GRANT, criterion=request.path)
        raise refused(Denial.NO_GRANT)
    goals = order_form.aims_to_choose(order, sub_goals(request.actor, [order.case_id]))
    form = _form(request.POST, order, goals)
    form.is_valid()
    content = form.content(goals)
    context = {
        "meter": order_words.meter(order_form.contents(content, order)),
        "examples": order_words.examples(content.purposes),
        "order": order,
        "live": True,
    }
    return render(request, "caseworker/_order_meter.html", context)


def _form(data: Any, order: Order, goals: dict[str, NewAim]) -> OrderForm:
    choices = [(key, aim.what) for key, aim in goals.items()]
    return OrderForm(data, goals=choices, at_workplace=order.workplace_id is not None)


class Writing:
    """An order's form while somebody writes in it."""

    def __init__(self, request: AuthenticatedRequest, order: Order, case: Case) -> None:
        self._request, self._order, self._case = request, order, case
        self._goals = order_form.aims_to_choose(order, sub_goals(request.actor, [case.pk]))
        self._written = Written(request, case, "order_edit", str(order.pk))
        self._meanwhile: order_form.Meanwhile | None = None
        data: Any = self._written.data or order_form.data_of(order)
        chosen = order_words.example(request.POST.get("example", ""))
        if chosen:
            data = data.copy()
            data["question"] = chosen
        self._form = _form(data, order, self._goals)
        self._valid = self._form.is_valid()
        if request.method != "POST" or _LOOKS & set(request.POST):
            self._form.errors.clear()

    def save(self) -> HttpResponse | None:
        """Save, and send or show where that was asked for; nothing when the form must be looked at again."""
        if not self._valid:
            return None
        content = self._form.content(self._goals)
        if "ask" in self._request.POST and content.informed_on is None:
            content = replace(content, informed_on=clock.today())
        try:
            services.order_save(
                order=self._order,
                content=content,
                expected_version=self._form.cleaned_data["version"],
                by=self._request.actor,
            )
        except RuleViolation as violation:
            self._refused(violation)
            return None
        self._written.done()
        return self._sent() if "send" in self._request.POST else self._kept()

    def _refused(self, violation: RuleViolation) -> None:
        if violation.code == "order.changed_meanwhile":
            fresh = selectors.order_by_id(self._request.actor, self._order.pk)
            assert fresh is not None
            data, self._meanwhile = order_form.meanwhile(self._form, fresh)
            self._form = _form(data, fresh, self._goals)
            self._form.is_valid()
        show(self._form, violation)

    def _kept(self) -> HttpResponse:
        if "ask" in self._request.POST:
            name = self._case.citizen.name.split()[0]
            messages.success(self._request, _("%(name)s can see it on the own page now.") % {"name": name})
            return redirect("order", self._order.pk)
        messages.success(self._request, _("The order is saved. It is not sent yet."))
        return redirect("order_edit", self._order.pk)

    def _sent(self) -> HttpResponse | None:
        """Send what was just saved; what hinders that is told at its fields, and the text stays saved."""
        order = selectors.order_by_id(self._request.actor, self._order.pk)
        assert order is not None
        try:
            services.order_send(order=order, by=self._request.actor)
        except RuleViolation as violation:
            self._order = order
            self._written = Written(self._request, self._case, "order_edit", str(order.pk))
            self._form = _form(order_form.data_of(order), order, self._goals)
            self._form.is_valid()
            self._tell(violation)
            return None
        messages.success(self._request, _("The order is sent to %(who)s.") % {"who": order_sheet.place_of(order)})
        return redirect("order", order.pk)

    def _tell(self, violation: RuleViolation) -> None:
        hinders = rules.hinders(selectors.contents_of(self._order)) if "lacks_" in violation.code else []
        for lack in hinders:
            self._form.add_error(_at(self._form, lack), SENTENCES[f"order.lacks_{lack}"])
        if not hinders:
            order_refusals.show(self._form, violation)

    def page(self, status: int = 200) -> HttpResponse:
        """The form, the meter, and what will be sent as it is typed."""
        form, order = self._form, self._order
        content, facts = form.content(self._goals), selectors.facts_of(self._request.actor, order)
        context = {
            "case": self._case,
            "order": order,
            "form": form,
            "aims": [form[name] for name in AIMS],
            "work": [(form[f"work_{i}"], form[f"from_{i}"]) for i in Indicator],
            "shared": [_row(form, name, facts) for name in form.can_share],
            "name": facts["name"],
            "meter": order_words.meter(order_form.contents(content, order)),
            "examples": order_words.examples(content.purposes),
            "sheet": order_sheet.of_content(order, content, facts),
            "receiver": order_sheet.place_of(order),
            "meanwhile": self._meanwhile,
            "drafts": self._written.drafts,
        }
        return render(self._request, "caseworker/order_edit.html", context, status=status)


def _at(form: OrderForm, lack: Lack) -> str | None:
    """The field that mends it: of the reasons the first that is not written."""
    if lack is Lack.REASON:
        ticked = [s for s in form.can_share if form.cleaned_data.get(f"share_{s}")]
        return next((f"why_{s}" for s in ticked if not form.cleaned_data.get(f"why_{s}")), None)
    name = order_words.FIELDS[lack]
    return name if name in form.fields else None


def _row(form: OrderForm, name: str, facts: dict[str, str]) -> dict[str, Any]:
    """One piece of information: its tick, why, and its words: to write, or as the case has them."""
    free = f"text_{name}" in form.fields
    return {
        "tick": form[f"share_{name}"],
        "why": form[f"why_{name}"],
        "text": form[f"text_{name}"] if free else None,
        "fact": facts.get(name, ""),
        "health": name in rules.OF_HEALTH,
    }
