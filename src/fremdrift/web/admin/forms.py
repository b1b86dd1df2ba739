"""Forms of whoever keeps the catalogue: offers, companies and workplaces."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import TargetGroup
from fremdrift.catalogue import rules
from fremdrift.catalogue.enums import Condition, Form, LegalKind, PricePer, Purpose, Setting, SpokenLanguage
from fremdrift.catalogue.models import Company, Offer, Workplace
from fremdrift.catalogue.services import Week
from fremdrift.web.shared.fields import DateField, MoneyField, TextField
from fremdrift.web.shared.violations import SENTENCES

_WEEKS = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*:\s*(.{1,500})")
_DIGITS = re.compile(r"\D")


class _Several(forms.MultipleChoiceField):
    """Boxes to tick, none of which must be."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class _Whole(forms.IntegerField):
    """A whole number that may be missing."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=0, max_value=most, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The number; whatever else was typed is told in one sentence."""
        try:
            return super().clean(value)
        except ValidationError as wrong:
            sentence = _("Write a whole number from 0 to %(most)s.")
            raise ValidationError(sentence, params={"most": self.max_value}) from wrong


class WeeksField(forms.CharField):
    """Content week by week, a line for each: “1-2: what happens”."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        """Weeks as lines, and what was typed as it was typed."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{w.first}-{w.last}: {w.what}" for w in value)

    def clean(self, value: Any) -> list[Week]:
        """The weeks; a line that cannot be read is told."""
        found = []
        for line in filter(None, map(str.strip, (super().clean(value) or "").splitlines())):
            weeks = _WEEKS.fullmatch(line)
            if weeks is None or int(weeks[2] or weeks[1]) < int(weeks[1]):
                raise ValidationError(_("Write each line like this: 1-2: what happens in weeks 1 and 2."))
            found.append(Week(int(weeks[1]), int(weeks[2] or weeks[1]), weeks[3]))
        return found


