"""The four descriptions to choose from, and what citizen and caseworker have said; the system says nothing itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fremdrift.core.clock import COPENHAGEN
from fremdrift.overview.rules.signals import differ
from fremdrift.progression.enums import Chooser, Phase
from fremdrift.web.shared.asked import said

if TYPE_CHECKING:
    from fremdrift.progression.models import PhaseChoice
    from fremdrift.questionnaires.rules import Texts


@dataclass(frozen=True)
class Description:
    """One phase as the sources describe it, in the municipality's words; `own` is the citizen speaking."""

    key: str
    label: str
    own: str
    signs: str
    acts: str
    system: str
    orientation: str


@dataclass(frozen=True)
class Saying:
    """What one of them said on a day."""

    who: str  # citizen or municipality, as shape and colour
    name: str
    on: dt.date
    label: str
    own: str
    why: str


@dataclass(frozen=True)
class Said:
    """The last word of each, whether they differ, and all that was said, newest first."""

    citizen: Saying | None
    caseworker: Saying | None
    differs: bool
    all: list[Saying]


def descriptions(guidance: Mapping[str, Texts]) -> list[Description]:
    """The four, in the order of the sources; none of them is chosen beforehand."""
    words = ("own", "signs", "acts", "system", "orientation")
    return [
        Description(phase.value, str(phase.label), *(said(guidance[f"{phase.value}.{word}"]) for word in words))
        for phase in Phase
    ]


def ten_points(guidance: Mapping[str, Texts]) -> list[str]:
    """The ten points of professional work, in the order of the source."""
    return [said(guidance[f"checklist.{number}"]) for number in range(1, 11)]


def said_so_far(choices: Sequence[PhaseChoice], guidance: Mapping[str, Texts], citizen: str) -> Said:
    """What stands beside each other."""
    lines = [_saying(choice, guidance, citizen) for choice in choices]
    last = {choice.chooser: (choice, line) for choice, line in zip(choices, lines, strict=True)}
    own, other = last.get(Chooser.CITIZEN), last.get(Chooser.CASEWORKER)
    differs = differ(own[0].phase if own else None, other[0].phase if other else None)
    return Said(own[1] if own else None, other[1] if other else None, bool(differs), lines[::-1])


def _saying(choice: PhaseChoice, guidance: Mapping[str, Texts], citizen: str) -> Saying:
    by_citizen = choice.chooser == Chooser.CITIZEN
    name = citizen if by_citizen else choice.chosen_by.name if choice.chosen_by else ""
    return Saying(
        "citizen" if by_citizen else "municipality",
        name,
        choice.chosen_at.astimezone(COPENHAGEN).date(),
        str(Phase(choice.phase).label),
        said(guidance[f"{choice.phase}.own"]),
        choice.why,
    )
