"""How it goes for invented people: what they and their caseworkers answer every third month, and say about the phase.

Behind it lies a phase that nobody in the product ever sees: `truth` hands it out for those who test whether an
evaluation finds it again. What moves it is what the sources say: periods without effort and changes of contact person
pull down (BIP, through VFC 2020), efforts lift a little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from random import Random
from typing import Literal

from fremdrift_sim.dates import add_months, days, dice, workday
from fremdrift_sim.schema import CasePlan, Population
from fremdrift_sim.texts_da import progress as texts

Phase = Literal["progress", "standstill", "decline", "derailment"]
Party = Literal["citizen", "caseworker"]
PHASES: tuple[Phase, ...] = ("progress", "standstill", "decline", "derailment")
CITIZEN = ("everyday", "energy", "health", "network", "skills", "knowledge", "goals", "job_search", "belief")
CASEWORKER = (*CITIZEN, "cooperation", "worker_belief")
ASKED: dict[Party, tuple[str, ...]] = {"citizen": CITIZEN, "caseworker": CASEWORKER}
MONTHS = 3
MOST_ROUNDS = 6
# The step around which answers lie, and how far persons, items and days lie from it.
LEVEL: dict[Phase, float] = {"progress": 3.7, "standstill": 2.8, "decline": 2.2, "derailment": 1.6}
OF_PERSON, OF_ITEM, OF_DAY = 0.4, 0.5, 0.45
SKIPS = 0.07
ANSWERS: dict[Party, float] = {"citizen": 0.8, "caseworker": 0.88}
CHOOSES: dict[Party, float] = {"citizen": 0.6, "caseworker": 0.75}
SAID_IN = 6  # of the last rounds each says which phase it is, or not
SEES_IT: dict[Party, float] = {"citizen": 0.6, "caseworker": 0.7}
START = (0.25, 0.4, 0.25, 0.1)
STAYS, SINKS_AFTER_CHANGE, RISES_IN_EFFORT, SINKS_WITHOUT = 0.6, 0.35, 0.25, 0.2


@dataclass(frozen=True)
class Sitting:
    """What one party answered on a day: a step by item; what was skipped is not there."""

    party: Party
    on: date
    steps: Mapping[str, int]


@dataclass(frozen=True)
class Saying:
    """Which phase one party said it was, on a day, and why."""

    party: Party
    on: date
    phase: Phase
    why: str


@dataclass(frozen=True)
class Course:
    """The measurements of one case since a day, oldest first; ``phases`` is the truth at each round's opening."""

    case: CasePlan
    begins_on: date
    sittings: tuple[Sitting, ...]
    sayings: tuple[Saying, ...]
    phases: tuple[tuple[date, Phase], ...]


def courses(people: Population, every: int = 2) -> Iterator[Course]:
    """Measurements of one open case in some, and of the one told by hand; the same for the same population."""
    standing = [case for case in people.cases if case.closed is None]
    for number, case in enumerate(standing):
        rng = dice(people.seed, case.person.cpr, "progress")
        if case.person.username:
            yield _told(case, people.today)
        elif number % every == 0:
            yield _invented(case, people.today, rng)


def truth(found: Sequence[Course]) -> Iterator[tuple[str, date, Phase]]:
    """Who was in which phase when a round opened: for a file that the product never reads."""
    for course in found:
        yield from ((course.case.person.cpr, on, phase) for on, phase in course.phases)


def _told(case: CasePlan, today: date) -> Course:
    """Six measurements, written by hand; the last one opened four days ago, and waits for the citizen."""
    begins_on = add_months(today - days(4), -MONTHS * (MOST_ROUNDS - 1))
    opens = [add_months(begins_on, MONTHS * number) for number in range(MOST_ROUNDS)]
    sittings = []
    for number, on in enumerate(opens):
        own = {item: step for item, row in texts.CILLA.items() for step in row[number : number + 1] if step}
        seen = {item: step for item, row in texts.SIGNE.items() if (step := row[number])}
        sittings += [Sitting("citizen", on, own)] if own else []
        sittings.append(Sitting("caseworker", min(on + days(2), today), seen))
    sayings = [Saying(party, today - days(back), phase, why) for party, back, phase, why in texts.SAID]
    return Course(case, begins_on, tuple(sittings), tuple(sayings), tuple((on, "standstill") for on in opens))


def _invented(case: CasePlan, today: date, rng: Random) -> Course:
    opens = _openings(case, today, rng)
    phases = _phases(case, opens, rng)
    person = rng.gauss(0, OF_PERSON)
    items = {item: rng.gauss(0, OF_ITEM) for item in CASEWORKER}
    sittings = [
        Sitting(party, _answered_on(on, today, rng), _steps(asked, LEVEL[phase] + person, items, rng))
        for on, phase in zip(opens, phases, strict=True)
        for party, asked in ASKED.items()
        if rng.random() < ANSWERS[party]
    ]
    lately = list(zip(opens, phases, strict=True))[-SAID_IN:]
    sayings = [_said(party, *at, today, rng) for at in lately for party in ANSWERS if rng.random() < CHOOSES[party]]
    return Course(case, opens[0], tuple(sittings), tuple(sayings), tuple(zip(opens, phases, strict=True)))


def _openings(case: CasePlan, today: date, rng: Random) -> list[date]:
    """Up to six rounds, the last one within three months; a new case has fewer."""
    last = today - days(rng.randrange(80))
    opens = [add_months(last, -MONTHS * back) for back in range(rng.randint(2, MOST_ROUNDS))]
    since = [on for on in opens if on >= case.opened]
    return sorted(since or [max(case.opened, today - days(10))])


def _phases(case: CasePlan, opens: Sequence[date], rng: Random) -> list[Phase]:
    at = rng.choices(range(len(PHASES)), weights=START)[0]
    found = [PHASES[at]]
    for before, on in pairwise(opens):
        changed = any(before < contact.begins_on <= on for contact in case.contact_persons)
        effort = any(e.begins_on <= on and (e.ends_on is None or e.ends_on >= before) for e in case.efforts)
        at = _next(at, changed=changed, effort=effort, rng=rng)
        found.append(PHASES[at])
    return found


def _next(at: int, *, changed: bool, effort: bool, rng: Random) -> int:
    """The phase of the next round: most stay, and what happened pulls one step up or down."""
    if changed and rng.random() < SINKS_AFTER_CHANGE:
        return min(at + 1, len(PHASES) - 1)
    if effort and rng.random() < RISES_IN_EFFORT:
        return max(at - 1, 0)
    if not effort and rng.random() < SINKS_WITHOUT:
        return min(at + 1, len(PHASES) - 1)
    return at if rng.random() < STAYS else min(max(at + rng.choice((-1, 1)), 0), len(PHASES) - 1)


def _answered_on(opened: date, today: date, rng: Random) -> date:
    return min(workday(opened + days(rng.randrange(12))), today)


def _steps(asked: Sequence[str], level: float, items: Mapping[str, float], rng: Random) -> dict[str, int]:
    answered = [item for item in asked if rng.random() >= SKIPS]
    return {item: min(max(round(level + items[item] + rng.gauss(0, OF_DAY)), 1), 5) for item in answered}


def _said(party: Party, opened: date, phase: Phase, today: date, rng: Random) -> Saying:
    """What a party says it is: the phase it is, or one beside it."""
    at = PHASES.index(phase)
    near = [n for n in (at - 1, at + 1) if 0 <= n < len(PHASES)]
    said = phase if rng.random() < SEES_IT[party] else PHASES[rng.choice(near)]
    return Saying(party, _answered_on(opened, today, rng), said, rng.choice(texts.WHY[party][said]))
