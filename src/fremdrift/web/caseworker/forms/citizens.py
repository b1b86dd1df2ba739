"""The form for a new citizen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import Benefit, TargetGroup
from fremdrift.web.caseworker.forms.choices import CHOOSE
from fremdrift.web.shared.fields import DateField, TextField


class CitizenForm(forms.Form):
    """A new citizen with a case."""

    name = TextField(label=_("Name"), max_length=120)
    cpr = TextField(label=_("CPR number"), max_length=20, help_text=_("Ten digits. Stored encrypted."))
    opened_on = DateField(label=_("The case opens"))
    benefit = forms.ChoiceField(label=_("Benefit"), choices=[CHOOSE, *Benefit.choices])
    target_group = forms.ChoiceField(label=_("Target group"), choices=[("", "–"), *TargetGroup.choices], required=False)
    phone = TextField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    protected_address = forms.BooleanField(label=_("Protected address"), required=False)
