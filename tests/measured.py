"""Measurements of the past and phases for tests: who answered what on which round."""

import datetime as dt

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.progression import rules, services
from fremdrift.progression.models import MeasurementRhythm
from fremdrift.questionnaires.rules import Given
from tests.world import TODAY, World


def rhythm(world: World, case: Case, begins_on: dt.date, every: str = "quarter") -> list[rules.Round]:
    """A case that has been measured since a day, and its rounds until today."""
    with acting(system_actor(world.nordby)):
        MeasurementRhythm.objects.create(
            case=case, municipality_id=case.municipality_id, every=every, begins_on=begins_on
        )
    return rules.rounds(begins_on, every, TODAY)


def answers(by: Actor, case: Case, one: rules.Round, step: int, *, give: bool = True) -> None:
    """What one party answers on the first day of a round; one item, the others skipped."""
    given = {"everyday": Given(chosen=(str(step),))}
    with clock.at(one.opens_on), acting(by):
        if give:
            at = clock.evening(one.opens_on)
            services.measurement_give(case=case, opens_on=one.opens_on, given=given, at=at, by=by)
        else:
            services.measurement_answer(case=case, opens_on=one.opens_on, given=given, by=by)


def says(by: Actor, case: Case, phase: str, on: dt.date) -> None:
    """Which phase somebody says it is, on a day."""
    with acting(by):
        services.phase_choose(case=case, phase=phase, why="Fordi", at=clock.evening(on), by=by)
