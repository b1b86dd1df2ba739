"""What the rules of the case allow of an order: its length, its first day."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.catalogue.enums import LegalKind, Setting
from fremdrift.catalogue.models import Workplace
from fremdrift.conversations.selectors import judged
from fremdrift.orders.enums import OrderState
from fremdrift.orders.models import Order
from fremdrift.orders.rules import TAKING_A_PLACE, Load, heaviest
from fremdrift.rulebook.enums import EffortKind
from fremdrift.rulebook.rules import EffortFact, Facts, Obligation, SizeLimit, not_allowed, size_limit

_AT_WORK = {LegalKind.COMPANY_PLACEMENT.value, LegalKind.WAGE_SUBSIDY.value}
_WORKPLACES = {Setting.WORKPLACE, Setting.COMPANY_CENTRE}


def limit_problems(actor: Actor, order: Order, ends_on: dt.date) -> list[Obligation]:
    """What the rules do not allow if the order lasted until that day; beyond its last one, as an extension."""
    if order.begins_on is None or ends_on < order.begins_on:
        return []
    offer = order.offer
    at_work = order.kind in _AT_WORK or (offer is not None and offer.setting in _WORKPLACES)
    planned = EffortFact(start=order.begins_on, end=ends_on, kind=EffortKind(order.kind), at_workplace=at_work)
    longer = order.ends_on is not None and ends_on > order.ends_on and order.state != OrderState.DRAFT
    return _problems(order.case_id, planned, order.ends_on if longer else None)


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


def size_problem(
    actor: Actor,
    workplace: Workplace,
    case_id: UUID,
    begins_on: dt.date,
    ends_on: dt.date,
    hours: float | None,
) -> SizeLimit | None:
    """The limit on how many may be at a workplace of that size, when one more would break it.

    Those whom other municipalities have sent there are not known here, so what is found is broken for certain.
    """
    if workplace.employees is None or ends_on < begins_on:
        return None
    limits = [size_limit(packs, begins_on, workplace.employees) for _case, _facts, packs in judged([case_id])]
    limit = limits[0] if limits else None
    if limit is None:
        return None
    there = Order.objects.filter(workplace=workplace, state__in=TAKING_A_PLACE, kind__in=_AT_WORK)
    rows = there.filter(begins_on__lte=ends_on, ends_on__gte=begins_on).values_list("begins_on", "ends_on", "hours")
    loads = [
        Load(begins, ends, limit.counts(None if its is None else float(its)))
        for begins, ends, its in rows
        if begins is not None and ends is not None
    ]
    return limit if heaviest(loads, begins_on) + limit.counts(hours) > limit.most else None
