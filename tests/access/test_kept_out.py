"""Conflicts of interest, exclusion lists, restricted cases: whoever is kept out stays out, whatever opens the case."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from fremdrift.access import selectors, services
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, OWN_CASE, Relation
from fremdrift.access.models import Bar, Restriction, grant_write, is_shut_out
from fremdrift.access.reasons import Denial
from fremdrift.accounts.models import Cover
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.models import BenefitSpell, Case, Citizen, ContactPerson
from fremdrift.cases.services import Worker, contact_person_set
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from tests.access.full_cases import citizen_of, open_to
from tests.world import AUDITED, TODAY, World, add_case

Personas = Callable[[str], Actor]
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def cilla(world: World) -> UUID:
    """Cilla herself, not her case."""
    return citizen_of(world.nordby, world.cilla)


def sees(actor: Actor, subject: UUID) -> bool:
    """Whether every way to a citizen's rows shows them; it must be all of them or none."""
    with acting(actor):
        shown = {
            model.objects.visible_to(actor).filter(**{path: subject}).exists()
            for model, path in (
                (Citizen, "pk"),
                (Case, "citizen"),
                (ContactPerson, "case__citizen"),
                (BenefitSpell, "case__citizen"),
            )
        }
        assert len(shown) == 1
        (answer,) = shown
        assert (selectors.denial(actor, subject) is None) == answer
        assert bool(selectors.opened_fields(actor, subject)) == answer
        return answer


def why(actor: Actor, subject: UUID) -> Denial | None:
    with acting(actor):
        return selectors.denial(actor, subject)


def bar(world: World, subject: UUID, persona: str, kind: str = "conflict") -> Bar:
    """Keep a persona from a citizen of Nordby, as somebody else has registered it."""
    by, user = system_actor(world.nordby, "tests"), world.users[persona].pk
    with acting(by):
        if kind == "exclusion":
            return services.exclusion_add(subject=subject, user_id=user, reason="Har klaget", by=by)
        return services.conflict_add(subject=subject, user_id=user, relation=Relation.FAMILY, by=by)


def restrict(actor: Actor, subject: UUID, *users: int) -> Restriction:
    """Restrict a case to its actor and others."""
    with acting(actor):
        return services.restriction_set(subject=subject, allowed=[actor.user_id, *users], reason="Truet", by=actor)


@pytest.fixture
def cover(world: World) -> Callable[..., None]:
    """Let the colleague step in for the caseworker."""

    def make(first: dt.date = TODAY, last: dt.date | None = None) -> None:
        absent, stand_in, leader = (world.users[name] for name in ("caseworker", "colleague", "leader"))
        Cover.objects.create(
            municipality=world.nordby, absent=absent, stand_in=stand_in, reason="illness", begins_on=first,
            ends_on=last, made_by=leader,
        )  # fmt: skip

    return make


# Conflict of interest


def test_who_declares_a_conflict_loses_sight_of_the_citizen_at_once(actor: Personas, cilla: UUID) -> None:
    caseworker = actor("caseworker")
    assert sees(caseworker, cilla)
    with acting(caseworker):
        declared = services.conflict_declare(
            subject=cilla, relation=Relation.FRIEND, reason="Vi er naboer.", by=caseworker
        )
    assert (declared.kind, declared.relation, declared.self_declared) == ("conflict", "friend", True)
    assert (declared.holder, declared.begins_on, declared.ends_on) == (f"user:{caseworker.user_id}", TODAY, None)
    assert not sees(caseworker, cilla)
    assert why(caseworker, cilla) is Denial.OWN_CONFLICT


def test_others_keep_sight_of_the_citizen_and_whom_one_sees_else_stays(
    actor: Personas, world: World, cilla: UUID
) -> None:
    bar(world, cilla, "caseworker")
    open_to(f"user:{world.users['caseworker'].pk}", world.nordby, world.bertil)
    assert sees(actor("caseworker"), citizen_of(world.nordby, world.bertil))
    assert sees(actor("leader"), cilla)
    assert sees(actor("citizen"), cilla)


def test_the_leader_is_told_that_the_case_must_go_on(actor: Personas, world: World, cilla: UUID) -> None:
    leader = actor("leader")
    with acting(leader):
        assert cases.cases_to_hand_on(leader) == []
    bar(world, cilla, "caseworker")
    bar(world, citizen_of(world.nordby, world.bertil), "caseworker")  # not the one who has that case
    with acting(leader):
        (told,) = cases.cases_to_hand_on(leader)
    assert (told.case.pk, told.person.user.name, told.why) == (world.cilla, "Caseworker", Denial.CONFLICT)
    by = system_actor(world.nordby)
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        worker = Worker(world.users["colleague"].pk, world.users["leader"].memberships.get().team_id)
        contact_person_set(case=case, worker=worker, begins_on=TODAY, reason="other", by=by)
    with acting(leader):
        assert cases.cases_to_hand_on(leader) == []


