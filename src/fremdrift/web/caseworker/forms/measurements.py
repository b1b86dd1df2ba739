"""Forms about how it goes: how often one asks, and what the caseworker answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.progression.enums import Rhythm
from fremdrift.questionnaires.rules import Given, Question
from fremdrift.web.shared.asked import said
from fremdrift.web.shared.fields import DateField

_LONGEST = MaxLengthValidator(2_000)
SEEN = "answers-seen"  # a name that no item of a questionnaire can have
# Steps and their words by item, as far as there are any.
Typed = dict[str, tuple[str, str]]


class RhythmForm(forms.Form):
    """How often a case is measured, and from when."""

    every = forms.ChoiceField(
        label=_("How often?"), choices=Rhythm.choices, widget=forms.RadioSelect, initial=Rhythm.QUARTER
    )
    begins_on = DateField(label=_("From"))


@dataclass(frozen=True)
class Row:
    """An item as it is asked: its short name, the scale, and what the step is built on."""

    label: str
    scale: forms.BoundField
    words: forms.BoundField


class AnswersForm(forms.Form):
    """What the caseworker answers: a scale and a few words for each item; what is left out counts as skipped."""

    def __init__(self, items: Sequence[Question], *args: Any, problem: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items, self._problem = items, problem
        self.fields[SEEN] = forms.CharField(label="", widget=forms.HiddenInput, required=False)
        for item in items:
            self.fields[item.key] = forms.ChoiceField(
                label=said(item.text),
                choices=[(choice.key, said(choice)) for choice in item.choices],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{item.key}_words"] = forms.CharField(
                label=_("What do you build that on?"),
                widget=forms.Textarea(attrs={"rows": 2}),
                validators=[_LONGEST],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Words belong to a step: without one they would be lost. What came between is looked through first."""
        data = super().clean() or {}
        if self._problem:
            self.add_error(None, self._problem)
        for item in self._items:
            if data.get(f"{item.key}_words") and not data.get(item.key) and item.key not in self.errors:
                self.add_error(item.key, _("Choose a step too, or take the words away."))
        return data

    @property
    def rows(self) -> list[Row]:
        """The items, in order."""
        return [Row(said(item.label), self[item.key], self[f"{item.key}_words"]) for item in self._items]

    @property
    def typed(self) -> Typed:
        """What stands in it, right or wrong, without what is empty."""
        found = {row.scale.name: (_text(row.scale.value()), _text(row.words.value())) for row in self.rows}
        return {key: both for key, both in found.items() if any(both)}

    def lock(self) -> None:
        """Show what was chosen where it cannot be used any more; sent again, the form comes without it."""
        for field in self.fields.values():
            field.widget.attrs["disabled"] = True

    @property
    def given(self) -> dict[str, Given]:
        """What was answered, by item; an empty one is not yet answered."""
        chosen = {item.key: self.cleaned_data[item.key] for item in self._items}
        return {key: Given(chosen=(step,)) for key, step in chosen.items() if step}

    @property
    def evidence(self) -> Mapping[str, str]:
        """The words, by item."""
        return {item.key: self.cleaned_data[f"{item.key}_words"].replace("\r\n", "\n") for item in self._items}


def _text(value: object) -> str:
    return str(value or "").replace("\r\n", "\n").strip()
