"""The table of own citizens in words: heads that sort, and cells."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.cases.rules import years_between
from fremdrift.overview.enums import Column
from fremdrift.overview.selectors import OwnCase
from fremdrift.web.caseworker.addresses import of_case
from fremdrift.web.caseworker.choice import Choice
from fremdrift.web.caseworker.words import looked_after
from fremdrift.web.shared.words import day, rule

LABELS: dict[Column, str | Promise] = {
    Column.NUMBER: gettext_lazy("Case number"),
    Column.BENEFIT: gettext_lazy("Benefit"),
    Column.TARGET_GROUP: gettext_lazy("Target group"),
    Column.DEADLINE: gettext_lazy("Next deadline"),
    Column.NEXT_TALK: gettext_lazy("Next conversation"),
    Column.LAST_CONTACT: gettext_lazy("Last conversation"),
    Column.CHANGES: gettext_lazy("Changes of contact person"),
    Column.EFFORT: gettext_lazy("Running effort"),
    Column.SINCE: gettext_lazy("Contact person since"),
    Column.COVERED_FOR: gettext_lazy("Covered for"),
}
_NOTHING = "–"


@dataclass(frozen=True)
class Head:
    """A column's head: what it says, where it leads, and how the table is sorted by it."""

    label: str | Promise
    query: str
    sorted: str  # ascending, descending or empty, as ARIA says it
    css: str = ""

    @property
    def turn(self) -> str:
        """How the arrow stands."""
        return "fd-down" if self.sorted == "descending" else "fd-up"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, with a line below it."""

    label: str | Promise
    text: str
    below: str = ""
    late: bool = False
    css: str = ""


@dataclass(frozen=True)
class Line:
    """One citizen's line, ready to show."""

    case: Any
    url: str
    about: str
    cells: list[Cell]


def heads(chosen: Choice, name: str) -> list[Head]:
    """The heads of the shown columns; each keeps what is chosen besides."""
    columns: list[tuple[Column | None, str | Promise]] = [(None, _("Citizen")), *((c, LABELS[c]) for c in chosen.shown)]
    rest = f"&{urlencode({'name': name})}" if name else ""
    return [
        Head(
            label,
            chosen.sorted_by(column).query + rest,
            ("descending" if chosen.down else "ascending") if chosen.sort is column else "",
            _CSS.get(column, "") if column else "",
        )
        for column, label in columns
    ]


_CSS = {
    Column.NUMBER: "fd-right",
    Column.CHANGES: "fd-right",
    Column.NEXT_TALK: "fd-number",
    Column.LAST_CONTACT: "fd-number",
    Column.SINCE: "fd-number",
}


def options(chosen: Choice) -> list[dict[str, Any]]:
    """Every column as a box to tick."""
    return [{"value": c.value, "label": LABELS[c], "checked": c in chosen.shown} for c in Column]


def row(line: OwnCase, columns: tuple[Column, ...], today: dt.date) -> Line:
    """A citizen's line."""
    about = _("%(age)s years") % {"age": years_between(line.case.citizen.born, today)}
    told = " · ".join(filter(None, [about, looked_after(line.covered_for)]))
    return Line(line.case, of_case("case", line.case.pk), told, [_cell(line, column, today) for column in columns])


def _cell(line: OwnCase, column: Column, today: dt.date) -> Cell:
    label, text = LABELS[column], _text(line, column) or _NOTHING
    if column is not Column.DEADLINE or line.deadline is None:
        return Cell(label, text, css=_CSS.get(column, ""))
    due = line.deadline.due_on
    return Cell(label, text, rule(line.deadline), late=due is not None and due < today)


def texts(line: OwnCase, columns: tuple[Column, ...]) -> list[str]:
    """The cells as they stand in a file, days as Danish spreadsheets read them."""
    return [_text(line, column, "{:%d-%m-%Y}".format) for column in columns]


def _text(line: OwnCase, column: Column, day: Callable[[dt.date], str] = day) -> str:
    match column:
        case Column.NUMBER:
            return str(line.case.number)
        case Column.BENEFIT:
            return line.benefit
        case Column.TARGET_GROUP:
            return line.target_group
        case Column.DEADLINE:
            return _due(line, day)
        case Column.NEXT_TALK:
            return day(line.next_talk) if line.next_talk else ""
        case Column.LAST_CONTACT:
            return day(line.last_contact) if line.last_contact else ""
        case Column.CHANGES:
            return str(line.changes)
        case Column.EFFORT:
            return ", ".join(line.efforts)
        case Column.SINCE:
            return day(line.since) if line.since else ""
        case Column.COVERED_FOR:
            return line.covered_for.name if line.covered_for else ""


def _due(line: OwnCase, day: Callable[[dt.date], str]) -> str:
    if line.deadline is None:
        return ""
    return day(line.deadline.due_on) if line.deadline.due_on else _("stands still")
