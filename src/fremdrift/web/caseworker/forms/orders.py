"""Forms about orders: the order itself, and what is said and decided about it."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fremdrift.catalogue.enums import Purpose
from fremdrift.core import clock
from fremdrift.orders import rules
from fremdrift.orders.enums import ChangeKind, CitizenAnswer, Indicator, Shared
from fremdrift.orders.selectors import FREE
from fremdrift.orders.services import Content, NewAim
from fremdrift.web.shared.fields import DateField, NumberField, TextField
from fremdrift.web.shared.violations import SENTENCES

AIMS = ("aim_1", "aim_2", "aim_3")
_LONGEST = 5_000


class LongText(forms.CharField):
    """A text of several lines, with plain line ends; what is pasted is never cut without a word."""

    def __init__(self, rows: int = 3, longest: int = _LONGEST, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, validators=[MaxLengthValidator(longest)], **kwargs)

    def to_python(self, value: Any) -> Any:
        """The text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n")


def _line(label: Any, longest: int, **kwargs: Any) -> TextField:
    field = TextField(label=label, required=False, validators=[MaxLengthValidator(longest)], **kwargs)
    field.widget.attrs["autocomplete"] = "off"
    return field


class OrderForm(forms.Form):
    """The whole of an order. What is missing is no mistake here: the meter tells it."""

    version = forms.IntegerField(label=_("Version"), min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(label=_("Version"), max_length=20_000, required=False, widget=forms.HiddenInput)
    purposes = forms.MultipleChoiceField(
        label=_("Purpose"), choices=Purpose, widget=forms.CheckboxSelectMultiple, required=False
    )
    right_and_duty = forms.BooleanField(label=_("Only to keep the rule about right and duty"), required=False)
    question = LongText(label=_("The question to be answered"), required=False)
    goals = forms.MultipleChoiceField(
        label=_("From the plan"), widget=forms.CheckboxSelectMultiple, required=False, choices=()
    )
    aim_1 = _line(_("Aim in own words"), 200)
    aim_2 = _line(_("Another aim"), 200)
    aim_3 = _line(_("A third aim"), 200)
    begins_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    hours = NumberField(label=_("Hours a week"), required=False, max_digits=8, decimal_places=1)
    midway_on = DateField(label=_("Midway report"), required=False)
    informed_on = DateField(
        label=_("The citizen was told on"),
        required=False,
        help_text=_("The day on which you showed what will be sent."),
    )

    def __init__(self, *args: Any, goals: list[tuple[str, str]], at_workplace: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at_workplace = at_workplace
        self.fields["goals"].choices = goals  # type: ignore[attr-defined]  # a choice field
        for one in Indicator:
            self.fields[f"work_{one}"] = forms.BooleanField(label=one.label, required=False)
            self.fields[f"from_{one}"] = _line(gettext("%(what)s: where it stands now") % {"what": one.label}, 300)
        for shared in self.can_share:
            self.fields[f"share_{shared}"] = forms.BooleanField(label=shared.label, required=False)
            named = {"what": shared.label}
            self.fields[f"why_{shared}"] = _line(gettext("%(what)s: why the place needs it") % named, 300)
            if shared in FREE:
                self.fields[f"text_{shared}"] = LongText(
                    label=gettext("%(what)s: what is sent") % named, rows=2, required=False
                )
        if at_workplace:
            self.fields["mentor_name"] = _line(_("Mentor at the workplace"), 120)
            self.fields["mentor_hours"] = NumberField(
                label=_("Mentor's hours a week"),
                required=False,
                max_digits=4,
                decimal_places=1,
                min_value=0,
                max_value=37,
            )
            self.fields["no_mentor_reason"] = _line(_("Or why none is needed"), 300)

    @property
    def can_share(self) -> list[Shared]:
        """The fields that may be ticked; the name is always told."""
        return [s for s in Shared if s != Shared.NAME and (not self.at_workplace or s in rules.FOR_WORKPLACE)]

    def clean(self) -> dict[str, Any]:
        """What contradicts itself is told at its field, all at once."""
        data = super().clean() or {}
        hours = data.get("hours")
        days = (data.get("begins_on"), data.get("ends_on"), data.get("midway_on"))
        for code, name in rules.days_problems(*days, float(hours) if hours is not None else None):
            self.add_error(name, SENTENCES[code])
        if len(data.get("goals", [])) + sum(bool(data.get(name)) for name in AIMS) > len(AIMS):
            self.add_error("aim_1", SENTENCES["order.three_aims"])
        if data.get("informed_on") and data["informed_on"] > clock.today():
            self.add_error("informed_on", _("That day has not come yet. Write the day on which you told the citizen."))
        return data

    def content(self, goals: dict[str, NewAim]) -> Content:
        """What the form says, as far as it can be read; `goals` are the aims that a tick stands for."""
        data = self.cleaned_data
        aims = [goals[key] for key in data.get("goals", [])] + [NewAim(data[n]) for n in AIMS if data.get(n)]
        return Content(
            purposes=data.get("purposes", []),
            question=data.get("question", ""),
            aims=aims,
            indicators={i.value: data.get(f"from_{i}", "") for i in Indicator if data.get(f"work_{i}")},
            hours=_number(data.get("hours")),
            begins_on=data.get("begins_on"),
            ends_on=data.get("ends_on"),
            midway_on=data.get("midway_on"),
            right_and_duty=data.get("right_and_duty", False),
            shared={
                s.value: (data.get(f"why_{s}", ""), data.get(f"text_{s}", ""))
                for s in self.can_share
                if data.get(f"share_{s}")
            },
            mentor_name=data.get("mentor_name", ""),
            mentor_hours=_number(data.get("mentor_hours")),
            no_mentor_reason=data.get("no_mentor_reason", ""),
            informed_on=data.get("informed_on"),
        )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


class AnswerForm(forms.Form):
    """What the citizen said to the caseworker about what will be sent."""

    answer = forms.ChoiceField(
        label=_("What the citizen says"),
        choices=[choice for choice in CitizenAnswer.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    comment = LongText(label=_("In the citizen's own words"), rows=2, required=False)


class ThreadForm(forms.Form):
    """A message to the other side."""

    text = LongText(label=_("Message"), rows=3)
    wants_answer = forms.BooleanField(label=_("I would like an answer"), required=False)


class ReasonForm(forms.Form):
    """Why an order is taken back, or a proposal turned down."""

    reason = LongText(label=_("Why"), rows=2)


class InterruptForm(ReasonForm):
    """Why a running order ends before its time, and its last day."""

    on = DateField(label=_("Last day"))


class ChangeForm(forms.Form):
    """A proposal: longer, other hours, or an earlier end."""

    kind = forms.ChoiceField(label=_("What is to change"), choices=ChangeKind, widget=forms.RadioSelect)
    ends_on = DateField(label=_("New last day"), required=False, help_text=_("For longer, and for an earlier end."))
    hours = NumberField(label=_("New hours a week"), required=False, max_digits=8, decimal_places=1)
    reason = LongText(label=_("Why"), rows=2)


class ShowForm(forms.Form):
    """A word on why an offer is shown."""

    note = LongText(
        label=_("A word to the citizen"),
        required=False,
        help_text=_("Why you think of this offer. The citizen reads it."),
    )
