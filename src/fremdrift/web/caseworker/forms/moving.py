"""The form that moves a conversation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.conversations.enums import Asked, Form
from fremdrift.web.shared.fields import DateField, TextField, TimeField


class MoveForm(forms.Form):
    """Another day, time or form, and who asked for it."""

    on = DateField(label=_("New day"))
    at = TimeField(label=_("Time"), required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Form, widget=forms.RadioSelect)
    asked_by = forms.ChoiceField(label=_("Who asked for it?"), choices=Asked, widget=forms.RadioSelect)
    reason = TextField(
        label=_("Why?"), max_length=300, required=False, help_text=_("Write it so that the citizen can read it.")
    )
