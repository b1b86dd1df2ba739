"""The citizen says which of four descriptions fits best now, and sees what the caseworker has said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages as notices
from django.core.validators import MaxLengthValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.cases.selectors import own_case
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import selectors, services
from fremdrift.web.shared import phase_words
from fremdrift.web.shared.violations import show as show_violation

_SEEN = (FieldClass.IDENTITY, FieldClass.PLAN, FieldClass.HEALTH)


class OwnPhaseForm(forms.Form):
    """One of the four in the first person, and why if one wants to say."""

    phase = forms.ChoiceField(label=gettext_lazy("Which of them fits you best now?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(2_000)],
        help_text=gettext_lazy("Your contact person can read it."),
        required=False,
    )

    def __init__(self, found: Sequence[phase_words.Description], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["phase"]
        choices.choices = [(one.key, one.own) for one in found]


@screen(permission=Permission.OWN_ANSWERS, persons=True, methods=("GET", "POST"))
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Four descriptions, what both have said, and a choice."""
    case = own_case(request.actor)
    look_up(
        request,
        [case.citizen_id] if case else [],
        _SEEN,
        purpose="own_case",
        municipality_id=case.municipality_id if case else None,
    )
    texts = selectors.guidance(request.actor, case)
    form = OwnPhaseForm(phase_words.descriptions(texts), request.POST if request.method == "POST" else None)
    if request.method == "POST" and case is not None and form.is_valid():
        try:
            services.phase_choose(case=case, by=request.actor, **form.cleaned_data)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            notices.success(request, _("Thank you. Your contact person can see it."))
            return redirect("own_phase")
    choices = selectors.phase_choices(request.actor, case) if case else []
    context = {"case": case, "form": form, "said": phase_words.said_so_far(choices, texts, _("You"))}
    return render(request, "citizen/own_phase.html", context, status=422 if form.errors else 200)