def test_a_colleague_registers_a_conflict(actor: Personas, world: World, cilla: UUID) -> None:
    colleague = actor("colleague")
    open_to(f"user:{colleague.user_id}", world.nordby, world.cilla)
    with acting(colleague):
        registered = services.conflict_add(
            subject=cilla, user_id=world.users["caseworker"].pk, relation=Relation.FAMILY, by=colleague
        )
    assert not registered.self_declared
    assert why(actor("caseworker"), cilla) is Denial.CONFLICT
    assert sees(colleague, cilla)


def test_who_registers_oneself_has_declared_it(actor: Personas, cilla: UUID) -> None:
    caseworker = actor("caseworker")
    with acting(caseworker):
        services.conflict_add(subject=cilla, user_id=caseworker.user_id, relation=Relation.FAMILY, by=caseworker)
    assert why(caseworker, cilla) is Denial.OWN_CONFLICT


def test_a_leader_ends_a_conflict_and_it_counts_at_once(actor: Personas, world: World, cilla: UUID) -> None:
    registered, leader = bar(world, cilla, "caseworker"), actor("leader")
    with acting(leader):
        services.bar_end(bar=registered, by=leader)
    assert sees(actor("caseworker"), cilla)
    with acting(leader):
        assert Bar.objects.get(pk=registered.pk).ends_on == TODAY - A_DAY


def test_a_bar_that_ended_keeps_its_last_day(actor: Personas, world: World, cilla: UUID) -> None:
    registered, leader = bar(world, cilla, "caseworker"), actor("leader")
    for day in (TODAY + 10 * A_DAY, TODAY + 20 * A_DAY):  # the second time it is ended already
        with clock.at(day), acting(leader):
            services.bar_end(bar=registered, by=leader)
            assert Bar.objects.get(pk=registered.pk).ends_on == TODAY + 9 * A_DAY
    for day, shut in ((TODAY - A_DAY, False), (TODAY, True), (TODAY + 9 * A_DAY, True), (TODAY + 10 * A_DAY, False)):
        with clock.at(day):
            assert sees(actor("caseworker"), cilla) is not shut


@pytest.mark.parametrize(("persona", "code"), [("caseworker", "access.not_possible"), ("colleague", "bar.leader_ends")])
def test_nobody_but_a_leader_ends_a_conflict(
    persona: str, code: str, actor: Personas, world: World, cilla: UUID
) -> None:
    open_to(f"user:{world.users['colleague'].pk}", world.nordby, world.cilla)
    registered, who = bar(world, cilla, "caseworker"), actor(persona)
    with acting(who), pytest.raises(RuleViolation, match=f"^{code}$"):
        services.bar_end(bar=registered, by=who)
    assert not sees(actor("caseworker"), cilla)


@pytest.mark.parametrize("kind", ["conflict", "exclusion"])
def test_a_leader_does_not_end_what_keeps_that_leader_out(
    kind: str, actor: Personas, world: World, cilla: UUID
) -> None:
    registered, leader = bar(world, cilla, "leader", kind), actor("leader")
    assert not sees(leader, cilla)
    with acting(leader), pytest.raises(RuleViolation, match=r"^access\.not_possible$"):
        services.bar_end(bar=registered, by=leader)


@pytest.mark.parametrize("kind", ["conflict", "exclusion"])
def test_the_same_twice_is_told(kind: str, world: World, cilla: UUID) -> None:
    bar(world, cilla, "caseworker", kind)
    with pytest.raises(RuleViolation, match=r"^bar\.already$"):
        bar(world, cilla, "caseworker", kind)


def test_ending_one_bar_leaves_every_other(actor: Personas, world: World, cilla: UUID) -> None:
    leader, bertil = actor("leader"), citizen_of(world.nordby, world.bertil)
    ended = bar(world, cilla, "caseworker", "exclusion")
    others = [
        bar(world, cilla, "caseworker", "conflict"),
        bar(world, cilla, "colleague", "exclusion"),
        bar(world, bertil, "caseworker", "exclusion"),
    ]
    with acting(leader):
        services.bar_end(bar=ended, by=leader)
        assert Bar.objects.get(pk=ended.pk).ends_on == TODAY - A_DAY
        standing = set(Bar.objects.filter(ends_on=None).exclude(reason=AUDITED).values_list("pk", flat=True))
    assert standing == {other.pk for other in others}


