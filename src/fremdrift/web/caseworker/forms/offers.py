"""Forms of the offer catalogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared.fields import TextField


class ExperienceForm(forms.Form):
    """What a colleague should know of an offer."""

    worked = TextField(
        label=_("What should colleagues know?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For instance what made it work, or what to agree first. Name nobody: all colleagues read it."),
    )
    worked_for = TextField(
        label=_("For whom did it work?"),
        max_length=200,
        required=False,
        help_text=_("For instance: young people who had not been out for long."),
    )
