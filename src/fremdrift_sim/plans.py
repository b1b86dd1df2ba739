"""Job plans: written at a conversation, written on at a later one, with small steps that are reached or are to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Literal

from fremdrift_sim.dates import age, days, some_workday, workday
from fremdrift_sim.schema import (
    Area,
    EffortKind,
    EffortPlan,
    Person,
    PlanStory,
    PlanText,
    Step,
    Talk,
    Writing,
)
from fremdrift_sim.stand import YOUNG
from fremdrift_sim.texts_da import Narrator, plans

OVERDUE = 0.03  # share of the steps due by now that still stand open
DROPPED = 0.15
STILL_AHEAD = 0.8
PROPOSED = 0.12
_AREAS: dict[EffortKind, Area] = {
    "ordinary_education": "education",
    "treatment": "health",
    "debt_advice": "debt",
    "housing": "housing",
    "mentor": "social",
    "own_activity": "social",
}


def plan(
    person: Person,
    talks: Sequence[Talk],
    efforts: Sequence[EffortPlan],
    now: date,
    narrator: Narrator,
    rng: Random,
    *,
    closed: bool,
) -> PlanStory | None:
    """The plan of a case up to ``now``; none before anybody has met."""
    met = [talk.on for talk in talks if talk.state == "held" and talk.on <= now]
    if not met:
        return None
    areas = _areas(efforts, person, now)
    steps = [_step(on, _due(on, met[-1], now, rng), areas, now, narrator, rng, closed) for on in _days(met, rng)]
    if not closed and rng.random() < PROPOSED:
        on = some_workday(rng, max(met[-1], now - days(20)), now)
        steps.append(Step(narrator.proposal(), "employment", "citizen", on, None, "proposed"))
    return PlanStory(_writings(person, met, efforts, now, narrator, rng), tuple(_each_once(steps)))


def _days(met: Sequence[date], rng: Random) -> list[date]:
    """The conversations at which a step was added: two to five steps, the last two at the latest ones."""
    count = rng.choice((2, 3, 3, 4, 4, 5))
    return sorted([*(rng.choice(met) for _ in range(count - 2)), *met[-2:], *met[-1:]][:count])


def _areas(efforts: Sequence[EffortPlan], person: Person, now: date) -> list[Area]:
    """What steps are about: work and everyday life for all, and whatever an effort is about."""
    found: list[Area] = ["employment", "employment", "social"]
    found += [_AREAS[effort.kind] for effort in efforts if effort.kind in _AREAS]
    if age(person.born, now) < YOUNG:
        found.append("education")
    return found


def _due(on: date, last: date, now: date, rng: Random) -> date:
    """Some weeks ahead; what was added at the last conversation has most often its day before it."""
    if on == last and rng.random() < STILL_AHEAD:
        return workday(max(now, on) + days(rng.randint(2, 45)))
    return workday(on + days(rng.randint(10, 60)))


def _step(on: date, by: date, areas: Sequence[Area], now: date, narrator: Narrator, rng: Random, closed: bool) -> Step:
    who: Literal["citizen", "caseworker"] = "caseworker" if rng.random() < 0.25 else "citizen"
    area = rng.choice(areas)
    what = narrator.step(who, area)
    if by < now or closed:
        fate = rng.random()
        if fate >= OVERDUE or closed:
            ended = some_workday(rng, on + days(3), max(on + days(3), min(by, now)))
            ended = min(max(ended, on), now)
            return Step(what, area, who, on, by, "dropped" if fate < OVERDUE + DROPPED else "reached", ended)
    return Step(what, area, who, on, by, "open")


def _each_once(steps: Sequence[Step]) -> list[Step]:
    """The steps in the order of their days; of two that say the same the first."""
    found: dict[str, Step] = {}
    for step in sorted(steps, key=lambda one: one.added_on):
        found.setdefault(step.what, step)
    return list(found.values())


def _writings(
    person: Person, met: Sequence[date], efforts: Sequence[EffortPlan], now: date, narrator: Narrator, rng: Random
) -> tuple[Writing, ...]:
    """What was written first, and for half of those who have met more often what was added later."""
    say = narrator.written
    first: dict[PlanText, str] = {
        "own_words": say(plans.OWN_WORDS),
        "job_goal": say(plans.JOB_GOALS),
        "strengths": say(plans.STRENGTHS),
        "barriers": say(plans.BARRIERS),
    }
    if age(person.born, now) < YOUNG:
        first["education_goal"] = say(plans.EDUCATION_GOALS)
    if rng.random() < 0.6:
        first["job_search"] = say(plans.JOB_SEARCH)
    started = met[0]
    later = met[len(met) // 2] if len(met) > 1 else started
    if later <= started or rng.random() < 0.5:
        return (Writing(started, first),)
    more: dict[PlanText, str] = first | {
        "own_words": f"{first['own_words']} {say(plans.MORE_WORDS)}",
        "offers": say(plans.OFFERS),
        "strengths": f"{first['strengths']} {say(plans.STRENGTHS)}",
        "stabilising": say(plans.STABILISING),
    }
    if rng.random() < 0.4:
        more["other_efforts"] = say(plans.OTHER_EFFORTS)
    if any(effort.ends_on and effort.ends_on < later for effort in efforts):
        more["finished"] = say(plans.FINISHED)
    return (Writing(started, first), Writing(later, more))
