"""How the writes of the orders app take turns, and in whose context they reach what follows from them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.cases.models import Citizen, as_system
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import rules
from fremdrift.orders.enums import Side
from fremdrift.orders.models import Order

# The company consultant speaks for the workplace: the side that an order was sent to.
_SIDES = {Role.PROVIDER: Side.PROVIDER, Role.CONSULTANT: Side.PROVIDER, Role.CITIZEN: Side.CITIZEN}


def side_of(by: Actor) -> Side:
    """On whose behalf somebody writes in an order."""
    return _SIDES.get(by.role, Side.MUNICIPALITY)


@contextmanager
def in_turn(order: Order, by: Actor) -> Iterator[Order]:
    """The order as it stands, while whoever else writes in its case waits.

    A provider sees the order and nothing of the case, but what they do has effects there: an effort begins, deadlines
    are worked out again. So the system writes, for the order's municipality and under the writer's name.
    """
    with as_system(order.case_id, order.municipality_id, by):
        yield Order.objects.select_related("offer", "workplace__company").get(pk=order.pk)


def move(order: Order, to: str) -> None:
    """Let an order go on to another state, where it may; it is not yet stored."""
    problem = rules.move_problem(order.state, to)
    if problem:
        raise RuleViolation(problem)
    order.state = to


def store(order: Order, *fields: str) -> None:
    """Keep what changed; the version tells whoever has an older one open."""
    order.version += 1
    order.save(update_fields=["state", "version", *fields])


def check_address(order: Order, *texts: str, by: Actor) -> None:
    """A protected address reaches no provider and no workplace, in no words that the municipality writes to them.

    What they write themselves is not held against it: else a refusal would tell them the address.
    """
    if by.role in _SIDES:
        return
    citizen = Citizen.objects.get(cases=order.case_id)
    if citizen.protected_address and any(rules.tells_address(citizen.address, text) for text in texts):
        raise RuleViolation("order.protected_address", "question")


def of_order(order: Order) -> dict[str, UUID | int]:
    """What each row that hangs on an order carries."""
    return {"order_id": order.pk, "case_id": order.case_id, "municipality_id": order.municipality_id}


def day(at: dt.datetime | None) -> dt.date:
    """The day of a moment, in Danish time; today without one."""
    return clock.today() if at is None else at.astimezone(clock.COPENHAGEN).date()
