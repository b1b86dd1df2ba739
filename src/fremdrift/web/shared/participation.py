"""Yes or no to a voluntary effort: the form for contact person and citizen, and what was said, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.progression.enums import Participation
from fremdrift.progression.rules import CHARACTERISTICS, REASONS
from fremdrift.progression.services import Said
from fremdrift.questionnaires.rules import Question, in_order
from fremdrift.web.shared.asked import said
from fremdrift.web.shared.questionnaire_violations import SENTENCES

if TYPE_CHECKING:
    from fremdrift.progression.models import RegistrationRound
    from fremdrift.progression.selectors import Registered

_RANK = "reason_"


class ParticipationForm(forms.Form):
    """Yes or no, what weighs in the situation where that is asked, and a number at each reason that counts."""

    round = forms.UUIDField(label="", widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(label="", widget=forms.HiddenInput, required=False, min_value=0)
    choice = forms.ChoiceField(
        label=gettext_lazy("Yes or no?"),
        choices=Participation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": SENTENCES["registration.yes_or_no"]},
    )

    def __init__(self, one: RegistrationRound, respondent: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {item.key: item for item in one.questionnaire.form.items if respondent in item.asked_of}
        self._most = {key: item.at_most or 1 for key, item in asked.items()}
        self.reasons_text = said(asked[REASONS].text)
        self.reasons_hint = said(asked[REASONS].hint)
        if CHARACTERISTICS in asked:
            self.fields[CHARACTERISTICS] = _several(asked[CHARACTERISTICS])
        ranks = [("", "–"), *((str(rank), str(rank)) for rank in range(1, self._most[REASONS] + 1))]
        for choice in asked[REASONS].choices:
            self.fields[f"{_RANK}{choice.key}"] = forms.ChoiceField(label=said(choice), choices=ranks, required=False)

    @property
    def reasons(self) -> list[forms.BoundField]:
        """A field for the place of each reason."""
        return [self[name] for name in self.fields if name.startswith(_RANK)]

    def clean(self) -> dict[str, Any]:
        """See that the characteristics are few enough, and that no rank is left out or stands twice."""
        cleaned = super().clean() or {}
        chosen, most = cleaned.get(CHARACTERISTICS) or (), self._most.get(CHARACTERISTICS, 0)
        if len(chosen) > most:
            told = _("At most %(most)s can be registered, and %(chosen)s are chosen. Take away what matters least.")
            self.add_error(CHARACTERISTICS, told % {"most": most, "chosen": len(chosen)})
        ranks = self._ranks(cleaned)
        if in_order(ranks) is None:
            self.add_error(None, SENTENCES["registration.rank_gap"])
        elif ranks and cleaned.get("choice") == Participation.NO:
            self.add_error(None, SENTENCES["registration.reasons_of_no"])
        return cleaned

    @staticmethod
    def _ranks(cleaned: Mapping[str, Any]) -> dict[str, int]:
        return {
            name.removeprefix(_RANK): int(rank) for name, rank in cleaned.items() if name.startswith(_RANK) and rank
        }

    @property
    def said(self) -> Said:
        """What is to be registered."""
        cleaned = self.cleaned_data
        return Said(cleaned["choice"], self._ranks(cleaned), cleaned.get(CHARACTERISTICS) or ())

    def see(self, number: int) -> None:
        """Take what stands now as seen: it is shown beside what was typed, and saving again is a correction."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = str(number)
        self.data = data

    @property
    def kept(self) -> list[tuple[str, str]]:
        """All that was typed, for a page that shows it once more before it is registered."""
        names = [name for name in self.fields if name not in {"round", "seen"}]
        return [(name, value) for name in names for value in cast(QueryDict, self.data).getlist(name) if value]


def _several(item: Question) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=said(item.text),
        help_text=said(item.hint),
        choices=[(choice.key, said(choice)) for choice in item.choices],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def initial_of(before: Registered | None) -> dict[str, Any]:
    """What a form begins with that corrects what was registered."""
    if before is None:
        return {}
    ranks = {f"{_RANK}{key}": rank for rank, key in enumerate(before.chosen(REASONS), start=1)}
    return {"choice": before.choice.choice, CHARACTERISTICS: list(before.chosen(CHARACTERISTICS)), **ranks}


@dataclass(frozen=True)
class Line:
    """What was said, in words."""

    said: str
    yes: bool
    reasons: list[str]
    characteristics: list[str]
    registered: Registered


def line_of(one: Registered) -> Line:
    """A registration in words, with the words of the lists that were in use then."""
    return Line(
        said=one.choice.get_choice_display(),
        yes=one.choice.choice == Participation.YES,
        reasons=words_of(one.round, one.choice.chooser, REASONS, one.chosen(REASONS)),
        characteristics=words_of(one.round, one.choice.chooser, CHARACTERISTICS, one.chosen(CHARACTERISTICS)),
        registered=one,
    )


def words_of(one: RegistrationRound, respondent: str, key: str, chosen: tuple[str, ...]) -> list[str]:
    """Choices of a list in the reader's language."""
    items = [item for item in one.questionnaire.form.items if item.key == key and respondent in item.asked_of]
    words = {choice.key: said(choice) for item in items for choice in item.choices}
    return [words[choice] for choice in chosen]
