"""What can be ordered in a town: offers from the file beside the texts, companies, workplaces, and what is known."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from fremdrift_sim.dates import days
from fremdrift_sim.texts_da import companies as firms
from fremdrift_sim.texts_da import experiences as notes

HOME = "nordby"  # the town with the whole catalogue; the others have what is ordered most
WRITTEN_ON = date(2026, 11, 24)  # the day for which the file's dates were chosen; they move with today
ELSEWHERE = ("VÆR-01", "VÆR-02", "AFK-01", "MUS-01", "NAT-02", "UDD-03", "BEH-02", "KON-02", "MOT-01", "MEN-04")
RETIRED, RETIRED_AGO = "TRA-01", days(60)

_PURPOSES = {
    "beskæftigelse": "employment",
    "uddannelse": "education",
    "afklaring": "clarification",
    "arbejdsevnetest": "work_capacity_test",
    "social støtte": "social_support",
    "behandling": "treatment",
}
_KINDS = {
    "vejledning og opkvalificering": "guidance_upskilling",
    "virksomhedspraktik": "company_placement",
    "løntilskud": "wage_subsidy",
    "ordinær uddannelse": "ordinary_education",
    "mentor": "mentor",
}
_FORMS = {"alene": "single", "gruppe": "group", "begge": "both"}
_SETTINGS = {
    "arbejdsplads": "workplace",
    "virksomhedscenter": "company_centre",
    "uddannelse": "education",
    "værksted": "workshop",
    "aktiveringssted": "activation_site",
    "udendørs": "outdoors",
    "hjem": "home",
    "online": "online",
}
_GROUPS = {
    "dagpengemodtager": "insured",
    "jobparat": "job_ready",
    "aktivitetsparat": "activity_ready",
    "uddannelsesparat": "education_ready",
    "aktivitetsparat ung": "activity_ready_young",
    "sygemeldt": "sick_listed",
    "jobafklaring": "in_job_clarification",
    "ressourceforløb": "in_resource_course",
    "fleksjobvisiteret": "flex_job_approved",
}
_CONDITIONS = {
    "aktivt misbrug": "active_use",
    "psykose": "psychosis",
    "angst": "anxiety",
    "depression": "depression",
    "autisme eller adhd": "autism_adhd",
    "smerter": "pain",
    "kan ikke stå": "no_standing",
    "kan ikke løfte": "no_lifting",
    "pauser": "breaks",
    "få timer": "low_hours",
    "lidt dansk": "little_danish",
    "læsevanskeligheder": "reading",
    "ingen fast adresse": "no_address",
    "plettet straffeattest": "criminal_record",
    "pasning af småbørn": "child_care",
    "ingen bil": "no_car",
}
_LANGUAGES = {
    "dansk": "da",
    "engelsk": "en",
    "arabisk": "ar",
    "ukrainsk": "uk",
    "tyrkisk": "tr",
    "somali": "so",
    "farsi": "fa",
    "tigrinya": "ti",
    "polsk": "pl",
    "tysk": "de",
    "dansk tegnsprog": "sgn",
}
_PER = {"uge": "week", "måned": "month", "forløb": "course", "": "week"}


@dataclass(frozen=True)
class Part:
    """What happens in some weeks of an offer."""

    first: int
    last: int
    what: str


@dataclass(frozen=True)
class OfferPlan:
    """An offer as a municipality keeps it; ``provider`` is the provider's key."""

    code: str
    name: str
    summary: str
    provider: str
    purposes: tuple[str, ...]
    legal_kind: str
    form: str
    setting: str
    target_groups: tuple[str, ...]
    target: str
    can_hold: tuple[str, ...]
    cannot_hold: tuple[str, ...]
    limits: str
    hours_least: int | None
    hours_most: int | None
    weeks: int | None
    price: Decimal | None
    price_per: str
    reimbursement: int | None
    places: int | None
    quota: int | None
    funding: str
    funding_until: date | None
    address: str
    postcode: str
    town: str
    languages: tuple[str, ...]
    contact_name: str
    contact_phone: str
    contact_email: str
    starts: str
    reviewed_on: date | None
    content: tuple[Part, ...]
    retired_on: date | None = None


