"""Every kind of dirt is told with row, column, value and remedy, all at once, and nothing of the file is stored."""

import io
import zipfile
from dataclasses import dataclass

import pytest

from fremdrift.cases.models import Citizen
from fremdrift.exchange.persons import MOST_CHARACTERS
from fremdrift.exchange.reading import MOST_BYTES, MOST_PROBLEMS
from tests.exchange.conftest import Refuse, Take
from tests.exchange.files import DANISH, citizen, cpr, text


@dataclass(frozen=True)
class Dirt:
    """A file, and the one place in it that is wrong."""

    content: str | bytes
    row: int
    column: str
    value: str
    sentence: str


def one(column: str, value: str, sentence: str, shown: str | None = None, at: str = "") -> Dirt:
    """A file with one wrong cell, in row 2; the problem is told at the column `at` if that is another."""
    cell = citizen(**{column: value})
    told = value if shown is None else shown
    return Dirt(text(cell), 2, DANISH[at or column], told, sentence)


def two(first: dict[str, str], second: dict[str, str], column: str, value: str, sentence: str) -> Dirt:
    """A file whose second row does not go with its first."""
    return Dirt(text(first, second), 3, DANISH[column], value, sentence)


def whole(content: bytes | str, sentence: str) -> Dirt:
    """A file that is no table at all."""
    return Dirt(content, 0, "", "", sentence)


