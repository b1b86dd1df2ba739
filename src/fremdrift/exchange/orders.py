"""Orders of the demo, taken in through the product's own services day by day, as they came about."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts.models import User
from fremdrift.cases.models import Case, SubGoal
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from fremdrift.exchange.catalogue import Sold
from fremdrift.orders import services
from fremdrift.orders.models import Order, ProgressReport
from fremdrift_sim.order_schema import CaseOrders, Event, OrderPlan, Said

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Office:
    """Who writes in orders: the contact person of each day, the consultant, and those of each provider."""

    worker: Callable[[dt.date], Actor]
    consultant: Actor
    providers: dict[int, Actor]  # by provider


@dataclass(frozen=True)
class Moment:
    """An order at an event of it, and in whose name it happens."""

    order: Order
    event: Event
    office: Office

    @property
    def at(self) -> dt.datetime:
        """When it happened."""
        return clock.evening(self.event.on)

    @property
    def worker(self) -> Actor:
        """The contact person of that day."""
        return self.office.worker(self.event.on)

    @property
    def unit(self) -> Actor:
        """Who speaks for the place: somebody of the provider, or the consultant for a workplace."""
        if self.order.provider_id is None:
            return self.office.consultant
        return self.office.providers[self.order.provider_id]

    @property
    def report(self) -> ProgressReport:
        """The report that the event is about."""
        return ProgressReport.objects.get(order=self.order, kind=self.event.of)


def staff_of(by: Actor) -> dict[int, Actor]:
    """One of each provider's people who writes in its orders."""
    people = User.objects.filter(memberships__role=Role.PROVIDER).order_by("-pk")
    held = [(user, membership) for user in people for membership in user.memberships.all()]
    return {
        m.provider_id: replace(by, user_id=user.pk, role=Role.PROVIDER, provider_id=m.provider_id)
        for user, m in held
        if m.provider_id is not None
    }


def orders_take_in(plan: CaseOrders, case: Case, sold: Sold, office: Office) -> None:
    """All orders of a case, and what lies on the citizen's page."""
    for order in plan.orders:
        with _left_out_if_refused(order):
            _take_in(order, case, sold, office)
    for shown in plan.shown:
        offer, at = sold.offers[shown.offer], clock.evening(shown.on)
        services.offer_show(case=case, offer=offer, note=shown.note, at=at, by=office.worker(shown.on))


@contextmanager
def _left_out_if_refused(plan: OrderPlan) -> Iterator[None]:
    """Let an order that a rule refuses be left out, and say so, so that the demo stands all the same.

    The savepoint is written out, since the loading of the demo switches Django's own ones off.
    """
    with connection.cursor() as cursor:
        cursor.execute("savepoint an_order")
    try:
        yield
    except RuleViolation as refused:
        transaction.set_rollback(False)  # to where nothing of the order was written, on the next line
        with connection.cursor() as cursor:
            cursor.execute("rollback to savepoint an_order")
        where = plan.offer or f"workplace {plan.workplace}"
        logger.warning("An order to %s, %s to %s, was left out: %s", where, plan.begins_on, plan.ends_on, refused.code)
    with connection.cursor() as cursor:
        cursor.execute("release savepoint an_order")


def _take_in(plan: OrderPlan, case: Case, sold: Sold, office: Office) -> None:
    """Write the order and let happen what happened to it."""
    by = office.worker(plan.written)
    offer = sold.offers[plan.offer] if plan.offer else None
    workplace = sold.workplaces[plan.workplace] if plan.workplace is not None else None
    begun = uuid7(clock.evening(plan.written))
    order = services.order_begin(case=case, offer=offer, workplace=workplace, kind=plan.kind, id=begun, by=by)
    order = services.order_save(order=order, content=_content(plan, case), expected_version=0, by=by)
    for event in plan.events:
        with clock.at(event.on):
            _HAPPENS[event.what](Moment(order, event, office))


def _content(plan: OrderPlan, case: Case) -> services.Content:
    steps = {step.what: step.pk for step in SubGoal.objects.filter(case=case)}
    return services.Content(
        purposes=list(plan.purposes),
        question=plan.question,
        aims=[services.NewAim(what, steps.get(step)) for what, step in plan.aims],
        indicators=plan.indicators,
        hours=plan.hours,
        begins_on=plan.begins_on,
        ends_on=plan.ends_on,
        midway_on=plan.midway_on,
        right_and_duty=plan.right_and_duty,
        shared=plan.shared,
        mentor_name=plan.mentor_name,
        mentor_hours=plan.mentor_hours,
        no_mentor_reason=plan.no_mentor_reason,
        informed_on=plan.informed_on,
    )


def _answered(now: Moment) -> None:
    said = now.event
    services.order_comment(order=now.order, answer=said.of, comment=said.words, at=now.at, by=now.worker)


