"""The parts of a draft: aims, indicators, and what is shared of the citizen in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fremdrift.access.actor import Actor
from fremdrift.orders.enums import Shared
from fremdrift.orders.models import Aim, Order, OrderIndicator, SharedField
from fremdrift.orders.selectors.sharing import FREE, facts_of
from fremdrift.orders.services._turns import of_order

if TYPE_CHECKING:
    from fremdrift.orders.services.orders import Content


def parts_write(order: Order, content: Content, by: Actor) -> bool:
    """Write aims, indicators and shared fields as the draft has them now; tells whether anything changed."""
    changes = [_aims(order, content), _indicators(order, content), _shared(order, content, by)]
    return any(changes)


def _aims(order: Order, content: Content) -> bool:
    standing, changed = {aim.position: aim for aim in order.aims.all()}, False
    for position in (1, 2, 3):
        new = content.aims[position - 1] if position <= len(content.aims) else None
        row = standing.get(position)
        if row is None and new is not None:
            row = Aim(position=position, **of_order(order))
        if row is None:
            continue
        values = {
            "what": new.what if new else "",
            "sub_goal_id": new.sub_goal_id if new else None,
            "dropped": new is None,
        }
        changed |= _put(row, values)
    return changed


def _indicators(order: Order, content: Content) -> bool:
    standing, changed = {row.indicator: row for row in order.indicators.all()}, False
    for name in {*standing, *content.indicators}:
        row = standing.get(name) or OrderIndicator(indicator=name, **of_order(order))
        values = {"baseline": content.indicators.get(name, ""), "chosen": name in content.indicators}
        changed |= _put(row, values)
    return changed


def _shared(order: Order, content: Content, by: Actor) -> bool:
    """Name is always told; what is not ticked holds no words at all."""
    shared = {Shared.NAME.value: ("", ""), **content.shared}
    facts = facts_of(by, order)
    standing, changed = {row.field: row for row in order.shared.all()}, False
    for name in {*standing, *shared}:
        row = standing.get(name) or SharedField(field=name, **of_order(order))
        why, words = shared.get(name, ("", ""))
        values: dict[str, Any] = {"why": why, "text": words, "chosen": name in shared}
        if name in shared and name not in FREE:
            values["text"] = facts[name]
        changed |= _put(row, values)
    return changed


def _put(row: Aim | OrderIndicator | SharedField, values: dict[str, Any]) -> bool:
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, values[name])
    if row._state.adding or changed:
        row.save()
        return True
    return False
