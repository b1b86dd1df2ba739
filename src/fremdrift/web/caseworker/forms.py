"""What a caseworker fills in. Forms check that input looks right; whether it may be is decided by the services."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.accounts.models import Membership
from fremdrift.cases.enums import Benefit, ChangeReason, EffortKind, Organiser, Pauses, TargetGroup
from fremdrift.conversations.enums import AgreementState, Attempt, Form, NoShowReason, State, Topic, Who
from fremdrift.conversations.models import Agreement
from fremdrift.core import clock
from fremdrift.web.shared.fields import DateField, NumberField, TextField, TimeField
from fremdrift.web.shared.words import day

_CHOOSE = ("", _("Choose …"))
_RECORDED = [(s.value, s.label) for s in (State.HELD, State.NO_SHOW, State.CANCELLED)]
_HOW_IT_WENT = [
    (AgreementState.DONE, _("Done")),
    (AgreementState.OPEN, _("Goes on")),
    (AgreementState.DROPPED, _("Dropped")),
]


class PlanForm(forms.Form):
    """A conversation to come."""

    on = DateField(label=_("Day"))
    at = TimeField(label=_("Time"), required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Form, widget=forms.RadioSelect)


class RecordForm(forms.Form):
    """What became of a conversation, what was agreed, and when the next one is."""

    state = forms.ChoiceField(label=_("What happened?"), choices=_RECORDED, widget=forms.RadioSelect)
    on = DateField(label=_("Day"))
    at = TimeField(label=_("Time"), required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Form, widget=forms.RadioSelect)
    no_show_reason = forms.ChoiceField(
        label=_("Why did the citizen not come?"), choices=[("", "–"), *NoShowReason.choices], required=False
    )
    attempts = forms.MultipleChoiceField(
        label=_("How did you try to reach the citizen?"),
        choices=Attempt,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Topic, widget=forms.CheckboxSelectMultiple, required=False
    )
    minutes = forms.CharField(
        label=_("Minutes"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(20_000)],  # as max_length the browser would cut what is pasted, without a word
        required=False,
    )
    next_on = DateField(label=_("Next conversation"), required=False)
    next_at = TimeField(label=_("Time"), required=False)
    next_form = forms.ChoiceField(label=_("Form"), choices=[("", _("as now")), *Form.choices], required=False)

    def __init__(self, *args: Any, agreements: list[Agreement], name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = agreements
        self.fields["minutes"].help_text = _("Write to %(name)s, who can read it when you share it.") % {"name": name}
        for agreement in agreements:
            # Of one that was closed meanwhile the answer is shown and told; sent again, the form comes without it.
            answer = forms.RadioSelect(attrs={"disabled": agreement.state != AgreementState.OPEN})
            self.fields[f"went_{agreement.pk}"] = forms.ChoiceField(
                label=agreement.what, choices=_HOW_IT_WENT, widget=answer, required=False
            )

    def clean(self) -> dict[str, Any]:
        """What belongs together must be there together."""
        data = super().clean() or {}
        if data.get("state") == State.NO_SHOW and not data.get("no_show_reason"):
            self.add_error("no_show_reason", _("Choose a reason; “Not known yet” is one."))
        if not data.get("next_on") and "next_on" not in self.errors and (data.get("next_at") or data.get("next_form")):
            self.add_error("next_on", _("Write the day of the next conversation too, or leave time and form empty."))
        if data.get("next_on") and data["next_on"] < clock.today():
            self.add_error("next_on", _("That day has passed. Write today or a later day."))
        for agreement in self.agreements:
            if agreement.state != AgreementState.OPEN:
                self.add_error(f"went_{agreement.pk}", _closed_meanwhile(agreement))
        return data

    @property
    def followed_up(self) -> list[tuple[Agreement, forms.BoundField]]:
        """What was agreed earlier, each with the field that says how it went."""
        return [(agreement, self[f"went_{agreement.pk}"]) for agreement in self.agreements]


def _closed_meanwhile(agreement: Agreement) -> str:
    assert agreement.followed_up_on is not None
    how = {"how": agreement.get_state_display().lower(), "day": day(agreement.followed_up_on)}
    return _("Closed meanwhile, on %(day)s: %(how)s. Your answer is not used. Save again to save the rest.") % how


class AgreementForm(forms.Form):
    """Who does what by when; an empty line is no agreement."""

    who = forms.ChoiceField(label=_("Who"), choices=Who, initial=Who.CITIZEN, required=False)
    what = TextField(label=_("What"), max_length=300, required=False)
    due_on = DateField(label=_("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day alone says nothing."""
        data = super().clean() or {}
        if data.get("due_on") and not data.get("what") and "what" not in self.errors:
            self.add_error("what", _("Write what was agreed, or take the day away."))
        return data


AgreementFormSet = forms.formset_factory(AgreementForm, extra=2, max_num=12, absolute_max=12)


class CitizenForm(forms.Form):
    """A new citizen with a case."""

    name = TextField(label=_("Name"), max_length=120)
    cpr = TextField(label=_("CPR number"), max_length=20, help_text=_("Ten digits. Stored encrypted."))
    opened_on = DateField(label=_("The case opens"))
    benefit = forms.ChoiceField(label=_("Benefit"), choices=[_CHOOSE, *Benefit.choices])
    target_group = forms.ChoiceField(label=_("Target group"), choices=[("", "–"), *TargetGroup.choices], required=False)
    phone = TextField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    protected_address = forms.BooleanField(label=_("Protected address"), required=False)


class PeriodForm(forms.Form):
    """First and last day of something; without a last day it holds until further notice."""

    begins_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Leave empty while it goes on."))


class BenefitForm(PeriodForm):
    """A benefit in a period."""

    kind = forms.ChoiceField(label=_("Benefit"), choices=[_CHOOSE, *Benefit.choices])
    field_order = ["kind", "begins_on", "ends_on"]


class TargetGroupForm(PeriodForm):
    """A target group in a period."""

    group = forms.ChoiceField(label=_("Target group"), choices=[_CHOOSE, *TargetGroup.choices])
    field_order = ["group", "begins_on", "ends_on"]


class ExemptionForm(PeriodForm):
    """A period in which something is not demanded."""

    pauses = forms.ChoiceField(label=_("Exempt from"), choices=Pauses, widget=forms.RadioSelect, initial=Pauses.BOTH)
    reason = TextField(
        label=_("Reason"),
        max_length=200,
        help_text=_("The citizen can read it. For instance: knee operation."),
    )
    field_order = ["pauses", "reason", "begins_on", "ends_on"]


class EffortForm(PeriodForm):
    """Something that runs for the citizen."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[_CHOOSE, *EffortKind.choices])
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


class EndForm(forms.Form):
    """The last day of something that runs."""

    ends_on = DateField(label=_("Last day"))


class ContactPersonForm(forms.Form):
    """A new coordinating contact person, with why and what they need to know."""

    user = forms.TypedChoiceField(label=_("New contact person"), coerce=int)
    begins_on = DateField(label=_("From"))
    reason = forms.ChoiceField(
        label=_("Why the change?"),
        choices=[_CHOOSE, *(c for c in ChangeReason.choices if c[0] != ChangeReason.FIRST)],
    )
    handover = forms.CharField(
        label=_("Handover"),
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[MaxLengthValidator(5_000)],
        help_text=_("What matters to the citizen, what is agreed, what must not be dropped."),
    )

    def __init__(self, *args: Any, workers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [_CHOOSE, *((w.user_id, w.user.name) for w in workers)]  # type: ignore[attr-defined]  # a choice field
