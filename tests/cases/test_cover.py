"""Cover: who steps in sees and works in the absent one's cases, for that time, and never past a bar."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access import services as access
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import Purpose
from fremdrift.access.models import Bar, Grant, Restriction
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Cover, User
from fremdrift.accounts.selectors import system_actor
from fremdrift.accounts.services import Period
from fremdrift.cases import selectors
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import own_worklist
from tests.access.full_cases import citizen_of
from tests.access.screens import Log, owner
from tests.world import TODAY, World, add_case

A_DAY = dt.timedelta(days=1)
FRIDAY = TODAY + 3 * A_DAY
EMERGENCY = "Borgeren har ringet og har brug for hjælp nu."
Sees = Callable[..., list[str]]


@pytest.fixture
def leader(actor: Callable[[str], Actor]) -> Iterator[Actor]:
    found = actor("leader")
    with acting(found):
        yield found


@pytest.fixture
def sees(actor: Callable[[str], Actor]) -> Sees:
    """Whose names stand in a persona's caseload on a day."""

    def names(persona: str, on: dt.date = TODAY) -> list[str]:
        with clock.at(on):
            who = actor(persona)
            with acting(who):
                return [case.citizen.name for case in selectors.own_cases(who)]

    return names


@pytest.fixture
def third(world: World) -> str:
    """One more caseworker of the team."""
    user = accounts.user_add(username="third", name="Third")
    team = world.users["caseworker"].memberships.get().team
    accounts.membership_add(
        user=user, role="caseworker", begins_on=TODAY - 9 * A_DAY, municipality=world.nordby, team=team
    )
    world.users["third"] = user
    return "third"


def start(
    world: World,
    by: Actor,
    absent: str = "caseworker",
    stand_in: str = "colleague",
    begins_on: dt.date = TODAY,
    ends_on: dt.date | None = FRIDAY,
) -> Cover:
    return accounts.cover_start(
        absent_id=world.users[absent].pk,
        stand_in_id=world.users[stand_in].pk,
        period=Period(begins_on, ends_on),
        reason="illness",
        by=by,
    )


def bar(world: World, holder: str, case: object) -> None:
    with acting(system_actor(world.nordby)):
        Bar.objects.create(
            municipality=world.nordby,
            holder=f"user:{world.users[holder].pk}",
            subject=citizen_of(world.nordby, case),
            kind="conflict",
            relation="family",
            begins_on=TODAY,
        )


def restrict(world: World, case: object, *allowed: str) -> None:
    with acting(system_actor(world.nordby)):
        Restriction.objects.create(
            municipality=world.nordby,
            subject=citizen_of(world.nordby, case),
            allowed=[f"user:{world.users[one].pk}" for one in allowed],
            reason="Colleague of ours",
            begins_on=TODAY,
        )


