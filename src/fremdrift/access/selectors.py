"""Reads of who may see whom. The citizens that are asked about are of the actor's municipality."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from fremdrift.access.actor import Actor
from fremdrift.access.fields import OWN_CASE, BarKind, FieldClass, Purpose
from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction, bars_on, restrictions_without, user_holder
from fremdrift.access.reasons import Denial
from fremdrift.access.roles import ON_OWN_PAGES, Role
from fremdrift.core import clock


def shut_out_by(actor: Actor, subject: UUID) -> Denial | None:
    """What keeps the actor from a citizen whatever a grant opens; nothing for most, and nobody from the own case."""
    if actor.role in ON_OWN_PAGES | {Role.SYSTEM}:
        return None
    bar = bars_on(actor.user_id, clock.today()).filter(subject=subject).order_by("kind").first()
    if bar is not None:
        return _of_bar(bar)
    restricted = restrictions_without(actor.user_id, clock.today()).filter(subject=subject)
    return Denial.RESTRICTION if restricted.exists() else None


def _of_bar(bar: Bar) -> Denial:
    if bar.kind == BarKind.EXCLUSION:
        return Denial.EXCLUSION
    return Denial.OWN_CONFLICT if bar.self_declared else Denial.CONFLICT


def denial(actor: Actor, subject: UUID) -> Denial | None:
    """Why the actor may not see a citizen today; nothing when they may."""
    shut = shut_out_by(actor, subject)
    if shut is not None or actor.role is Role.SYSTEM:
        return shut
    return None if _held(actor, subject) else Denial.NO_GRANT


def _held(actor: Actor, subject: UUID) -> list[Grant]:
    return list(Grant.objects.held_by(actor, clock.today()).filter(subject=subject).order_by("begins_on", "pk"))


def opened_fields(actor: Actor, subject: UUID) -> frozenset[FieldClass]:
    """The classes of fields that the actor may see of a citizen today: all that the grants open, or nothing."""
    if denial(actor, subject) is not None:
        return frozenset()
    if actor.role is Role.SYSTEM:
        return frozenset(OWN_CASE)
    return frozenset(FieldClass(name) for grant in _held(actor, subject) for name in grant.fields)


def emergency(actor: Actor, subject: UUID) -> BreakGlass | None:
    """The emergency by which alone the actor sees a citizen now; nothing when a relation opens the case too."""
    held = _held(actor, subject)
    if any(grant.purpose != Purpose.BREAK_GLASS for grant in held):
        return None
    return BreakGlass.objects.filter(pk__in=[grant.source for grant in held]).order_by("expires_at").last()


def shut_out_users(actor: Actor, subject: UUID, user_ids: Iterable[int]) -> dict[int, Denial]:
    """Those of the users who must not see a citizen today, and why."""
    return {user: why for (_, user), why in shut_out_pairs(actor, [(subject, u) for u in user_ids]).items()}


def shut_out_pairs(actor: Actor, pairs: Iterable[tuple[UUID, int]]) -> dict[tuple[UUID, int], Denial]:
    """Of pairs of a citizen and a user, those in which the user must not see the citizen today, and why."""
    asked = {(subject, user_holder(user)): (subject, user) for subject, user in pairs}
    subjects, today = [subject for subject, _ in asked], clock.today()
    found: dict[tuple[UUID, int], Denial] = {}
    for restriction in Restriction.objects.current(today).filter(subject__in=subjects):
        for (subject, holder), pair in asked.items():
            if subject == restriction.subject and holder not in restriction.allowed:
                found[pair] = Denial.RESTRICTION
    for bar in Bar.objects.current(today).filter(subject__in=subjects).order_by("-kind"):
        if (bar.subject, bar.holder) in asked:
            found[asked[bar.subject, bar.holder]] = _of_bar(bar)
    return found


def subjects_shut_to_some(actor: Actor) -> list[UUID]:
    """Citizens whom somebody must not see today."""
    today = clock.today()
    barred = Bar.objects.current(today).values_list("subject", flat=True)
    restricted = Restriction.objects.current(today).values_list("subject", flat=True)
    return sorted({*barred, *restricted}, key=str)


def bars_of(actor: Actor, subject: UUID) -> list[Bar]:
    """Who must not see a citizen today, conflicts of interest first."""
    return list(Bar.objects.current(clock.today()).filter(subject=subject).order_by("kind", "begins_on", "pk"))


def bar_by_id(actor: Actor, subject: UUID, bar_id: UUID) -> Bar | None:
    """A bar that holds today."""
    found: Bar | None = Bar.objects.current(clock.today()).filter(subject=subject, pk=bar_id).first()
    return found


def restriction_of(actor: Actor, subject: UUID) -> Restriction | None:
    """The list to which a citizen's case is restricted today, if it is."""
    found: Restriction | None = Restriction.objects.current(clock.today()).filter(subject=subject).first()
    return found


