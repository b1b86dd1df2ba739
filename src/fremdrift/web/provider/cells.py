"""The week of a unit as a grid: what stands in a cell, what was typed there, and what that means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fremdrift.orders.enums import Presence
from fremdrift.orders.rules import planned_days
from fremdrift.orders.services import REMARK_AT_MOST, Day, Week
from fremdrift.web.shared.dates import number
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.words import day as day_words

if TYPE_CHECKING:
    from fremdrift.orders.models import AttendanceDay

# One letter for each way to be away: the first of the Danish word and of an English one.
LETTERS = {"s": Presence.SICK, "l": Presence.EXCUSED, "u": Presence.ABSENT}
AS_PLANNED = {"t", "="}  # there as agreed
_NOTHING = {"", "-", "·", "."}
_NUMBER = re.compile(r"\d{1,3}([.,]\d)?")
_YEARS = 20  # on either side of today there is no attendance
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True)
class Cell:
    """One person's day."""

    on: dt.date
    name: str  # of its field
    planned: float
    stored: str  # what is registered, as it is typed
    typed: str
    closed: str = ""  # why nothing can be typed: "future" or "outside"
    was: str = ""  # what stood there when the page was made
    error: str = ""

    @property
    def changed(self) -> bool:
        """Whether somebody has typed something else than stood there."""
        return _plain(self.typed) != _plain(self.was)

    @property
    def away(self) -> bool:
        """Whether the person stayed away without saying so."""
        return _plain(self.typed) == "u"

    @property
    def hint(self) -> str:
        """The hours that are planned."""
        return written(self.planned) if self.planned else ""


@dataclass(frozen=True)
class Row:
    """One order's week."""

    order: Any  # with the citizen's name
    cells: list[Cell]
    absent: list[str] = field(default_factory=list)  # days of a pattern of absence, in words
    remark: str = ""
    remark_stored: str = ""
    remark_was: str = ""  # what stood there when the page was made
    remark_error: str = ""

    @property
    def hours(self) -> float:
        """Hours there, as far as the cells can be read."""
        days = [read(cell) for cell in self.cells]
        return sum(day.hours for day in days if isinstance(day, Day))

    @property
    def was(self) -> str:
        """What stood in the cells, in one hidden field."""
        return ";".join(cell.was for cell in self.cells)


def monday_of(text: str, today: dt.date) -> dt.date:
    """The Monday of a week written 2026-W48; of this week when it cannot be read."""
    found = _WEEK.fullmatch(text)
    try:
        if found and abs(int(found[1]) - today.year) <= _YEARS:
            return dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    return today - dt.timedelta(days=today.weekday())