def packed() -> bytes:
    """A spreadsheet's own format is a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", text(citizen()))
    return file.getvalue()


UNSEEN = "\u200b\u2060\ufeff\u00ad\u200f\u00a0"  # of no width, a soft hyphen, a mark of direction, a blank
HEADER = text().rstrip("\n")
NO_DATE = "This is no date. Write it like 24-11-2026 or 2026-11-24."
NO_TABLE = "This is not a table of text. Save the table as CSV (UTF-8) and choose that file."
UNKNOWN_WORD = "This word is not known. Use one of: "
SHARED_DAYS = "The period shares days with that of row 2. Change one of them."
TOO_LATE = "The day lies in the future. Write the day the case was opened."
TOO_LONG = "This is too long. Write at most {} characters."
NOBODY = "There is no caseworker with that user name in this municipality. Add the person first."
NOT_READ = "The row cannot be taken apart into cells. Is a quotation mark opened and not closed?"
EMPTY = "The file is empty. It needs a line of headers and at least one row."
DIRT = {
    "a CPR number with letters": one("cpr", "6103820A18", "A CPR number has digits only, like 010180-1234.", "610382…"),
    "nine digits": one(
        "cpr",
        "101801234",
        "A CPR number has ten digits; a spreadsheet may have taken the first 0 away.",
        "101801…",
    ),
    "eleven digits": one(
        "cpr",
        "61018011234",
        "A CPR number has ten digits; a spreadsheet may have taken the first 0 away.",
        "610180…",
    ),
    "a spreadsheet's own number": one("cpr", "6,1E+09", "A CPR number has digits only, like 010180-1234.", "6,1E+0…"),
    "no such birthday": one("cpr", "6113801234", "The first six digits are no date of birth.", "611380…"),
    "born after opening": one(
        "cpr", "6104264123", "By this number the citizen was born after the case opened. Check both.", "610426…"
    ),
    "no CPR number": one("cpr", " ", "This must be filled in.", ""),
    "no name": one("name", "", "This must be filled in."),
    "a name that nobody can see": one("name", UNSEEN, "This must be filled in.", ""),
    "no opening day": one("opened", "", "This must be filled in."),
    "opened in the future": one("opened", "25-11-2026", TOO_LATE),
    "31 February": one("opened", "31-02-2026", NO_DATE),
    "a year of two digits": one("benefit_from", "24/11/26", NO_DATE),
    "month before day": one("benefit_from", "11/24/2026", NO_DATE),
    "a day in the Middle Ages": one("benefit_from", "02-03-1026", NO_DATE),
    "a day in words": one("worker_from", "i går", NO_DATE),
    "an unknown benefit": one("benefit", "SU", UNKNOWN_WORD + "kontanthjælp, uddannelseshjælp, dagpenge, "),
    "an unknown target group": one("group", "match 4", UNKNOWN_WORD + "jobklar, indsatsklar, midlertidigt_passiv, "),
    "a benefit that ends before it begins": one(
        "benefit_to", "01-03-2026", "The last day is before the first. Change one of them."
    ),
    "a target group that ends before the case": one(
        "group_to", "01-03-2026", "The last day is before the first. Change one of them."
    ),
    "dates without a benefit": one("benefit", "", "There are dates but not what they are about. Fill it in."),
    "an unknown caseworker": one("worker", "nobody", NOBODY),
    "a caseworker of another municipality": one("worker", "other-caseworker", NOBODY),
    "a colleague who is no caseworker": one("worker", "leader", NOBODY),
    "a wrong e-mail address": one("email", "cilla@", "This is no e-mail address. Correct it, or leave it empty."),
    "neither yes nor no": one("protected", "måske", "Write yes or no."),
    "a name too long": one("name", "A" * 121, TOO_LONG.format(120), "A" * 60),
    "a phone number too long": one("phone", "ring kun om formiddagen, før kl. 11", TOO_LONG.format(30)),
    "benefits that overlap": two(
        citizen(), citizen(benefit="dagpenge", benefit_from="01-04-2026"), "benefit_from", "01-04-2026", SHARED_DAYS
    ),
    "target groups that overlap": two(
        citizen(group_to="01-04-2026"),
        citizen(group="match 3", group_from="01-04-2026"),
        "group_from",
        "01-04-2026",
        SHARED_DAYS,
    ),
    "two contact persons at once": two(
        citizen(),
        citizen(worker="colleague"),
        "worker",
        "colleague",
        "There can be one coordinating contact person at a time; row 2 names another.",
    ),
    "a contact person twice": two(
        citizen(),
        citizen(worker_from="01-04-2026"),
        "worker",
        "caseworker",
        "Row 2 names the same contact person from an earlier day. Leave one of them out.",
    ),
    "two names for one CPR number": two(
        citizen(),
        citizen(name="En Anden"),
        "name",
        "En Anden",
        "Row 2 says otherwise about the same CPR number. Make them alike.",
    ),
    "two opening days for one CPR number": two(
        citizen(),
        citizen(opened="01-03-2026"),
        "opened",
        "01-03-2026",
        "Row 2 says otherwise about the same CPR number. Make them alike.",
    ),
    "protected and not protected": two(
        citizen(),
        citizen(protected="ja"),
        "protected",
        "ja",
        "Row 2 says otherwise about the same CPR number. Make them alike.",
    ),
    "more cells than headers": Dirt(
        f"navn;cpr;sag_åbnet\nPrøve; Nummer;{cpr(1)};02-03-2026\n".replace(f"{cpr(1)}", f"{cpr(1)};02-03-2026", 1),
        2,
        "",
        "02-03-2026",
        "The row has more cells than there are headers. Is a separator inside a text?",
    ),
    "an unknown header": Dirt(
        text(citizen()).replace("telefon", "tlf."),
        1,
        "tlf.",
        "",
        "This header is not known. docs/import.md lists them all.",
    ),
    "a header twice": Dirt(
        text(citizen()).replace("telefon", "e-mail"),
        1,
        "email",
        "",
        "This column stands twice. Remove one of them.",
    ),
    "a missing column": Dirt(
        text(citizen(), headers={c: h for c, h in DANISH.items() if c != "opened"}),
        1,
        "sag_åbnet or case_opened",
        "",
        "This column is missing. Add it, and fill it in for everybody.",
    ),
    "a quotation mark that is not closed": Dirt(
        text(citizen(1), citizen(2)).replace("Prøve Nummer 2", '"Prøve Nummer 2'), 3, "", "", NOT_READ
    ),
    "a text without end": one("name", "A" * 200_000, TOO_LONG.format(120), "A" * 60),
    "an empty file": whole("", EMPTY),
    "blank lines alone": whole("\n \n;;\n", EMPTY),
    "headers alone": whole(HEADER, "The file has headers and no rows."),
    "a picture": whole(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NO_TABLE),
    "a photo": whole(b"\xff\xd8\xff\xe0JFIF", NO_TABLE),
    "a PDF": whole(b"%PDF-1.7\n1 0 obj", NO_TABLE),
    "a spreadsheet": whole(packed(), NO_TABLE),
    "an old spreadsheet": whole(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NO_TABLE),
    "a text in UTF-16": whole(text(citizen()).encode("utf-16"), NO_TABLE),
    "a NUL byte far down": whole(text(*map(citizen, range(200))).encode() + b"\x00", NO_TABLE),
    "bytes of no alphabet": whole(text(citizen()).encode() + b"\x81\x8d\xff", NO_TABLE),
    "21 MB": whole(b"x" * (MOST_BYTES + 1), "The file is larger than 20 MB. Split it."),
}


@pytest.mark.parametrize("name", DIRT)
def test_is_told_and_nothing_is_stored(name: str, refuse: Refuse) -> None:
    dirt = DIRT[name]
    told = refuse(dirt.content)
    first = next(p for p in told if p.row == dirt.row and p.column == dirt.column)
    assert first.value == dirt.value
    assert first.sentence.startswith(dirt.sentence)
    assert first.sentence.endswith((".", "?"))
    assert [p.sentence for p in told] == [first.sentence]


def test_nobodys_number_stands_in_a_report(refuse: Refuse) -> None:
    """Not in its own column, not in a wrong one, not in a file without headers, and not in parts."""
    number = cpr(7)
    files = [dirt.content for dirt in DIRT.values() if isinstance(dirt.content, str)]
    files += [
        text(citizen(7), citizen(8)).split("\n", 1)[1],  # a file without headers: the first citizen is taken for them
        text(citizen(7, phone="", email=number)),
        text(citizen(7, worker=f"{number[:6]}-{number[6:]}")),
        text(citizen(7, benefit=f"{number[:2]} {number[2:4]} {number[4:6]} – {number[6:]}")),
        text(citizen(7, opened=f"x{number}y")),
        text(citizen(7)).replace("\n", f";{number}\n").replace(f";{number}", "", 1),
        text(citizen(7, cpr=f"{number}x")),
        text(citizen(7, name="x" * 55 + number * 9)),
    ]
    for content in files:
        told = " ".join(f"{p.column} {p.value} {p.sentence}" for p in refuse(content))
        digits = "".join(c for c in told if c.isdigit())
        assert number not in digits.replace("024112026", "")
        for other in range(10):
            assert cpr(other) not in told


def test_one_dirty_row_among_fifty_stores_nothing(refuse: Refuse, take: Take) -> None:
    rows = [citizen(n, email="galt" if n == 31 else "") for n in range(50)]
    (told,) = refuse(text(*rows))
    assert (told.row, told.column, told.value) == (33, "email", "galt")
    assert take(text(*rows[:31], *rows[32:])).citizens == 49


def test_all_is_told_at_once_in_the_order_of_rows(refuse: Refuse) -> None:
    told = refuse(
        text(
            citizen(1, cpr="123", name="", opened="i går", email="@", protected="?", benefit="?", benefit_to="?"),
            citizen(2),
            citizen(3, group="?", worker="?", worker_from="?", group_from="?", phone="0" * 31),
        )
    )
    assert [(p.row, p.column) for p in told] == [
        *[(2, column) for column in ("cpr", "sag_åbnet", "navn", "email", "beskyttet_adresse")],
        *[(2, column) for column in ("ydelse", "ydelse_til")],
        *[(4, column) for column in ("telefon", "målgruppe", "målgruppe_fra", "kontaktperson", "kontaktperson_fra")],
    ]


def test_every_header_that_is_wrong_is_told_at_once(refuse: Refuse) -> None:
    told = refuse("navn;navn;vej;by\nx;y;z;æ\n")
    assert [(p.row, p.column) for p in told] == [
        (1, "navn"),
        (1, "vej"),
        (1, "by"),
        (1, "cpr or cpr_nummer or cpr_number"),
        (1, "sag_åbnet or case_opened"),
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them(refuse: Refuse) -> None:
    rows = text(citizen(1, name="På to\nlinjer"), citizen(2, email="galt"))
    assert refuse(rows)[0].row == 3
    assert refuse(rows.replace("\n", "\n\n", 1))[0].row == 4  # a blank line after the headers counts


def test_a_spell_inside_a_long_one_is_told_also_after_a_short_one(refuse: Refuse) -> None:
    long = citizen(benefit_to="31-10-2026")
    short = citizen(benefit="dagpenge", benefit_from="01-04-2026", benefit_to="02-04-2026")
    later = citizen(benefit="sygedagpenge", benefit_from="01-06-2026", benefit_to="02-06-2026")
    told = refuse(text(later, short, long))
    assert [(p.row, p.sentence.split("row ")[1]) for p in told] == [
        (2, "4. Change one of them."),
        (3, "4. Change one of them."),
    ]


def test_more_problems_than_anybody_reads_are_counted(refuse: Refuse) -> None:
    told = refuse(text(*(citizen(n, email="galt") for n in range(MOST_PROBLEMS + 7))))
    assert len(told) == MOST_PROBLEMS + 1
    assert (told[-1].row, told[-1].sentence) == (0, "There are 7 more places.")


def test_values_are_shown_short_and_printable(refuse: Refuse) -> None:
    (told,) = refuse(text(citizen(email="\x1b[31m<b>[/b]" + "æ" * 300)))[:1]
    assert told.value.isprintable()
    assert len(told.value) == 60


def test_no_text_is_longer_than_its_place() -> None:
    assert {name: Citizen._meta.get_field(name).max_length for name in MOST_CHARACTERS} == MOST_CHARACTERS