def grants_of(actor: Actor, subject: UUID) -> list[Grant]:
    """What opens a citizen to anybody today, oldest first."""
    return list(Grant.objects.current(clock.today()).filter(subject=subject).order_by("begins_on", "pk"))


def break_glass_of(actor: Actor, subject: UUID) -> list[BreakGlass]:
    """Every time that somebody opened a citizen's case in an emergency, newest first: what the citizen is shown."""
    return list(BreakGlass.objects.filter(subject=subject))


def break_glass_waiting(actor: Actor) -> list[BreakGlass]:
    """Emergencies of the actor's municipality that no leader has seen yet, newest first; not the actor's own."""
    return list(_of_others(actor).filter(seen_at=None))


def break_glass_opened(actor: Actor, opened_id: UUID) -> list[BreakGlass]:
    """One emergency of the actor's municipality, seen or not; not the actor's own."""
    return list(_of_others(actor).filter(pk=opened_id))


def _of_others(actor: Actor) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(municipality=actor.municipality_id).exclude(holder=user_holder(actor.user_id))


@dataclass(frozen=True)
class Look:
    """What one person looked at of a citizen on one day, for one purpose."""

    on: dt.date
    user_id: int
    role: str
    unit: str
    purpose: str
    permitted: bool
    in_list: bool  # among others, on a page that shows several
    fields: list[str]
    pages: int


@dataclass(frozen=True)
class Looks(Sequence[Look]):
    """Who has looked at the citizen who is signed in, newest first; read a page at a time."""

    without: int  # the user whose looks are left out

    def __len__(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(_COUNTED, [self.without])
            (found,) = cursor.fetchone()
            return int(found)

    @overload
    def __getitem__(self, wanted: int, /) -> Look: ...

    @overload
    def __getitem__(self, wanted: slice, /) -> list[Look]: ...

    def __getitem__(self, wanted: int | slice, /) -> Look | list[Look]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        first, last = wanted.start or 0, wanted.stop
        with connection.cursor() as cursor:
            cursor.execute(_LOOKS + " limit %s offset %s", [self.without, last - first, first])
            return [Look(*row) for row in cursor.fetchall()]

    def __iter__(self) -> Iterator[Look]:
        return iter(self[0 : len(self)])


_LOOKS = """
    select (e.at at time zone 'Europe/Copenhagen')::date, e.actor_id, e.role, e.unit, e.purpose,
        e.outcome = 'permit', e.count > 1,
        coalesce(array_agg(distinct shown.field) filter (where shown.field is not null), '{}'),
        count(distinct (e.municipality_id, e.month, e.seq))
    from lookup.entry as e left join lateral unnest(e.fields) as shown(field) on true
    where e.actor_id <> %s
    group by 1, 2, 3, 4, 5, 6, 7 order by max(e.at) desc"""
_COUNTED = "with looks as (" + _LOOKS + ") select count(*) from looks"  # noqa: S608  # both parts are constants


def own_looks(actor: Actor) -> Looks:
    """Who has looked at the citizen who is signed in. Row-level security shows them the rows about their own case."""
    return Looks(without=actor.user_id)
