"""An invented catalogue: offers in the import's format, what colleagues have noted, companies and workplaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from importlib import resources

from fremdrift_sim.dates import days

_WRITTEN_ON = date(2026, 11, 24)  # the day that the file's dates are told from
_DAY = re.compile(r"\b(\d{2})-(\d{2})-(\d{4})\b")


@dataclass(frozen=True)
class NotePlan:
    """What a colleague noted on an offer; `author` counts the town's caseworkers."""

    code: str
    author: int
    worked: str
    worked_for: str
    days_ago: int


@dataclass(frozen=True)
class WorkplacePlan:
    """A place where somebody can work."""

    name: str
    tasks: str
    contact: str
    mentor: str
    places: int
    employees: int
    company_centre: bool = False


@dataclass(frozen=True)
class CompanyPlan:
    """A company without a number: every number could be somebody's."""

    name: str
    contact: str
    workplaces: tuple[WorkplacePlan, ...]


def offers_file(today: date) -> bytes:
    """The catalogue as a file, its days as far from today as they were when it was written."""
    text = resources.files("fremdrift_sim").joinpath("texts_da/offers.csv").read_text("utf-8")
    moved = today - _WRITTEN_ON

    def later(found: re.Match[str]) -> str:
        day, month, year = (int(part) for part in found.groups())
        return f"{date(year, month, day) + moved:%d-%m-%Y}"

    return _DAY.sub(later, text).encode("utf-8")


NOTES = (
    NotePlan(
        "NAT-01",
        0,
        "Ring til Henny, før du bestiller. Hun siger til, hvis holdet er for fyldt til dem, der har brug for ro.",
        "Voksne, der har været længe hjemme",
        43,
    ),
    NotePlan(
        "NAT-01",
        1,
        "Bussen går kun hver time. To af mine gik i stå på transporten, ikke på arbejdet. Aftal kørsel først.",
        "",
        82,
    ),
    NotePlan("NAT-01", 2, "God til at skrue op: fra 6 til 18 timer på fire måneder.", "", 156),
    NotePlan("KØK-01", 1, "Hygiejnebeviset tager de med sig bagefter. Det åbnede to døre.", "Folk med lidt dansk", 21),
    NotePlan("BUT-01", 3, "Start med lageret bagved, og flyt ud i butikken, når det passer.", "Unge med angst", 64),
    NotePlan("MEN-01", 0, "Mona kommer hjem til folk den første uge. Det er tit det, der skal til.", "", 12),
    NotePlan("AFK-01", 2, "Skriv dit spørgsmål meget præcist, så er rapporten til at bruge.", "Sygemeldte", 35),
    NotePlan("BEH-01", 3, "De slipper ikke folk, der falder i. Det er hele forskellen.", "", 90),
)

COMPANIES = (
    CompanyPlan(
        "Modelbageriet",
        "Karl Opfundet",
        (WorkplacePlan("Bageriet på Torvet", "Bage, pakke og gøre rent", "Karl Opfundet", "Anne Fiktiv", 2, 14),),
    ),
    CompanyPlan(
        "Demo Detail",
        "Mette Papmodel",
        (
            WorkplacePlan("Butikken i midtbyen", "Varer på hylder og kasse", "Mette Papmodel", "Ali Eksempel", 3, 42),
            WorkplacePlan("Lageret ved havnen", "Plukke og pakke varer", "Jørn Kladde", "", 2, 18),
        ),
    ),
    CompanyPlan(
        "Genbrug og Gensyn",
        "Vibeke Prøve",
        (WorkplacePlan("Genbrugshuset", "Sortere, prise og sælge", "Vibeke Prøve", "Ole Skitse", 8, 9, True),),
    ),
    CompanyPlan(
        "Plejecenter Prøvelunden",
        "Dorte Kladde",
        (WorkplacePlan("Afdeling Bøgen", "Måltider, samvær og gåture", "Dorte Kladde", "Lis Fiktiv", 4, 63, True),),
    ),
    CompanyPlan(
        "Eksempel Anlæg",
        "Steen Opdigt",
        (WorkplacePlan("Gartnerpladsen", "Beplantning og græs", "Steen Opdigt", "Bo Tænkt", 3, 27),),
    ),
)


def backdated(note: NotePlan, today: date) -> date:
    """The day on which a note was made."""
    return today - days(note.days_ago)
