"""Reading tables that people send, and telling every wrong place with its remedy."""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_BYTES = 20 * 1024 * 1024
MOST_PROBLEMS = 200
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_DANISH_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Problem:
    """One wrong place: its row (as a spreadsheet counts, the header being row 1), column, value, and what to do."""

    row: int
    column: str
    value: str
    sentence: str


class Refused(Exception):
    """Nothing of the file was taken; here is why, place by place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = list(problems)[:MOST_PROBLEMS]


@dataclass
class Row:
    """A row of the file: its number, its cells by column, and what is wrong in it."""

    number: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]  # column → the header as the file writes it
    problems: list[Problem] = field(default_factory=list)

    def text(self, column: str) -> str:
        """The cell without blanks around it; empty when the file has no such column."""
        return self.cells.get(column, "").strip()

    def wrong(self, column: str, sentence: str, value: str | None = None) -> None:
        """Note a wrong cell."""
        shown = self.text(column) if value is None else value
        self.problems.append(Problem(self.number, self.headers.get(column, column), shown[:60], sentence))

    def needed(self, column: str) -> str:
        """The cell, which must not be empty."""
        found = self.text(column)
        if not found:
            self.wrong(column, _("This must be filled in."))
        return found

    def date(self, column: str) -> dt.date | None:
        """The cell as a date, Danish or ISO; none when empty or wrong."""
        found = self.text(column)
        if not found:
            return None
        danish = _DANISH_DATE.fullmatch(found)
        try:
            if danish:
                day, month, year = (int(part) for part in danish.groups())
                value = dt.date(year, month, day)
            elif _ISO_DATE.fullmatch(found):
                value = dt.date.fromisoformat(found)
            else:
                raise ValueError
            if not 1900 <= value.year <= 2199:
                raise ValueError
        except ValueError:
            self.wrong(column, _("This is no date. Write it like 24-11-2026 or 2026-11-24."))
            return None
        return value

    def choice(self, column: str, words: Mapping[str, str]) -> str:
        """The cell as one of the known words, in either language."""
        found = self.text(column)
        if not found:
            return ""
        value = words.get(found.casefold())
        if value is None:
            known = ", ".join(dict.fromkeys(words))
            self.wrong(column, _("This word is not known. Use one of: %(known)s.") % {"known": known})
            return ""
        return value

    def flag(self, column: str) -> bool:
        """The cell as yes or no; empty is no."""
        found = self.text(column).casefold()
        if found in {"ja", "yes", "j", "y", "1", "true", "sand", "x"}:
            return True
        if found not in {"", "nej", "no", "n", "0", "false", "falsk"}:
            self.wrong(column, _("Write yes or no."))
        return False


def read_rows(content: bytes, columns: Mapping[str, str], needed: Sequence[str]) -> list[Row]:
    """The file's rows by column; `columns` maps every accepted header, in small letters, to its column."""
    lines = list(csv.reader(io.StringIO(_decoded(content)), delimiter=_separator(content), strict=False))
    filled = [(n, cells) for n, cells in enumerate(lines, start=1) if any(cell.strip() for cell in cells)]
    if not filled:
        raise _whole(_("The file is empty. It needs a line of headers and at least one row."))
    (at, header), rows = filled[0], filled[1:]
    order = _columns(at, header, columns, needed)
    if not rows:
        raise _whole(_("The file has headers and no rows."))
    written = {column: header[n].strip() for n, column in enumerate(order)}
    found = []
    for number, cells in rows:
        row = Row(number, dict(zip(order, cells, strict=False)), written)
        if len(cells) > len(order) and any(cell.strip() for cell in cells[len(order) :]):
            extra = next(cell for cell in cells[len(order) :] if cell.strip())
            row.wrong("", _("The row has more cells than there are headers. Is a separator inside a text?"), extra)
        found.append(row)
    return found


def _columns(at: int, header: list[str], columns: Mapping[str, str], needed: Sequence[str]) -> list[str]:
    problems: list[Problem] = []
    order: list[str] = []
    for cell in header:
        name = cell.strip()
        column = columns.get(name.casefold())
        if column is None:
            sentence = _("This header is not known. docs/import.md lists the columns.")
            problems.append(Problem(at, name[:60], "", sentence))
        elif column in order:
            problems.append(Problem(at, name, "", _("This column stands twice. Remove one of them.")))
        order.append(column or f"?{len(order)}")
    for column in needed:
        if column not in order:
            names = _(" or ").join(name for name, c in columns.items() if c == column)
            problems.append(Problem(at, names, "", _("This column is missing. Add it, also if some cells are empty.")))
    if problems:
        raise Refused(problems)
    return order


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise _whole(_("The file is larger than 20 MB. Split it."))
    if content.startswith(_PICTURES) or b"\x00" in content[:4096]:
        raise _whole(_("This is not a table of text. Save the table as CSV and choose that file."))
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads every byte")


def _separator(content: bytes) -> str:
    first = content.split(b"\n", 1)[0]
    return max(";,\t", key=lambda s: first.count(s.encode()))


def _whole(sentence: str) -> Refused:
    return Refused([Problem(0, "", "", sentence)])
