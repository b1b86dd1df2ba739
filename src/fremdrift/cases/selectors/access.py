"""Who sees a case, who is kept out of it, and what leaders are told about either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fremdrift.access import selectors as access
from fremdrift.access.actor import Actor
from fremdrift.access.fields import Purpose
from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction
from fremdrift.access.reasons import Denial
from fremdrift.accounts.models import Cover, Membership
from fremdrift.accounts.selectors import leaders_of, provider_names, stand_ins_of, team_names, teams_of, user_names
from fremdrift.cases.enums import SeenAs
from fremdrift.cases.models import Case, Citizen, ContactPerson
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.core import clock


@dataclass(frozen=True)
class Sight:
    """Somebody whom something lets see a case today: who, as what, and for how long."""

    user_id: int
    name: str  # empty for the company consultants, who are many
    seen_as: SeenAs
    role: str = ""  # of a contact person
    place: str = ""  # team or provider, or for whom somebody steps in
    since: dt.date | None = None
    until: dt.date | None = None
    expires_at: dt.datetime | None = None


@dataclass(frozen=True)
class KeptOut:
    """Somebody who must not see a case: by a bar, or because they are not on the list of a restricted case."""

    name: str
    why: Denial
    bar: Bar | None = None


@dataclass(frozen=True)
class CaseAccess:
    """Who sees a case today, who is kept out, and the list to which it is restricted."""

    sights: list[Sight]
    kept_out: list[KeptOut]
    restriction: Restriction | None
    allowed: list[str]  # names on that list


def case_access(actor: Actor, case: Case) -> CaseAccess:
    """Everybody to whom something opens the case today, parted into those who see it and those who are kept out."""
    found = _sights(access.grants_of(actor, case.citizen_id))
    bars = access.bars_of(actor, case.citizen_id)
    restriction = access.restriction_of(actor, case.citizen_id)
    staff = dict.fromkeys(s.user_id for s in found if s.seen_as not in _ON_OWN_PAGES)
    shut = access.shut_out_users(actor, case.citizen_id, staff)
    names = user_names({_user(bar.holder) for bar in bars} | {_user(h) for h in _allowed(restriction)})
    unlisted = {s.user_id: s.name for s in found if shut.get(s.user_id) is Denial.RESTRICTION}
    return CaseAccess(
        sights=[s for s in found if s.seen_as in _ON_OWN_PAGES or s.user_id not in shut],
        kept_out=[
            *(KeptOut(names[_user(bar.holder)], _denial(bar), bar) for bar in bars),
            *(KeptOut(name, Denial.RESTRICTION) for name in unlisted.values()),
        ],
        restriction=restriction,
        allowed=sorted(names[_user(holder)] for holder in _allowed(restriction)),
    )


_ON_OWN_PAGES = {SeenAs.CITIZEN, SeenAs.REPRESENTATIVE}


def _allowed(restriction: Restriction | None) -> list[str]:
    return restriction.allowed if restriction is not None else []


def _denial(bar: Bar) -> Denial:
    return Denial.EXCLUSION if bar.kind == "exclusion" else Denial.CONFLICT


def _user(holder: str) -> int:
    return int(holder.partition(":")[2])


@dataclass(frozen=True)
class _Known:
    """The names behind the grants of a case: people, their roles, who leads and who steps in."""

    users: dict[int, str]
    teams: dict[int, str]
    providers: dict[int, str]
    leaders: dict[int, list[Membership]]
    covers: dict[int, list[Cover]]
    roles: dict[UUID, str]


def _sights(grants: list[Grant]) -> list[Sight]:
    known = _known(grants)
    return list(dict.fromkeys(sight for grant in grants for sight in _through(grant, known)))


def _known(grants: list[Grant]) -> _Known:
    today = clock.today()
    users, teams, providers = (
        {_user(g.holder) for g in grants if g.holder.startswith(kind)} for kind in ("user:", "leaders:", "provider:")
    )
    persons = ContactPerson.objects.filter(pk__in=[grant.source for grant in grants])
    return _Known(
        users=user_names(users),
        teams=team_names(teams),
        providers=provider_names(providers),
        leaders=leaders_of(teams, today),
        covers=stand_ins_of(users, today),
        roles=dict(persons.values_list("pk", "role")),
    )


def _through(grant: Grant, known: _Known) -> Iterator[Sight]:
    number = _user(grant.holder)
    match grant.holder.partition(":")[0]:
        case "leaders":
            for held in known.leaders.get(number, []):
                yield Sight(held.user_id, held.user.name, SeenAs.LEADER, place=known.teams[number])
        case "provider":
            seen_as = SeenAs.ORDER if grant.purpose == Purpose.ORDER else SeenAs.PROVIDER
            yield Sight(0, known.providers[number], seen_as, since=grant.begins_on, until=grant.ends_on)
        case "consultants":
            yield Sight(0, "", SeenAs.ORDER, since=grant.begins_on, until=grant.ends_on)
        case _:
            yield from _person(grant, number, known)


def _person(grant: Grant, user_id: int, known: _Known) -> Iterator[Sight]:
    name = known.users[user_id]
    yield Sight(
        user_id=user_id,
        name=name,
        seen_as=_SEEN_AS.get(grant.purpose, SeenAs.CONTACT_PERSON),
        role=known.roles.get(grant.source, ""),
        since=grant.begins_on,
        until=grant.ends_on,
        expires_at=grant.expires_at,
    )
    for cover in known.covers.get(user_id, []) if grant.purpose == Purpose.CASE_WORK else []:
        stand_in = cover.stand_in
        yield Sight(stand_in.pk, stand_in.name, SeenAs.STAND_IN, place=name, since=cover.begins_on, until=cover.ends_on)


_SEEN_AS: dict[str, SeenAs] = {
    Purpose.OWN_CASE: SeenAs.CITIZEN,
    Purpose.REPRESENTATIVE: SeenAs.REPRESENTATIVE,
    Purpose.BREAK_GLASS: SeenAs.EMERGENCY,
    Purpose.LEADERSHIP: SeenAs.LEADER,
}


def case_denial(actor: Actor, case_id: UUID) -> Denial:
    """Why the actor does not see a case that was asked for by its address."""
    # Not through `visible_to`: that it shows nothing is what is being explained, to the look-up log.
    case = Case.objects.filter(pk=case_id, municipality=actor.municipality_id).first()
    if case is None:
        return Denial.MUNICIPALITY
    return access.denial(actor, case.citizen_id) or Denial.NO_GRANT


@dataclass(frozen=True)
class Found:
    """Whose case a CPR number leads to, why the actor does not see it, and what the look-up log writes instead."""

    case: Case | None
    denial: Denial | None
    index: str


def case_in_emergency(actor: Actor, digits: str) -> Found:
    """The newest case of whoever has that CPR number in the actor's municipality, seen by the actor or not."""
    own = actor.municipality_id
    assert own is not None
    index = cpr_index(own, digits)
    # Not through `visible_to`: an emergency is when nothing opens the case yet.
    of_number = Citizen.objects.filter(municipality=own, cpr_index=index)
    citizen = of_number.select_related("merged_into").first()
    if citizen is not None and citizen.merged_into is not None:
        citizen = citizen.merged_into
    newest = Case.objects.filter(citizen=citizen).order_by("-opened_on", "-pk").first() if citizen else None
    if newest is None:
        return Found(None, Denial.MUNICIPALITY, index.hex())
    return Found(newest, access.denial(actor, newest.citizen_id), index.hex())


