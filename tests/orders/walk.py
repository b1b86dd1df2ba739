"""A walk at random over everything that can be done about orders, by everybody who may, while days go by."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connections

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import services
from fremdrift.orders.models import Order
from tests.orders.made import DAY, actor, an_offer, content
from tests.world import TODAY, World

POINTS = dict.fromkeys(
    ["vocational", "personal", "health", "conditions", "perspective"], ("forward", "Møder til tiden")
)
STANDING = 8  # orders that the walk deals with at a time; those that ended, then the oldest, are let go of
FREE = 0.1  # of the steps begin an order, or let days go by
ANYTHING = 0.3  # of the steps try just anything with just any order, and are mostly refused
PLACES, QUOTA = 2, 5


class Walk:
    """One world, walked through; `steps` counts what was tried, by what came of it."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.dice = random.Random(seed)
        self.today = TODAY
        self.offers = [
            an_offer(world, code="W1", places=PLACES, quota=None),
            an_offer(world, code="W2", places=None, quota=QUOTA),
        ]
        self.caseworker, self.provider = actor(world, "caseworker"), actor(world, "provider")
        self.citizen, self.system = actor(world, "citizen"), system_actor(world.nordby)
        self.orders: dict[UUID, str] = {}  # and the state that each is in
        self.steps: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self._filtered: dict[dt.date, tuple[str, Any]] = {}

    def step(self) -> str:
        """Do one thing at random; what it was, and whether it was refused."""
        name, verb, by, order = self._next()
        who: Actor = getattr(self, by)
        if name == "clock":
            self.today += self.dice.randint(1, 9) * DAY
        try:
            with clock.at(self.today), acting(who):  # a savepoint: what is refused leaves nothing behind
                if order is None:
                    verb(self, who)
                else:
                    self._about(verb, who, order)
            said = name
        except RuleViolation as refused:
            said = refused.code
        self.steps[said] += 1
        self.done[name] += said == name
        return said

    def _next(self) -> tuple[str, Callable[..., object], str, UUID | None]:
        """A deed, by whom, and with which order; most often one that the order's state allows."""
        anything, free = self.dice.random() < ANYTHING, self.dice.random() < FREE
        orders = [pk for pk, state in self.orders.items() if anything or any(state in deed[3] for deed in _DEEDS)]
        if free or not orders:
            name = "clock" if free and self.dice.random() < 0.5 else "begin"
            return name, *_FREE[name], None
        order = self.dice.choice(orders)
        fits = [deed for deed in _DEEDS if anything or self.orders[order] in deed[3]]
        name, verb, by, _ = self.dice.choice(fits)
        return name, verb, by, order

    def _about(self, verb: Callable[..., object], who: Actor, pk: UUID) -> None:
        order = Order.objects.filter(pk=pk).first()
        if order is None:
            raise RuleViolation("walk.unseen")
        verb(self, who, order)

    def take_up(self, order: UUID) -> None:
        """Deal with an order from now on, and let go of another when there are many."""
        if len(self.orders) >= STANDING:
            del self.orders[next((pk for pk, state in self.orders.items() if state in _OVER), next(iter(self.orders)))]
        self.orders[order] = "draft"

    def filtered(self) -> tuple[str, Any]:
        """What the unit asks for its orders today: the same all day, so that it is put together once."""
        if self.today not in self._filtered:
            rows = Order.objects.visible_to(self.provider).values_list("pk")
            self._filtered[self.today] = rows.query.sql_with_params()
        return self._filtered[self.today]

    def row(self, rows: Any) -> Any:
        """One row of a kind at random."""
        found = list(rows.order_by("pk"))
        if not found:
            raise RuleViolation("walk.nothing")
        return self.dice.choice(found)

    def day(self, first: int, last: int) -> dt.date:
        """A day around today."""
        return self.today + self.dice.randint(first, last) * DAY


