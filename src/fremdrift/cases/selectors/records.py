"""Reads about records of one person: those that look alike, and those that were merged."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.models import shut_out
from fremdrift.cases import rules
from fremdrift.cases.models import Case, Citizen, Merge
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.core import clock


@dataclass(frozen=True)
class Alike:
    """Persons who may be the one that is typed in; of those whom the actor may not see, only that they are there."""

    seen: list[Case]  # the latest case of each whom the actor may see
    hidden: frozenset[UUID]  # citizens; for the log and for comparison, never to be shown
    known: bool = False  # one of them has the CPR number

    def __bool__(self) -> bool:
        """Whether there is anybody."""
        return bool(self.seen or self.hidden)

    @property
    def subjects(self) -> list[UUID]:
        """All of them, for the look-up log."""
        return sorted({case.citizen_id for case in self.seen} | self.hidden)

    @property
    def key(self) -> str:
        """Tells one finding from another: whoever says “somebody else” says it of those that were shown."""
        return hashlib.sha256("".join(map(str, self.subjects)).encode()).hexdigest()[:16]


def citizens_alike(actor: Actor, name: str, cpr: str, but: UUID | None = None) -> Alike:
    """Whoever has that CPR number, or was born on the day that it tells and has a name like that.

    Names are compared here and not in the database: under row-level security no index serves for likeness, and of the
    few who were born on one day (index citizen_born) it is quick.
    """
    known = set(_with_cpr(actor, cpr)) - {but}
    found = set(known)
    born = rules.births_meant(cpr, clock.today())
    if born and name.strip():
        found |= set(_born(actor, born, name))
    return replace(_told(actor, found - {but}), known=bool(known))


def criterion(actor: Actor, name: str, cpr: str) -> str:
    """What was searched for, as the look-up log keeps it: a CPR number as its blind index, a part of one as days."""
    digits = rules.cpr_digits(cpr)
    if actor.municipality_id is not None and not rules.cpr_problem(digits):
        return f"name={name} cpr={cpr_index(actor.municipality_id, digits).hex()}"
    born = rules.births_meant(cpr, clock.today())
    return f"name={name} born={' '.join(map(str, born))}"


def citizen_returning(actor: Actor, cpr: str) -> Citizen | None:
    """Whoever has that CPR number here and no open case; nobody whom the actor must not see."""
    found = Citizen.objects.filter(pk__in=set(_with_cpr(actor, cpr)))
    return (
        found.exclude(shut_out(actor, "pk", clock.today()))
        .exclude(pk__in=Case.objects.open().filter(citizen__in=found).values("citizen"))
        .first()
    )


def citizens_alike_to(actor: Actor, citizen: Citizen) -> Alike:
    """Whoever was born on the same day as a citizen and has a name like theirs."""
    return _told(actor, set(_born(actor, [citizen.born], citizen.name)) - {citizen.pk})


def _with_cpr(actor: Actor, cpr: str) -> Iterable[UUID]:
    digits = rules.cpr_digits(cpr)
    if rules.cpr_problem(digits) or actor.municipality_id is None:
        return []
    known = Citizen.objects.filter(
        municipality=actor.municipality_id, cpr_index=cpr_index(actor.municipality_id, digits)
    )
    return [_staying(citizen).pk for citizen in known]


def _born(actor: Actor, days: list[dt.date], name: str) -> Iterable[UUID]:
    # Not through `visible_to`: that somebody is here already is told even where nothing else may be.
    same_day = Citizen.objects.filter(municipality=actor.municipality_id, born__in=days, merged_into=None)
    return [pk for pk, other in same_day.values_list("pk", "name") if rules.names_alike(name, other)]


def _told(actor: Actor, found: set[UUID]) -> Alike:
    cases = Case.objects.visible_to(actor).filter(citizen__in=found).select_related("citizen")
    latest = cases.order_by("citizen", "-opened_on", "-number").distinct("citizen")
    seen = sorted(latest, key=lambda case: (case.citizen.sort_key, case.number))
    return Alike(seen, frozenset(found - {case.citizen_id for case in seen}))


def _staying(citizen: Citizen) -> Citizen:
    """The record that a record was merged into, and that one into, and so on; itself where it was not."""
    while citizen.merged_into is not None:
        citizen = citizen.merged_into
    return citizen


def records_of(actor: Actor, citizen_id: UUID) -> list[UUID]:
    """The ids under which a citizen stands, or stood before a merge, in the look-up log and in the history."""
    if not Citizen.objects.visible_to(actor).filter(pk=citizen_id).exists():
        return []
    found, latest = [citizen_id], [citizen_id]
    while latest:
        latest = list(Citizen.objects.filter(merged_into__in=latest).order_by("pk").values_list("pk", flat=True))
        found += latest
    return found


def merges_of(actor: Actor, citizen_id: UUID) -> list[Merge]:
    """The merges into a record that stand, latest first: that is the one that can be undone."""
    found = Merge.objects.visible_to(actor).filter(citizen=citizen_id, undone_at=None)
    return list(found.select_related("citizen", "gone", "made_by").order_by("-made_at", "-pk"))


def case_by_number(actor: Actor, number: int) -> Case | None:
    """The case with that number, when this actor may see it."""
    found = Case.objects.visible_to(actor).filter(municipality=actor.municipality_id, number=number)
    return found.select_related("citizen").first()


def open_case_of(actor: Actor, citizen_id: UUID) -> Case | None:
    """The open case of a citizen, when there is one that this actor may see."""
    return Case.objects.visible_to(actor).open().filter(citizen=citizen_id).select_related("citizen").first()
