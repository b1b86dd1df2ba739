"""What lies on the desks of the demo: something of each kind, the same every time, and nothing still to come."""

from datetime import date, timedelta

import pytest

from fremdrift_sim import population
from fremdrift_sim.dates import is_workday
from fremdrift_sim.desk import Desk, desks, excuses

DAYS = [date(2026, 11, 24), date(2026, 12, 27), date(2027, 3, 29)]
KINDS = {
    "waits for us": lambda desk: [x for x in desk.letters[-1:] if x.sender == "citizen" and x.wants_answer],
    "waits for the citizen": lambda desk: [
        x for x in desk.letters[-1:] if x.sender == "municipality" and x.wants_answer
    ],
    "answered": lambda desk: [x for x in desk.letters[-1:] if not x.wants_answer],
    "hearing": lambda desk: desk.hearing,
    "moved": lambda desk: desk.move,
    "unrecorded": lambda desk: desk.unrecorded,
    "reminder": lambda desk: desk.reminder,
    "efforts over": lambda desk: desk.efforts_until and desk.efforts_until < min(DAYS),
    "efforts that end": lambda desk: desk.efforts_until and desk.efforts_until > min(DAYS),
}


def found(today: date, cases: int = 900) -> list[Desk]:
    return list(desks(population(2026, today, cases)))


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    return request.param


def test_the_same_every_time(today: date) -> None:
    assert found(today, 120) == found(today, 120)


@pytest.mark.parametrize("kind", KINDS)
def test_every_caseworker_has_something_of_each_kind(kind: str) -> None:
    lie = found(min(DAYS))
    workers = {desk.case.caseworker for desk in lie}
    assert len(workers) == 12
    assert {desk.case.caseworker for desk in lie if KINDS[kind](desk)} == workers


def test_what_has_happened_is_over_and_what_is_to_come_is_ahead(today: date) -> None:
    for desk in found(today):
        over = [letter.on for letter in desk.letters]
        if desk.hearing is not None:
            over += [desk.hearing.missed_on, desk.hearing.asked_on]
            over += [desk.hearing.answered_on] if desk.hearing.answered_on else []
            assert desk.hearing.missed_on <= desk.hearing.asked_on
        if desk.move is not None:
            [planned] = [talk for talk in desk.case.conversations if talk.state == "planned"]
            assert today < desk.move.to < planned.on
            over.append(desk.move.on)
        if desk.efforts_until is not None:
            assert all(effort.begins_on <= desk.efforts_until for effort in desk.case.efforts)
        if desk.unrecorded is not None:
            assert not any(talk.on == desk.unrecorded for talk in desk.case.conversations)
            over.append(desk.unrecorded)
        assert all(desk.case.opened <= on < today and is_workday(on) for on in over)
        assert over == sorted(over)
    assert excuses(today).until >= today + timedelta(days=28)


def test_a_small_demo_has_what_it_has_room_for() -> None:
    assert {desk.case.person.name for desk in found(DAYS[0], 12)} >= {"Cilla Papirsen"}
