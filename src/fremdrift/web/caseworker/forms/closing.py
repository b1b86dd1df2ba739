"""The form for closing a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import ClosingReason
from fremdrift.web.shared.fields import DateField, TextField

_REASONS = [(value, label) for value, label in ClosingReason.choices if value != ClosingReason.DUPLICATE]


class CloseForm(forms.Form):
    """When a case closed, and what really happened."""

    reason = forms.ChoiceField(label=_("What happened?"), choices=_REASONS, widget=forms.RadioSelect)
    words = TextField(
        label=_("In your own words"),
        max_length=200,
        required=False,
        help_text=_("When it is something else. The citizen can read it."),
    )
    closed_on = DateField(label=_("The case closed on"))
    cancel = forms.BooleanField(label=_("Cancel the conversations that are planned"), required=False)

    def __init__(self, *args: Any, planned: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not planned:
            del self.fields["cancel"]

    def clean(self) -> dict[str, Any]:
        """Something else is said in words; what is on the list speaks for itself."""
        data = super().clean() or self.cleaned_data
        reason, words = data.get("reason"), data.get("words")
        if reason == ClosingReason.OTHER and words == "":
            self.add_error("words", _("Say in a few words what happened."))
        if reason and reason != ClosingReason.OTHER and words:
            self.add_error("words", _("Choose “Other” if you want to say it in your own words, or leave this empty."))
        return data
