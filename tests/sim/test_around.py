"""Who is around the demo's citizens: the same every time, and nothing before its time."""

from datetime import date

import pytest

from fremdrift_sim import population
from fremdrift_sim.around import NEEDS_FOR_EACH, Surroundings, surroundings

DAYS = [date(2026, 11, 24), date(2026, 12, 27), date(2027, 3, 29)]


def found(today: date, cases: int = 900) -> list[Surroundings]:
    return list(surroundings(population(2026, today, cases)))


def test_the_same_every_time() -> None:
    assert found(DAYS[0], 120) == found(DAYS[0], 120)


def test_every_caseworker_has_needs_and_no_case_comes_twice() -> None:
    lie = found(DAYS[0])
    workers = [one.case.caseworker for one in lie if one.case.person.username is None]
    assert {workers.count(worker) for worker in workers} == {NEEDS_FOR_EACH}
    assert len({one.case.person.key for one in lie}) == len(lie)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_what_is_named_was_named_while_the_case_was_open(today: date) -> None:
    for one in found(today):
        named = [need.on for need in one.needs] + [p.since for p in one.people if p.since is not None]
        assert all(one.case.opened <= on <= today for on in named)
        assert all(bool(person.may_say) == (person.since is not None) for person in one.people)


def test_cilla_has_people_around_her() -> None:
    [cilla] = [one for one in found(DAYS[0], 12) if one.case.person.name == "Cilla Papirsen"]
    assert len(cilla.people) == 4
