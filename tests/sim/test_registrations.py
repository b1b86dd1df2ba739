"""Invented registrations: the printed sums for every seed, nobody with too many, nothing twice."""

import csv
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from fremdrift.progression.rules import CHARACTERISTICS, REASONS
from fremdrift.questionnaires.selectors import standard_forms
from fremdrift_sim import registrations as sim
from fremdrift_sim.registrations import registrations

FACTS = Path(__file__).parents[1] / "reference" / "vfc_2020.csv"


def printed(table: int) -> dict[str, int]:
    with FACTS.open(encoding="utf-8") as file:
        return {row["key"]: int(row["count"]) for row in csv.DictReader(file) if row["table"] == str(table)}


def test_the_margins_are_those_that_were_printed() -> None:
    margins = (sim.MUNICIPALITIES, sim.CHARACTERISTICS, sim.FIRST_REASONS, sim.REASONS)
    assert list(margins) == [printed(table) for table in (2, 3, 4, 5)]
    assert sum(sim.MUNICIPALITIES.values()) == sum(sim.FIRST_REASONS.values()) == sim.ALL


@pytest.mark.parametrize("seed", range(20))
def test_every_seed_adds_up_to_them(seed: int) -> None:
    found = list(registrations(seed))
    counted = (
        Counter(one.municipality for one in found),
        Counter(chain.from_iterable(one.characteristics for one in found)),
        Counter(one.reasons[0] for one in found),
        Counter(chain.from_iterable(one.reasons for one in found)),
    )
    for counts, table in zip(counted, (2, 3, 4, 5), strict=True):
        assert counts == Counter({key: count for key, count in printed(table).items() if count})
    assert max(len(one.characteristics) for one in found) <= 5
    assert max(len(one.reasons) for one in found) <= 4
    assert all(len(set(one.reasons)) == len(one.reasons) for one in found)
    assert all(len(set(one.characteristics)) == len(one.characteristics) for one in found)


def test_the_same_seed_gives_the_same_registrations() -> None:
    assert list(registrations(1)) == list(registrations(1)) != list(registrations(2))


def test_they_choose_from_the_lists_that_come_with_the_product() -> None:
    items = {item.key: {c.key for c in item.choices} for item in standard_forms()["registration"].items}
    assert (items[CHARACTERISTICS], items[REASONS]) == (set(sim.CHARACTERISTICS), set(sim.REASONS))