def _sent(now: Moment) -> None:
    services.order_send(order=now.order, at=now.at, by=now.worker)


def _accepted(now: Moment) -> None:
    who = now.order.workplace.contact_name if now.order.workplace is not None else ""
    services.order_accept(order=now.order, accepted_by_name=who, at=now.at, by=now.unit)


def _declined(now: Moment) -> None:
    services.order_decline(order=now.order, reason=now.event.words, at=now.at, by=now.unit)


def _withdrawn(now: Moment) -> None:
    services.order_withdraw(order=now.order, reason=now.event.words, at=now.at, by=now.worker)


def _met(now: Moment) -> None:
    assert now.event.until is not None
    place, at = now.event.words, dt.time(10, 0)
    services.order_meet(order=now.order, on=now.event.until, at=at, place=place, told_at=now.at, by=now.unit)


def _started(now: Moment) -> None:
    services.order_start(order=now.order, on=now.event.on, by=now.unit)


def _attended(now: Moment) -> None:
    days = [services.Day(day.on, day.presence, day.hours, day.planned) for day in now.event.days]
    services.attendance_register(order=now.order, days=days, at=now.at, by=now.unit)
    if now.event.words:
        monday = days[-1].on - dt.timedelta(days=days[-1].on.weekday())
        services.attendance_remark_write(order=now.order, monday=monday, text=now.event.words, at=now.at, by=now.unit)


def _asked(now: Moment) -> None:
    assert now.event.until is not None
    services.report_ask(order=now.order, due_on=now.event.until, why=now.event.words, by=now.worker)


def _says(said: Said, order: Order) -> services.Report:
    aims = [aim.pk for aim in order.aims.filter(dropped=False)]
    return services.Report(
        points=said.points,
        aims=dict(zip(aims, said.aims, strict=False)),  # a report with hardly a word says nothing of aims
        summary=said.summary,
        work_capacity=said.work_capacity,
        recommendation=said.recommendation,
        recommendation_words=said.recommendation_words,
        indicators=said.steps,
    )


def _begun(now: Moment) -> None:
    assert now.event.said is not None
    services.report_save(report=now.report, content=_says(now.event.said, now.order), by=now.unit)


def _reported(now: Moment) -> None:
    assert now.event.said is not None
    services.report_submit(report=now.report, content=_says(now.event.said, now.order), at=now.at, by=now.unit)


def _returned(now: Moment) -> None:
    services.report_return(report=now.report, missing=now.event.words, at=now.at, by=now.worker)


def _reviewed(now: Moment) -> None:
    decided = now.event
    services.report_review(report=now.report, decision=decided.decision, words=decided.words, at=now.at, by=now.worker)


def _read(now: Moment) -> None:
    services.report_read(report=now.report, at=now.at, by=now.worker)


def _commented(now: Moment) -> None:
    services.report_comment(report=now.report, comment=now.event.words, at=now.at, by=now.worker)


def _proposed(now: Moment) -> None:
    asked = now.event
    services.change_propose(
        order=now.order,
        kind=asked.of,
        reason=asked.words,
        ends_on=asked.until,
        hours=asked.hours,
        at=now.at,
        by=now.unit,
    )


def _approved(now: Moment) -> None:
    proposal = now.order.proposals.get(state="proposed")
    services.change_approve(proposal=proposal, at=now.at, by=now.worker)


def _rejected(now: Moment) -> None:
    proposal = now.order.proposals.get(state="proposed")
    services.change_reject(proposal=proposal, reason=now.event.words, at=now.at, by=now.worker)


def _wrote(now: Moment) -> None:
    by = now.unit if now.event.side == "provider" else now.worker
    wants = now.event.wants_answer
    services.order_message_send(order=now.order, text=now.event.words, wants_answer=wants, at=now.at, by=by)


def _interrupted(now: Moment) -> None:
    services.order_interrupt(order=now.order, reason=now.event.words, on=now.event.on, by=now.worker)


def _completed(now: Moment) -> None:
    services.order_complete(order=now.order, on=now.event.on, by=now.worker)


_HAPPENS: dict[str, Callable[[Moment], None]] = {
    "answered": _answered,
    "sent": _sent,
    "accepted": _accepted,
    "declined": _declined,
    "withdrawn": _withdrawn,
    "met": _met,
    "started": _started,
    "attended": _attended,
    "asked": _asked,
    "begun": _begun,
    "reported": _reported,
    "returned": _returned,
    "reviewed": _reviewed,
    "read": _read,
    "commented": _commented,
    "proposed": _proposed,
    "approved": _approved,
    "rejected": _rejected,
    "wrote": _wrote,
    "interrupted": _interrupted,
    "completed": _completed,
}
