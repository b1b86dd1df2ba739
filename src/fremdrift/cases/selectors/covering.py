"""Who has a case today in whose place, and who must not get it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import Purpose
from fremdrift.access.models import Bar, Grant, Restriction, user_holder, user_shut_out
from fremdrift.accounts.selectors import own_covers
from fremdrift.cases.models import Case, ContactPerson
from fremdrift.cases.models.contact_person import ContactPersonQuerySet
from fremdrift.core import clock


@dataclass(frozen=True)
class CoveredFor:
    """For whom a case is looked after, and until when; none means until further notice."""

    name: str
    until: dt.date | None


def coordinating(actor: Actor) -> ContactPersonQuerySet:
    """Today's coordinating contact persons: the actor, and those for whom the actor steps in."""
    today = clock.today()
    users = [actor.user_id, *actor.covers, *(absent for absent, _ in actor.covers_beside)]
    found = ContactPerson.objects.standing().coordinating().filter(user__in=users)
    return found.filter(begins_on__lte=today).exclude(ends_on__lt=today)


def covered_for(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, CoveredFor]:
    """Those of the cases that the actor looks after for somebody else today; asks nothing when there is no cover."""
    if not (actor.covers or actor.covers_beside):
        return {}
    absent: dict[int, CoveredFor] = {}
    for cover in own_covers(actor, clock.today()):
        known = absent.get(cover.absent_id)
        if known is None or (known.until is not None and (cover.ends_on is None or cover.ends_on > known.until)):
            absent[cover.absent_id] = CoveredFor(cover.absent.name, cover.ends_on)
    theirs = coordinating(actor).visible_to(actor).filter(user__in=list(absent), case__in=case_ids)
    return {case_id: absent[user_id] for case_id, user_id in theirs.values_list("case", "user")}


def seen_in_cover(actor: Actor, case: Case) -> bool:
    """Whether nothing but stepping in for somebody opens the case to the actor today."""
    if not (actor.covers or actor.covers_beside):
        return False
    own = Grant.objects.current(clock.today()).filter(holder__in=actor.holders, subject=case.citizen_id)
    return not own.exists()


@dataclass(frozen=True)
class SteppingIn:
    """Who is away on a day, and all who step in for them."""

    absent_id: int
    stand_in_ids: tuple[int, ...]
    on: dt.date


def cases_kept_from(actor: Actor, found: Sequence[SteppingIn]) -> list[int]:
    """For each, how many of the absent one's citizens none of those who step in may see; never which. One query."""
    if not found:
        return []
    theirs = Grant.objects.filter(
        municipality=actor.municipality_id,
        holder__in=[user_holder(one.absent_id) for one in found],
        purpose=Purpose.CASE_WORK,
    )
    counts = {f"kept_{n}": Count("subject", filter=_kept(one), distinct=True) for n, one in enumerate(found)}
    return list(theirs.aggregate(**counts).values())


def _kept(one: SteppingIn) -> Q:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=one.on)
    kept = Q(lasting, holder=user_holder(one.absent_id), begins_on__lte=one.on)
    for stand_in in one.stand_in_ids:
        kept &= user_shut_out(stand_in, "subject", one.on)
    return kept


def shut_out_of(actor: Actor, cases: Iterable[Case], user_ids: Iterable[int]) -> dict[UUID, set[int]]:
    """By case, who of these must not get it: a conflict of interest, an exclusion, or a list they are not on."""
    today, users = clock.today(), list(user_ids)
    by_subject = {case.citizen_id: case.pk for case in cases}
    here = {"municipality": actor.municipality_id, "subject__in": list(by_subject)}
    holders = {user_holder(user): user for user in users}
    found: dict[UUID, set[int]] = defaultdict(set)
    bars = Bar.objects.current(today).filter(**here, holder__in=list(holders))
    for subject, holder in bars.values_list("subject", "holder"):
        found[by_subject[subject]].add(holders[holder])
    restrictions = Restriction.objects.current(today).filter(**here)
    for subject, allowed in restrictions.values_list("subject", "allowed"):
        found[by_subject[subject]].update(user for holder, user in holders.items() if holder not in allowed)
    return found


def coordinated_by(actor: Actor, user_id: int) -> list[Case]:
    """Open cases that somebody coordinates today and the actor may see, in Danish order of names."""
    today = clock.today()
    theirs = (
        ContactPerson.objects.standing()
        .coordinating()
        .filter(
            Q(ends_on=None) | Q(ends_on__gte=today),
            case=OuterRef("pk"),
            user=user_id,
            begins_on__lte=today,
        )
    )
    found = Case.objects.visible_to(actor).open().filter(Exists(theirs))
    return list(found.select_related("citizen").order_by("citizen__sort_key", "pk"))