def test_what_two_records_brought_twice_ends_at_once(actor: Personas, world: World, cilla: UUID) -> None:
    leader, bertil = actor("leader"), citizen_of(world.nordby, world.bertil)
    registered, other = bar(world, cilla, "caseworker"), bar(world, bertil, "caseworker")
    with acting(leader):
        Bar.objects.filter(pk=other.pk).update(subject=cilla)
        services.bar_end(bar=registered, by=leader)
    assert sees(actor("caseworker"), cilla)


def test_what_ended_can_be_registered_anew(actor: Personas, world: World, cilla: UUID) -> None:
    registered, leader = bar(world, cilla, "caseworker"), actor("leader")
    with acting(leader):
        services.bar_end(bar=registered, by=leader)
    assert bar(world, cilla, "caseworker").pk != registered.pk
    assert not sees(actor("caseworker"), cilla)


# Exclusion


def test_who_is_excluded_does_not_see_the_citizen(actor: Personas, world: World, cilla: UUID) -> None:
    excluded = bar(world, cilla, "caseworker", "exclusion")
    assert (excluded.relation, excluded.reason, excluded.self_declared) == ("", "Har klaget", False)
    assert not sees(actor("caseworker"), cilla)
    assert why(actor("caseworker"), cilla) is Denial.EXCLUSION


def test_whoever_has_the_case_ends_an_exclusion(actor: Personas, world: World, cilla: UUID) -> None:
    open_to(f"user:{world.users['colleague'].pk}", world.nordby, world.cilla)
    excluded, caseworker = bar(world, cilla, "colleague", "exclusion"), actor("caseworker")
    assert not sees(actor("colleague"), cilla)
    with acting(caseworker):
        services.bar_end(bar=excluded, by=caseworker)
    assert sees(actor("colleague"), cilla)


def test_an_exclusion_needs_a_reason(caseworker: Actor, world: World, cilla: UUID) -> None:
    with pytest.raises(RuleViolation, match=r"^exclusion\.reason$"):
        services.exclusion_add(subject=cilla, user_id=world.users["colleague"].pk, reason="  ", by=caseworker)


def test_of_several_reasons_the_strongest_is_told(actor: Personas, world: World, cilla: UUID) -> None:
    who, user = actor("caseworker"), actor("caseworker").user_id
    open_to(f"user:{world.users['colleague'].pk}", world.nordby, world.cilla)
    restrict(actor("colleague"), cilla)
    told = [why(who, cilla)]
    for kind in ("exclusion", "conflict"):
        bar(world, cilla, "caseworker", kind)
        told.append(why(who, cilla))
        with acting(who):
            assert selectors.shut_out_users(who, cilla, [user, 0])[user] is told[-1]
    assert told == [Denial.RESTRICTION, Denial.EXCLUSION, Denial.CONFLICT]


# Restriction


def test_a_restricted_case_is_seen_by_those_on_its_list_and_the_citizen(
    actor: Personas, world: World, cilla: UUID
) -> None:
    open_to(f"user:{world.users['colleague'].pk}", world.nordby, world.cilla)
    restrict(actor("caseworker"), cilla)
    assert sees(actor("caseworker"), cilla)
    assert sees(actor("citizen"), cilla)
    for persona in ("colleague", "leader"):
        assert not sees(actor(persona), cilla)
        assert why(actor(persona), cilla) is Denial.RESTRICTION
    assert sees(actor("colleague"), citizen_of(world.nordby, world.bertil))


def test_the_list_opens_the_case_to_nobody(actor: Personas, world: World, cilla: UUID) -> None:
    restrict(actor("caseworker"), cilla, world.users["colleague"].pk)
    assert why(actor("colleague"), cilla) is Denial.NO_GRANT
    assert not sees(actor("colleague"), cilla)


def test_the_list_is_changed_and_lifted(actor: Personas, world: World, cilla: UUID) -> None:
    caseworker, leader = actor("caseworker"), actor("leader")
    first = restrict(caseworker, cilla)
    second = restrict(caseworker, cilla, leader.user_id, leader.user_id)
    assert first.pk == second.pk
    assert second.allowed == [f"user:{user}" for user in sorted([caseworker.user_id, leader.user_id])]
    assert sees(leader, cilla)
    with acting(caseworker):
        assert [e.allowed for e in second.events.order_by("pgh_id")] == [first.allowed, second.allowed]
        services.restriction_end(subject=cilla, by=caseworker)
        services.restriction_end(subject=cilla, by=caseworker)  # a second click
        assert Restriction.objects.get(pk=first.pk).ends_on == TODAY - A_DAY
    assert restrict(caseworker, cilla).pk != first.pk


