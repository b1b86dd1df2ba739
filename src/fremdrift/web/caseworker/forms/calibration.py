"""The form about a described case: a scale for each item, and none of them may be left out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.questionnaires.rules import Question
from fremdrift.web.shared.asked import said


class CalibrationForm(forms.Form):
    """Which step fits, for each item."""

    def __init__(self, items: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[item.key] = forms.ChoiceField(
                label=said(item.text),
                choices=[(choice.key, said(choice)) for choice in item.choices],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose the step that fits best."),
                    "invalid_choice": _("Choose one of the five steps."),
                },
            )

    @property
    def steps(self) -> dict[str, int]:
        """What was chosen, by item."""
        return {key: int(step) for key, step in self.cleaned_data.items()}