def _begin(walk: Walk, by: Actor) -> None:
    case = Case.objects.get(pk=walk.world.cilla)
    order = services.order_begin(case=case, offer=walk.dice.choice(walk.offers), by=by)
    begins = walk.day(-2, 12)
    ends = begins + walk.dice.randint(0, 40) * DAY
    midway = begins + (ends - begins) // 2 if (ends - begins).days > 2 else None
    hours = walk.dice.choice([5, 15, 37, 37.5])
    ticked = walk.dice.choice([{}, {"phone": ("x", "")}, {"phone": ("x", ""), "health": ("x", "Ryg")}])
    new = content(begins_on=begins, ends_on=ends, midway_on=midway, hours=hours, shared=ticked, informed_on=walk.today)
    services.order_save(order=order, content=new, expected_version=0, by=by)
    walk.take_up(order.pk)


def _attend(walk: Walk, by: Actor, order: Order) -> None:
    presence = walk.dice.choice(["present", "sick", "absent", ""])
    day = services.Day(walk.day(-9, 1), presence, walk.dice.choice([0, 5, 25]), 5)
    services.attendance_register(order=order, days=[day], at=clock.evening(walk.today), by=by)


def _propose(walk: Walk, by: Actor, order: Order) -> None:
    kind = walk.dice.choice(["extend", "hours", "end"])
    services.change_propose(
        order=order, kind=kind, reason="x", ends_on=walk.day(-5, 60), hours=walk.dice.choice([10, 20, 40]), by=by
    )


def _submit(walk: Walk, by: Actor, order: Order) -> None:
    said = services.Report(points=POINTS, recommendation=walk.dice.choice(["continue", "end", ""]))
    services.report_submit(report=walk.row(order.reports), content=said, at=clock.evening(walk.today), by=by)


def _review(walk: Walk, by: Actor, order: Order) -> None:
    decision = walk.dice.choice(["continue", "close"])
    services.report_review(report=walk.row(order.reports), decision=decision, at=clock.evening(walk.today), by=by)


def _save_report(walk: Walk, by: Actor, order: Order) -> None:
    services.report_save(report=walk.row(order.reports), content=services.Report(summary="x"), by=by)


def _at(walk: Walk) -> dt.datetime:
    return clock.evening(walk.today)


_OVER = {"declined", "withdrawn", "completed", "interrupted"}
_DRAFT, _SENT, _STANDING = {"draft"}, {"sent"}, {"accepted", "running"}
_BEGUN = {"running", "completed", "interrupted"}
_REPORTED = _STANDING | _BEGUN

