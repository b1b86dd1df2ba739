"""The form of the minutes of one conversation."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _


class MinutesForm(forms.Form):
    """The text, and the mark of the text that the writer began from."""

    seen = forms.CharField(
        label=_("Version"),
        widget=forms.HiddenInput,
        error_messages={"required": _("The form did not arrive whole. Save again.")},
    )
    minutes = forms.CharField(
        label=_("Minutes"),
        widget=forms.Textarea(attrs={"rows": 14}),
        validators=[MaxLengthValidator(20_000)],
        required=False,
    )
