"""Files with citizens as the tests need them: in Danish or English, with one thing changed."""

import csv
import io
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
DANISH = {
    "cpr": "cpr",
    "name": "navn",
    "opened": "sag_åbnet",
    "phone": "telefon",
    "email": "email",
    "protected": "beskyttet_adresse",
    "benefit": "ydelse",
    "benefit_from": "ydelse_fra",
    "benefit_to": "ydelse_til",
    "group": "målgruppe",
    "group_from": "målgruppe_fra",
    "group_to": "målgruppe_til",
    "worker": "kontaktperson",
    "worker_from": "kontaktperson_fra",
}
ENGLISH = {
    "cpr": "CPR number",
    "name": "Name",
    "opened": "Case opened",
    "phone": "Phone",
    "email": "E-mail",
    "protected": "Protected address",
    "benefit": "Benefit",
    "benefit_from": "Benefit from",
    "benefit_to": "Benefit to",
    "group": "Target group",
    "group_from": "Target group from",
    "group_to": "Target group to",
    "worker": "Contact person",
    "worker_from": "Contact person from",
}


def cpr(number: int) -> str:
    """A CPR number of day + 60, of somebody born in the 1980s; another one for each number below 30 000."""
    day, month, year, serial = number % 28, number // 28 % 12, number // 336 % 10, number // 3360
    return f"{61 + day:02d}{1 + month:02d}8{year}{1000 + serial:04d}"


def citizen(number: int = 1, **changes: str) -> dict[str, str]:
    """A row in which nothing is wrong, with some cells changed."""
    return {
        "cpr": cpr(number),
        "name": f"Prøve Nummer {number}",
        "opened": "02-03-2026",
        "phone": "00 11 22 33",
        "email": f"nummer{number}@example.org",
        "protected": "nej",
        "benefit": "kontanthjælp",
        "benefit_from": "02-03-2026",
        "benefit_to": "",
        "group": "match 2",
        "group_from": "02-03-2026",
        "group_to": "",
        "worker": "caseworker",
        "worker_from": "02-03-2026",
        **changes,
    }


def text(*rows: dict[str, str], headers: dict[str, str] = DANISH, separator: str = ";", end: str = "\n") -> str:
    """The file as text, its columns in the order of `headers`."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator=end)
    writer.writerow(headers.values())
    writer.writerows([[row.get(column, "") for column in headers] for row in rows])
    return written.getvalue()
