"""Forms about the job plan: its texts, a sub-goal in one line, a sub-goal whole, and what becomes of one."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import Area, Owner
from fremdrift.cases.models import PLAN_TEXTS
from fremdrift.cases.rules import SUB_GOAL_MOVES
from fremdrift.cases.services import Step
from fremdrift.core import clock
from fremdrift.web.caseworker.plan_words import HELP, LABELS
from fremdrift.web.shared.fields import DateField, TextField

_ROWS = {"own_words": 3, "job_goal": 2, "education_goal": 2, "offers": 3, "stabilising": 3, "other_efforts": 3}


class _Text(forms.CharField):
    """A text of several lines; a browser's line ends are written as ours, so that texts can be compared."""

    def __init__(self, name: str) -> None:
        super().__init__(
            label=str(LABELS[name]),
            help_text=str(HELP.get(name, "")),
            widget=forms.Textarea(attrs={"rows": _ROWS.get(name, 4)}),
            validators=[MaxLengthValidator(5_000)],
            required=False,
        )

    def to_python(self, value: Any) -> Any:
        """The text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class PlanForm(forms.Form):
    """The plan's texts, and which version of them the writer saw."""

    version = forms.IntegerField(label=_("Version"), min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {name: _Text(name) for name in PLAN_TEXTS}

    def clean(self) -> dict[str, Any]:
        """A plan says something."""
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in PLAN_TEXTS):
            self.add_error("own_words", _("Write something: the goal in the citizen's own words comes first."))
        return data

    @property
    def texts(self) -> dict[str, str]:
        """The texts as they were written."""
        return {name: self.cleaned_data[name] for name in PLAN_TEXTS}


class StepForm(forms.Form):
    """A new sub-goal in one line."""

    what = TextField(label=_("New sub-goal"), max_length=200)
    owner = forms.ChoiceField(label=_("Who"), choices=Owner, initial=Owner.CITIZEN)
    due_on = DateField(label=_("By when"), required=False)
    area = forms.ChoiceField(label=_("About"), choices=Area, initial=Area.EMPLOYMENT)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A day that has passed is for what is there already."""
        data = super().clean() or {}
        due_on = data.get("due_on")
        if due_on and due_on < clock.today() and due_on != self.initial.get("due_on"):
            self.add_error("due_on", _("That day has passed. Write today or a later day."))
        return data

    @property
    def step(self) -> Step:
        """What the form says."""
        names = ("what", "owner", "due_on", "area", "owner_name")
        return Step(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


class SubGoalForm(StepForm):
    """A sub-goal with all that belongs to it, and which version of it the writer saw."""

    owner_name = TextField(
        label=_("Name, if it is somebody else or several"),
        max_length=120,
        required=False,
        help_text=_("For example “Bo, mentor”."),
    )
    version = forms.IntegerField(label=_("Version"), min_value=0, widget=forms.HiddenInput)
    field_order = ("what", "owner", "owner_name", "due_on", "area", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("Sub-goal")


class MoveForm(forms.Form):
    """What becomes of a sub-goal, and why if there is something to say."""

    verb = forms.ChoiceField(
        label=_("What became of it?"), choices=[(verb, verb) for verb in SUB_GOAL_MOVES], widget=forms.HiddenInput
    )
    note = TextField(label=_("A word on it, if you like"), max_length=300, required=False)
