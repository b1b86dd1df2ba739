"""What the rules of the case allow of an order: its length, its first day."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.catalogue.enums import LegalKind, Setting
from fremdrift.conversations.selectors import judged
from fremdrift.orders.enums import OrderState
from fremdrift.orders.models import Order
from fremdrift.rulebook.enums import EffortKind
from fremdrift.rulebook.rules import EffortFact, Facts, Obligation, not_allowed

_AT_WORK = {LegalKind.COMPANY_PLACEMENT.value, LegalKind.WAGE_SUBSIDY.value}
_WORKPLACES = {Setting.WORKPLACE, Setting.COMPANY_CENTRE}


def limit_problems(actor: Actor, order: Order, ends_on: dt.date) -> list[Obligation]:
    """What the rules do not allow if the order lasted until that day; of one that was sent, a longer time is asked."""
    if order.begins_on is None or ends_on < order.begins_on:
        return []
    offer = order.offer
    at_work = order.kind in _AT_WORK or (offer is not None and offer.setting in _WORKPLACES)
    planned = EffortFact(start=order.begins_on, end=ends_on, kind=EffortKind(order.kind), at_workplace=at_work)
    return _problems(order.case_id, planned, None if order.state == OrderState.DRAFT else order.ends_on)


def limit_problems_of(actor: Actor, case_id: UUID, kind: str, begins_on: dt.date, ends_on: dt.date) -> list[Obligation]:
    """What the rules do not allow of a placement that is being written and is no order yet."""
    if ends_on < begins_on:
        return []
    return _problems(case_id, EffortFact(start=begins_on, end=ends_on, kind=EffortKind(kind), at_workplace=True), None)


def _problems(case_id: UUID, planned: EffortFact, was: dt.date | None) -> list[Obligation]:
    """What is known of the case decides; to whoever sees no case nothing is told, and the services refuse."""
    for _case, facts, packs in judged([case_id]):
        return not_allowed(_without(facts, replace(planned, end=was)), packs, planned, was)
    return []


def _without(facts: Facts, running: EffortFact) -> Facts:
    """The facts without the effort that the order itself became."""
    same = [e for e in facts.efforts if (e.kind, e.start, e.end) == (running.kind, running.start, running.end)]
    if running.end is None or not same:
        return facts
    efforts = list(facts.efforts)
    efforts.remove(same[0])
    return replace(facts, efforts=tuple(efforts))
