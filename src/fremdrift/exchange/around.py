"""Who is around the demo's citizens and what they need, taken in through the product's own services."""

from fremdrift.access.actor import Actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift_sim.around import Surroundings


def surroundings_take_in(found: Surroundings, case: Case, by: Actor) -> None:
    """People with their consents, and needs since the day they were named; `by` has the case."""
    for somebody in found.people:
        around = cases.Around(somebody.name, somebody.role, somebody.place, somebody.phone)
        person = cases.network_person_add(case=case, around=around, by=by)
        if somebody.since is not None:
            cases.consent_give(
                person=person, on=somebody.since, what=somebody.may_say, expected_version=person.version, by=by
            )
    for need in found.needs:
        cases.need_name(case=case, named=cases.Named(need.what, need.area, need.who), on=need.on, by=by)
