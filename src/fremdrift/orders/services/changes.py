"""Changes of an order that is accepted or runs: either side proposes, the caseworker decides."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as
from fremdrift.orders import rules
from fremdrift.orders.enums import ChangeKind, ChangeState
from fremdrift.orders.models import ChangeProposal, Order
from fremdrift.orders.selectors.contents import places_problem
from fremdrift.orders.services import _effects as effects
from fremdrift.orders.services._limits import check_limits
from fremdrift.orders.services._turns import check_address, in_turn, of_order, side_of, store


@transaction.atomic
def change_propose(
    *,
    order: Order,
    kind: str,
    reason: str,
    ends_on: dt.date | None = None,
    hours: float | None = None,
    at: dt.datetime | None = None,
    by: Actor,
) -> ChangeProposal:
    """Propose a later or an earlier end, or other hours; one proposal waits at a time."""
    with in_turn(order, by) as standing:
        problem = _problem(standing, kind, ends_on, hours)
        if problem:
            raise RuleViolation(*problem)
        if not reason.strip():
            raise RuleViolation("order.reason_missing", "reason")
        check_address(standing, reason, by=by)
        if at is None and kind == ChangeKind.EXTEND:
            check_limits(standing, ends_on, by=by)
        with refused_as(change_one_waiting=("change.one_waits", None)):
            proposed: ChangeProposal = ChangeProposal.objects.create(
                kind=kind,
                ends_on=ends_on if kind != ChangeKind.HOURS else None,
                hours=hours if kind == ChangeKind.HOURS else None,
                was_ends_on=standing.ends_on,
                was_hours=standing.hours,
                reason=reason,
                side=side_of(by),
                proposed_by_id=by.user_id,
                proposed_at=at or clock.now(),
                **of_order(standing),
            )
        return proposed


def _problem(order: Order, kind: str, ends_on: dt.date | None, hours: float | None) -> tuple[str, str] | None:
    if order.state not in rules.TAKING_A_PLACE:
        return f"order.is_{order.state}", "kind"
    if kind == ChangeKind.HOURS:
        if hours is None or not 0 < hours <= 37:
            return "order.hours", "hours"
        return ("change.same", "hours") if hours == order.hours else None
    assert order.ends_on is not None
    assert order.begins_on is not None
    if ends_on is None:
        return "change.day_missing", "ends_on"
    if kind == ChangeKind.EXTEND:
        if ends_on - order.begins_on > rules.LONGEST:
            return "order.longest", "ends_on"
        return ("change.not_longer", "ends_on") if ends_on <= order.ends_on else None
    if ends_on >= order.ends_on:
        return "change.not_earlier", "ends_on"
    return ("change.ends_in_past", "ends_on") if ends_on < max(clock.today(), order.begins_on) else None


@transaction.atomic
def change_approve(*, proposal: ChangeProposal, at: dt.datetime | None = None, by: Actor) -> ChangeProposal:
    """Say yes: the order, its effort, its final report and who sees it for how long follow."""
    with in_turn(proposal.order, by) as order:
        proposal = _decided(proposal, ChangeState.APPROVED, "", at, by)
        problem = _problem(order, proposal.kind, proposal.ends_on, _number(proposal.hours))
        if problem:
            raise RuleViolation(*problem)
        if at is None and proposal.kind == ChangeKind.EXTEND:
            check_limits(order, proposal.ends_on, by=by)
        if proposal.ends_on is not None:
            order.ends_on = proposal.ends_on
            no_place = places_problem(order) if proposal.kind == ChangeKind.EXTEND else None
            if no_place:
                raise RuleViolation(no_place)
        if proposal.hours is not None:
            order.hours = proposal.hours
        store(order, "ends_on", "hours")
        effects.effort_follow(order)
        effects.reports_follow(order)
        effects.seen_until(order)
        return proposal


def _number(hours: object) -> float | None:
    return None if hours is None else float(str(hours))


@transaction.atomic
def change_reject(*, proposal: ChangeProposal, reason: str, at: dt.datetime | None = None, by: Actor) -> ChangeProposal:
    """Say no, and why."""
    if not reason.strip():
        raise RuleViolation("order.reason_missing", "reason")
    with in_turn(proposal.order, by) as order:
        check_address(order, reason, by=by)
        return _decided(proposal, ChangeState.REJECTED, reason, at, by)


@transaction.atomic
def change_withdraw(*, proposal: ChangeProposal, by: Actor) -> ChangeProposal:
    """Take one's own side's proposal back."""
    with in_turn(proposal.order, by):
        if proposal.side != side_of(by):
            raise RuleViolation("change.of_other_side")
        return _decided(proposal, ChangeState.WITHDRAWN, "", None, by)


def _decided(proposal: ChangeProposal, to: str, reason: str, at: dt.datetime | None, by: Actor) -> ChangeProposal:
    standing: ChangeProposal = ChangeProposal.objects.get(pk=proposal.pk)
    problem = rules.change_problem(standing.state, to)
    if problem:
        raise RuleViolation(problem)
    standing.state, standing.decision_reason = to, reason
    standing.decided_at, standing.decided_by_id = at or clock.now(), by.user_id or None
    standing.save(update_fields=["state", "decision_reason", "decided_at", "decided_by"])
    return standing