def test_whether_somebody_is_shut_out_is_asked_of_today(actor: Personas, world: World) -> None:
    caseworker = actor("caseworker")
    citizen = add_case(world.nordby, "caseworker", "Sila Papirsen", "6103820119").citizen_id

    def shut() -> bool:
        with acting(caseworker):
            return citizen in selectors.subjects_shut_to_some(caseworker)

    assert not shut()
    restrict(caseworker, citizen)
    assert shut()
    with acting(caseworker):
        services.restriction_end(subject=citizen, by=caseworker)
    assert not shut()
    excluded = bar(world, citizen, "colleague", "exclusion")
    assert shut()
    with acting(caseworker):
        services.bar_end(bar=excluded, by=caseworker)
    assert not shut()


def test_who_restricts_must_be_on_the_list(actor: Personas, world: World, cilla: UUID) -> None:
    caseworker, other = actor("caseworker"), world.users["colleague"].pk
    with acting(caseworker), pytest.raises(RuleViolation, match=r"^restriction\.oneself$"):
        services.restriction_set(subject=cilla, allowed=[other], reason="Truet", by=caseworker)
    with acting(caseworker), pytest.raises(RuleViolation, match=r"^restriction\.reason$"):
        services.restriction_set(subject=cilla, allowed=[caseworker.user_id], reason=" ", by=caseworker)
    restrict(caseworker, cilla)
    leader = actor("leader")
    with acting(leader), pytest.raises(RuleViolation, match=r"^access\.not_possible$"):
        services.restriction_end(subject=cilla, by=leader)
    assert not sees(leader, cilla)


def test_a_contact_person_who_is_not_on_the_list_must_hand_the_case_on(
    actor: Personas, world: World, cilla: UUID
) -> None:
    leader = actor("leader")
    restrict(leader, cilla)
    with acting(leader):
        assert [(t.case.pk, t.why) for t in cases.cases_to_hand_on(leader)] == [(world.cilla, Denial.RESTRICTION)]


# Who may decide


def test_who_does_not_see_a_citizen_decides_nothing(actor: Personas, world: World, cilla: UUID) -> None:
    assert_decides_nothing(actor("colleague"), world, cilla)


def test_who_sees_a_citizen_in_an_emergency_decides_nothing(actor: Personas, world: World, cilla: UUID) -> None:
    colleague = actor("colleague")
    with acting(colleague):
        services.break_glass_open(subject=cilla, reason="Ringer i krise i dag, nu.", by=colleague)
    assert sees(colleague, cilla)
    assert_decides_nothing(colleague, world, cilla)


def assert_decides_nothing(who: Actor, world: World, cilla: UUID) -> None:
    """Every service but the declaration of an own conflict refuses."""
    other = world.users["consultant"].pk
    excluded = bar(world, cilla, "consultant", "exclusion")
    same = {"subject": cilla, "by": who}
    for service, values in (
        (services.conflict_add, {"user_id": other, "relation": Relation.FAMILY, **same}),
        (services.exclusion_add, {"user_id": other, "reason": "Klage", **same}),
        (services.bar_end, {"bar": excluded, "by": who}),
        (services.restriction_set, {"allowed": [who.user_id], "reason": "Truet", **same}),
        (services.restriction_end, same),
    ):
        with acting(who), pytest.raises(RuleViolation, match=r"^access\.not_possible$"):
            service(**values)
    with acting(who):
        assert services.conflict_declare(relation=Relation.FRIEND, **same)


# What cannot be overridden, by no way in


def test_a_cover_opens_what_the_absent_one_works_with(
    actor: Personas, world: World, cilla: UUID, cover: Callable[..., None]
) -> None:
    assert not sees(actor("colleague"), cilla)
    cover()
    assert actor("colleague").covers == (world.users["caseworker"].pk,)
    assert sees(actor("colleague"), cilla)
    assert sees(actor("caseworker"), cilla)


@pytest.mark.parametrize(("first", "last"), [(TODAY + A_DAY, None), (TODAY - 9 * A_DAY, TODAY - A_DAY)])
def test_a_cover_counts_in_its_period(
    first: dt.date, last: dt.date | None, actor: Personas, cilla: UUID, cover: Callable[..., None]
) -> None:
    cover(first, last)
    assert not sees(actor("colleague"), cilla)


