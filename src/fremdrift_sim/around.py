"""Who is around the citizens, and what they need and have not got. It changes no life in a population."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fremdrift_sim.dates import days, dice, workday
from fremdrift_sim.schema import CasePlan, Population, Who
from fremdrift_sim.texts_da import around as texts

NEEDS_FOR_EACH = 4  # cases of every caseworker in which something is needed
NAMED_AGO = (12, 33, 45, 70)  # days; after four weeks without an effort in its area the worklist asks


@dataclass(frozen=True)
class Around:
    """Somebody around a citizen; without a day there is no consent."""

    name: str
    role: str
    place: str
    phone: str
    may_say: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Needed:
    """What a citizen needs, since when it is named, and by whom."""

    what: str
    area: str
    on: date
    who: Who


@dataclass(frozen=True)
class Surroundings:
    """The people around one citizen, and the needs."""

    case: CasePlan
    people: tuple[Around, ...]
    needs: tuple[Needed, ...]


def surroundings(people: Population) -> Iterator[Surroundings]:
    """Of whoever has a story of their own, and of some cases of every caseworker; the same every time."""
    today = people.today
    for username in dict.fromkeys(case.caseworker for case in people.cases if case.closed is None):
        cases = list(people.caseload(username))
        for case in [case for case in cases if case.person.username]:
            need = Needed(*texts.CILLA_NEED, _ago(today, 20), "citizen")
            yield Surroundings(case, tuple(_around(one, case, today) for one in texts.CILLA_PEOPLE), (need,))
        rng = dice(people.seed, username, "around")
        old = _ago(today, max(NAMED_AGO))
        free = [case for case in cases if case.person.username is None and case.opened <= old]
        for index, case in enumerate(rng.sample(free, min(NEEDS_FOR_EACH, len(free)))):
            somebody = _around(rng.choice(texts.PEOPLE), case, today)
            what, area = texts.NEEDS[index]
            who: Who = "caseworker" if index == 2 else "citizen"
            yield Surroundings(case, (somebody,), (Needed(what, area, _ago(today, NAMED_AGO[index]), who),))


def _around(one: tuple[str, str, str, str, str], case: CasePlan, today: date) -> Around:
    name, role, place, phone, may_say = one
    since = max(case.opened, _ago(today, 40)) if may_say else None
    return Around(name, role, place, phone, may_say, since)


def _ago(today: date, count: int) -> date:
    return workday(today - days(count), -1)
