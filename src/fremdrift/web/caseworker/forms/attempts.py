"""The form about an attempt to reach the citizen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.conversations.enums import Attempt, Reached
from fremdrift.web.shared.fields import DateField, TextField, TimeField


class AttemptForm(forms.Form):
    """How, when, and what came of it."""

    way = forms.ChoiceField(label=_("How did you try?"), choices=Attempt, widget=forms.RadioSelect)
    on = DateField(label=_("Day"))
    at = TimeField(label=_("Time"), required=False)
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Reached, widget=forms.RadioSelect)
    note = TextField(
        label=_("Note"), max_length=300, required=False, help_text=_("Write it so that the citizen can read it.")
    )
