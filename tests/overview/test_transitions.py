"""From phase to phase in a team: whom it counts, and that no group below five can be found or worked out."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.overview.rules.transitions import AT_LEAST, Quarter, Shown, quarters, shown
from fremdrift.overview.selectors.transitions import transitions
from fremdrift.progression.enums import Phase
from tests.measured import says
from tests.world import TODAY, World, add_case

UP, DOWN, STAY, OUT = (
    ("standstill", "progress"),
    ("standstill", "decline"),
    ("standstill", "standstill"),
    ("decline", "derailment"),
)
Counts = Mapping[tuple[str, str], int]


@pytest.mark.parametrize(
    ("counts", "people", "cells", "others"),
    [
        ({}, 0, {}, 0),
        ({UP: 4}, 0, {}, 0),  # the group is too small itself
        ({UP: 2, DOWN: 2}, 0, {}, 0),
        ({UP: 5}, 5, {}, 5),  # it would tell of each of them
        ({UP: 40, DOWN: 0}, 40, {}, 40),
        ({UP: 3, DOWN: 2}, 5, {}, 5),
        ({UP: 5, DOWN: 6}, 11, {UP: 5, DOWN: 6}, 0),
        ({UP: 9, DOWN: 1}, 10, {}, 10),  # 10 less 9 is 1
        ({UP: 9, DOWN: 6, STAY: 1}, 16, {UP: 9}, 7),  # so one more is hidden: the smallest
        ({UP: 9, DOWN: 2, STAY: 2}, 13, {}, 13),  # two hidden places, and together fewer than five
        ({UP: 9, DOWN: 2, STAY: 3}, 14, {UP: 9}, 5),
        ({UP: 9, DOWN: 4, STAY: 0}, 13, {}, 13),  # nobody in a place hides nobody
        ({UP: 20, DOWN: 8, STAY: 6, OUT: 4}, 38, {UP: 20, DOWN: 8}, 10),
    ],
)
def test_what_is_shown(counts: Counts, people: int, cells: Counts, others: int) -> None:
    assert shown(counts) == Shown(people, cells, others)


def test_no_small_group_is_told_or_can_be_worked_out() -> None:
    dice = random.Random(5)
    steps = [(before, after) for before in Phase.values for after in Phase.values]
    for _round in range(3000):
        counts = {step: dice.choice((0, 0, 0, 1, 2, 4, 5, 6, 12)) for step in dice.sample(steps, dice.randint(1, 16))}
        found = shown(counts)
        hidden = [count for step, count in counts.items() if count and step not in found.cells]
        if not found.people:
            assert sum(counts.values()) < AT_LEAST
            continue
        assert all(AT_LEAST <= count < found.people for count in found.cells.values())
        assert found.others == sum(hidden) == found.people - sum(found.cells.values())
        assert found.others == 0 or found.others >= AT_LEAST
        assert len(hidden) != 1 or hidden == [found.people]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (dt.date(2026, 11, 24), Quarter(dt.date(2026, 7, 1), dt.date(2026, 9, 30))),
        (dt.date(2026, 9, 30), Quarter(dt.date(2026, 4, 1), dt.date(2026, 6, 30))),
        (dt.date(2026, 10, 1), Quarter(dt.date(2026, 7, 1), dt.date(2026, 9, 30))),
        (dt.date(2026, 1, 1), Quarter(dt.date(2025, 10, 1), dt.date(2025, 12, 31))),
    ],
)
def test_quarters_are_over_and_do_not_overlap(today: dt.date, first: Quarter) -> None:
    found = quarters(today)
    assert found[0] == first
    assert len(found) == 4
    assert all(b.ends_on + dt.timedelta(days=1) == a.begins_on for a, b in pairwise(found))
    assert [quarter.key for quarter in quarters(dt.date(2026, 11, 24))] == ["2026-3", "2026-2", "2026-1", "2025-4"]


JUNE, AUGUST, SEPTEMBER, OCTOBER = (dt.date(2026, month, 20) for month in (6, 8, 9, 10))
THIRD = quarters(TODAY)[0]


@pytest.fixture
def six(world: World) -> list[Case]:
    """Six cases, beside five others of the team who stand where they stood."""
    cases = [
        add_case(world.nordby, "caseworker", f"Prøve Nummer{number}", f"6103820{400 + number}") for number in range(11)
    ]
    system = system_actor(world.nordby)
    for case in cases[6:]:
        says(system, case, "standstill", JUNE)
        says(system, case, "standstill", SEPTEMBER)
    return cases[:6]


def told(actor: Callable[[str], Actor], persona: str = "leader") -> dict[str, Shown]:
    by = actor(persona)
    with acting(by):
        return transitions(by, THIRD)


def test_the_last_word_before_and_the_last_word_in_the_quarter_count_once(
    world: World, six: list[Case], actor: Callable[[str], Actor]
) -> None:
    system = system_actor(world.nordby)
    for case in six[:5]:
        for phase, on in (
            ("progress", dt.date(2026, 3, 1)),
            ("standstill", JUNE),
            ("derailment", AUGUST),
            ("decline", SEPTEMBER),
            ("progress", OCTOBER),
        ):
            says(system, case, phase, on)
    says(system, six[5], "decline", SEPTEMBER)  # nothing before: from nowhere to nowhere
    found = told(actor)
    assert found == {"citizen": Shown(), "caseworker": Shown(10, {DOWN: 5, STAY: 5}, 0)}


def test_four_are_not_told_of(world: World, six: list[Case], actor: Callable[[str], Actor]) -> None:
    system = system_actor(world.nordby)
    for case in six[:4]:
        says(system, case, "standstill", JUNE)
        says(system, case, "decline", SEPTEMBER)
    assert told(actor)["caseworker"] == Shown(9, {}, 9)


def test_the_edges_of_the_quarter(world: World, six: list[Case], actor: Callable[[str], Actor]) -> None:
    system = system_actor(world.nordby)
    for case in six:
        says(system, case, "standstill", dt.date(2026, 6, 30))
        says(system, case, "decline", dt.date(2026, 7, 1))
        says(system, case, "progress", dt.date(2026, 9, 30))
        says(system, case, "decline", dt.date(2026, 10, 1))
    assert told(actor)["caseworker"] == Shown(11, {UP: 6, STAY: 5}, 0)


def test_only_the_own_team_is_counted(world: World, six: list[Case], actor: Callable[[str], Actor]) -> None:
    """Who has no team's grants counts nobody, whatever row-level security lets the context reach."""
    system = system_actor(world.nordby)
    for case in six:
        says(system, case, "standstill", JUNE)
        says(system, case, "decline", SEPTEMBER)
    assert told(actor, "colleague")["caseworker"] == Shown()
    assert told(actor, "other-caseworker")["caseworker"] == Shown()
