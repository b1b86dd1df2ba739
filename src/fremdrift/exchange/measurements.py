"""Measurements and what was said about phases, taken in on the days on which they were given."""

from dataclasses import replace

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.progression import selectors, services
from fremdrift.questionnaires.rules import Given
from fremdrift_sim.progress import Course, Sitting


def course_take_in(course: Course, case: Case, by: Actor) -> None:
    """The rhythm of a case, each party's answers, and which phase they said it was."""
    with clock.at(course.begins_on):
        services.rhythm_set(case=case, every="quarter", begins_on=course.begins_on, by=by)
    for sitting in sorted(course.sittings, key=lambda sitting: sitting.on):
        _sitting(sitting, case, by)
    for saying in course.sayings:
        who = _as(saying.party, by)
        services.phase_choose(case=case, phase=saying.phase, why=saying.why, at=clock.evening(saying.on), by=who)


def _sitting(sitting: Sitting, case: Case, by: Actor) -> None:
    with clock.at(sitting.on):
        opened = selectors.round_on(by, case, clock.today())
        if opened is not None:
            given = {item: Given(chosen=(str(step),)) for item, step in sitting.steps.items()}
            at = clock.evening(sitting.on)
            who = _as(sitting.party, by)
            services.measurement_give(case=case, opens_on=opened.opens_on, given=given, at=at, by=who)


def _as(party: str, by: Actor) -> Actor:
    """The citizen answers for themself; nobody of the invented ones signs in but one."""
    return replace(by, role=Role.CITIZEN, user_id=0) if party == "citizen" else by
