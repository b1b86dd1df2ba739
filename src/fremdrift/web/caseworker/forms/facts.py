"""Forms for what counts for the law: benefits, target groups, exemptions, efforts, other rules."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import Benefit, CharacteristicKind, EffortKind, Organiser, Pauses, TargetGroup
from fremdrift.rulebook.selectors import packs
from fremdrift.web.caseworker.forms.choices import CHOOSE
from fremdrift.web.shared.fields import DateField, NumberField, TextField


class PeriodForm(forms.Form):
    """First and last day of something; without a last day it holds until further notice."""

    begins_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Leave empty while it goes on."))


class BenefitForm(PeriodForm):
    """A benefit in a period."""

    kind = forms.ChoiceField(label=_("Benefit"), choices=[CHOOSE, *Benefit.choices])
    field_order = ["kind", "begins_on", "ends_on"]


MATCH_GROUPS = [choice for choice in TargetGroup.choices if choice[0].startswith("match_")]
LATER_GROUPS = [choice for choice in TargetGroup.choices if choice not in MATCH_GROUPS]
USUAL_PAUSES = [choice for choice in Pauses.choices if choice[0] in {Pauses.BOTH, Pauses.CONVERSATION, Pauses.OFFER}]


class TargetGroupForm(PeriodForm):
    """A target group in a period."""

    group = forms.ChoiceField(
        label=_("Target group"),
        choices=[
            CHOOSE,
            (_("Target groups from 2020 (LAB § 6)"), LATER_GROUPS),
            (_("Match groups of 2010–2013"), MATCH_GROUPS),
        ],
    )
    field_order = ["group", "begins_on", "ends_on"]


class ExemptionForm(PeriodForm):
    """A period in which something is not demanded."""

    pauses = forms.ChoiceField(
        label=_("Exempt from"), choices=USUAL_PAUSES, widget=forms.RadioSelect, initial=Pauses.BOTH
    )
    reason = TextField(
        label=_("Reason"),
        max_length=200,
        help_text=_("The citizen can read it. For instance: knee operation."),
    )
    field_order = ["pauses", "reason", "begins_on", "ends_on"]


class EffortForm(PeriodForm):
    """Something that runs for the citizen."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[CHOOSE, *EffortKind.choices])
    title = TextField(
        label=_("What is it?"), max_length=120, help_text=_("For instance: placement in a garden centre.")
    )
    organiser = forms.ChoiceField(label=_("Who stands for it?"), choices=Organiser, widget=forms.RadioSelect)
    organiser_name = TextField(label=_("Name of the place"), max_length=120, required=False)
    hours = NumberField(
        label=_("Hours a week"),
        decimal_places=1,
        min_value=0,
        max_value=168,
        error_messages={"max_value": _("A week has 168 hours. Write how many of them it takes.")},
        required=False,
        localize=True,
    )
    at_workplace = forms.BooleanField(label=_("At a workplace"), required=False)
    field_order = [
        "kind",
        "title",
        "organiser",
        "organiser_name",
        "begins_on",
        "ends_on",
        "hours",
        "at_workplace",
    ]


def _packs() -> list[tuple[str, str | Promise]]:
    return [CHOOSE, *((pack.key, pack.title) for pack in packs() if not pack.suspends)]


class RulePackForm(PeriodForm):
    """A set of rules that the case follows for a time."""

    pack = forms.ChoiceField(label=_("Set of rules"), choices=_packs)
    reason = TextField(
        label=_("Reason"),
        max_length=200,
        help_text=_("The citizen can read it. For instance: takes part in a trial."),
    )
    field_order = ["pack", "reason", "begins_on", "ends_on"]


class CharacteristicForm(PeriodForm):
    """Something worth knowing about the situation."""

    kind = forms.ChoiceField(label=_("Characteristic"), choices=[CHOOSE, *CharacteristicKind.choices])
    words = TextField(
        label=_("In your own words"),
        max_length=120,
        required=False,
        help_text=_("Only with “Other”. The citizen can read it."),
    )
    field_order = ["kind", "words", "begins_on", "ends_on"]


class EndForm(forms.Form):
    """The last day of something that runs."""

    ends_on = DateField(label=_("Last day"))
