"""Forms about a progress report: decide, return it for more, ask for an extra one."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.orders.enums import Decision
from fremdrift.web.shared.fields import DateField, TextField

_LONGEST = MaxLengthValidator(5_000)


class DecideForm(forms.Form):
    """What comes of a report."""

    decision = forms.ChoiceField(label=_("What do you decide?"), choices=Decision.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[_LONGEST],
        required=False,
        help_text=_("The citizen and the place can read it."),
    )
    ends_on = DateField(
        label=_("New last day"), required=False, help_text=_("Only if you extend. It is filled in on the next page.")
    )

    def clean(self) -> dict[str, Any]:
        """A new last day belongs to an extension."""
        data = super().clean() or self.cleaned_data
        if data.get("ends_on") and data.get("decision") not in {None, Decision.EXTEND}:
            self.add_error("ends_on", _("Choose “Extend”, or leave this empty."))
        return data


class ReturnForm(forms.Form):
    """What is missing in a report."""

    missing = forms.CharField(
        label=_("What is missing?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[_LONGEST],
        help_text=_("For instance: which tasks can she do alone, and for how long at a time?"),
    )


class AskForm(forms.Form):
    """By when an extra report is wanted, and what for."""

    due_on = DateField(label=_("By when?"))
    why = TextField(
        label=_("What do you want to know?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The place and the citizen can read it. Ask what only the place can answer."),
    )