class TestWhoStepsIn:
    def test_sees_the_cases_in_the_period_and_not_before_or_after(
        self, world: World, leader: Actor, sees: Sees
    ) -> None:
        start(world, leader, begins_on=TODAY + A_DAY)
        assert sees("colleague") == ["Bertil Demosen"]
        assert sees("colleague", TODAY + A_DAY) == ["Bertil Demosen", "Cilla Papirsen"]
        assert sees("colleague", FRIDAY) == ["Bertil Demosen", "Cilla Papirsen"]
        assert sees("colleague", FRIDAY + A_DAY) == ["Bertil Demosen"]

    def test_takes_nothing_from_the_absent_one(self, world: World, leader: Actor, sees: Sees) -> None:
        start(world, leader)
        assert sees("caseworker") == ["Cilla Papirsen"]

    def test_gets_no_more_than_the_absent_ones_own_cases(self, world: World, leader: Actor, sees: Sees, third) -> None:
        """Covers are not handed on: who steps in for a stand-in steps in for nobody else."""
        start(world, leader, absent="colleague", stand_in="third", ends_on=TODAY)
        start(world, leader, begins_on=TODAY + A_DAY)
        assert sees("third", TODAY + A_DAY) == []

    def test_finds_the_work_marked_and_no_handover_to_read(
        self, world: World, leader: Actor, actor: Callable[[str], Actor]
    ) -> None:
        start(world, leader)
        colleague = actor("colleague")
        with acting(colleague):
            load = own_worklist(colleague)
        assert world.cilla in {row.case_id for row in load.worklist.rows}
        assert load.covered_for == {world.cilla: selectors.CoveredFor("Caseworker", FRIDAY)}

    def test_the_pages_say_for_whom_and_the_log_says_cover(
        self, world: World, leader: Actor, as_: Callable[[str], Client]
    ) -> None:
        start(world, leader)
        User.objects.update(language="en")
        browser = as_("colleague")
        with owner() as beside:
            log = Log(beside)
            for name, purposes in (("worklist", ["case_work", "cover"]), ("caseload", ["case_work", "cover"])):
                log.forget()
                assert "for Caseworker, until Fri 27 Nov" in browser.get(reverse(name)).content.decode()
                assert [entry.purpose for entry in log.entries()] == purposes
            for case, purpose in ((world.cilla, "cover"), (world.bertil, "case_work")):
                log.forget()
                assert browser.get(reverse("case", args=[case])).status_code == 200
                assert [entry.purpose for entry in log.entries()] == [purpose]

    def test_is_kept_from_a_case_by_a_bar_and_by_a_list(self, world: World, leader: Actor, sees: Sees) -> None:
        anna = add_case(world.nordby, "caseworker", "Anna Attrup", "6203820116")
        start(world, leader)
        assert sees("colleague") == ["Anna Attrup", "Bertil Demosen", "Cilla Papirsen"]
        bar(world, "colleague", world.cilla)
        restrict(world, anna.pk, "caseworker")
        assert sees("colleague") == ["Bertil Demosen"]
        assert sees("caseworker") == ["Anna Attrup", "Cilla Papirsen"]


class TestTheCasesThatAStandInMustNotSee:
    def test_are_counted(self, world: World, leader: Actor) -> None:
        absent, stand_in = world.users["caseworker"].pk, world.users["colleague"].pk
        one = selectors.SteppingIn(absent, (stand_in,), TODAY)
        other = selectors.SteppingIn(stand_in, (absent,), TODAY)
        assert selectors.cases_kept_from(leader, [one, other]) == [0, 0]
        bar(world, "colleague", world.cilla)
        with CaptureQueriesContext(connection) as asked:
            assert selectors.cases_kept_from(leader, [one, other]) == [1, 0]
        assert len(asked) == 1

    def test_go_to_somebody_beside_and_only_these(self, world: World, leader: Actor, sees: Sees, third: str) -> None:
        add_case(world.nordby, "caseworker", "Anna Attrup", "6203820116")
        bar(world, "colleague", world.cilla)
        cover = start(world, leader)
        accounts.cover_add(cover=cover, stand_in_id=world.users[third].pk, by=leader)
        assert sees("colleague") == ["Anna Attrup", "Bertil Demosen"]
        assert sees(third) == ["Cilla Papirsen"]
        assert sees(third, FRIDAY + A_DAY) == []

    def test_are_case_work_and_no_emergency_of_the_absent_one(
        self, world: World, leader: Actor, actor: Callable[[str], Actor], third: str
    ) -> None:
        absent = actor("caseworker")
        with acting(absent):
            access.break_glass_open(subject=citizen_of(world.nordby, world.bertil), reason=EMERGENCY, by=absent)
        bar(world, "colleague", world.bertil)
        bar(world, "colleague", world.cilla)
        cover = start(world, leader)
        accounts.cover_add(cover=cover, stand_in_id=world.users[third].pk, by=leader)
        for persona in (third, "colleague"):
            found = actor(persona)
            with acting(found):
                held = set(Grant.objects.held_by(found, TODAY).values_list("purpose", flat=True))
            assert held == {Purpose.CASE_WORK}

    def test_may_be_kept_from_that_one_too(self, world: World, leader: Actor, sees: Sees, third: str) -> None:
        restrict(world, world.cilla, "caseworker")
        cover = start(world, leader)
        accounts.cover_add(cover=cover, stand_in_id=world.users[third].pk, by=leader)
        assert sees(third) == []
        people = (world.users["colleague"].pk, world.users[third].pk)
        one = selectors.SteppingIn(world.users["caseworker"].pk, people, TODAY)
        assert selectors.cases_kept_from(leader, [one]) == [1]

    def test_close_with_the_cover(self, world: World, leader: Actor, sees: Sees, third: str) -> None:
        bar(world, "colleague", world.cilla)
        cover = start(world, leader)
        accounts.cover_add(cover=cover, stand_in_id=world.users[third].pk, by=leader)
        accounts.cover_set(cover=cover, ends_on=None, by=leader)
        assert sees(third, FRIDAY + A_DAY) == ["Cilla Papirsen"]
        accounts.cover_end(cover=cover, by=leader)
        assert sees(third) == []


