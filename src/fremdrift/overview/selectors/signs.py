"""What the case page's signs are told from: plain facts of one case. Each sign reads its own; none reads two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.orders.selectors import attended_days
from fremdrift.overview.rules.signals import ATTENDANCE_WITHIN
from fremdrift.progression import selectors as progression
from fremdrift.progression.models import PhaseChoice
from fremdrift.progression.selectors import Measurement


@dataclass(frozen=True)
class Told:
    """What tells of how somebody is: measurements as far as they are shown, phases as they were said, attendance."""

    measured: Sequence[Measurement]
    choices: Sequence[PhaseChoice]
    attended: Mapping[dt.date, str]


def told_in(actor: Actor, case: Case) -> Told | None:
    """The facts of a case; none where the citizen's health is not open to the reader today."""
    if case.pk not in progression.health_open(actor, [case.pk]):
        return None
    return Told(
        measured=progression.measurements(actor, case),
        choices=progression.phase_choices(actor, case),
        attended=attended_days(actor, case, clock.today() - ATTENDANCE_WITHIN),
    )
