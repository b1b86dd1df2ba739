"""The texts of guidance as the administrator's page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fremdrift.progression.enums import Phase, Quality
from fremdrift.web.shared.asked import said

if TYPE_CHECKING:
    from fremdrift.progression.models import GuidanceText
    from fremdrift.questionnaires import rules


@dataclass(frozen=True)
class Text:
    """One text: its key, what it is about, its words, and who has written them when it is one's own."""

    key: str
    name: str
    words: str
    own: GuidanceText | None


class Texts:
    """All texts of a municipality, in the tables in which people read them."""

    def __init__(self, guidance: Mapping[str, rules.Texts], own: Mapping[str, GuidanceText]) -> None:
        self._guidance = guidance
        self._own = own

    @property
    def matrix(self) -> list[tuple[str, list[Text]]]:
        """What helps: a row for each phase, a cell for each quality."""
        return [(str(phase.label), [self._text(phase, one) for one in Quality.values]) for phase in Phase]

    @property
    def qualities(self) -> list[str]:
        """The heads of the matrix."""
        return [str(quality.label) for quality in Quality]

    @property
    def descriptions(self) -> list[tuple[str, list[Text]]]:
        """How each phase is described."""
        return [(str(phase.label), [self._text(phase, one) for one in _descriptions()]) for phase in Phase]

    @property
    def points(self) -> list[Text]:
        """The ten points of professional work."""
        keys = [key for key in self._guidance if key.startswith("checklist.")]
        return [Text(key, ", ".join(names(key)), said(self._guidance[key]), self._own.get(key)) for key in keys]

    def _text(self, phase: Phase, part: str) -> Text:
        key = f"{phase.value}.{part}"
        return Text(key, names(key)[1], said(self._guidance[key]), self._own.get(key))


def _descriptions() -> dict[str, str]:
    return {
        "signs": _("Signs"),
        "acts": _("Way of acting"),
        "system": _("View of the system"),
        "orientation": _("Orientation"),
        "own": _("In the citizen's words"),
    }


def names(key: str) -> tuple[str, str]:
    """What a text is about: its phase or the checklist, and which of its texts."""
    of, part = key.split(".")
    if of == "checklist":
        return _("The ten points"), _("Point %(number)s") % {"number": part}
    parts = _descriptions() | {quality.value: str(quality.label) for quality in Quality}
    return str(Phase(of).label), parts[part]
