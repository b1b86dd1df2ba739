"""Writes a population in the form of the files that the product reads in."""

from __future__ import annotations

import csv
from datetime import date
from itertools import zip_longest
from pathlib import Path

from fremdrift_sim.progress import courses, truth
from fremdrift_sim.schema import BenefitKind, CasePlan, MatchGroup, Population, Spell, TargetGroupSpell

HEADER = (
    "cpr",
    "navn",
    "telefon",
    "email",
    "sag_åbnet",
    "ydelse",
    "ydelse_fra",
    "ydelse_til",
    "målgruppe",
    "målgruppe_fra",
    "målgruppe_til",
    "kontaktperson",
    "kontaktperson_fra",
    "beskyttet_adresse",
)
BENEFITS: dict[BenefitKind, str] = {
    "cash_benefit": "kontanthjælp",
    "education_benefit": "uddannelseshjælp",
    "unemployment_insurance": "a-dagpenge",
    "sickness_benefit": "sygedagpenge",
}
GROUPS: dict[MatchGroup, str] = {"match_1": "match 1", "match_2": "match 2", "match_3": "match 3"}


def write_citizens(people: Population, folder: Path) -> list[Path]:
    """Write ``citizens_<town>.csv`` for every town, open cases only, and name the files written.

    One row holds a person's first benefit and first target group, further rows of the same person the later
    ones; a period that the row has nothing to say about is left blank. The contact person is the present one.
    """
    return [_write_town(people, town.key, folder / f"citizens_{town.key}.csv") for town in people.towns]


def write_truth(people: Population, path: Path) -> Path:
    """Write which phase each measured person was in when a measurement opened: for those who test an evaluation.

    The product never reads it; in the product there is only what people say about the phase.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(("cpr", "dato", "fase"))
        writer.writerows((cpr, on.isoformat(), phase) for cpr, on, phase in truth(list(courses(people))))
    return path


def _write_town(people: Population, town: str, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        for case in people.cases:
            if case.person.town == town and case.closed is None:
                writer.writerows(_rows(case))
    return path


def _rows(case: CasePlan) -> list[tuple[str, ...]]:
    person, contact = case.person, case.contact_persons[-1]
    about = (f"{person.cpr[:6]}-{person.cpr[6:]}", person.name, person.phone, person.email, _day(case.opened))
    end = (contact.username, _day(contact.begins_on), "ja" if person.protected_address else "nej")
    return [(*about, *_benefit(b), *_group(g), *end) for b, g in zip_longest(case.benefits, case.target_groups)]


def _benefit(spell: Spell | None) -> tuple[str, str, str]:
    return (BENEFITS[spell.kind], _day(spell.begins_on), _day(spell.ends_on)) if spell else ("", "", "")


def _group(spell: TargetGroupSpell | None) -> tuple[str, str, str]:
    return (GROUPS[spell.group], _day(spell.begins_on), _day(spell.ends_on)) if spell else ("", "", "")


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
