"""The whole demo: three municipalities, twelve caseloads, and what has happened in them for 18 months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise
from random import Random

from fremdrift_sim.cilla import NAME, cilla
from fremdrift_sim.dates import days, dice, some_workday, workday
from fremdrift_sim.people import Registry
from fremdrift_sim.schema import CasePlan, HelperPeriod, Offered, Population, Sex, Town
from fremdrift_sim.stand import Kind, Stand, kinds, stand
from fremdrift_sim.story import Office, tell
from fremdrift_sim.talks import Diary
from fremdrift_sim.towns import PROVIDERS, TOWNS

PERSONA = "signe"
CLOSED_PER_OPEN = 0.087
SPREAD = (1.12, 0.96, 1.0, 0.95, 1.0, 1.04, 0.94, 1.05, 0.98, 1.02, 0.97, 0.97)

_ON_ITS_WAY = 2  # which of a caseload
_OFFERED_TO = {"malthe": PERSONA, PERSONA: "hanne"}
_HANDOVER = (
    "Sagen flyttes, fordi jeg har fået for mange. Det går bedst om formiddagen og gerne på gåben. "
    "Det vigtigste er at holde fast i det, vi har aftalt, så intet skal fortælles forfra."
)

_KNOWN: dict[Kind, tuple[tuple[str, Sex, int], ...]] = {
    Kind.LATE: (("Asta Prøvesen", "f", 44), ("Ivar Mønsterby", "m", 52)),
    Kind.SILENT: (("Egon Fiktiv", "m", 38),),
    Kind.LATE_OFFER: (("Bertil Demosen", "m", 57),),
    Kind.TODAY: (("Mogens Påfund", "m", 61),),
    Kind.THIS_WEEK: (("Gerda Modelgaard", "f", 33), ("Frode Skabelon", "m", 49)),
    Kind.TAKEN_OVER: (("Karla Test-Holm", "f", 26),),
    Kind.UNSHARED: (("Naja Øvelund", "f", 35), ("Lærke Eksempelgaard", "f", 29)),
    Kind.PAUSED: (("Hedvig Tænkt", "f", 41), ("Åse Aagaardstest", "f", 55), ("Ove Ærlig-Påfund", "m", 31)),
}


def population(seed: int, today: date, cases: int = 900) -> Population:
    """Invent the demo; the same seed and day give the same people.

    ``cases`` counts the open ones, spread over twelve caseworkers. Closed ones come on top: about eight
    in a hundred of all.

    Published figures used as targets:

    - caseload 70–95 and a conversation of 20 minutes every third month (SFI 2012);
    - match group 2 in an offer 29–31 % of the time, match group 3 at most 5 % (SFI 2012, figure 3.1);
    - a caseworker change takes 22 % off the chance that a case ends in a job (BIP, through VFC 2020);
    - treatment by age in the proportion of mental disorder among citizens (VFC 2020), halved;
    - fewer no-shows than the 18 % of weeks without a conversation in the trial's treatment arm (RMB 2013).

    Ages, benefits, closing reasons and the shares of support are plausible and not taken from a source.
    """
    registry, diary = Registry(), Diary()
    registry.reserve(NAME, *(name for known in _KNOWN.values() for name, _, _ in known))
    workers = [(town, worker.username) for town in TOWNS for worker in town.caseworkers]
    if cases < len(workers):
        raise ValueError(f"{cases} cases are too few: ask for at least {len(workers)}, one for each caseworker.")
    told: list[CasePlan] = []
    for (town, username), size in zip(workers, _sizes(cases), strict=True):
        told += _caseload(seed, town, username, size, today, registry, diary)
    return Population(seed, today, TOWNS, PROVIDERS, tuple(told))


def _sizes(cases: int) -> list[int]:
    """How many open cases each caseworker has: not the same for all, and together exactly ``cases``."""
    upto = [round(cases * share / sum(SPREAD)) for share in accumulate(SPREAD)]
    return [after - before for before, after in pairwise([0, *upto])]


def _caseload(
    seed: int, town: Town, username: str, size: int, today: date, registry: Registry, diary: Diary
) -> Iterator[CasePlan]:
    """Open cases, then closed ones; Cilla comes first in Signe's."""
    office = Office(username, tuple(w.username for w in town.caseworkers if w.username != username), diary)
    rng = dice(seed, username)
    wanted = kinds(size, today, rng)
    known = {kind: list(people) for kind, people in _KNOWN.items()} if username == PERSONA else {}
    if username == PERSONA:
        wanted = wanted[1:]
        yield cilla(registry, today, diary, rng)
    for number, kind in enumerate(wanted, start=1):
        key = f"{username}-{number:03}"
        own = dice(seed, key)
        somebody = known[kind].pop(0) if known.get(kind) else None
        person = registry.person(key, town.key, today, own, somebody)
        told = tell(person, stand(kind, person, today, own), office, today, own)
        yield _on_its_way(told, today) if number == _ON_ITS_WAY and username in _OFFERED_TO else told
    for number in range(1, round(size * CLOSED_PER_OPEN) + 1):
        key = f"{username}-closed-{number:02}"
        own = dice(seed, key)
        person = registry.person(key, town.key, today, own)
        closed = some_workday(own, today - days(440), today - days(3))
        yield tell(person, _until(closed, today, own), office, closed, own, closing=True)


def _on_its_way(case: CasePlan, today: date) -> CasePlan:
    """The same case, with a mentor beside and a colleague who has been asked to take it over."""
    begins = workday(today + days(14))
    offered = Offered(_OFFERED_TO[case.caseworker], begins, "caseload", _HANDOVER)
    helper = HelperPeriod("bo", "mentor", workday(today - days(30), -1), None, "Går med til de første samtaler.")
    return replace(case, offered=offered, helpers=(helper,))


def _until(closed: date, today: date, rng: Random) -> Stand:
    """On time until the case was closed, and opened no longer ago than the rest."""
    last = some_workday(rng, closed - days(70), closed - days(3))
    earliest, latest = today - days(545), last - days(12)
    opened = workday(max(earliest, latest - days(rng.randint(0, 420))), -1)
    return Stand(Kind.STEADY, opened, last, None)