@dataclass(frozen=True)
class WorkplacePlan:
    """Where somebody can work: a place of a company, with whom to ask."""

    company: str
    name: str
    tasks: str
    contact_name: str
    mentor_name: str
    places: int
    employees: int
    company_centre: bool


@dataclass(frozen=True)
class Note:
    """What a caseworker knows of an offer; nobody is named in it."""

    offer: str
    author: str
    on: date
    worked_for: str
    worked: str


@dataclass(frozen=True)
class Catalogue:
    """All that can be ordered in one town."""

    offers: tuple[OfferPlan, ...]
    companies: tuple[str, ...]
    workplaces: tuple[WorkplacePlan, ...]


@lru_cache
def catalogue(town: str, today: date) -> Catalogue:
    """The catalogue of a town on a day."""
    rows = [_offer(row, today - WRITTEN_ON) for row in (*_rows("offers.csv"), *_rows("offers_more.csv"))]
    offers = [_retired(one, today) for one in rows if town == HOME or one.code in ELSEWHERE]
    workplaces = firms.WORKPLACES if town == HOME else firms.WORKPLACES[: len(firms.COMPANIES)]
    return Catalogue(tuple(offers), firms.COMPANIES, tuple(WorkplacePlan(*row) for row in workplaces))


def experiences(authors: tuple[str, ...], today: date) -> list[Note]:
    """What caseworkers have noted in the home town, oldest first, one author after another."""
    found = [
        Note(code, authors[n % len(authors)], today - days(11 * n + 3), worked_for, worked)
        for n, (code, worked_for, worked) in enumerate(notes.EXPERIENCES)
    ]
    return found[::-1]


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("fremdrift_sim.texts_da") / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def _offer(row: Mapping[str, str], moved: timedelta) -> OfferPlan:
    return OfferPlan(
        code=row["kode"],
        name=row["navn"],
        summary=row["beskrivelse"],
        provider=row["leverandør"],
        purposes=_all(row["formål"], _PURPOSES),
        legal_kind=_KINDS[row["type"]],
        form=_FORMS[row["form"]],
        setting=_SETTINGS[row["ramme"]],
        target_groups=_all(row["målgrupper"], _GROUPS),
        target=row["målgruppe_i_ord"],
        can_hold=_all(row["kan_rumme"], _CONDITIONS),
        cannot_hold=_all(row["kan_ikke_rumme"], _CONDITIONS),
        limits=row["begrænsninger"],
        hours_least=_number(row["timer_fra"]),
        hours_most=_number(row["timer_til"]),
        weeks=_number(row["uger"]),
        price=Decimal(row["pris"]) if row["pris"] else None,
        price_per=_PER[row["pris_pr"]],
        reimbursement=_number(row["refusion"]),
        places=_number(row["pladser"]),
        quota=_number(row["kvote"]),
        funding=row["finansiering"],
        funding_until=_day(row["finansiering_til"], moved),
        address=row["adresse"],
        postcode=row["postnr"],
        town=row["by"],
        languages=_all(row["sprog"], _LANGUAGES),
        contact_name=row["kontaktperson"],
        contact_phone=row["telefon"],
        contact_email=row["email"],
        starts=row["start"],
        reviewed_on=_day(row["gennemgået"], moved),
        content=_parts(row["indhold"]),
    )


def _all(words: str, known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(known[word.strip()] for word in words.split(",") if word.strip())


def _number(word: str) -> int | None:
    return int(word) if word else None


def _day(word: str, moved: timedelta) -> date | None:
    return datetime.strptime(word, "%d-%m-%Y").date() + moved if word else None  # noqa: DTZ007 - a day has no zone


def _parts(words: str) -> tuple[Part, ...]:
    """ "1-2: What | 3: More" as parts; a single week is written once."""
    found = []
    for part in filter(None, (one.strip() for one in words.split("|"))):
        weeks, _, what = part.partition(":")
        first, _, last = weeks.partition("-")
        found.append(Part(int(first), int(last or first), what.strip()))
    return tuple(found)


def _retired(offer: OfferPlan, today: date) -> OfferPlan:
    return replace(offer, retired_on=today - RETIRED_AGO) if offer.code == RETIRED else offer
