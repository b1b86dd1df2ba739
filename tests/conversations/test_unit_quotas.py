"""Quotas over the stored obligations of a unit's cases: as the pure function says, in one query, only one's own."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.conversations.selectors import judged, quotas
from fremdrift.core.changes import together
from fremdrift.rulebook.rules import obligations, quota
from fremdrift.rulebook.selectors import pack_by_key
from tests.world import TODAY, World, add_case

ENTRY = TODAY - dt.timedelta(weeks=10)


def unit(world: World, by: Actor, count: int) -> list[Case]:
    """Cases in the trial for ten weeks; the number of each is that of its weeks with a conversation."""
    found = []
    with together():
        for number in range(count):
            case = add_case(world.nordby, "caseworker", f"Test {number}", f"6103820{200 + number}", ENTRY)
            cases.rule_pack_set(case=case, pack="rmb-trial", reason="arm", begins_on=ENTRY, ends_on=None, by=by)
            for week in range(number):
                held = talks.Record("held", "walk", ENTRY + dt.timedelta(weeks=week, days=2))
                talks.conversation_record(case=case, record=held, by=by)
            found.append(case)
    return found


@pytest.fixture
def site(world: World, caseworker: Actor) -> list[Case]:
    return unit(world, caseworker, 6)


def shares(actor: Actor, found: list[Case]) -> dict[str, tuple[int, int]]:
    return {share.quota.id: (share.met, share.counted) for share in quotas(actor, [c.pk for c in found], TODAY)}


def test_weeks_with_a_conversation_of_all_weeks_that_are_over(site: list[Case], caseworker: Actor) -> None:
    """0 to 5 of ten weeks each; activation counts from week 9, and there is none."""
    assert shares(caseworker, site) == {"rmb-trial.conversations": (15, 60), "rmb-trial.activation": (0, 12)}


def test_stored_is_as_worked_out(site: list[Case], caseworker: Actor) -> None:
    ids = [case.pk for case in site]
    found = [item for _, facts, packs in judged(ids) for item in obligations(facts, packs, dt.date.max)]
    assert quotas(caseworker, ids, TODAY) == quota(found, pack_by_key("rmb-trial"), TODAY)


def test_one_query_for_any_number_of_cases(site: list[Case], caseworker: Actor) -> None:
    for count in (1, 6):
        with CaptureQueriesContext(connection) as asked:
            quotas(caseworker, [case.pk for case in site[:count]], TODAY)
        assert len(asked) == 1


def test_whoever_may_not_see_the_cases_counts_nothing(site: list[Case], world: World, actor) -> None:
    for persona in ("colleague", "other-caseworker"):
        who = actor(persona)
        with acting(who):
            assert shares(who, site) == {}
    leader = actor("leader")
    with acting(leader):
        assert shares(leader, site)["rmb-trial.conversations"] == (15, 60)


def test_a_unit_without_a_pack_with_quotas_has_none(world: World) -> None:
    system = system_actor(world.nordby)
    with acting(system):
        assert quotas(system, [world.cilla, world.bertil], TODAY) == []
