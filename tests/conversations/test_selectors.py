"""What lists read of conversations and obligations: the database leaves out what the rules would."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fremdrift.access.actor import Actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import BenefitSpell, Case
from fremdrift.conversations import selectors
from fremdrift.conversations import services as talks
from fremdrift.conversations.rules import read_row
from fremdrift.core import clock
from fremdrift.core.changes import together
from fremdrift.core.exceptions import RuleViolation
from fremdrift.rulebook.enums import Meets, Status
from fremdrift.rulebook.rules import Obligation, status
from tests.conversations.test_obligations_stored import OPENED, Write, put, writes
from tests.world import TODAY, World, add_case

STANDING = {Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED}
LOOKS = [OPENED, *(TODAY + dt.timedelta(days=n) for n in (-400, -200, -60, -1, 0, 1, 30, 200, 2000))]


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    """A case of 500 days on cash benefit, with nothing else in it."""
    return add_case(world.nordby, "caseworker", "Karla Test-Holm", "6302900123", OPENED)


@together()
def live(case: Case, plan: list[Write], ends: dt.date | None, by: Actor) -> None:
    """A history; a benefit with a last day gives obligations that close on a day to come."""
    if ends is not None:
        cases.spell_end(spell=BenefitSpell.objects.get(case=case), ends_on=ends, by=by)
    for write in plan:
        try:
            put(case, write, by)
        except RuleViolation:
            continue


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(writes, max_size=9), st.sampled_from([None, TODAY, TODAY + dt.timedelta(days=100)]))
def test_standing_are_those_that_the_rules_call_so(
    case: Case, caseworker: Actor, plan: list[Write], ends: dt.date | None
) -> None:
    with transaction.atomic():
        live(case, plan, ends, caseworker)
        everything = selectors.obligations(caseworker, [case.pk])
        for day in LOOKS:
            with clock.at(day):
                found, first = (
                    pressing(caseworker, case, dt.date.max),
                    selectors.next_obligations(caseworker, [case.pk]),
                )
            standing = [row.value for row in everything if status(row.value, day) in STANDING]
            assert found == [value for value in standing if value.due_on or value.base_due_on]
            assert first.get(case.pk) == (standing[0] if standing else None)
        transaction.set_rollback(True)


def test_what_will_be_met_or_closed_stands_until_then(case: Case, caseworker: Actor) -> None:
    """Both kinds of days to come are there to be lost."""
    ends = TODAY + dt.timedelta(days=100)
    live(case, [Write("held", TODAY - dt.timedelta(days=20), None, "mentor")], ends, caseworker)
    found = pressing(caseworker, case, dt.date.max)
    assert {row.closed_on for row in found} == {ends}
    with clock.at(TODAY - dt.timedelta(days=21)):
        found = pressing(caseworker, case, dt.date.max)
    assert TODAY - dt.timedelta(days=20) in [row.met_on for row in found]


def beside(by: Actor, case: Case, until: dt.date = TODAY) -> dict[str, list[list[object]]]:
    """What lists read beside a case."""
    rows = selectors.talk_rows(by, until)
    return Case.objects.visible_to(by).annotate(**rows).values(*rows).get(pk=case.pk)


def pressing(by: Actor, case: Case, until: dt.date) -> list[Obligation]:
    return [read_row(row) for row in beside(by, case, until)["owed"]]


def unfinished(by: Actor, case: Case) -> list[UUID]:
    read = beside(by, case)
    return [UUID(str(row[0])) for name in ("unfinished", "last_held", "last_missed") for row in read[name]]


def test_nobody_elses(world: World, caseworker: Actor) -> None:
    every = [world.cilla, world.bertil, world.gerda]
    assert list(selectors.next_obligations(caseworker, every)) == [world.cilla]


def test_what_is_not_due_yet_does_not_press(case: Case, caseworker: Actor) -> None:
    said(case, caseworker, "held", TODAY)
    everything = pressing(caseworker, case, dt.date.max)
    (talk,) = [o for o in everything if o.what_would_meet_it is Meets.HOLD_CONVERSATION]
    assert talk.due_on is not None
    assert talk in pressing(caseworker, case, talk.due_on)
    assert talk not in pressing(caseworker, case, talk.due_on - dt.timedelta(days=1))
    said(case, caseworker, "planned", TODAY)
    assert talk in pressing(caseworker, case, TODAY)  # the meeting of today meets it


def said(case: Case, by: Actor, state: str, on: dt.date, at: dt.time | None = None, minutes: str = "") -> UUID:
    """A conversation of that kind."""
    if state == "planned":
        with clock.at(min(on, TODAY)):
            return talks.conversation_plan(case=case, on=on, at=at, form="walk", by=by).pk
    reason = "ill" if state == "no_show" else ""
    share = minutes == "shared"
    record = talks.Record(state, "walk", on, at=at, minutes=minutes, share=share, no_show_reason=reason)
    return talks.conversation_record(case=case, record=record, by=by).pk


def test_of_a_day_with_several_the_latest_is_the_last(case: Case, caseworker: Actor) -> None:
    """Without a time it counts as the last of its day, as in the list of all."""
    on = TODAY - dt.timedelta(days=3)
    times = [dt.time(9), None, dt.time(14)]
    keys = [said(case, caseworker, "held", on, at, "shared") for at in times]
    before = said(case, caseworker, "no_show", on - dt.timedelta(days=1))
    ordered = [talk.pk for talk in selectors.conversations(caseworker, [case.pk])]
    assert ordered == [before, keys[0], keys[2], keys[1]]
    assert unfinished(caseworker, case) == [keys[1], before]


def test_planned_drafts_and_the_latest_recorded(case: Case, caseworker: Actor) -> None:
    day = dt.timedelta(days=1)
    draft = said(case, caseworker, "held", TODAY - 60 * day, minutes="draft")
    held = said(case, caseworker, "held", TODAY - 50 * day, minutes="shared")
    overdue = said(case, caseworker, "planned", TODAY - 40 * day)
    no_show = said(case, caseworker, "no_show", TODAY - 30 * day)
    said(case, caseworker, "cancelled", TODAY - 20 * day)
    coming = [said(case, caseworker, "planned", TODAY + n * day) for n in (9, 4)]
    assert sorted(unfinished(caseworker, case)) == sorted([draft, held, overdue, no_show, *coming])


def test_the_next_conversation_is_the_one_that_stands_once_this_one_is_held(case: Case, caseworker: Actor) -> None:
    said(case, caseworker, "held", TODAY - dt.timedelta(days=100))
    foreseen = selectors.next_conversation_by(caseworker, case, TODAY)
    assert foreseen is not None
    assert foreseen.due_on == dt.date(2027, 2, 24)
    said(case, caseworker, "held", TODAY)
    (stands,) = [
        owed for owed in pressing(caseworker, case, dt.date.max) if owed.what_would_meet_it is Meets.HOLD_CONVERSATION
    ]
    assert stands == foreseen


def test_the_next_conversation_is_told_to_those_who_see_the_case(world: World, caseworker: Actor) -> None:
    for case_id, told in ((world.cilla, True), (world.bertil, False)):
        case = Case.objects.get(pk=case_id)
        assert (selectors.next_conversation_by(caseworker, case, TODAY) is not None) is told


def test_none_is_asked_for_without_a_benefit(case: Case, caseworker: Actor) -> None:
    cases.spell_end(spell=BenefitSpell.objects.get(case=case), ends_on=TODAY - dt.timedelta(days=1), by=caseworker)
    assert selectors.next_conversation_by(caseworker, case, TODAY) is None
