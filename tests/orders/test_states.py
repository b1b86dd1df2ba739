"""Orders, proposals and reports go from state to state as their tables say, and no other way: every pair is tried, by
the services and by raw SQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import rules, services
from fremdrift.orders.models import ChangeProposal, Order, ProgressReport
from tests.access.tables import refusal
from tests.orders.made import DAY, a_draft, actor, running, sent
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db
OTHER_STATE, CHECK = "P0001", "23514"
COMING = {"begins_on": TODAY + DAY, "ends_on": TODAY + 60 * DAY, "midway_on": TODAY + 30 * DAY}
POINTS = dict.fromkeys(
    ["vocational", "personal", "health", "conditions", "perspective"], ("forward", "Møder til tiden")
)
SAID = services.Report(points=POINTS, recommendation="continue")


def an_order(world: World, state: str) -> Order:
    """An order that has come to a state; one that is not running begins tomorrow."""
    by, provider = actor(world, "caseworker"), actor(world, "provider")
    if state == "draft":
        return a_draft(world, **COMING)
    if state in {"running", "completed", "interrupted"}:
        order = running(world)
        with acting(by):
            if state == "completed":
                return services.order_complete(order=order, on=TODAY, by=by)
            return services.order_interrupt(order=order, reason="Job", by=by) if state == "interrupted" else order
    order = sent(world, **COMING)
    with acting(provider):
        if state == "accepted":
            return services.order_accept(order=order, by=provider)
        if state == "declined":
            return services.order_decline(order=order, reason="Fuldt", by=provider)
    with acting(by):
        return services.order_withdraw(order=order, reason="Flyttet", by=by) if state == "withdrawn" else order


VERBS: dict[str, Callable[..., object]] = {
    "sent": services.order_send,
    "accepted": services.order_accept,
    "running": services.order_start,
    "completed": lambda order, by: services.order_complete(order=order, on=TODAY, by=by),
    "declined": lambda order, by: services.order_decline(order=order, reason="x", by=by),
    "withdrawn": lambda order, by: services.order_withdraw(order=order, reason="x", by=by),
    "interrupted": lambda order, by: services.order_interrupt(order=order, reason="x", by=by),
}
WHOLE = (
    "update orders_order set state = %s, sent_at = now(), answered_at = now(), accepted_by_id = made_by_id, "
    "declined_reason = 'x', ending_reason = 'x', ended_on = begins_on where id = %s"
)


def outcome(verb: Callable[..., object], **values: Any) -> str:
    """The code with which a service refuses; empty when it does not. Nothing is kept."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                verb(**values)
        except RuleViolation as refused:
            return refused.code
        finally:
            transaction.set_rollback(True)
    return ""


def test_every_state_and_every_move_is_tried() -> None:
    assert set(VERBS) == {to for reached in rules.MOVES.values() for to in reached}
    assert set(rules.MOVES) == {"draft", *VERBS}


@pytest.mark.parametrize("state", rules.MOVES)
def test_an_order_moves_as_the_table_says(state: str, world: World) -> None:
    order, by = an_order(world, state), actor(world, "caseworker")
    assert order.state == state
    with acting(by):
        for to, verb in VERBS.items():
            allowed = to in rules.MOVES[state]
            assert outcome(verb, order=order, by=by) == ("" if allowed else f"order.is_{state}"), to
        for to in set(rules.MOVES) - {state}:
            allowed = to in rules.MOVES[state]
            assert refusal(WHOLE, [to, order.pk]) == ("" if allowed else OTHER_STATE), to


def a_proposal(world: World, state: str) -> ChangeProposal:
    """A proposal for an order that runs, and how it was answered."""
    order, by = running(world), actor(world, "caseworker")
    with acting(by):
        made = services.change_propose(order=order, kind="hours", hours=20, reason="Går godt", by=by)
        if state == "approved":
            return services.change_approve(proposal=made, by=by)
        if state == "rejected":
            return services.change_reject(proposal=made, reason="Vent", by=by)
        return services.change_withdraw(proposal=made, by=by) if state == "withdrawn" else made


