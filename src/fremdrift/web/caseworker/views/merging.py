"""Two records of one person, side by side, made one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases import selectors, services
from fremdrift.cases.rules import MERGED_VALUES
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import Now, case_now
from fremdrift.web.caseworker.forms.citizens import MergeForm, OtherRecordForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.violations import show as show_violation
from fremdrift.web.shared.words import day

if TYPE_CHECKING:
    from fremdrift.cases.models import Case, Citizen

_SHOWN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.ADDRESS, FieldClass.PLAN)
_LABELS: dict[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "address": gettext_lazy("Address"),
    "protection": gettext_lazy("Protected address"),
}


@dataclass(frozen=True)
class Line:
    """What both records say about one thing, and the choice between them where they differ."""

    label: str | Promise
    stays: str
    goes: str
    choice: BoundField | None


@screen(permission=Permission.CITIZEN_CHANGE, persons=True, methods=("GET", "POST"))
def merge(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """First find the other record, then compare the two, then make them one."""
    case = open_case(request, case_id, *_SHOWN)
    named = request.POST.get("other") or request.GET.get("other")
    if not named:
        return _find(request, case)
    other = _other(request, named)
    if other.citizen_id == case.citizen_id:
        messages.info(request, _("These two are one record already."))
        return redirect("person", case.pk)
    return _compare(request, case, other)


def _find(request: AuthenticatedRequest, case: Case) -> HttpResponse:
    found = selectors.citizens_alike_to(request.actor, case.citizen)
    asked = request.method == "POST" or "number" in request.GET
    form = OtherRecordForm((request.POST or request.GET) if asked else None)
    if asked and form.is_valid():
        other = selectors.case_by_number(request.actor, form.cleaned_data["number"])
        if other is not None and other.citizen_id != case.citizen_id:
            look_up(request, [other.citizen_id], (FieldClass.IDENTITY,))
            return redirect(f"{request.path}?other={other.pk}")
        form.add_error(
            "number",
            _("That is a case of this record. Write the number of the other one.")
            if other
            else _("There is no such case that you can see. Your team leader can tell who has it."),
        )
    if found:
        look_up(request, found.subjects, (FieldClass.IDENTITY,), criterion=f"like={case.citizen_id}")
    context = {"case": case, "form": form, "alike": found, "now": case_now(request.actor, case)}
    return render(request, "caseworker/merge_find.html", context, status=422 if form.errors else 200)


def _other(request: AuthenticatedRequest, named: str) -> Case:
    try:
        key = UUID(named)
    except ValueError as wrong:
        raise Http404 from wrong
    return open_case(request, key, *_SHOWN)


def _compare(request: AuthenticatedRequest, case: Case, other: Case) -> HttpResponse:
    citizen, gone = case.citizen, other.citizen
    standing = [c for who in (citizen, gone) if (c := selectors.open_case_of(request.actor, who.pk))]
    shown = [(one, case_now(request.actor, one)) for one in standing]
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        differing=_differing(citizen, gone),
        open_cases=[(str(one.pk), _in_a_line(one, now)) for one, now in shown] if len(standing) > 1 else [],
    )
    if request.method == "POST" and form.is_valid():
        chosen = next((one for one in standing if str(one.pk) == form.cleaned_data.get("open_case")), None)
        try:
            services.citizens_merge(
                citizen=citizen,
                gone=gone,
                take=form.taken(),
                open_case=chosen,
                reason=form.cleaned_data["reason"],
                by=request.actor,
            )
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The two records are one now. If that was wrong, it can be undone here."))
            return redirect("person", (chosen or case).pk)
    context = {
        "case": case,
        "other": other,
        "form": form,
        "lines": [_line(form, part, citizen, gone) for part in _LABELS],
        "cases": [(who, selectors.cases_of(request.actor, [who.pk])) for who in (citizen, gone)],
        "standing": list(filter(None, (_left_in(one, now) for one, now in shown))) if len(standing) > 1 else [],
        "now": case_now(request.actor, case),
    }
    return render(request, "caseworker/merge.html", context, status=422 if form.errors else 200)


def _differing(citizen: Citizen, gone: Citizen) -> dict[str, tuple[str | Promise, str]]:
    """The parts in which two records differ, each with the one that is likelier right: what is not empty."""
    found = {}
    for part, fields in MERGED_VALUES.items():
        stays, goes = ([getattr(who, field) for field in fields] for who in (citizen, gone))
        if stays != goes:
            found[part] = (_LABELS[part], "citizen" if any(stays) else "gone")
    return found


def _line(form: MergeForm, part: str, citizen: Citizen, gone: Citizen) -> Line:
    choice = form[part] if part in form.fields else None
    return Line(_LABELS[part], _said(part, citizen), _said(part, gone), choice)


def _said(part: str, who: Citizen) -> str:
    return _protection(who) if part == "protection" else _joined(who, part)


def _joined(citizen: Citizen, part: str) -> str:
    return ", ".join(filter(None, (getattr(citizen, field) for field in MERGED_VALUES[part])))


def _protection(citizen: Citizen) -> str:
    if not citizen.protected_address:
        return _("No")
    return _("Yes, until %(day)s") % {"day": day(citizen.protected_until)} if citizen.protected_until else _("Yes")


def _left_in(case: Case, now: Now) -> str:
    """What somebody must look after by hand if this is the case that closes; empty when there is nothing."""
    running = [effort for effort in now.efforts if effort.ends_on is None or effort.ends_on > clock.today()]
    counts = (
        (len(now.planned), ngettext("%(n)s planned conversation", "%(n)s planned conversations", len(now.planned))),
        (len(now.agreements), ngettext("%(n)s open agreement", "%(n)s open agreements", len(now.agreements))),
        (len(running), ngettext("%(n)s effort", "%(n)s efforts", len(running))),
    )
    what = ", ".join(words % {"n": count} for count, words in counts if count)
    sentence = _("If case %(number)s closes, this stays in it and must be looked after by hand: %(what)s.")
    return sentence % {"number": case.number, "what": what} if what else ""


def _in_a_line(case: Case, now: Now) -> str:
    values: dict[str, Any] = {"number": case.number, "day": day(case.opened_on)}
    if now.contact_person is None:
        return _("Case %(number)s, since %(day)s") % values
    return _("Case %(number)s, since %(day)s, with %(name)s") % {**values, "name": now.contact_person.user.name}
