"""Opening a case in an emergency, for 24 hours."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from fremdrift.access import services
from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import CASE_WORK, FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.reasons import Denial
from fremdrift.access.screen import look_denied, look_up, screen
from fremdrift.cases.selectors import case_in_emergency
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.caseworker.forms.access import BreakGlassForm
from fremdrift.web.shared.violations import show as show_violation


@sensitive_post_parameters("password", "cpr")
@screen(permission=Permission.BREAK_GLASS, persons=True, methods=("GET", "POST"))
def open_(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for number, reason and password; whether there is nobody or something forbids it, the answer is one."""
    sent = request.POST if request.method == "POST" else None
    form = BreakGlassForm(sent, is_password=request.user.check_password, demo=settings.DEMO)
    if form.is_valid():
        try:
            return _open(request, form)
        except RuleViolation as violation:
            show_violation(form, violation)
    else:
        look_up(request, [], (FieldClass.IDENTITY,), purpose=Purpose.BREAK_GLASS)
    return render(request, "caseworker/break_glass.html", {"form": form}, status=422 if form.errors else 200)


def _open(request: AuthenticatedRequest, form: BreakGlassForm) -> HttpResponse:
    found = case_in_emergency(request.actor, form.cleaned_data["cpr"])
    why = Purpose.BREAK_GLASS
    subjects = [found.case.citizen_id] if found.case is not None else []
    if found.case is None or found.denial not in {None, Denial.NO_GRANT}:
        look_denied(request, found.denial or Denial.MUNICIPALITY, subjects=subjects, purpose=why, criterion=found.index)
        raise RuleViolation("break_glass.refused", "cpr")
    if found.denial is None:
        look_up(request, subjects, (FieldClass.IDENTITY,), purpose=why, criterion=found.index)
        messages.info(request, _("You have access to the case already."))
        return redirect("case", found.case.pk)
    look_up(request, subjects, CASE_WORK, purpose=why, criterion=found.index)
    try:
        services.break_glass_open(subject=found.case.citizen_id, reason=form.cleaned_data["reason"], by=request.actor)
    except RuleViolation as violation:
        if violation.code != "break_glass.already":  # sent twice at once: the first has opened it
            raise
    return redirect("case", found.case.pk)