ANSWERS: dict[str, Callable[..., object]] = {
    "approved": services.change_approve,
    "rejected": lambda proposal, by: services.change_reject(proposal=proposal, reason="x", by=by),
    "withdrawn": services.change_withdraw,
}


@pytest.mark.parametrize("state", rules.CHANGE_MOVES)
def test_a_proposal_moves_as_the_table_says(state: str, world: World) -> None:
    proposal, by = a_proposal(world, state), actor(world, "caseworker")
    statement = "update orders_changeproposal set state = %s, decided_at = {}, decision_reason = 'x' where id = %s"
    with acting(by):
        for to, verb in ANSWERS.items():
            refused = "" if to in rules.CHANGE_MOVES[state] else "change.decided"
            assert outcome(verb, proposal=proposal, by=by) == refused, to
        for to in set(rules.CHANGE_MOVES) - {state}:
            moved = statement.format("null" if to == "proposed" else "now()")
            assert refusal(moved, [to, proposal.pk]) == ("" if to in rules.CHANGE_MOVES[state] else OTHER_STATE), to


def a_report(world: World, state: str) -> ProgressReport:
    """The midway report of an order that runs, as far as it has come."""
    order, by, provider = running(world), actor(world, "caseworker"), actor(world, "provider")
    with acting(provider):
        report = ProgressReport.objects.get(order=order, kind="midway")
        if state == "draft":
            return services.report_save(report=report, content=services.Report(summary="Begyndt"), by=provider)
        if state != "due":
            report = services.report_submit(report=report, content=SAID, by=provider)
    with acting(by):
        if state == "returned":
            return services.report_return(report=report, missing="Timer", by=by)
        return services.report_review(report=report, decision="continue", by=by) if state == "reviewed" else report


REPORT_VERBS: dict[str, Callable[..., object]] = {
    "draft": lambda report, by: services.report_save(report=report, content=services.Report(summary="Mere"), by=by),
    "submitted": lambda report, by: services.report_submit(report=report, content=SAID, by=by),
    "returned": lambda report, by: services.report_return(report=report, missing="Timer", by=by),
    "reviewed": lambda report, by: services.report_review(report=report, decision="continue", by=by),
}
STILL_WRITTEN = {"draft", "returned"}  # what is written once more stays where it is


@pytest.mark.parametrize("state", rules.REPORT_MOVES)
def test_a_report_moves_as_the_table_says(state: str, world: World) -> None:
    report, by = a_report(world, state), actor(world, "caseworker")
    assert report.state == state
    statement = (
        "update orders_progressreport set state = %s, submitted_at = now(), submitted_by_id = {0}, missing = 'x', "
        "reviewed_at = {1}, reviewed_by_id = {2}, decision = '{3}' where id = %s"
    )
    with acting(by):
        for to, verb in REPORT_VERBS.items():
            allowed = to in rules.REPORT_MOVES[state] or (to == "draft" and state in STILL_WRITTEN)
            assert outcome(verb, report=report, by=by) == ("" if allowed else f"report.is_{state}"), to
        for to in set(rules.REPORT_MOVES) - {state}:
            reviewed = ("now()", by.user_id, "close") if to == "reviewed" else ("null", "null", "")
            moved = statement.format(by.user_id, *reviewed)
            assert refusal(moved, [to, report.pk]) == ("" if to in rules.REPORT_MOVES[state] else OTHER_STATE), to


