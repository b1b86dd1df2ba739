"""Break-glass: a case opened in an emergency, for 24 hours, told to leader and citizen; bars and restrictions hold."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from fremdrift.access import selectors, services
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK
from fremdrift.access.models import BreakGlass, Grant
from fremdrift.access.reasons import Denial
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Team
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.models import Case, Citizen
from fremdrift.cases.services import case_close, case_open, citizen_add
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from tests.access.full_cases import citizen_of, open_to
from tests.access.test_kept_out import bar, restrict, sees
from tests.world import BERTIL, CILLA, GERDA, TODAY, World

Personas = Callable[[str], Actor]
A_MOMENT, A_MINUTE, A_DAY = dt.timedelta(microseconds=1), dt.timedelta(minutes=1), dt.timedelta(days=1)
REASON = "Ringer i krise, kollegaen er syg i dag."


@pytest.fixture
def cilla(world: World) -> UUID:
    """Cilla herself, not her case."""
    return citizen_of(world.nordby, world.cilla)


def emergency(actor: Actor, subject: UUID, reason: str = REASON) -> BreakGlass:
    """Open a case as that actor."""
    with acting(actor):
        return services.break_glass_open(subject=subject, reason=reason, by=actor)


def test_an_emergency_opens_the_case_with_its_reason(actor: Personas, world: World, cilla: UUID) -> None:
    colleague, before = actor("colleague"), clock.now()
    assert not sees(colleague, cilla)
    opened = emergency(colleague, cilla, f"  {REASON}\n")
    assert (opened.holder, opened.subject, opened.reason) == (f"user:{colleague.user_id}", cilla, REASON)
    assert before <= opened.opened_at <= clock.now()
    assert opened.expires_at - opened.opened_at == dt.timedelta(hours=24)
    assert sees(colleague, cilla)
    with acting(colleague):
        assert selectors.opened_fields(colleague, cilla) == set(CASE_WORK)
        grant = Grant.objects.get(source=opened.pk)
        assert (grant.purpose, grant.expires_at, grant.begins_on) == ("break_glass", opened.expires_at, TODAY)


def test_it_is_over_after_24_hours(actor: Personas, world: World, cilla: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    colleague = actor("colleague")
    opened = emergency(colleague, cilla)
    monkeypatch.setattr(clock, "now", lambda: opened.expires_at - A_MOMENT)
    assert sees(colleague, cilla)
    monkeypatch.setattr(clock, "now", lambda: opened.expires_at)
    assert not sees(colleague, cilla)
    emergency(colleague, cilla)  # and it can be opened again
    assert sees(colleague, cilla)


def test_over_midnight_it_goes_on(actor: Personas, world: World, cilla: UUID) -> None:
    colleague = actor("colleague")
    emergency(colleague, cilla)
    with clock.at(TODAY + A_DAY):
        assert sees(colleague, cilla)


def test_nobody_else_sees_the_case_for_that(actor: Personas, world: World, cilla: UUID) -> None:
    emergency(actor("colleague"), cilla)
    assert not sees(actor("consultant"), cilla)
    assert not sees(actor("colleague"), citizen_of(world.sydby, world.gerda))


def test_the_database_closes_by_its_own_clock(actor: Personas, world: World, cilla: UUID) -> None:
    """Row-level security, for those who are let in by grants alone."""
    provider = actor("provider")
    open_to(provider.unit, world.nordby, world.cilla)
    with acting(system_actor(world.nordby)):
        grant = Grant.objects.get(holder=provider.unit)
    for expires, shown in ((clock.now() + A_MINUTE, 1), (clock.now() - A_MINUTE, 0)):
        with acting(system_actor(world.nordby)):
            Grant.objects.filter(pk=grant.pk).update(expires_at=expires)
        with acting(provider):
            assert Citizen.objects.count() == shown


@pytest.mark.parametrize("reason", ["", "x" * 19, " " * 40, "x" + " " * 30 + "y", "\n" * 20])
def test_a_reason_has_twenty_characters(reason: str, actor: Personas, world: World, cilla: UUID) -> None:
    with pytest.raises(RuleViolation, match=r"^break_glass\.reason$"):
        emergency(actor("colleague"), cilla, reason)
    assert not sees(actor("colleague"), cilla)
    assert emergency(actor("colleague"), cilla, "x" * 20)


@pytest.mark.parametrize("kind", ["conflict", "exclusion"])
def test_no_bar_gives_way(kind: str, actor: Personas, world: World, cilla: UUID) -> None:
    bar(world, cilla, "colleague", kind)
    with pytest.raises(RuleViolation, match=r"^break_glass\.refused$"):
        emergency(actor("colleague"), cilla)
    assert not sees(actor("colleague"), cilla)


@pytest.mark.parametrize("kind", ["conflict", "exclusion"])
def test_a_bar_that_comes_later_closes_the_case_again(kind: str, actor: Personas, world: World, cilla: UUID) -> None:
    emergency(actor("colleague"), cilla)
    bar(world, cilla, "colleague", kind)
    assert not sees(actor("colleague"), cilla)


def test_no_restriction_gives_way(actor: Personas, world: World, cilla: UUID) -> None:
    restrict(actor("caseworker"), cilla)
    with pytest.raises(RuleViolation, match=r"^break_glass\.refused$"):
        emergency(actor("colleague"), cilla)
    restrict(actor("caseworker"), cilla, actor("colleague").user_id)
    emergency(actor("colleague"), cilla)
    assert sees(actor("colleague"), cilla)
    restrict(actor("caseworker"), cilla)
    assert not sees(actor("colleague"), cilla)


def test_no_other_municipality_is_opened(actor: Personas, world: World) -> None:
    gerda = citizen_of(world.sydby, world.gerda)
    emergency(actor("colleague"), gerda)  # the screen never gets there: it finds nobody by the number
    with acting(actor("colleague")):
        assert not Citizen.objects.visible_to(actor("colleague")).filter(pk=gerda).exists()
        assert not Citizen.objects.filter(pk=gerda).exists()
        assert found(actor("colleague"), GERDA) == (None, Denial.MUNICIPALITY)


def test_a_form_sent_twice_opens_once(actor: Personas, world: World, cilla: UUID) -> None:
    colleague = actor("colleague")
    emergency(colleague, cilla)
    with pytest.raises(RuleViolation, match=r"^break_glass\.already$"):
        emergency(colleague, cilla)
    with acting(colleague):
        assert Grant.objects.filter(purpose="break_glass").count() == 1
    emergency(actor("consultant"), cilla)  # somebody else
    emergency(colleague, citizen_of(world.nordby, world.bertil))  # about somebody else


def test_the_database_takes_no_longer_emergency_and_no_shorter_reason(caseworker: Actor, cilla: UUID) -> None:
    values = {"municipality_id": caseworker.municipality_id, "holder": "user:1", "subject": cilla}
    now = clock.now()
    for reason, lasts in (("x" * 19, A_DAY), ("x" + " " * 30, A_DAY), ("x" * 20, A_DAY + A_MINUTE), ("x" * 20, -A_DAY)):
        with pytest.raises(IntegrityError), transaction.atomic():
            BreakGlass.objects.create(**values, reason=reason, opened_at=now, expires_at=now + lasts)


# Finding the case


def found(actor: Actor, digits: str) -> tuple[UUID | None, Denial | None]:
    """The case that a number leads to, and why it is not shown."""
    with acting(actor):
        at = cases.case_in_emergency(actor, digits)
        return at.case and at.case.pk, at.denial


def test_the_case_is_found_by_the_number(actor: Personas, world: World) -> None:
    assert found(actor("colleague"), CILLA) == (world.cilla, Denial.NO_GRANT)
    assert found(actor("caseworker"), CILLA) == (world.cilla, None)
    assert found(actor("colleague"), "0101014242") == (None, Denial.MUNICIPALITY)


def test_of_several_cases_it_is_the_newest(actor: Personas, world: World) -> None:
    by = system_actor(world.nordby)
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        case_close(case=case, closed_on=TODAY, reason="job", by=by)
        newer = case_open(citizen=case.citizen, opened_on=TODAY, by=by)
    assert found(actor("colleague"), CILLA) == (newer.pk, Denial.NO_GRANT)


def test_whoever_has_no_case_is_nobody_here(actor: Personas, world: World) -> None:
    by = system_actor(world.nordby)
    with acting(by):
        citizen_add(name="Dora Nyborg", cpr="6103850119", by=by)
    assert found(actor("colleague"), "6103850119") == (None, Denial.MUNICIPALITY)


def test_a_record_that_went_into_another_leads_there(actor: Personas, world: World, cilla: UUID) -> None:
    with acting(system_actor(world.nordby)):
        bertil = Citizen.objects.get(pk=citizen_of(world.nordby, world.bertil))
        Citizen.objects.filter(pk=bertil.pk).update(merged_into=cilla)
    assert found(actor("colleague"), BERTIL) == (world.cilla, Denial.NO_GRANT)


def test_what_keeps_the_case_shut_is_known_to_the_program(actor: Personas, world: World, cilla: UUID) -> None:
    bar(world, cilla, "colleague", "exclusion")
    assert found(actor("colleague"), CILLA) == (world.cilla, Denial.EXCLUSION)


def test_the_log_gets_the_number_as_an_index_alone(actor: Personas, world: World) -> None:
    with acting(actor("colleague")):
        seen = {cases.case_in_emergency(actor("colleague"), cpr).index for cpr in (CILLA, CILLA, GERDA)}
    assert len(seen) == 2
    assert all(len(index) == 64 and CILLA not in index for index in seen)


# By an emergency alone


def test_only_who_has_no_other_way_in_sees_by_the_emergency(actor: Personas, world: World, cilla: UUID) -> None:
    colleague = actor("colleague")
    with acting(colleague):
        assert selectors.emergency(colleague, cilla) is None
    opened = emergency(colleague, cilla)
    with acting(colleague):
        assert selectors.emergency(colleague, cilla) == opened
    open_to(f"user:{colleague.user_id}", world.nordby, world.cilla)
    with acting(colleague):
        assert selectors.emergency(colleague, cilla) is None


# Told to leader and citizen


def test_the_leader_of_the_team_is_told_at_once(actor: Personas, world: World, cilla: UUID) -> None:
    leader = actor("leader")
    opened = emergency(actor("colleague"), cilla)
    with acting(leader):
        (told,) = cases.break_glass_unseen(leader)
        assert (told.opened, told.name) == (opened, "Colleague")
        assert told.citizen is not None
        assert told.citizen.name == "Cilla Papirsen"
        assert cases.break_glass_by_id(leader, opened.pk) == opened
        assert cases.break_glass_by_id(leader, uuid7()) is None
        services.break_glass_see(opened=opened, by=leader)
        assert cases.break_glass_unseen(leader) == []
        seen = BreakGlass.objects.get(pk=opened.pk)
        assert (seen.seen_by, seen.seen_at is not None) == (leader.user_id, True)


def test_a_leader_of_another_team_is_told_when_nobody_else_is(actor: Personas, world: World, cilla: UUID) -> None:
    other = second_leader(world)
    opened = emergency(actor("colleague"), cilla)
    with acting(other):
        assert cases.break_glass_unseen(other) == []
    with acting(system_actor(world.nordby)):
        world.users["colleague"].memberships.update(team=None)
    with acting(other):
        (told,) = cases.break_glass_unseen(other)
        assert (told.opened, told.citizen) == (opened, None)  # whom it was about is not this leader's to see


def test_a_leader_is_told_of_the_own_citizens_whoever_opened_them(actor: Personas, world: World, cilla: UUID) -> None:
    second_leader(world)
    opened = emergency(actor("colleague"), cilla)
    with acting(system_actor(world.nordby)):
        world.users["colleague"].memberships.update(team=Team.objects.get(key="job"))
    leader = actor("leader")
    with acting(leader):
        assert [told.opened for told in cases.break_glass_unseen(leader)] == [opened]


def second_leader(world: World) -> Actor:
    """The leader of a second team in Nordby."""
    team = accounts.team_add(municipality=world.nordby, key="job", name="Team Job")
    user = accounts.user_add(username="second-leader", name="Second Leader")
    accounts.membership_add(user=user, role="leader", begins_on=TODAY, municipality=world.nordby, team=team)
    found = actor_of(user, TODAY)
    assert found is not None
    return found


def test_the_first_leader_who_saw_it_stays(actor: Personas, world: World, cilla: UUID) -> None:
    opened = emergency(actor("colleague"), cilla)
    leader, other = actor("leader"), second_leader(world)
    for who in (leader, other):
        with acting(who):
            services.break_glass_see(opened=opened, by=who)
            assert BreakGlass.objects.get(pk=opened.pk).seen_by == leader.user_id


def test_nobody_but_a_leader_says_seen_and_none_of_an_own_one(actor: Personas, world: World, cilla: UUID) -> None:
    leader, caseworker = actor("leader"), actor("caseworker")
    own, others = emergency(leader, cilla), emergency(actor("colleague"), cilla)
    with acting(leader):
        assert [e.opened for e in cases.break_glass_unseen(leader)] == [others]
    for opened, who in ((own, leader), (others, caseworker)):
        with acting(who), pytest.raises(RuleViolation, match=r"^break_glass\.leader_sees$"):
            services.break_glass_see(opened=opened, by=who)


def test_another_municipality_is_told_nothing(actor: Personas, world: World, cilla: UUID) -> None:
    emergency(actor("colleague"), cilla)
    with acting(actor("other-caseworker")):
        assert selectors.break_glass_waiting(actor("other-caseworker")) == []


def test_the_citizen_is_shown_every_emergency_newest_first(actor: Personas, world: World, cilla: UUID) -> None:
    first, second = emergency(actor("colleague"), cilla), emergency(actor("consultant"), cilla)
    emergency(actor("caseworker"), citizen_of(world.nordby, world.bertil))
    citizen = actor("citizen")
    with acting(citizen):
        shown = cases.break_glass_about(citizen, Citizen.objects.get())
        assert [(e.opened, e.name) for e in shown] == [(second, "Consultant"), (first, "Colleague")]
    with acting(actor("colleague")):
        bertil = Citizen.objects.get(name="Bertil Demosen")
        cilla_herself = Citizen.objects.get(pk=cilla)
        assert len(cases.break_glass_about(actor("colleague"), bertil)) == 1
    with acting(actor("other-caseworker")):
        assert cases.break_glass_about(actor("other-caseworker"), cilla_herself) == []


def test_a_provider_with_a_grant_reads_no_emergency(actor: Personas, world: World, cilla: UUID) -> None:
    provider = actor("provider")
    open_to(provider.unit, world.nordby, world.cilla)
    emergency(actor("colleague"), cilla)
    with acting(provider):
        assert not BreakGlass.objects.exists()
