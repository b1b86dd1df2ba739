"""Every caseworker's list looks like a real Monday, whatever day the demo is started on."""

from datetime import date, timedelta
from functools import lru_cache

import pytest

from fremdrift_sim.dates import is_workday
from tests.sim.shape import DAYS, TUESDAY, Worklist, caseworkers, conversation_due, demo, held, worklist


@lru_cache
def lists(today: date, seed: int = 1) -> list[Worklist]:
    people = demo(today, seed)
    return [worklist(people, username) for username in caseworkers(people)]


@pytest.mark.parametrize("today", DAYS, ids=str)
class TestAnyDay:
    def test_a_handful_is_overdue(self, today: date) -> None:
        assert all(4 <= found.late_talks + found.late_offers <= 8 for found in lists(today))

    def test_one_or_two_have_waited_for_weeks(self, today: date) -> None:
        assert all(1 <= found.late_for_weeks <= 2 for found in lists(today))

    def test_late_offers_do_not_drown_the_list(self, today: date) -> None:
        assert all(found.late_offers <= 3 for found in lists(today))
        assert any(found.late_offers for found in lists(today))

    def test_six_to_twelve_are_for_this_week(self, today: date) -> None:
        assert all(6 <= found.this_week <= 12 for found in lists(today))

    def test_meetings_today_on_workdays_only(self, today: date) -> None:
        low, high = (2, 4) if is_workday(today) else (0, 0)
        assert all(low <= found.meetings_today <= high for found in lists(today))

    def test_a_few_are_paused(self, today: date) -> None:
        assert all(2 <= found.paused <= 5 for found in lists(today))

    def test_some_minutes_are_not_shared(self, today: date) -> None:
        assert all(2 <= found.unshared <= 4 for found in lists(today))

    def test_some_agreements_are_due(self, today: date) -> None:
        assert all(1 <= found.promises_this_week <= 8 for found in lists(today))
        assert sum(found.promises_late for found in lists(today)) <= 12 * 4

    def test_one_or_two_were_taken_over(self, today: date) -> None:
        assert all(1 <= found.taken_over <= 2 for found in lists(today))

    def test_few_have_nothing_going_on(self, today: date) -> None:
        assert all(found.without_effort <= 15 for found in lists(today))

    def test_the_next_conversation_is_booked_in_time_for_most(self, today: date) -> None:
        assert all(found.booked_in_time >= 0.8 for found in lists(today))

    def test_caseloads_are_ordinary(self, today: date) -> None:
        assert all(70 <= found.cases <= 95 for found in lists(today))


@pytest.mark.parametrize("seed", range(2, 4))
def test_another_seed_gives_the_same_shape(seed: int) -> None:
    for found in lists(TUESDAY, seed):
        assert 4 <= found.late_talks + found.late_offers <= 8
        assert found.late_offers <= 3
        assert 6 <= found.this_week <= 12


def test_two_conversations_of_one_caseworker_never_collide() -> None:
    people = demo()
    for username in caseworkers(people):
        planned = [
            (talk.on, talk.at)
            for case in people.caseload(username)
            for talk in case.conversations
            if talk.state == "planned"
        ]
        assert len(planned) == len(set(planned))


def test_unshared_minutes_are_recent() -> None:
    talks = [talk for case in demo().cases for talk in held(case) if not talk.shared]
    assert min(talk.on for talk in talks) > TUESDAY - timedelta(days=14)


def test_who_waits_longest_has_not_been_met_for_months() -> None:
    late = [
        case for case in demo().cases if case.closed is None and conversation_due(case) < TUESDAY - timedelta(days=14)
    ]
    assert late
    assert all(held(case)[-1].on < TUESDAY - timedelta(days=100) for case in late)
