"""The figure above the team's table: a bar for each caseworker, as long as there are cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from fremdrift.overview.enums import TeamCount
from fremdrift.overview.selectors.team import ADVISED_AT_MOST, TeamRow

WIDTH, LEFT, RIGHT, ROW, TOP = 1246, 200, 60, 28, 22
_WORDS = 120  # half of the words at the line of the advice
_ROOM = 24  # below this width no number fits into a part


@dataclass(frozen=True)
class Part:
    """A part of a bar: behind, this week, or the rest; its number stands in it beside others, where there is room."""

    kind: str
    x: float
    width: float
    number: int
    shown: bool

    @property
    def middle(self) -> float:
        """Where the number stands."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Bar:
    """One caseworker's bar."""

    y: int
    name: str
    end: float
    cases: int
    parts: list[Part]


@dataclass(frozen=True)
class Figure:
    """All bars, and where the line of the advice stands."""

    height: int
    bars: list[Bar]
    advice: float
    advised: int = ADVISED_AT_MOST

    @property
    def advice_anchor(self) -> str:
        """Which end of its words stands at the line: they must stay within the figure."""
        return "end" if self.advice > WIDTH - _WORDS else "middle"

    @property
    def bottom(self) -> int:
        """Where the bars end."""
        return self.height - 4


def figure(rows: Sequence[TeamRow]) -> Figure | None:
    """A bar for each row; none when nobody has a case."""
    most = max((row.cases for row in rows), default=0)
    if most == 0:
        return None
    unit = (WIDTH - LEFT - RIGHT) / max(most, ADVISED_AT_MOST)
    bars = [_bar(row, TOP + number * ROW, unit) for number, row in enumerate(rows)]
    return Figure(TOP + ROW * len(bars) + 4, bars, round(LEFT + unit * ADVISED_AT_MOST, 1))


def _bar(row: TeamRow, y: int, unit: float) -> Bar:
    late, week = row.counts[TeamCount.OVERDUE], row.only_week
    parts, x = [], float(LEFT)
    for kind, number in (("late", late), ("week", week), ("rest", row.cases - late - week)):
        width = round(number * unit, 1)
        if number:
            parts.append(Part(kind, x, width, number, width >= _ROOM and number < row.cases))
        x += width
    name = row.name if len(row.name) <= 24 else row.name[:23].rstrip() + "…"
    return Bar(y, name, round(x, 1), row.cases, parts)
