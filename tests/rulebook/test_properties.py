"""What holds for every case."""

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from fremdrift.rulebook.enums import ConversationState, Status
from fremdrift.rulebook.rules import (
    ConversationFact,
    Facts,
    InForce,
    Obligation,
    Packs,
    Period,
    as_json,
    facts_from_json,
    obligations,
    overridden,
    status,
)
from fremdrift.rulebook.selectors import pack_by_key, packs, packs_in_force
from tests.rulebook.made_up import DAYS, FIRST, LAST, cases, conversations, efforts, exemptions, to_json

T = TypeVar("T")
P = TypeVar("P", bound=Period)

UNTIL = date(2014, 12, 31)
FINAL = {Status.MET, Status.MET_LATE, Status.LAPSED, Status.MISSED}

# Fixed examples: the same run every time.
thorough = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


# What a case may be judged by: each pack alone, the line of acts, and an arm of a trial between two of them. The
# made-up cases lie in 2010–2013, so the pack of another time is moved there by asking it on every day.
ARM = InForce(start=date(2011, 10, 1), end=date(2012, 6, 30), pack=pack_by_key("rmb-trial"))
LATER = InForce(start=date(2012, 9, 1), pack=pack_by_key("lab-2020"))
REGIMES: dict[str, Packs] = {
    **{pack.key: pack for pack in packs() if not pack.suspends},
    "lab": packs_in_force("lab"),
    "arm": overridden(packs_in_force("lab-2011"), (ARM,)),
    "new act": overridden(packs_in_force("lab-2011"), (LATER,)),
    "suspended": (
        InForce(start=date.min, pack=pack_by_key("lab-2011")),
        InForce(start=date(2011, 11, 1), end=date(2012, 1, 17), pack=pack_by_key("suspension-2020")),
    ),
}
regimes = st.sampled_from(sorted(REGIMES))


def found_in(facts: Facts, until: date = UNTIL, *, regime: str) -> list[Obligation]:
    return obligations(facts, REGIMES[regime], until)


def moved(facts: Facts, by: timedelta) -> Facts:
    """The same case so much later, with the citizen as much younger."""

    def later(item: P) -> P:
        return replace(item, start=item.start + by, end=item.end and item.end + by)

    return Facts(
        born=facts.born + by,
        case=later(facts.case),
        benefits=tuple(later(item) for item in facts.benefits),
        target_groups=tuple(later(item) for item in facts.target_groups),
        exemptions=tuple(later(item) for item in facts.exemptions),
        conversations=tuple(replace(item, on=item.on + by) for item in facts.conversations),
        efforts=tuple(later(item) for item in facts.efforts),
        plans=facts.plans and tuple(day + by for day in facts.plans),
    )


@thorough
@given(regimes, cases(), st.randoms(use_true_random=False))
def test_the_order_of_items_means_nothing(regime: str, facts: Facts, random: Random) -> None:
    shuffled = replace(
        facts,
        benefits=_shuffled(facts.benefits, random),
        target_groups=_shuffled(facts.target_groups, random),
        exemptions=_shuffled(facts.exemptions, random),
        conversations=_shuffled(facts.conversations, random),
        efforts=_shuffled(facts.efforts, random),
        plans=None if facts.plans is None else _shuffled(facts.plans, random),
    )
    assert found_in(shuffled, regime=regime) == found_in(facts, regime=regime)


def _shuffled(items: tuple[T, ...], random: Random) -> tuple[T, ...]:
    return tuple(random.sample(items, len(items)))


@thorough
@given(regimes, cases(), DAYS, DAYS)
def test_a_later_until_extends_and_changes_nothing(regime: str, facts: Facts, one: date, other: date) -> None:
    sooner, later = sorted((one, other))
    assert found_in(facts, sooner, regime=regime) == [
        item for item in found_in(facts, later, regime=regime) if item.arises_on <= sooner
    ]


def with_a_later_event(facts: Facts, data: DataObject) -> tuple[Facts, date]:
    """The facts with one thing more, and the first day on which it is noticed."""
    match data.draw(st.sampled_from(["conversation", "effort", "exemption", "plan", "closing"])):
        case "conversation":
            talk = data.draw(conversations())
            return replace(facts, conversations=(talk, *facts.conversations)), talk.on
        case "effort":
            effort = data.draw(efforts())
            return replace(facts, efforts=(effort, *facts.efforts)), effort.start
        case "exemption":
            exemption = data.draw(exemptions())
            return replace(facts, exemptions=(exemption, *facts.exemptions)), exemption.start
        case "plan":
            on = data.draw(DAYS)
            return replace(facts, plans=(*facts.plans, on) if facts.plans is not None else None), on
        case _:
            on = data.draw(st.dates(facts.case.start, facts.case.end or LAST))
            return replace(facts, case=Period(start=facts.case.start, end=on)), on


