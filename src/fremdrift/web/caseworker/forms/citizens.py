"""Forms about a person: somebody new, corrections, and two records of one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import Benefit, TargetGroup
from fremdrift.web.caseworker.forms.choices import CHOOSE
from fremdrift.web.shared.fields import DateField, TextField


class PersonForm(forms.Form):
    """What a citizen is called, where they live, and how they are reached."""

    name = TextField(label=_("Name"), max_length=120)
    phone = TextField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    address = TextField(label=_("Address"), max_length=200, required=False)
    postcode = TextField(label=_("Postcode"), max_length=10, required=False)
    town = TextField(label=_("Town"), max_length=80, required=False)
    protected_address = forms.BooleanField(
        label=_("Protected address"),
        required=False,
        help_text=_("It is never shown to providers, companies or mentors."),
    )
    protected_until = DateField(
        label=_("Protected until"), required=False, help_text=_("The last day. Leave empty if there is none.")
    )


class CitizenForm(PersonForm):
    """A new citizen with a case."""

    cpr = TextField(label=_("CPR number"), max_length=20, help_text=_("Ten digits. Stored encrypted."))
    opened_on = DateField(label=_("The case opens"))
    benefit = forms.ChoiceField(label=_("Benefit"), choices=[CHOOSE, *Benefit.choices])
    target_group = forms.ChoiceField(label=_("Target group"), choices=[("", "–"), *TargetGroup.choices], required=False)
    field_order = ["name", "cpr", "opened_on", "benefit", "target_group"]


class OtherRecordForm(forms.Form):
    """The other of two records of one person."""

    number = forms.IntegerField(
        label=_("Number of the other case"),
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class MergeForm(forms.Form):
    """Of two records: what is right where they differ, which open case goes on, and why they are one person."""

    reason = TextField(
        label=_("How do you know that it is the same person?"),
        max_length=300,
        help_text=_("For instance: got a new CPR number, and has said so."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        differing: Mapping[str, tuple[str | Promise, str]],
        open_cases: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        self.differing = list(differing)
        for part, (label, better) in differing.items():
            self.fields[part] = forms.ChoiceField(
                label=str(label),
                choices=[("citizen", ""), ("gone", "")],
                widget=forms.RadioSelect(attrs={"class": "form-radio"}),
                initial=better,
            )
        choices = list(open_cases)
        if choices:
            self.fields["open_case"] = forms.ChoiceField(
                label=_("Which case goes on?"),
                choices=choices,
                widget=forms.RadioSelect,
                help_text=_("The other one closes today as registered twice, and stays to be read."),
                error_messages={"required": _("Both have an open case. Choose the one that goes on.")},
            )
        self.order_fields([*self.differing, "open_case", "reason"])

    def taken(self) -> list[str]:
        """The parts that are right in the record that goes."""
        return [part for part in self.differing if self.cleaned_data[part] == "gone"]
