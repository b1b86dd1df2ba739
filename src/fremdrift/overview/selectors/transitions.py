"""From which phase to which a team's citizens have come, as each party says it: groups of five, and nobody's name.

A leader may not see how anybody is. Row-level security lets a leader's context count within the municipality, as for
the other figures of a team; the counting is done in the database, small groups are taken out here, and neither a case
nor a number below five leaves this module. Whose cases they are is asked of the last day of the quarter, so that a
figure stays when a case is handed on: else handing one on would tell which figure it was in.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, OuterRef, QuerySet, Subquery

from fremdrift.access.actor import Actor
from fremdrift.access.fields import Purpose
from fremdrift.access.models import Grant
from fremdrift.cases.models import Citizen
from fremdrift.core import clock
from fremdrift.overview.rules.transitions import Quarter, Shown, shown
from fremdrift.progression.enums import Chooser
from fremdrift.progression.models import PhaseChoice


def transitions(actor: Actor, quarter: Quarter) -> dict[str, Shown]:
    """By party: what it said last before a quarter, what it said last in it, and of how many citizens; two queries."""
    return {chooser.value: shown(_counted(actor, chooser, quarter)) for chooser in Chooser}


def _counted(actor: Actor, chooser: Chooser, quarter: Quarter) -> dict[tuple[str, str], int]:
    """Each citizen counts once; those of whom nothing was said before, or nothing in the quarter, do not."""
    begins, ends = _midnight(quarter.begins_on), _midnight(quarter.ends_on + dt.timedelta(days=1))
    said = PhaseChoice.objects.filter(case__citizen=OuterRef("pk"), chooser=chooser).order_by("-chosen_at", "-pk")
    told = _citizens(actor, quarter.ends_on).annotate(
        before=Subquery(said.filter(chosen_at__lt=begins).values("phase")[:1]),
        after=Subquery(said.filter(chosen_at__gte=begins, chosen_at__lt=ends).values("phase")[:1]),
    )
    both = told.exclude(before=None).exclude(after=None).order_by().values_list("before", "after")
    return {(before, after): count for before, after, count in both.annotate(Count("pk"))}


def _citizens(actor: Actor, on: dt.date) -> QuerySet[Citizen]:
    """Those whose cases were the team's on a day."""
    theirs = Grant.objects.held_by(actor, on).filter(purpose=Purpose.LEADERSHIP)
    return Citizen.objects.filter(pk__in=theirs.values("subject"))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, clock.COPENHAGEN)
