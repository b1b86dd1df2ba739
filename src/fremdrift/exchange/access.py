"""Emergencies and conflicts of interest of the demo, taken in through the product's own services."""

from collections.abc import Mapping

from fremdrift.access import services
from fremdrift.access.actor import Actor
from fremdrift.access.fields import Relation
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift_sim.access import Conflict, Emergency


def emergency_take_in(found: Emergency, stands: Mapping[str, Case], by: Actor) -> None:
    """A case was opened in an emergency, and closed to that colleague again a day later."""
    subject = stands[found.case.person.cpr].citizen_id
    with clock.at(found.on):
        services.break_glass_open(subject=subject, reason=found.reason, at=clock.evening(found.on), by=by)


def conflict_take_in(found: Conflict, stands: Mapping[str, Case], by: Actor) -> None:
    """A contact person said that the citizen is a friend, and sees the case no more."""
    subject = stands[found.case.person.cpr].citizen_id
    services.conflict_declare(subject=subject, relation=Relation.FRIEND, by=by)
