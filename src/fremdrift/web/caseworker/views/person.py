"""The person behind a case: own data, and records that were merged."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker.forms.citizens import PersonForm
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared.templatetags.cases import cpr
from fremdrift.web.shared.templatetags.fremdrift import day_year
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.cases.models import Citizen

_SHOWN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.ADDRESS)


@screen(permission=Permission.CITIZEN_CHANGE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Correct name, phone, e-mail, address and its protection; see which records are one."""
    case = open_case(request, case_id, *_SHOWN)
    citizen = case.citizen
    stands = _as_seen(citizen)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial={n: getattr(citizen, n) for n in PersonForm.base_fields},
    )
    stale = request.method == "POST" and request.POST.get("seen", stands) != stands
    if stale:
        sentence = _(
            "Somebody changed these data meanwhile. See how they stand now, and save again if yours are right."
        )
        form.add_error(None, sentence)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.citizen_update(citizen=citizen, values=form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
            return redirect("person", case.pk)
    context = {
        "case": case,
        "form": form,
        "seen": stands,
        "registered": _registered(citizen, everything=stale),
        "merges": selectors.merges_of(request.actor, citizen.pk),
        "now": case_now(request.actor, case),
    }
    return render(request, "caseworker/person.html", context, status=422 if form.errors else 200)


def _registered(citizen: Citizen, *, everything: bool) -> list[tuple[str, str]]:
    """What no form changes; and all that stands now, where somebody else changed it meanwhile."""
    found = [(_("CPR number"), cpr(citizen.cpr)), (_("Born"), day_year(citizen.born))]
    if not everything:
        return found
    places = f"{citizen.address}, {citizen.postcode} {citizen.town}".strip(", ")
    protected = _("Yes") if citizen.protected_address else _("No")
    return [
        *found,
        (_("Name"), citizen.name),
        (_("Phone"), citizen.phone),
        (_("E-mail"), citizen.email),
        (_("Address"), places),
        (_("Protected address"), " ".join([protected, day_year(citizen.protected_until)]).strip()),
    ]


def _as_seen(citizen: Citizen) -> str:
    """Tells whether the data are still those that the form was filled with."""
    values = "\0".join(str(getattr(citizen, name)) for name in PersonForm.base_fields)
    return hashlib.sha256(values.encode()).hexdigest()[:16]


@screen(permission=Permission.CITIZEN_CHANGE, persons=True, methods=("POST",))
def undo(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """Take two records apart again that turned out to be two persons."""
    case = open_case(request, case_id, *_SHOWN)
    standing = {str(m.pk): m for m in selectors.merges_of(request.actor, case.citizen_id)}
    chosen = standing.get(request.POST.get("merge", ""))
    try:
        if chosen is None:
            raise RuleViolation("merge.undone_already")
        services.merge_undo(merge=chosen, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("The records are two again."))
    return redirect("person", case.pk) if selectors.case_by_id(request.actor, case.pk) else redirect("worklist")
