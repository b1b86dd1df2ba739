"""Reading tables that people send, and telling every wrong place with its remedy."""

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_BYTES = 20 * 1024 * 1024
MOST_PROBLEMS = 200
_MOST_SHOWN = 60  # characters of a value
_OTHER_FILES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_DANISH_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YES = {"ja", "yes", "j", "y", "1", "true", "sand", "x"}
_NO = {"nej", "no", "n", "0", "false", "falsk"}
# Ten digits and more, however they are set apart: it may be a CPR number, whatever the column.
_MAY_BE_CPR = re.compile(r"((?:\d\W{0,3}){5}\d)(?:\W{0,3}\d){4,}")


@dataclass(frozen=True)
class Problem:
    """One wrong place: its row (as a spreadsheet counts, the header being row 1), column, value, and what to do."""

    row: int  # 0: the file as a whole
    column: str
    value: str
    sentence: str


class Refused(Exception):
    """Nothing of the file was taken; here is why, place by place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(problems, key=lambda p: p.row)[:MOST_PROBLEMS]
        more = len(problems) - MOST_PROBLEMS
        if more > 0:
            sentence = ngettext("There is %(count)s more place.", "There are %(count)s more places.", more)
            self.problems.append(Problem(0, "", "", sentence % {"count": more}))


@dataclass
class Row:
    """A row of the file: its number, its cells by column, and what is wrong in it."""

    number: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]  # column → the header as the file writes it
    problems: list[Problem] = field(default_factory=list)

    def text(self, column: str) -> str:
        """The cell; empty when the file has no such column."""
        return self.cells.get(column, "")

    def wrong(self, column: str, sentence: str, value: str | None = None) -> None:
        """Note a wrong cell."""
        told = self.text(column) if value is None else value
        self.problems.append(Problem(self.number, self.headers.get(column, column), shown(told), sentence))

    def needed(self, column: str) -> str:
        """The cell, which must not be empty."""
        found = self.text(column)
        if not found:
            self.wrong(column, _("This must be filled in."))
        return found

    def check_length(self, column: str, most: int) -> None:
        """Note a cell with more characters than can be kept."""
        if len(self.text(column)) > most:
            self.wrong(column, _("This is too long. Write at most %(most)s characters.") % {"most": most})

    def date(self, column: str) -> dt.date | None:
        """The cell as a date, Danish or ISO; none when empty or wrong."""
        found = self.text(column)
        if not found:
            return None
        value = _date(found)
        if value is None:
            self.wrong(column, _("This is no date. Write it like 24-11-2026 or 2026-11-24."))
        return value

    def choice(self, column: str, words: Mapping[str, str]) -> str:
        """The cell as what one of the known words stands for; empty when the cell is empty or wrong."""
        found = self.text(column)
        value = words.get(word(found), "")
        if found and not value:
            known = ", ".join(words)
            self.wrong(column, _("This word is not known. Use one of: %(known)s.") % {"known": known})
        return value

    def flag(self, column: str) -> bool | None:
        """The cell as yes or no; none when it is empty or wrong."""
        found = word(self.text(column))
        if found and found not in _YES | _NO:
            self.wrong(column, _("Write yes or no."))
        return True if found in _YES else False if found in _NO else None


def word(text: str) -> str:
    """A header or a word as it is compared: in small letters, and blanks and hyphens as underscores."""
    return re.sub(r"[\s-]+", "_", text.strip().casefold())


def shown(text: str) -> str:
    """A value as a report may show it: short, printable, and never a whole CPR number."""
    masked = _MAY_BE_CPR.sub(r"\1…", text)
    return "".join(c if c.isprintable() else " " for c in masked)[:_MOST_SHOWN]


def read_rows(content: bytes, columns: Mapping[str, str], needed: Sequence[str]) -> list[Row]:
    """The file's rows by column; `columns` maps every header, as `word` writes it, to its column."""
    lines = [(n, cells) for n, cells in enumerate(_lines(_decoded(content)), start=1) if any(cells)]
    if not lines:
        raise whole(_("The file is empty. It needs a line of headers and at least one row."))
    (at, header), rows = lines[0], lines[1:]
    while not header[-1]:  # a separator at the end of each line makes a column without a name
        header.pop()
    order = _columns(at, header, columns, needed)
    if not rows:
        raise whole(_("The file has headers and no rows."))
    return [_row(number, cells, order, dict(zip(order, header, strict=True))) for number, cells in rows]


def whole(sentence: str) -> Refused:
    """The refusal of a file as a whole."""
    return Refused([Problem(0, "", "", sentence)])


def _row(number: int, cells: list[str], order: list[str], headers: Mapping[str, str]) -> Row:
    row = Row(number, dict(zip(order, cells, strict=False)), headers)
    extra = next(filter(None, cells[len(order) :]), "")
    if extra:
        row.wrong("", _("The row has more cells than there are headers. Is a separator inside a text?"), extra)
    return row


def _columns(at: int, header: list[str], columns: Mapping[str, str], needed: Sequence[str]) -> list[str]:
    """The column of each header; raises Refused with every header that is unknown, twice there or missing."""
    problems: list[Problem] = []
    order: list[str] = []
    for name in header:
        column = columns.get(word(name), "")
        if not column:
            problems.append(Problem(at, shown(name), "", _("This header is not known. docs/import.md lists them all.")))
        elif column in order:
            problems.append(Problem(at, name, "", _("This column stands twice. Remove one of them.")))
        order.append(column)
    for column in needed:
        if column not in order:
            names = _(" or ").join(name for name, c in columns.items() if c == column)
            problems.append(Problem(at, names, "", _("This column is missing. Add it, and fill it in for everybody.")))
    if problems:
        raise Refused(problems)
    return order


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise whole(_("The file is larger than 20 MB. Split it."))
    for encoding in ("utf-8-sig", "cp1252"):
        if content.startswith(_OTHER_FILES) or b"\x00" in content:
            break
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise whole(_("This is not a table of text. Save the table as CSV (UTF-8) and choose that file."))


def _lines(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    csv.field_size_limit(MOST_BYTES)  # so that a cell that is too long is told by its column, like any other
    try:
        for cells in csv.reader(io.StringIO(text, newline=None), delimiter=_separator(text), strict=True):
            found.append([_clean(cell) for cell in cells])
    except csv.Error as error:
        sentence = _("The row cannot be taken apart into cells. Is a quotation mark opened and not closed?")
        raise Refused([Problem(len(found) + 1, "", "", sentence)]) from error
    return found


def _separator(text: str) -> str:
    header = text.lstrip().split("\n", 1)[0]
    return max(";,\t", key=header.count)


def _clean(cell: str) -> str:
    """One line, one blank between words, nothing that cannot be seen, and å as one letter also from a Mac."""
    seen = "".join(c for c in cell if c.isprintable() or c.isspace())
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _date(text: str) -> dt.date | None:
    danish, iso = _DANISH_DATE.fullmatch(text), _ISO_DATE.fullmatch(text)
    parts = danish.groups()[::-1] if danish else iso.groups() if iso else None
    if parts is None:
        return None
    year, month, day = (int(part) for part in parts)
    try:
        return dt.date(year, month, day) if 1900 <= year <= 2199 else None
    except ValueError:
        return None
