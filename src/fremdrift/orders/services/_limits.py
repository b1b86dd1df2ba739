"""What the law does not allow of an order is not sent, and not extended."""

import datetime as dt

from fremdrift.access.actor import Actor
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.models import Order
from fremdrift.orders.selectors.limits import limit_problems, size_problem
from fremdrift.rulebook.enums import ObligationKind


def check_limits(order: Order, ends_on: dt.date | None = None, *, by: Actor) -> None:
    """Refuse an order that would run against a rule; a limit that is not confirmed is told and refuses nothing."""
    last = ends_on or order.ends_on
    assert last is not None
    broken = tuple(problem for problem in limit_problems(by, order, last) if not problem.unconfirmed)
    if ends_on is None:
        _check_size(order, last, by)
    early = tuple(problem for problem in broken if problem.kind is ObligationKind.NOT_BEFORE)
    if early:
        raise RuleViolation("order.too_early", "begins_on", early)
    if broken:
        raise RuleViolation("order.too_long", "ends_on", broken)


def _check_size(order: Order, last: dt.date, by: Actor) -> None:
    workplace, begins = order.workplace, order.begins_on
    if workplace is None or begins is None:
        return
    hours = None if order.hours is None else float(order.hours)
    limit = size_problem(by, workplace, order.case_id, begins, last, hours)
    if limit is not None:
        raise RuleViolation("order.too_many_there", broken=(limit,))
