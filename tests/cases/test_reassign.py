"""Many cases shared out: evenly, past conflicts, all or none, and taken back while they have not begun."""

import datetime as dt
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import selectors, services
from fremdrift.cases.models import Case, ContactPerson, Transfer
from fremdrift.cases.rules import spread
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from tests.cases.test_cover import bar
from tests.world import TODAY, World, add_case

A_DAY = dt.timedelta(days=1)
CASES = [UUID(int=n) for n in range(1, 13)]
PEOPLE = st.sampled_from([1, 2, 3, 4])


class TestSpread:
    def test_fills_up_whoever_has_fewest(self) -> None:
        placed = spread(CASES[:4], {1: 10, 2: 12, 3: 20}, {})
        assert sorted(placed.values()) == [1, 1, 1, 2]

    def test_places_first_what_few_may_take(self) -> None:
        placed = spread(CASES[:2], {1: 0, 2: 0}, {CASES[1]: {2}})
        assert placed == {CASES[0]: 2, CASES[1]: 1}

    def test_leaves_what_nobody_may_take(self) -> None:
        assert spread(CASES[:1], {1: 0}, {CASES[0]: {1}}) == {CASES[0]: None}
        assert spread(CASES[:1], {}, {}) == {CASES[0]: None}

    @given(
        loads=st.dictionaries(PEOPLE, st.integers(0, 30), min_size=1),
        shut=st.dictionaries(st.sampled_from(CASES), st.sets(PEOPLE)),
    )
    def test_nobody_gets_what_is_closed_to_them_and_nothing_is_left_that_somebody_may_take(
        self, loads: dict[int, int], shut: dict[UUID, set[int]]
    ) -> None:
        placed = spread(CASES, loads, shut)
        assert list(placed) == CASES
        for case, user in placed.items():
            free = set(loads) - shut.get(case, set())
            assert (user in free) if free else user is None

    @given(loads=st.dictionaries(PEOPLE, st.integers(0, 30), min_size=1))
    def test_caseloads_are_as_even_as_they_can_be(self, loads: dict[int, int]) -> None:
        placed = list(spread(CASES, loads, {}).values())
        after = {user: have + placed.count(user) for user, have in loads.items()}
        got = [after[user] for user in loads if user in placed]
        assert max(got) - min(after.values()) <= 1


@pytest.fixture
def leader(actor: Callable[[str], Actor]) -> Iterator[Actor]:
    found = actor("leader")
    with acting(found):
        yield found


@pytest.fixture
def both(world: World, leader: Actor) -> list[Case]:
    """Cilla's case and another of the same caseworker."""
    add_case(world.nordby, "caseworker", "Anna Attrup", "6203820116")
    return selectors.coordinated_by(leader, world.users["caseworker"].pk)


def share_out(
    found: list[Case], world: World, by: Actor, *, at_once: bool, on: dt.date = TODAY, to: str = "colleague"
) -> int:
    user = world.users[to]
    worker = services.Worker(user.pk, user.memberships.get().team_id)
    moves = [services.Move(case, worker, "Ring hellere end at skrive.") for case in found]
    absent = world.users["caseworker"].pk
    return services.cases_reassign(
        moves=moves, from_user=absent, begins_on=on, reason="illness", at_once=at_once, by=by
    )


def who_has(world: World, case: Case, on: dt.date = TODAY) -> str:
    standing = ContactPerson.objects.standing().filter(case=case, begins_on__lte=on).exclude(ends_on__lt=on)
    return standing.get().user.username


class TestSharingOut:
    def test_at_once(self, both: list[Case], world: World, leader: Actor) -> None:
        assert share_out(both, world, leader, at_once=True) == 2
        assert [who_has(world, case) for case in both] == ["colleague", "colleague"]
        handovers = ContactPerson.objects.filter(begins_on=TODAY).values_list("handover", "reason")
        assert set(handovers) == {("Ring hellere end at skrive.", "illness")}

    def test_asks_first(self, both: list[Case], world: World, leader: Actor) -> None:
        assert share_out(both, world, leader, at_once=False) == 2
        assert [who_has(world, case) for case in both] == ["caseworker", "caseworker"]
        assert {t.to_user.username for t in selectors.transfers_unanswered(leader)} == {"colleague"}

    def test_all_or_none(self, both: list[Case], world: World, leader: Actor) -> None:
        bar(world, "colleague", both[1].pk)
        for at_once in (True, False):
            with pytest.raises(RuleViolation, match=r"contact_person\.not_possible"):
                share_out(both, world, leader, at_once=at_once)
        assert [who_has(world, case) for case in both] == ["caseworker", "caseworker"]
        assert not Transfer.objects.exists()

    def test_twice_is_once(self, both: list[Case], world: World, leader: Actor) -> None:
        share_out(both, world, leader, at_once=False)
        with pytest.raises(RuleViolation, match=r"transfer\.already_waiting"):
            share_out(both, world, leader, at_once=False)
        share_out(both, world, leader, at_once=True)
        with pytest.raises(RuleViolation, match=r"transfer\.changed"):
            share_out(both, world, leader, at_once=True)
        assert ContactPerson.objects.filter(case__in=both).count() == 4

    def test_the_leaders_later_word_counts(self, both: list[Case], world: World, leader: Actor) -> None:
        share_out(both, world, leader, at_once=False)
        share_out(both, world, leader, at_once=True)
        assert set(Transfer.objects.values_list("state", flat=True)) == {"withdrawn"}

    def test_not_in_the_past(self, both: list[Case], world: World, leader: Actor) -> None:
        with pytest.raises(RuleViolation, match=r"transfer\.begins_in_past"):
            share_out(both, world, leader, at_once=True, on=TODAY - A_DAY)


class TestTakingBack:
    def test_what_was_asked(self, both: list[Case], world: World, leader: Actor) -> None:
        share_out(both, world, leader, at_once=False)
        waiting = selectors.transfers_unanswered(leader)
        assert services.cases_undo(transfers=waiting, persons=[], by=leader) == 2
        assert selectors.transfers_unanswered(leader) == []

    def test_what_has_not_begun(self, both: list[Case], world: World, leader: Actor) -> None:
        share_out(both, world, leader, at_once=True, on=TODAY + A_DAY)
        assert [who_has(world, case, TODAY + A_DAY) for case in both] == ["colleague", "colleague"]
        coming = selectors.handovers_to_come(leader)
        assert services.cases_undo(transfers=[], persons=coming, by=leader) == 2
        assert [who_has(world, case, TODAY + A_DAY) for case in both] == ["caseworker", "caseworker"]

    def test_not_what_has(self, both: list[Case], world: World, leader: Actor) -> None:
        share_out(both, world, leader, at_once=True, on=TODAY + A_DAY)
        coming = selectors.handovers_to_come(leader)
        with clock.at(TODAY + A_DAY), pytest.raises(RuleViolation, match=r"contact_person\.begun"):
            services.cases_undo(transfers=[], persons=coming, by=leader)


def test_a_leader_sees_the_cases_of_the_own_team_alone(both: list[Case], world: World, leader: Actor) -> None:
    assert [case.citizen.name for case in both] == ["Anna Attrup", "Cilla Papirsen"]
    assert selectors.coordinated_by(leader, world.users["other-caseworker"].pk) == []
