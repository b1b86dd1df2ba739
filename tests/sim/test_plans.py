"""Job plans of invented cases: they agree with the case, tell every state, and come out the same each time."""

from collections import Counter
from datetime import date, timedelta

import pytest

from fremdrift_sim import population
from fremdrift_sim.schema import CasePlan, PlanStory
from tests.sim.shape import DAYS, TUESDAY, demo, held, open_cases


def plans(today: date = TUESDAY) -> list[tuple[CasePlan, PlanStory]]:
    return [(case, case.plan) for case in demo(today).cases if case.plan is not None]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_a_plan_lies_between_the_first_conversation_and_today_or_the_closing(today: date) -> None:
    for case, plan in plans(today):
        first, last = held(case)[0].on, case.closed or today
        days = [w.on for w in plan.writings] + [s.added_on for s in plan.steps]
        days += [s.ended_on for s in plan.steps if s.ended_on]
        assert first <= min(days), case.person.name
        assert max(days) <= last, case.person.name


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_what_has_ended_has_a_day_and_what_is_open_has_none(today: date) -> None:
    for case, plan in plans(today):
        for step in plan.steps:
            assert (step.ended_on is not None) == (step.state in {"reached", "dropped"})
            assert step.ended_on is None or step.ended_on >= step.added_on
            assert step.by is None or step.by >= step.added_on
            assert not (case.closed and step.state in {"open", "proposed"})


def test_nobody_has_the_same_step_twice() -> None:
    assert all(len({s.what for s in plan.steps}) == len(plan.steps) for _case, plan in plans())


def test_whoever_has_been_met_has_a_plan_in_their_own_words() -> None:
    for case in demo().cases:
        assert (case.plan is not None) == bool(held(case)), case.person.name
    assert all(plan.writings[0].texts["own_words"] for _case, plan in plans())


def test_there_are_two_to_five_steps_in_every_state() -> None:
    sizes = Counter(len(plan.steps) for case, plan in plans() if case.person.username != "cilla")
    assert sum(sizes[n] for n in (2, 3, 4, 5)) > 0.95 * sizes.total()
    states = Counter(step.state for _case, plan in plans() for step in plan.steps)
    assert states["reached"] > states["dropped"] > states["proposed"] > 30
    with_open = sum(any(s.state == "open" for s in c.plan.steps) for c in open_cases(demo()) if c.plan)
    assert with_open > 0.6 * len(open_cases(demo()))


def test_few_offices_are_behind_with_their_own_steps() -> None:
    late = [
        step
        for case in open_cases(demo())
        for step in (case.plan.steps if case.plan else ())
        if step.state == "open" and step.who == "caseworker" and step.by and step.by < TUESDAY
    ]
    assert 0 < len(late) < 60


def test_cillas_plan_is_that_of_the_pictures() -> None:
    (plan,) = [plan for case, plan in plans() if case.person.username == "cilla"]
    states = Counter(step.state for step in plan.steps)
    assert states == {"reached": 5, "open": 3, "proposed": 1}
    assert plan.writings[-1].texts["own_words"].endswith("et sted hvor jeg ikke skal tale hele tiden.")
    assert {s.what for s in plan.steps if s.by == TUESDAY + timedelta(days=3)} == {"Se to gartnerier"}


def test_a_plan_comes_out_the_same_each_time() -> None:
    assert [c.plan for c in population(7, TUESDAY, 60).cases] == [c.plan for c in population(7, TUESDAY, 60).cases]