Deed = tuple[str, Callable[..., Any], str, set[str]]  # what, how, by whom, and of an order in which states
_FREE: dict[str, tuple[Callable[..., Any], str]] = {
    "begin": (_begin, "caseworker"),
    "clock": (lambda _, by: services.orders_advance(by=by), "system"),
}
_DEEDS: list[Deed] = [
    ("send", lambda w, by, o: services.order_send(order=o, at=_at(w), by=by), "caseworker", _DRAFT),
    ("send", lambda w, by, o: services.order_send(order=o, at=_at(w), by=by), "caseworker", _DRAFT),
    ("answer", lambda _, by, o: services.order_comment(order=o, answer="approved", by=by), "citizen", _DRAFT),
    ("accept", lambda w, by, o: services.order_accept(order=o, at=_at(w), by=by), "provider", _SENT),
    ("accept", lambda w, by, o: services.order_accept(order=o, at=_at(w), by=by), "provider", _SENT),
    ("accept", lambda w, by, o: services.order_accept(order=o, at=_at(w), by=by), "provider", _SENT),
    ("decline", lambda w, by, o: services.order_decline(order=o, reason="x", at=_at(w), by=by), "provider", _SENT),
    (
        "withdraw",
        lambda w, by, o: services.order_withdraw(order=o, reason="x", at=_at(w), by=by),
        "caseworker",
        _DRAFT | _SENT,
    ),
    ("start", lambda _, by, o: services.order_start(order=o, by=by), "provider", {"accepted"}),
    ("interrupt", lambda _, by, o: services.order_interrupt(order=o, reason="x", by=by), "caseworker", {"running"}),
    ("write", lambda _, by, o: services.order_message_send(order=o, text="x", by=by), "provider", _STANDING),
    (
        "settle",
        lambda w, by, o: services.order_message_settle(message=w.row(o.messages), by=by),
        "caseworker",
        _STANDING,
    ),
    ("attend", _attend, "provider", _BEGUN),
    ("propose", _propose, "provider", _STANDING),
    ("propose", _propose, "caseworker", _STANDING),
    ("approve", lambda w, by, o: services.change_approve(proposal=w.row(o.proposals), by=by), "caseworker", _STANDING),
    (
        "reject",
        lambda w, by, o: services.change_reject(proposal=w.row(o.proposals), reason="x", by=by),
        "caseworker",
        _STANDING,
    ),
    ("take back", lambda w, by, o: services.change_withdraw(proposal=w.row(o.proposals), by=by), "provider", _STANDING),
    (
        "ask",
        lambda w, by, o: services.report_ask(order=o, due_on=w.day(-1, 20), why="x", by=by),
        "caseworker",
        _STANDING,
    ),
    ("save report", _save_report, "provider", _REPORTED),
    ("submit", _submit, "provider", _BEGUN),
    ("submit", _submit, "provider", _BEGUN),
    (
        "return",
        lambda w, by, o: services.report_return(report=w.row(o.reports), missing="x", by=by),
        "caseworker",
        _REPORTED,
    ),
    ("review", _review, "caseworker", _REPORTED),
    ("read", lambda w, by, o: services.report_read(report=w.row(o.reports), by=by), "citizen", _REPORTED),
    (
        "comment",
        lambda w, by, o: services.report_comment(report=w.row(o.reports), comment="x", by=by),
        "citizen",
        _REPORTED,
    ),
]
DEEDS = {name for name, *_ in _DEEDS} | set(_FREE)

