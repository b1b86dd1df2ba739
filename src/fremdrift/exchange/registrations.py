"""A voluntary period of the demo that is open now, and the first registrations in it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.progression import services
from fremdrift.progression.services import Said
from fremdrift_sim.registrations import Entry, voluntary
from fremdrift_sim.schema import Population, Town

_SINCE, _STILL = dt.timedelta(days=12), dt.timedelta(days=16)
_TITLE = "Frivillig indsats i vinter"


def voluntary_take_in(
    invented: Population, town: Town, stands: Mapping[str, Case], worker: Callable[[str], int], by: Actor
) -> None:
    """Open the period, and register each invented citizen on their day."""
    opens_on, closes_on = invented.today - _SINCE, invented.today + _STILL
    with clock.at(opens_on):
        one = services.registration_round_open(title=_TITLE, opens_on=opens_on, closes_on=closes_on, by=by)
    for entry in voluntary(invented, town, opens_on):
        case = stands[entry.case.person.cpr]
        contact = replace(by, user_id=worker(entry.case.caseworker))
        who = replace(by, role=Role.CITIZEN, user_id=0) if entry.by_citizen else contact
        with clock.at(entry.on):
            services.registration_record(case=case, round_id=one.pk, said=_said(entry), by=who)


def _said(entry: Entry) -> Said:
    ranks = {reason: rank for rank, reason in enumerate(entry.reasons, start=1)}
    return Said("yes" if entry.takes_part else "no", ranks, entry.characteristics)
