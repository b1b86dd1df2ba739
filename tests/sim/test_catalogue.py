"""The invented catalogue: its days move with today, and its notes and companies are whole."""

import csv
import datetime as dt
import io

from fremdrift_sim.catalogue import COMPANIES, NOTES, backdated, offers_file

WRITTEN = dt.date(2026, 11, 24)


def rows(today: dt.date) -> dict[str, dict[str, str]]:
    found = csv.DictReader(io.StringIO(offers_file(today).decode()), delimiter=";")
    return {row["kode"]: row for row in found}


def test_days_move_with_today() -> None:
    assert rows(WRITTEN)["NAT-01"]["gennemgået"] == "02-11-2026"
    later = rows(WRITTEN + dt.timedelta(days=100))
    assert later["NAT-01"]["gennemgået"] == "10-02-2027"
    assert later["VÆR-04"]["finansiering_til"] == "10-04-2027"
    assert later["NAT-01"]["timer_fra"] == "4"


def test_notes_are_on_offers_and_in_the_past() -> None:
    assert {note.code for note in NOTES} <= set(rows(WRITTEN))
    assert all(backdated(note, WRITTEN) < WRITTEN for note in NOTES)


def test_every_company_has_a_workplace() -> None:
    assert all(company.workplaces for company in COMPANIES)
    assert any(place.company_centre for company in COMPANIES for place in company.workplaces)