@thorough
@given(regimes, cases(), st.data())
def test_a_later_event_changes_nothing_that_was_met_before(regime: str, facts: Facts, data: DataObject) -> None:
    changed, noticed_on = with_a_later_event(facts, data)
    met_before = [
        item for item in found_in(facts, regime=regime) if item.met_on and max(item.arises_on, item.met_on) < noticed_on
    ]
    after = found_in(changed, regime=regime)
    assert [item for item in met_before if item not in after] == []


@thorough
@given(regimes, cases())
def test_due_dates_follow_the_day_they_are_counted_from(regime: str, facts: Facts) -> None:
    for item in found_in(facts, regime=regime):
        if item.base_due_on is None:
            assert item.due_on is None
            continue
        assert item.base_due_on >= item.arises_on
        assert item.due_on is None or item.due_on >= item.base_due_on


@thorough
@given(regimes, cases())
def test_the_due_date_is_the_base_plus_every_paused_day(regime: str, facts: Facts) -> None:
    for item in found_in(facts, regime=regime):
        if item.due_on is None or item.base_due_on is None or item.kind == "plan_before_offer":
            continue
        window = range((item.due_on - item.arises_on).days)
        days = [item.arises_on + timedelta(days=n + 1) for n in window]
        counted = [day for day in days if not any(day in pause for pause in item.paused)]
        assert len(counted) == (item.base_due_on - item.arises_on).days
        assert not days or days[-1] in counted


@thorough
@given(regimes, cases())
def test_met_or_closed_but_not_both(regime: str, facts: Facts) -> None:
    for item in found_in(facts, regime=regime):
        assert item.met_on is None or item.closed_on is None
        assert (item.met_on is None) == (item.met_by is None)
        assert (item.closed_on is None) == (item.closed_because is None)


@thorough
@given(regimes, cases())
def test_nothing_stands_after_the_case_closed(regime: str, facts: Facts) -> None:
    if facts.case.end is None:
        return
    for item in found_in(facts, regime=regime):
        assert item.met_on or item.closed_on
        assert (item.closed_on or facts.case.end) <= facts.case.end
        if item.kind != "min_length":
            assert (item.met_on or facts.case.end) <= max(facts.case.end, item.arises_on)


@thorough
@given(regimes, cases())
def test_every_status_is_defined_and_final_ones_stay(regime: str, facts: Facts) -> None:
    for item in found_in(facts, regime=regime):
        # After the last day named, nothing changes; every second day keeps the test short.
        days = [FIRST + timedelta(days=n) for n in range(-60, (UNTIL - FIRST).days, 2)]
        seen = [status(item, day) for day in days]
        for before, after in pairwise(seen):
            if before in FINAL:
                assert after is before
            if before is Status.OVERDUE:
                assert after in {Status.OVERDUE, Status.MET_LATE, Status.MISSED, Status.VOLUNTARY}
            if before is not Status.UPCOMING:
                assert after is not Status.UPCOMING


@thorough
@given(cases())
def test_a_facts_file_says_the_same_as_the_facts(facts: Facts) -> None:
    assert facts_from_json(to_json(facts)) == facts


@thorough
@given(regimes, cases(), DAYS)
def test_the_answer_survives_json(regime: str, facts: Facts, today: date) -> None:
    rows = as_json(found_in(facts, regime=regime), today)
    assert json.loads(json.dumps(rows)) == rows


@thorough
@given(regimes, cases())
def test_the_same_facts_give_the_same_list_in_order_of_due_date(regime: str, facts: Facts) -> None:
    found = found_in(facts, regime=regime)
    assert found == found_in(facts, regime=regime)
    dues = [item.due_on or date.max for item in found]
    assert dues == sorted(dues)


@thorough
@given(regimes, cases(), DAYS)
def test_a_conversation_that_was_not_held_changes_nothing(regime: str, facts: Facts, on: date) -> None:
    missed = ConversationFact(on=on, state=ConversationState.NO_SHOW)
    assert found_in(replace(facts, conversations=(missed, *facts.conversations)), regime=regime) == found_in(
        facts, regime=regime
    )
