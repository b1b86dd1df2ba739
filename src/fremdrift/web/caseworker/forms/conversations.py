"""Forms about conversations: plan one, record one."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.conversations.enums import AgreementState, Attempt, Form, NoShowReason, State, Topic, Who
from fremdrift.conversations.models import Agreement
from fremdrift.core import clock
from fremdrift.web.shared.fields import DateField, TextField, TimeField
from fremdrift.web.shared.words import day

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
