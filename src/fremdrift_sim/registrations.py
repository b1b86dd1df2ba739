"""Invented registrations of a voluntary period whose margins are those that VFC printed in tables 2 to 5 (2020).

Who has which characteristics and reasons together was never printed: here it is drawn, and only the sums are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from fremdrift_sim.dates import days, dice
from fremdrift_sim.schema import CasePlan, Population, Town

ALL = 557
MOST_CHARACTERISTICS, MOST_REASONS = 5, 4
MUNICIPALITIES = {"Kommune A": 279, "Kommune B": 146, "Kommune C": 57, "Kommune D": 42, "Kommune E": 33}
CHARACTERISTICS = {
    **{"mental": 407, "isolated": 177, "long_term": 172, "physical": 105, "financial": 83, "substance": 81},
    **{"housing": 59, "single_parent": 21, "other": 117},
}
FIRST_REASONS = {
    **{"everyday": 115, "social": 83, "health": 80, "provider_contact": 80, "job_search": 70, "placement": 63},
    **{"education_search": 32, "education": 17, "jobcentre_judges": 10, "jobcentre_contact": 0, "other": 7},
}
REASONS = {
    **{"everyday": 290, "provider_contact": 239, "health": 234, "social": 222, "job_search": 172, "placement": 93},
    **{"education_search": 63, "jobcentre_judges": 30, "education": 26, "jobcentre_contact": 4, "other": 20},
}


@dataclass(frozen=True)
class Registered:
    """One invented registration: everybody said yes, for a reason at least."""

    municipality: str
    characteristics: tuple[str, ...]
    reasons: tuple[str, ...]  # the most important first


def registrations(seed: int) -> Iterator[Registered]:
    """All 557; the same for the same seed, and with the printed sums for every seed."""
    rng = dice(seed, "registrations")
    homes = _drawn(MUNICIPALITIES, rng)
    first = _drawn(FIRST_REASONS, rng)
    weighs = _spread(CHARACTERISTICS, [()] * ALL, MOST_CHARACTERISTICS, rng)
    further = {reason: count - FIRST_REASONS[reason] for reason, count in REASONS.items()}
    reasons = _spread(further, [(reason,) for reason in first], MOST_REASONS, rng)
    for home, characteristics, ranked in zip(homes, weighs, reasons, strict=True):
        yield Registered(home, characteristics, ranked)


def _drawn(counts: Mapping[str, int], rng: Random) -> list[str]:
    """Each as often as it is counted, in any order."""
    found = [key for key, count in counts.items() for _ in range(count)]
    rng.shuffle(found)
    return found


def _spread(
    counts: Mapping[str, int], begun: Sequence[tuple[str, ...]], most: int, rng: Random
) -> list[tuple[str, ...]]:
    """Deal each key to as many as it is counted, to nobody twice, and to nobody more than `most` in all.

    The most frequent is dealt first, while everybody has room; chance says to whom, and in which order each has them.
    """
    dealt: list[list[str]] = [[] for _ in begun]
    for key in sorted(counts, key=lambda key: -counts[key]):
        has = [(*one, *more) for one, more in zip(begun, dealt, strict=True)]
        room = [place for place, keys in enumerate(has) if key not in keys and len(keys) < most]
        for place in rng.sample(room, counts[key]):
            dealt[place].append(key)
    for more in dealt:
        rng.shuffle(more)
    return [(*one, *more) for one, more in zip(begun, dealt, strict=True)]


@dataclass(frozen=True)
class Entry:
    """What was registered of an invented case in a period of the demo, and on which day."""

    case: CasePlan
    on: date
    by_citizen: bool
    takes_part: bool
    characteristics: tuple[str, ...]
    reasons: tuple[str, ...]


def voluntary(people: Population, town: Town, since: date, every: int = 4) -> Iterator[Entry]:
    """Some of a town's open cases; the one told by hand waits for somebody who tries it."""
    here = [c for c in people.cases if c.closed is None and c.person.town == town.key and not c.person.username]
    standing = [case for case in here if case.opened <= since]
    for case, like in zip(standing[::every], registrations(people.seed), strict=False):
        rng = dice(people.seed, case.person.cpr, "voluntary")
        on = min(since + days(rng.randrange(12)), people.today)
        yes, own = rng.random() < 0.85, rng.random() < 0.15
        yield Entry(case, on, own, yes, () if own else like.characteristics, like.reasons if yes else ())
