"""From phase to phase in words: a table for each party, and the same in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fremdrift.overview.rules.transitions import Quarter, Shown
from fremdrift.progression.enums import Chooser, Phase


@dataclass(frozen=True)
class Row:
    """What was said before, and of how many what was said then; none where it is not shown."""

    label: str
    cells: list[tuple[str, int | None]]


@dataclass(frozen=True)
class Table:
    """One party's word, ready to show."""

    kind: str  # who: citizen or municipality, as shape and colour
    title: str
    people: int
    sentences: list[str]
    heads: list[str]
    rows: list[Row]

    @property
    def shows(self) -> bool:
        """Whether any number stands in the table."""
        return any(count for row in self.rows for _head, count in row.cells)


def tables(found: dict[str, Shown]) -> list[Table]:
    """What the citizens say, and what the caseworkers say; the two are not set against each other."""
    return [
        _table("citizen", _("What the citizens say themselves"), found[Chooser.CITIZEN]),
        _table("municipality", _("What the caseworkers say"), found[Chooser.CASEWORKER]),
    ]


def _table(kind: str, title: str, shown: Shown) -> Table:
    heads = [str(phase.label) for phase in Phase]
    rows = [
        Row(str(before.label), [(str(after.label), shown.cells.get((before, after))) for after in Phase])
        for before in Phase
    ]
    return Table(kind, title, shown.people, _sentences(shown) if shown.people else [], heads, rows)


def _sentences(shown: Shown) -> list[str]:
    """The largest groups on top, and how many are in none of them."""
    steps = sorted(shown.cells.items(), key=lambda found: -found[1])
    said = [_sentence(Phase(before), Phase(after), count) for (before, after), count in steps]
    if shown.others:
        words = (
            _("%(count)s in groups that are not shown.")
            if shown.cells
            else _("How they are spread is not shown: the groups are small, or all went the same way.")
        )
        said.append(words % {"count": shown.others})
    return said


def _sentence(before: Phase, after: Phase, count: int) -> str:
    values = {"count": count, "before": str(before.label).lower(), "after": str(after.label).lower()}
    if before is after:
        return _("%(count)s are said to be in %(after)s, as before.") % values
    return _("%(count)s from %(before)s to %(after)s.") % values


def quarter_name(quarter: Quarter) -> str:
    """“Quarter 3 of 2026”."""
    return _("Quarter %(number)s of %(year)s") % {"number": quarter.number, "year": quarter.begins_on.year}
