"""Ordering a placement: find a workplace, write what it is for, and send it to the company consultants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.enums import CitizenAnswer, Shared
from fremdrift.overview.selectors import case_now
from fremdrift.rulebook.enums import ObligationKind
from fremdrift.web.caseworker.drafts import read_key
from fremdrift.web.caseworker.forms.placements import PlacementForm
from fremdrift.web.caseworker.views.common import closed_to_forms, open_case
from fremdrift.web.shared import limit_words
from fremdrift.web.shared.violations import show

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.catalogue.models import Workplace
    from fremdrift.orders.models import Order
    from fremdrift.rulebook.rules import Obligation

PER_PAGE = 20


@screen(permission=Permission.ORDER_CHANGE, persons=True, methods=("GET", "POST"))
def new(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Choose a workplace, then write the order and send it, or keep it as a draft."""
    case = open_case(request, case_id)
    told = closed_to_forms(request, case)
    if told is not None:
        return told
    sent = request.POST if request.method == "POST" else None
    workplace = _workplace(request, (request.GET if sent is None else sent).get("workplace", ""))
    if workplace is None and sent is None:
        return _search(request, case)
    form = PlacementForm(
        sent, workplace=workplace, known=_known(request, case), sending=request.POST.get("action") == "send"
    )
    if sent is not None and form.is_valid() and workplace is not None:
        order = _ordered(request, case, workplace, form)
        if order is not None:
            return redirect("order", order.pk)
    context = {"case": case, "workplace": workplace, "form": form, "crowded": _crowded_now(request, case, workplace)}
    return render(request, "caseworker/placement_new.html", context, status=200 if sent is None else 422)


def _workplace(request: AuthenticatedRequest, text: str) -> Workplace | None:
    key = read_key(text)
    return selectors.workplace_by_id(request.actor, key) if key else None


def _search(request: AuthenticatedRequest, case: Case) -> HttpResponse:
    words = request.GET.get("words", "").replace("\0", "").strip()[:100]
    page = Paginator(selectors.workplaces(request.actor, words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "caseworker/placement_find.html", {"case": case, "page": page, "words": words})


def _known(request: AuthenticatedRequest, case: Case) -> dict[str, str]:
    """What the case says of each thing that a workplace can be told, in the words that would be sent."""
    plan = case_now(request.actor, case).plan
    return {
        Shared.PHONE.value: case.citizen.phone,
        Shared.JOB_GOAL.value: plan.job_goal if plan else "",
        Shared.STRENGTHS.value: plan.strengths if plan else "",
    }


def _ordered(request: AuthenticatedRequest, case: Case, workplace: Workplace, form: PlacementForm) -> Order | None:
    """The order; none when a rule forbids it, and then the form says which."""
    problems, crowded = _problems(request, case, form), _crowded(request, case, workplace, form)
    sending = request.POST.get("action") == "send"
    if sending:
        _tell(form, problems, crowded)
    if form.errors:
        return None
    try:
        order = _write(request, case, workplace, form, sending=sending)
    except RuleViolation as violation:
        show(form, violation)
        return None
    for sentence in [*limit_words.sentences(problems), *filter(None, [crowded])]:
        messages.warning(request, sentence)
    if sending:
        messages.success(request, _("The placement is sent to the company consultants."))
    else:
        messages.success(request, _("The placement is saved as a draft. Nobody else has been told."))
    return order


def _problems(request: AuthenticatedRequest, case: Case, form: PlacementForm) -> list[Obligation]:
    data: dict[str, Any] = form.cleaned_data
    begins, ends = data["begins_on"], data["ends_on"]
    if begins is None or ends is None:
        return []
    return selectors.limit_problems_of(request.actor, case.pk, data["kind"], begins, ends)


def _crowded(request: AuthenticatedRequest, case: Case, workplace: Workplace, form: PlacementForm) -> str:
    """That the workplace is too small for one more, in a sentence."""
    data: dict[str, Any] = form.cleaned_data
    begins, ends, hours = data["begins_on"], data["ends_on"], data["hours"]
    if begins is None or ends is None:
        return ""
    of_week = None if hours is None else float(hours)
    limit = selectors.size_problem(request.actor, workplace, case.pk, begins, ends, of_week)
    return limit_words.size(limit) if limit else ""


def _crowded_now(request: AuthenticatedRequest, case: Case, workplace: Workplace | None) -> str:
    """The same for today, told before anything is written."""
    if workplace is None:
        return ""
    today = clock.today()
    limit = selectors.size_problem(request.actor, workplace, case.pk, today, today, None)
    return limit_words.size(limit) if limit else ""


def _tell(form: PlacementForm, problems: list[Obligation], crowded: str) -> None:
    """Put at each field what is certainly forbidden."""
    for problem in problems:
        if not problem.unconfirmed:
            early = problem.kind is ObligationKind.NOT_BEFORE
            form.add_error("begins_on" if early else "ends_on", limit_words.sentence(problem))
    if crowded:
        form.add_error("workplace", crowded)


@transaction.atomic
def _write(
    request: AuthenticatedRequest, case: Case, workplace: Workplace, form: PlacementForm, *, sending: bool
) -> Order:
    data, by = form.cleaned_data, request.actor
    order = services.order_begin(case=case, workplace=workplace, kind=data["kind"], id=data["key"], by=by)
    order = services.order_save(order=order, content=form.content, expected_version=order.version, by=by)
    if data["approved"]:
        order = services.order_comment(order=order, answer=CitizenAnswer.APPROVED, by=by)
    return services.order_send(order=order, by=by) if sending else order
