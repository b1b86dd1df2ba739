"""What can be said while a conversation is written down: own answers to the measurement, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.progression.enums import Phase
from fremdrift.questionnaires.rules import Question
from fremdrift.web.caseworker.forms.measurements import AnswersForm
from fremdrift.web.shared.violations import SENTENCES

FINAL = "answers-final"  # a name that no item of a questionnaire can have


class ScoresForm(AnswersForm):
    """The caseworker's own answers inside another form, all of them optional.

    What is answered is kept with the conversation and can be gone on with, here or under “How it goes”. A tick, which
    is never set beforehand, gives the answers for good: so nobody gives by saving a conversation what was half done.
    """

    prefix = "score"

    def __init__(self, items: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(items, *args, **kwargs)
        self.fields[FINAL] = forms.BooleanField(
            label=_("These are my answers"),
            help_text=_("Given answers stay as they are. Without the tick they are kept, and you can go on later."),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Answers that are given are not nothing."""
        data = super().clean()
        if data.get(FINAL) and not self.errors and not self.given:
            self.add_error(FINAL, _("Answer at least one question, or take the tick away."))
        return data

    @property
    def final(self) -> forms.BoundField:
        """The tick that gives the answers."""
        return self[FINAL]


class StandsForm(forms.Form):
    """Which of the four descriptions fits, if the caseworker wants to say so now."""

    prefix = "stands"

    phase = forms.ChoiceField(
        label=_("Which of them fits best now?"), widget=forms.RadioSelect, required=False, initial=""
    )
    why = forms.CharField(
        label=_("What do you build that on?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(2_000)],
        help_text=_("The citizen can read it."),
        required=False,
    )

    def __init__(self, *args: Any, signs: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [(key, f"{Phase(key).label}: {words}") for key, words in signs]
        self.fields["phase"].choices = [("", _("I say nothing about it now")), *labels]  # type: ignore[attr-defined]  # a field of choices has them

    def clean(self) -> dict[str, Any]:
        """A phase and what it is built on belong together."""
        data = super().clean() or {}
        if data.get("phase") and not data.get("why") and "why" not in self.errors:
            self.add_error("why", SENTENCES["phase.why"])
        if data.get("why") and not data.get("phase") and "phase" not in self.errors:
            self.add_error("phase", _("Choose one of the four, or take the words away."))
        return data