def week_key(monday: dt.date) -> str:
    """The week as addresses say it."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def written(hours: float | Decimal) -> str:
    """Hours as they are typed: 7,4."""
    return number(round(float(hours), 1), "da").replace(".", "")


def stored(day: AttendanceDay | None) -> str:
    """What is registered, as it is typed."""
    if day is None:
        return ""
    letter = next((letter for letter, presence in LETTERS.items() if presence == day.presence), "")
    return letter.upper() or written(day.hours)


def row(order: Any, monday: dt.date, today: dt.date, days: Mapping[Any, AttendanceDay], remark: str = "") -> Row:
    """The week of an order as it stands."""
    hours = float(order.hours or 0)
    planned = planned_days(order.begins_on, order.last, hours, monday) if hours else {}
    cells = []
    for n in range(5):
        on = monday + dt.timedelta(days=n)
        now = stored(days.get((order.pk, on)))
        outside = not order.begins_on <= on <= order.last
        closed = "outside" if outside else "future" if on > today else ""
        cells.append(Cell(on, f"{order.pk}_{n}", planned.get(on, 0.0), now, now, closed, now))
    return Row(order, cells, remark=remark, remark_stored=remark, remark_was=remark)


def typed(known: Row, post: Mapping[str, str]) -> Row:
    """The same week with what was typed; a cell that did not come stays as it is."""
    was = post.get(f"{known.order.pk}_was", known.was).split(";")
    if len(was) != len(known.cells):
        was = [cell.was for cell in known.cells]
    cells = [_typed(cell, post, before[:8]) for cell, before in zip(known.cells, was, strict=True)]
    return _remarked(replace(known, cells=cells), post)


def _remarked(known: Row, post: Mapping[str, str]) -> Row:
    said = post.get(f"{known.order.pk}_remark")
    was = post.get(f"{known.order.pk}_remark_was", known.remark_was)
    if said is None or said.strip() == was:
        return known
    filled = replace(known, remark=said.strip(), remark_was=was)
    if len(filled.remark) > REMARK_AT_MOST:
        return replace(filled, remark_error=str(SENTENCES["attendance.remark_too_long"]))
    if known.remark_stored in {was, filled.remark}:
        return filled
    told = _("Somebody else wrote “%(now)s” meanwhile. Save again to write yours over it.")
    return replace(filled, remark_was=known.remark_stored, remark_error=told % {"now": known.remark_stored or "–"})


def _typed(cell: Cell, post: Mapping[str, str], was: str) -> Cell:
    said = post.get(cell.name)
    if said is None:
        return cell
    if cell.closed:
        code = "attendance.in_future" if cell.closed == "future" else "attendance.outside"
        return replace(cell, typed=said, error=str(SENTENCES[code]) if said.strip() else "")
    filled = replace(cell, typed=said.strip(), was=was)
    if not filled.changed:
        return cell  # somebody else may have written here meanwhile: theirs is shown, and stays
    if _plain(cell.stored) not in {_plain(was), _plain(said)}:
        words = {"day": day_words(cell.on), "now": cell.stored or "–"}
        told = _("Somebody else wrote %(now)s on %(day)s meanwhile. Save again to write yours over it.") % words
        return replace(filled, was=cell.stored, error=told)
    found = read(filled)
    return filled if isinstance(found, Day) else replace(filled, error=found)


def read(cell: Cell) -> Day | str:
    """What a cell says; or the sentence for what it cannot say."""
    text = _plain(cell.typed)
    if text in _NOTHING:
        return Day(cell.on, "", 0, cell.planned)
    if text in LETTERS:
        return Day(cell.on, LETTERS[text], 0, cell.planned)
    if text in AS_PLANNED and cell.planned:
        return Day(cell.on, Presence.PRESENT, cell.planned, cell.planned)
    if text in AS_PLANNED:
        return _("Nothing is agreed for that day. Write the hours.")
    if not _NUMBER.fullmatch(text):
        return _("Write the hours, or T, S, L or U.")
    hours = float(text.replace(",", "."))
    if hours > 24:
        return str(SENTENCES["attendance.hours"])
    if not hours:
        return _("Nobody is there for 0 hours. Write S, L or U, or leave it empty.")
    return Day(cell.on, Presence.PRESENT, hours, cell.planned)


def as_planned(known: Row) -> Row:
    """The week with all that is still empty and could be typed filled in as agreed."""
    cells = [
        replace(cell, typed=cell.hint) if not cell.closed and cell.planned and _plain(cell.typed) in _NOTHING else cell
        for cell in known.cells
    ]
    return replace(known, cells=cells)


def changes(rows: list[Row]) -> dict[Any, Week]:
    """What is to be registered, by order: the cells and the remark that somebody changed and no others."""
    found: dict[Any, Week] = {}
    for each in rows:
        days = [read(cell) for cell in each.cells if cell.changed and not cell.closed]
        remark = each.remark if each.remark != each.remark_was else None
        if days or remark is not None:
            found[each.order] = Week(each.cells[0].on, [day for day in days if isinstance(day, Day)], remark)
    return found


def _plain(text: str) -> str:
    said = text.strip().casefold().replace(".", ",")
    return said.removesuffix(",0")