# What must never be: each query finds the orders of which it is so, on a day.
NEVER = {
    "more places given than there are": """
        select o.id from orders_order o join catalogue_offer c on c.id = o.offer_id
        where o.state in ('accepted', 'running') and c.places < (select count(*) from orders_order x
            where x.offer_id = o.offer_id and x.state in ('accepted', 'running')
            and o.begins_on between x.begins_on and x.ends_on)""",
    "more of the quota used than there is": """
        select o.id from orders_order o join catalogue_offer c on c.id = o.offer_id
        where o.state in ('accepted', 'running', 'completed', 'interrupted') and c.quota < (
            select count(*) from orders_order x where x.offer_id = o.offer_id
            and x.state in ('accepted', 'running', 'completed', 'interrupted')
            and extract(year from x.begins_on) = extract(year from o.begins_on))""",
    "an effort that says something else": """
        select o.id from orders_order o left join cases_effort e on e.id = o.effort_id
        where (o.state in ('running', 'completed', 'interrupted')) <> (e.id is not null)
        or e.begins_on <> o.begins_on or e.hours <> o.hours or e.case_id <> o.case_id
        or e.ends_on <> greatest(coalesce(o.ended_on, o.ends_on), e.begins_on)""",
    "a grant that opens longer or shorter than the rule": """
        select o.id from orders_order o join cases_case k on k.id = o.case_id
        left join access_grant g on g.source = o.id
        where (o.sent_at is not null) <> (g.id is not null) or g.purpose <> 'order'
        or g.holder <> 'provider:' || o.provider_id or g.subject <> k.citizen_id
        or (o.state in ('declined', 'withdrawn') and g.ends_on >= coalesce(o.ended_on, o.answered_at::date))
        or (o.state in ('sent', 'accepted', 'running', 'completed', 'interrupted') and g.ends_on <> least(
            coalesce(o.ended_on, o.ends_on) + 180, 90 + greatest(coalesce(o.ended_on, o.ends_on),
            (select max((r.reviewed_at at time zone 'Europe/Copenhagen')::date) from orders_progressreport r
             where r.order_id = o.id and r.state = 'reviewed'))))""",
    "two proposals that wait, or one of an order that does not run": """
        select o.id from orders_order o join orders_changeproposal p on p.order_id = o.id and p.state = 'proposed'
        group by o.id, o.state having count(*) > 1 or o.state not in ('accepted', 'running')""",
    "a final report that is not due on the last day": """
        select o.id from orders_order o left join orders_progressreport r on r.order_id = o.id and r.kind = 'final'
        where (o.state in ('accepted', 'running', 'completed', 'interrupted') and r.id is null)
        or (o.state <> 'withdrawn' and r.state in ('due', 'draft') and r.due_on <> coalesce(o.ended_on, o.ends_on))""",
    "a state that its days contradict": """
        select o.id from orders_order o where (o.state = 'draft') and o.sent_at is not null
        or o.state in ('sent', 'withdrawn') and o.effort_id is not null
        or o.state = 'running' and o.begins_on > %(today)s
        or o.state in ('completed', 'interrupted') and o.ended_on not between o.begins_on and o.ends_on
        or o.ended_on is not null and o.state not in ('completed', 'interrupted', 'withdrawn')""",
    "a day of attendance outside the order": """
        select o.id from orders_order o join orders_attendanceday d on d.order_id = o.id
        where not d.cleared and d.on < o.begins_on""",
}
_MUST_SEE = """
    select o.id from orders_order o where o.provider_id = %(unit)s
    and o.state not in ('draft', 'declined', 'withdrawn')
    and (o.sent_at at time zone 'Europe/Copenhagen')::date <= %(today)s
    and %(today)s <= least(coalesce(o.ended_on, o.ends_on) + 180, 90 + greatest(coalesce(o.ended_on, o.ends_on),
        (select max((r.reviewed_at at time zone 'Europe/Copenhagen')::date) from orders_progressreport r
         where r.order_id = o.id and r.state = 'reviewed')))
"""
# One statement, planned once: planning it, with row-level security in it, takes far longer than running it.
_WITNESS = "\n union all ".join(
    [
        *(f"select '{name}', its.id, '' from ({query}) its" for name, query in NEVER.items()),
        f"select '', its.id, 'seen' from ({_MUST_SEE}) its",
        "select '', o.id, o.state from orders_order o",
    ]
)


def wrong(walk: Walk) -> dict[str, list[UUID]]:
    """What must never be and is, with the orders of which it is so."""
    found: dict[str, list[UUID]] = {}
    must: set[UUID] = set()
    for name, order, said in _told(walk):
        if name:
            found.setdefault(name, []).append(order)
        elif said == "seen":
            must.add(order)
        elif order in walk.orders:
            walk.orders[order] = said
    with _reading(walk, walk.provider) as cursor:
        cursor.execute("select id from orders_order")
        sees = {row for (row,) in cursor.fetchall()}
        cursor.execute(*walk.filtered())
        filtered = {row for (row,) in cursor.fetchall()}
    if not must == sees == filtered:
        found["a unit that sees something else than it should"] = sorted((must ^ sees) | (must ^ filtered))
    return found


def _told(walk: Walk) -> list[tuple[str, UUID, str]]:
    with _reading(walk, walk.system) as cursor:
        cursor.execute("select from pg_prepared_statements where name = 'walk_witness'")
        if not cursor.fetchall():
            query = _WITNESS.replace("%(today)s", "$1").replace("%(unit)s", "$2")
            cursor.execute(f"prepare walk_witness (date, bigint) as {query}")
        cursor.execute("execute walk_witness (%s, %s)", [walk.today, walk.provider.provider_id])
        rows: list[tuple[str, UUID, str]] = cursor.fetchall()
        return rows


@contextmanager
def _reading(walk: Walk, who: Actor) -> Iterator[Any]:
    with clock.at(walk.today), acting(who), connections["default"].cursor() as cursor:
        yield cursor