class OfferForm(forms.Form):
    """Everything that an offer says."""

    code = TextField(label=_("Code"), max_length=40, help_text=_("Your own number of it. A file finds it by this."))
    name = TextField(label=_("Name"), max_length=120)
    provider = forms.ChoiceField(label=_("Provider"), required=False)
    new_provider = TextField(label=_("Or a new provider"), max_length=100, required=False)
    summary = TextField(label=_("What it is"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    purposes = _Several(label=_("Purpose"), choices=Purpose.choices)
    legal_kind = forms.ChoiceField(label=_("Type"), choices=LegalKind.choices)
    form = forms.ChoiceField(label=_("Form"), choices=Form.choices)
    setting = forms.ChoiceField(label=_("Setting"), choices=Setting.choices)
    target_groups = _Several(
        label=_("Target groups"), choices=TargetGroup.choices, help_text=_("None ticked: for everybody.")
    )
    target = TextField(label=_("For whom, in words"), max_length=500, required=False)
    can_hold = _Several(label=_("Can hold"), choices=Condition.choices)
    cannot_hold = _Several(label=_("Cannot hold"), choices=Condition.choices)
    limits = TextField(label=_("Other limits"), max_length=500, required=False)
    content = WeeksField(
        label=_("Week by week"), required=False, help_text=_("A line for each part: 1-2: tour and low hours")
    )
    hours_least = _Whole(rules.FULL_TIME, label=_("Hours a week, least"))
    hours_most = _Whole(rules.FULL_TIME, label=_("Hours a week, most"))
    weeks = _Whole(260, label=_("Length in weeks"))
    price = MoneyField(label=_("Price in kroner"), required=False, max_digits=9)
    price_per = forms.ChoiceField(label=_("The price is"), choices=PricePer.choices)
    reimbursement = _Whole(100, label=_("Per cent paid back by the state"))
    places = _Whole(5000, label=_("Places at a time"), help_text=_("Empty: no limit."))
    quota = _Whole(30000, label=_("Quota in a calendar year"), help_text=_("Empty: no limit."))
    funding = TextField(label=_("External funding"), max_length=200, required=False)
    funding_until = DateField(label=_("The funding ends"), required=False)
    starts = TextField(label=_("Starts"), max_length=200, required=False)
    address = TextField(label=_("Address"), max_length=200, required=False)
    postcode = TextField(label=_("Postcode"), max_length=10, required=False)
    town = TextField(label=_("Town"), max_length=80, required=False)
    languages = _Several(label=_("Languages"), choices=SpokenLanguage.choices)
    contact_name = TextField(label=_("Contact person"), max_length=120, required=False)
    contact_phone = TextField(label=_("Phone"), max_length=30, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    version = forms.IntegerField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [("", _("Choose")), *providers]  # type: ignore[attr-defined]  # has choices

    def clean(self) -> dict[str, Any]:
        """A provider is needed, one that is known or a new one."""
        found = super().clean() or {}
        if not found.get("provider") and not found.get("new_provider") and "provider" not in self.errors:
            self.add_error("provider", _("Choose a provider, or write the name of a new one."))
        return found

    def clean_new_provider(self) -> str:
        """A name, and nobody's number."""
        name: str = self.cleaned_data["new_provider"]
        if rules.names_by_number(name):
            raise ValidationError(SENTENCES["offer.cpr"])
        return name

    def seen(self, offer: Offer) -> None:
        """Who has been told that the offer was corrected meanwhile may save over it."""
        typed: Any = self.data
        self.data = anew = typed.copy()
        anew["version"] = str(offer.version)

    @property
    def values(self) -> dict[str, Any]:
        """What the offer itself says, provider and content apart."""
        apart = {"provider", "new_provider", "content", "version"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    @staticmethod
    def of(offer: Offer) -> dict[str, Any]:
        """What stands about an offer, as the form shows it."""
        names = set(OfferForm.base_fields) - {"provider", "new_provider", "content"}
        rest = {"provider": str(offer.provider_id), "content": list(offer.content.all())}
        return {name: getattr(offer, name) for name in names} | rest


class CompanyForm(forms.Form):
    """What stands about a company."""

    name = TextField(label=_("Name"), max_length=120)
    cvr = TextField(label=_("CVR number"), max_length=20, required=False)
    address = TextField(label=_("Address"), max_length=200, required=False)
    postcode = TextField(label=_("Postcode"), max_length=10, required=False)
    town = TextField(label=_("Town"), max_length=80, required=False)
    contact_name = TextField(label=_("Contact person"), max_length=120, required=False)
    contact_phone = TextField(label=_("Phone"), max_length=30, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    consultant_id = forms.TypedChoiceField(label=_("Company consultant"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, consultants: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", _("Nobody"))]
        self.fields["consultant_id"].choices = [*nobody, *consultants]  # type: ignore[attr-defined]  # has choices

    def clean_cvr(self) -> str:
        """Eight digits, however they are set apart."""
        return _number(self.cleaned_data["cvr"], 8, _("A CVR number has eight digits."))

    @staticmethod
    def of(company: Company) -> dict[str, Any]:
        """What stands about a company, as the form shows it."""
        return {name: getattr(company, name) for name in CompanyForm.base_fields}


class WorkplaceForm(forms.Form):
    """What stands about a workplace."""

    name = TextField(label=_("Name"), max_length=120)
    production_number = TextField(label=_("Production number"), max_length=20, required=False)
    tasks = TextField(label=_("Tasks there"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    address = TextField(label=_("Address"), max_length=200, required=False)
    postcode = TextField(label=_("Postcode"), max_length=10, required=False)
    town = TextField(label=_("Town"), max_length=80, required=False)
    contact_name = TextField(label=_("Contact person"), max_length=120, required=False)
    contact_phone = TextField(label=_("Phone"), max_length=30, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    mentor_name = TextField(label=_("Mentor there"), max_length=120, required=False)
    places = _Whole(5000, label=_("Places at a time"), help_text=_("Empty: no limit."))
    employees = _Whole(
        1_000_000, label=_("Ordinary employees"), help_text=_("The law limits how many may be there by this number.")
    )
    company_centre = forms.BooleanField(
        label=_("A company centre"), required=False, help_text=_("Places and a mentor are set aside all year.")
    )
    gone = forms.BooleanField(label=_("We do not use the place any more"), required=False)

    def clean_production_number(self) -> str:
        """Ten digits, however they are set apart."""
        return _number(self.cleaned_data["production_number"], 10, _("A production number has ten digits."))

    @staticmethod
    def of(workplace: Workplace) -> dict[str, Any]:
        """What stands about a workplace, as the form shows it."""
        known = {name: getattr(workplace, name) for name in WorkplaceForm.base_fields if name != "gone"}
        return known | {"gone": workplace.retired_on is not None}


def _number(text: str, length: int, sentence: Any) -> str:
    digits = _DIGITS.sub("", text)
    if text and len(digits) != length:
        raise ValidationError(sentence)
    return digits