@pytest.mark.parametrize("kind", ["conflict", "exclusion"])
def test_a_cover_opens_nothing_to_who_is_barred(
    kind: str, actor: Personas, world: World, cilla: UUID, cover: Callable[..., None]
) -> None:
    cover()
    bar(world, cilla, "colleague", kind)
    assert not sees(actor("colleague"), cilla)


def test_a_cover_opens_no_restricted_case(actor: Personas, cilla: UUID, cover: Callable[..., None]) -> None:
    cover()
    restrict(actor("caseworker"), cilla)
    assert not sees(actor("colleague"), cilla)


def test_whoever_steps_in_for_somebody_barred_sees_the_case(
    actor: Personas, world: World, cilla: UUID, cover: Callable[..., None]
) -> None:
    """Somebody must: it is the absent one who must not."""
    cover()
    bar(world, cilla, "caseworker")
    assert sees(actor("colleague"), cilla)


def test_a_cover_opens_no_other_municipality(actor: Personas, world: World) -> None:
    other = replace(actor("colleague"), covers=(world.users["other-caseworker"].pk,))
    assert not sees(other, citizen_of(world.sydby, world.gerda))


def test_a_cover_hands_on_no_emergency_and_no_leadership(actor: Personas, world: World, cilla: UUID) -> None:
    leader = actor("leader").user_id
    with acting(system_actor(world.nordby)):
        for purpose in ("break_glass", "leadership", "own_case"):
            _grant(world, f"user:{leader}", cilla, purpose)
    assert not sees(replace(actor("colleague"), covers=(leader,)), cilla)


def _grant(world: World, holder: str, subject: UUID, purpose: str) -> None:
    grant_write(
        municipality_id=world.nordby.pk, holder=holder, subject=subject, purpose=purpose, fields=CASE_WORK,
        begins_on=TODAY, ends_on=None, source=subject,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["conflict", "exclusion"])
def test_a_provider_who_is_barred_sees_nothing_of_what_the_unit_holds(
    kind: str, actor: Personas, world: World, cilla: UUID
) -> None:
    provider = actor("provider")
    open_to(provider.unit, world.nordby, world.cilla)
    assert sees(provider, cilla)
    bar(world, cilla, "provider", kind)
    assert not sees(provider, cilla)


def test_a_restricted_case_is_shut_to_a_provider_who_is_not_on_the_list(
    actor: Personas, world: World, cilla: UUID
) -> None:
    provider = actor("provider")
    open_to(provider.unit, world.nordby, world.cilla)
    restrict(actor("caseworker"), cilla)
    assert not sees(provider, cilla)
    restrict(actor("caseworker"), cilla, provider.user_id)
    assert sees(provider, cilla)


def test_a_bar_on_a_member_of_staff_leaves_them_their_own_case(world: World, cilla: UUID, actor: Personas) -> None:
    bar(world, cilla, "citizen")
    assert sees(actor("citizen"), cilla)


def test_a_user_of_another_municipality_sees_nothing_whatever_was_granted(world: World, cilla: UUID) -> None:
    open_to(f"user:{world.users['other-caseworker'].pk}", world.nordby, world.cilla)
    other = actor_of(world.users["other-caseworker"], TODAY)
    assert other is not None
    assert not sees(other, cilla)


def test_the_system_works_with_every_case_of_its_municipality(actor: Personas, world: World, cilla: UUID) -> None:
    restrict(actor("caseworker"), cilla)
    assert sees(system_actor(world.nordby), cilla)
    with acting(system_actor(world.nordby)):
        assert selectors.opened_fields(system_actor(world.nordby), cilla) == frozenset(OWN_CASE)
    assert not Citizen.objects.visible_to(system_actor(world.sydby)).filter(pk=cilla).exists()


def test_who_must_not_be_given_a_relation_is_asked_of_that_citizen_alone(
    world: World, cilla: UUID, actor: Personas
) -> None:
    caseworker, colleague = actor("caseworker"), world.users["colleague"].pk
    bertil = citizen_of(world.nordby, world.bertil)
    restrict(caseworker, cilla)
    bar(world, bertil, "colleague")
    with acting(caseworker):
        asked = (cilla, bertil, UUID(int=7))
        assert [is_shut_out(colleague, subject, TODAY) for subject in asked] == [True, True, False]
        assert not is_shut_out(caseworker.user_id, cilla, TODAY)
