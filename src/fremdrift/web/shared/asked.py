"""What is asked in a measurement and what was answered, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from fremdrift.progression.models import Answer
    from fremdrift.questionnaires.rules import Choice, Question, Texts


def said(text: Texts | Choice) -> str:
    """A text in the reader's language."""
    return text.en if (get_language() or "da").startswith("en") else text.da


def answered(item: Question, answer: Answer | None) -> str:
    """An answer in words."""
    if answer is None:
        return _("Not answered")
    if answer.skipped:
        return _("Skipped")
    words = {choice.key: said(choice) for choice in item.choices}
    return ", ".join(f"{key} {words[key]}" for key in answer.keys) or answer.text or str(answer.number)
