"""How colleagues used the steps about a described case: a line for each step, one's own marked, nobody named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fremdrift.progression.rules import Scene
from fremdrift.questionnaires.rules import Question
from fremdrift.questionnaires.selectors import standard_forms
from fremdrift.web.shared.asked import said

_WIDTH = 120  # of the longest bar


@dataclass(frozen=True)
class StepLine:
    """One step: its words, how many chose it, and what speaks for it."""

    step: int
    words: str
    own: bool
    count: int
    width: int  # of its bar
    why: str


@dataclass(frozen=True)
class Spread:
    """One item: what is asked, and its five steps. `others` is how many answered, none where they are too few."""

    label: str
    text: str
    others: int | None
    lines: list[StepLine]


def asked(scene: Scene) -> list[Question]:
    """The scene's items as those who know somebody are asked them."""
    items = {i.key: i for i in standard_forms()["progression"].items if "caseworker" in i.asked_of}
    return [items[judged.key] for judged in scene.items]


def spreads(scene: Scene, own: Mapping[str, int], counted: Mapping[str, Mapping[int, int]]) -> list[Spread]:
    """What is shown once one has answered oneself."""
    found = []
    for judged, item in zip(scene.items, asked(scene), strict=True):
        counts = counted.get(item.key)
        most = max(counts.values()) if counts else 1
        lines = [
            StepLine(
                int(choice.key),
                said(choice),
                own.get(item.key) == int(choice.key),
                count := (counts or {}).get(int(choice.key), 0),
                round(_WIDTH * count / most),
                said(why),
            )
            for choice, why in zip(item.choices, judged.reasons, strict=True)
        ]
        found.append(Spread(said(item.label), said(item.text), sum(counts.values()) if counts else None, lines))
    return found
