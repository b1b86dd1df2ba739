"""Which of four descriptions fits now: the caseworker's word beside the citizen's, and both over time."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import selectors, services
from fremdrift.progression.enums import Phase
from fremdrift.web.caseworker.views.common import open_case
from fremdrift.web.shared import phase_words
from fremdrift.web.shared.violations import show as show_violation


class PhaseForm(forms.Form):
    """One of the four, and what it is built on."""

    phase = forms.ChoiceField(
        label=gettext_lazy("Which of them fits best now?"), choices=Phase.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=gettext_lazy("What do you build that on?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(2_000)],
        help_text=gettext_lazy("The citizen can read it."),
    )


@screen(permission=Permission.MEASURE, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest, case_id: UUID) -> HttpResponse:
    """The four descriptions, what both have said about them, and a choice."""
    case = open_case(request, case_id)
    form = PhaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.phase_choose(case=case, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("Your choice is saved. What was said before stands beside it."))
            return redirect("phase", case.pk)
    texts = selectors.guidance(request.actor, case)
    context = {
        "case": case,
        "form": form,
        "descriptions": phase_words.descriptions(texts),
        "said": phase_words.said_so_far(selectors.phase_choices(request.actor, case), texts, case.citizen.name),
    }
    return render(request, "caseworker/phase.html", context, status=422 if form.errors else 200)
