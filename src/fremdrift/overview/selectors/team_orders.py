"""Reads of a team's orders for its leader: how many, for what, how quickly; that a report waits, not what it says."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet

from fremdrift.access.actor import Actor
from fremdrift.catalogue.enums import Purpose
from fremdrift.core import clock
from fremdrift.orders.enums import OrderState, ReportState
from fremdrift.orders.models import Order, ProgressReport
from fremdrift.orders.rules import ANSWER_WORKING_DAYS, REVIEW_SEEN_BY_LEADER
from fremdrift.rulebook.rules import working_days_after

WITHIN = dt.timedelta(days=365)


@dataclass(frozen=True)
class TeamOrders:
    """Orders of a year: how many, for which purpose, and the median days until a yes or no, and until a decision."""

    sent: int
    right_and_duty: int  # ordered for no other reason than the rule
    purposes: Mapping[str, int]  # an order can have several
    answer_days: float | None
    answered: int
    review_days: float | None
    reviewed: int

    @property
    def share(self) -> int:
        """How many in a hundred were ordered for no other reason than the rule."""
        return round(100 * self.right_and_duty / self.sent) if self.sent else 0


def team_orders(actor: Actor) -> TeamOrders:
    """Orders sent in the last twelve months in the cases that the actor may see; two queries."""
    found = list(_sent(actor).order_by().values_list("purposes", "right_and_duty", "sent_at", "answered_at"))
    answered = [(at - sent).days for _purposes, _right, sent, at in found if at is not None]
    told = ProgressReport.objects.visible_to(actor).filter(reviewed_at__gte=clock.now() - WITHIN)
    reviewed = [(at - sent).days for sent, at in told.order_by().values_list("submitted_at", "reviewed_at") if sent]
    counted = Counter(purpose for purposes, *_rest in found for purpose in purposes)
    return TeamOrders(
        sent=len(found),
        right_and_duty=sum(right for _purposes, right, *_rest in found),
        purposes={p: counted[p] for p in Purpose if counted[p]},
        answer_days=median(answered) if answered else None,
        answered=len(answered),
        review_days=median(reviewed) if reviewed else None,
        reviewed=len(reviewed),
    )


def team_order_list(actor: Actor, purpose: str = "", *, right_and_duty: bool = False) -> QuerySet[Any]:
    """The orders behind a count, the latest on top."""
    found = _sent(actor).filter(purposes__contains=[purpose]) if purpose else _sent(actor)
    if right_and_duty:
        found = found.filter(right_and_duty=True)
    told = found.select_related("case__citizen", "sent_by").defer(
        "question", "declined_reason", "ending_reason", "no_mentor_reason"
    )
    return told.order_by(F("sent_at").desc(), "pk")


def _sent(actor: Actor) -> QuerySet[Any]:
    found: QuerySet[Any] = Order.objects.visible_to(actor).filter(sent_at__gte=clock.now() - WITHIN)
    return found


def unanswered(actor: Actor, today: dt.date) -> QuerySet[Any]:
    """Orders of the outer case that nobody has answered within ten working days."""
    last = today
    while working_days_after(last, ANSWER_WORKING_DAYS) >= today:
        last -= dt.timedelta(days=1)
    sent = Q(sent_at__lt=_end_of(last))
    return Order.objects.filter(sent, case=OuterRef("case"), state=OrderState.SENT)


def unreviewed(actor: Actor, today: dt.date) -> QuerySet[Any]:
    """Reports of the outer case that have waited for longer than a leader can leave alone."""
    since = _end_of(today - REVIEW_SEEN_BY_LEADER - dt.timedelta(days=1))
    return ProgressReport.objects.filter(case=OuterRef("case"), state=ReportState.SUBMITTED, submitted_at__lt=since)


def coming(actor: Actor, today: dt.date) -> QuerySet[Any]:
    """Orders of the outer case that will become an effort, as on the worklist."""
    to_come = [OrderState.SENT, OrderState.ACCEPTED]
    return Order.objects.filter(case=OuterRef("case"), state__in=to_come, ends_on__gte=today)


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, clock.COPENHAGEN)