class TestEnding:
    def test_at_once(self, world: World, leader: Actor, sees: Sees) -> None:
        cover = start(world, leader)
        accounts.cover_end(cover=cover, by=leader)
        assert sees("colleague") == ["Bertil Demosen"]
        cover.refresh_from_db()
        assert (cover.ends_on, cover.ended_by_id) == (FRIDAY, leader.user_id)
        with pytest.raises(RuleViolation, match=r"cover\.over"):
            accounts.cover_end(cover=cover, by=leader)

    def test_another_last_day(self, world: World, leader: Actor, sees: Sees) -> None:
        cover = start(world, leader)
        accounts.cover_set(cover=cover, ends_on=TODAY, by=leader)
        assert sees("colleague", TODAY + A_DAY) == ["Bertil Demosen"]

    def test_a_case_that_was_handed_over_meanwhile_is_not_seen(self, world: World, leader: Actor, sees: Sees) -> None:
        start(world, leader)
        with acting(system_actor(world.nordby)):
            Case.objects.filter(pk=world.cilla).update(closed_on=TODAY, closing_reason="job")
        assert sees("colleague") == ["Bertil Demosen"]


REFUSED = {
    "oneself": ({"stand_in": "caseworker"}, "cover.oneself"),
    "yesterday": ({"begins_on": TODAY - A_DAY}, "cover.begins_in_past"),
    "ends before it begins": ({"begins_on": TODAY + A_DAY, "ends_on": TODAY}, "period.ends_first"),
    "somebody of another municipality is away": ({"absent": "other-caseworker"}, "cover.not_the_team"),
    "a leader is away": ({"absent": "leader"}, "cover.not_the_team"),
    "somebody of another municipality steps in": ({"stand_in": "other-caseworker"}, "cover.no_caseworker"),
    "a consultant steps in": ({"stand_in": "consultant"}, "cover.no_caseworker"),
}


@pytest.mark.parametrize(("changes", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(changes: dict, code: str, world: World, leader: Actor) -> None:
    with pytest.raises(RuleViolation, match=code.replace(".", r"\.")):
        start(world, leader, **changes)
    assert not Cover.objects.exists()


def test_one_at_a_time(world: World, leader: Actor, third: str) -> None:
    start(world, leader)
    for ends_on in (FRIDAY, None):
        with pytest.raises(RuleViolation, match=r"cover\.overlaps"):
            start(world, leader, stand_in=third, begins_on=FRIDAY, ends_on=ends_on)
    start(world, leader, stand_in=third, begins_on=FRIDAY + A_DAY, ends_on=None)


def test_nobody_who_is_away_steps_in(world: World, leader: Actor, third: str) -> None:
    start(world, leader)
    with pytest.raises(RuleViolation, match=r"cover\.stand_in_absent"):
        start(world, leader, absent=third, stand_in="caseworker", begins_on=FRIDAY)
    with pytest.raises(RuleViolation, match=r"cover\.absent_steps_in"):
        start(world, leader, absent="colleague", stand_in=third)
    cover = start(world, leader, absent="colleague", stand_in=third, begins_on=FRIDAY + A_DAY, ends_on=None)
    with pytest.raises(RuleViolation, match=r"cover\.beside_oneself"):
        accounts.cover_add(cover=cover, stand_in_id=cover.absent_id, by=leader)


def test_a_leader_of_another_team_arranges_nothing_here(world: World, actor: Callable[[str], Actor]) -> None:
    other = accounts.team_add(municipality=world.nordby, key="voksen", name="Team Voksen")
    world.users["leader"].memberships.update(team=other)
    leader = actor("leader")
    with acting(leader), pytest.raises(RuleViolation, match=r"cover\.not_the_team"):
        start(world, leader)