@dataclass(frozen=True)
class ToHandOn:
    """A case whose contact person must not see it: somebody else must have it."""

    case: Case
    person: ContactPerson
    why: Denial


def cases_to_hand_on(actor: Actor) -> list[ToHandOn]:
    """Of the cases that the actor sees, those whose coordinating contact person is kept out, in Danish order."""
    today = clock.today()
    persons = ContactPerson.objects.standing().visible_to(actor).filter(role="coordinating", begins_on__lte=today)
    closed_to_some = access.subjects_shut_to_some(actor)
    waiting = list(
        persons.exclude(ends_on__lt=today)
        .filter(case__closed_on=None, case__citizen__in=closed_to_some)
        .select_related("user", "case__citizen")
        .order_by("case__citizen__sort_key", "pk")
    )
    shut = access.shut_out_pairs(actor, [(p.case.citizen_id, p.user_id) for p in waiting])
    found = [(p, shut.get((p.case.citizen_id, p.user_id))) for p in waiting]
    return [ToHandOn(p.case, p, why) for p, why in found if why is not None]


_NOBODY = "–"  # a page about oneself is shown even where a name cannot be found


@dataclass(frozen=True)
class Emergency:
    """Somebody opened a case in an emergency; the citizen's name only for those who see the citizen anyway."""

    opened: BreakGlass
    name: str
    citizen: Citizen | None


def break_glass_unseen(actor: Actor) -> list[Emergency]:
    """Emergencies that this leader has to look at: of people in the own team, or about its citizens. Newest first."""
    return _told(actor, access.break_glass_waiting(actor))


def break_glass_by_id(actor: Actor, opened_id: UUID) -> BreakGlass | None:
    """One of those that this leader has to look at, or had to."""
    return next((e.opened for e in _told(actor, access.break_glass_opened(actor, opened_id))), None)


def _told(actor: Actor, found: list[BreakGlass]) -> list[Emergency]:
    citizens = Citizen.objects.visible_to(actor).in_bulk([b.subject for b in found])
    users = {_user(b.holder) for b in found}
    names, teams = user_names(users), teams_of(users, clock.today())
    return [
        Emergency(b, names.get(_user(b.holder), _NOBODY), citizens.get(b.subject))
        for b in found
        if b.subject in citizens or teams.get(_user(b.holder)) in {None, actor.team_id}
    ]


def break_glass_about(actor: Actor, citizen: Citizen) -> list[Emergency]:
    """Every time that somebody opened the citizen's case in an emergency, newest first; for the citizen's own page."""
    if not Citizen.objects.visible_to(actor).filter(pk=citizen.pk).exists():
        return []
    found = access.break_glass_of(actor, citizen.pk)
    names = user_names({_user(b.holder) for b in found})
    return [Emergency(b, names.get(_user(b.holder), _NOBODY), citizen) for b in found]