OF_ORDER = {
    "more than full time": "update orders_order set hours = 37.5",
    "no hours": "update orders_order set hours = 0",
    "over before it begins": "update orders_order set ends_on = begins_on - 1",
    "accepted by nobody": "update orders_order set accepted_by_id = null, accepted_by_name = ''",
    "never sent": "update orders_order set sent_at = null",
    "the citizen was not told": "update orders_order set informed_on = null",
    "ended without a reason": "update orders_order set state = 'interrupted', ended_on = begins_on",
    "ended on no day": "update orders_order set state = 'interrupted', ending_reason = 'x'",
    "an aim after it was sent": "update orders_aim set what = 'x'",
    "words after it was sent": "update orders_sharedfield set text = 'x'",
    "an indicator after it was sent": "update orders_orderindicator set baseline = 'x'",
    "a report reviewed by nobody": "update orders_progressreport set state = 'reviewed', reviewed_at = now(), "
    "decision = 'close' where state = 'submitted'",
    "a report reviewed without a decision": "update orders_progressreport set state = 'reviewed', "
    "reviewed_at = now(), reviewed_by_id = submitted_by_id where state = 'submitted'",
    "a report reviewed on no day": "update orders_progressreport set state = 'reviewed', "
    "reviewed_by_id = submitted_by_id, decision = 'close' where state = 'submitted'",
    "a report submitted by nobody": "update orders_progressreport set submitted_by_id = null where state = 'submitted'",
    "more than full time can be managed": "update orders_progressreport set work_capacity = 38",
}
OF_DRAFT = {
    "a fourth aim": "update orders_aim set position = 4",
    "an unticked field with words": "update orders_sharedfield set chosen = false, text = 'x' where field = 'phone'",
    "an unticked field with a reason": "update orders_sharedfield set chosen = false, text = '' where field = 'phone'",
    "a field that is not on the list": "update orders_sharedfield set field = 'address'",
    "a dropped aim with words": "update orders_aim set dropped = true",
    "an indicator that was not chosen, with words": "update orders_orderindicator set chosen = false",
}
ALLOWED = {
    "update orders_order set hours = 37",
    "update orders_order set ends_on = begins_on",
    "update orders_order set accepted_by_id = null, accepted_by_name = 'Bo'",
}


def test_what_the_database_lets_no_order_be(world: World) -> None:
    report = a_report(world, "submitted")
    with acting(system_actor(world.nordby)):
        assert Order.objects.get(pk=report.order_id).state == "running"
        assert {what: refusal(statement) for what, statement in OF_ORDER.items()} == dict.fromkeys(OF_ORDER, CHECK)
        assert {refusal(statement) for statement in ALLOWED} == {""}


def test_what_the_database_lets_no_draft_be(world: World) -> None:
    a_draft(world)
    with acting(system_actor(world.nordby)):
        assert {what: refusal(statement) for what, statement in OF_DRAFT.items()} == dict.fromkeys(OF_DRAFT, CHECK)
        emptied = "update orders_sharedfield set chosen = false, text = '', why = '' where field = 'phone'"
        assert refusal(emptied) == ""


def test_an_order_stays_with_the_case_and_the_unit_that_it_was_made_for(world: World) -> None:
    order = sent(world)
    with acting(system_actor(world.nordby)):
        assert refusal("update orders_order set case_id = %s where id = %s", [world.bertil, order.pk]) == OTHER_STATE
        assert refusal("update orders_order set provider_id = provider_id + 1") == OTHER_STATE
        assert refusal("update orders_order set title = 'x'") == ""


@pytest.mark.parametrize(
    ("table", "state"),
    [("orders_order", "sent"), ("orders_progressreport", "draft"), ("orders_changeproposal", "approved")],
)
def test_nothing_begins_half_way(table: str, state: str, world: World) -> None:
    with acting(system_actor(world.nordby)):
        added = f"insert into {table} (municipality_id, state) values (%s, %s)"
        assert refusal(added, [world.nordby.pk, state]) == CHECK
        first = {"orders_order": "draft", "orders_progressreport": "due", "orders_changeproposal": "proposed"}[table]
        assert refusal(added, [world.nordby.pk, first]) == "23502"  # let in, and not whole
