"""Who opened a case in an emergency, and who must have a case no more. It changes no life in a population."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fremdrift_sim.dates import days, workday
from fremdrift_sim.schema import CasePlan, Population, Town
from fremdrift_sim.texts_da import access as texts


@dataclass(frozen=True)
class Emergency:
    """A colleague opened a case that is somebody else's, on a day; it is long closed again."""

    case: CasePlan
    username: str
    on: date
    reason: str


@dataclass(frozen=True)
class Conflict:
    """The contact person is an old friend, and has said so today."""

    case: CasePlan
    username: str


def emergencies(people: Population, town: Town) -> Iterator[Emergency]:
    """Two: about somebody who can sign in where there is one, and about a citizen of the one on holiday."""
    first, second, third, fourth = (worker.username for worker in town.caseworkers[:4])
    for index, (owner, by, ago) in enumerate(((first, fourth, 2), (second, third, 6))):
        cases = sorted(people.caseload(owner), key=lambda case: case.person.username is None)
        for case in cases[:1]:
            yield Emergency(case, by, workday(people.today - days(ago), -1), texts.EMERGENCIES[index])


def conflicts(people: Population, town: Town) -> Iterator[Conflict]:
    """One case of the third caseworker, with nothing on its way already."""
    username = town.caseworkers[2].username
    free = [case for case in people.caseload(username) if case.offered is None and not case.helpers]
    for case in free[:1]:
        yield Conflict(case, username)
