"""Duties about orders: each stands from a day on, says since when, and goes when it is done."""

import datetime as dt
from uuid import UUID

import pytest

from fremdrift.overview.enums import Duty, Filter, Group
from fremdrift.overview.rules import Ordered, OrderStep, Situation, Talk, Work, worklist
from fremdrift.rulebook.rules import working_days_after
from tests.world import TODAY

ORDER = UUID(int=3)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def case(**parts: object) -> Situation:
    return Situation(UUID(int=1), **parts)  # type: ignore[arg-type]  # the parts of a situation by name


def order(state: str = "draft", **values: object) -> Ordered:
    known = {"id": ORDER, "title": "Køkkenet", "state": state, "begun_on": TODAY}
    return Ordered(**{**known, **values})  # type: ignore[arg-type]  # the parts of an order by name


def sent(ago: int, begins: int = 60) -> Ordered:
    begins_on = TODAY + days(begins)
    return order("sent", sent_on=TODAY - days(ago), begins_on=begins_on, ends_on=begins_on + days(90))


def step(ago: int, **values: object) -> OrderStep:
    known = {"id": UUID(int=9), "order_id": ORDER, "title": "Køkkenet", "since": TODAY - days(ago)}
    return OrderStep(**{**known, **values})  # type: ignore[arg-type]  # the parts of a step by name


def absent(*ago: int) -> OrderStep:
    return step(min(ago), days=tuple(sorted(TODAY - days(n) for n in ago)))


def seen(situation: Situation, today: dt.date = TODAY) -> list[tuple[Duty, Group]]:
    return [(item.duty, item.group) for row in worklist([situation], [], today).rows for item in row.items]


def fell_away(ago: int, state: str = "declined", **values: object) -> Ordered:
    """An order that a place said no to, or that was interrupted, so many days ago."""
    at = MOMENT - days(ago)
    known = {"id": OTHER, "begun_at": at - days(20), "begun_on": at.date() - days(20), "fell_away_at": at}
    return order(state, **{**known, **values})


def begun(ago: int, **values: object) -> Ordered:
    """A draft that was begun so many days ago."""
    return order(begun_at=MOMENT - days(ago), begun_on=TODAY - days(ago), **values)


def effort_begins(ago: int) -> list[Work]:
    return [Work(UUID(int=5), "Køkkenet", TODAY - days(ago), TODAY + days(90))]


MOMENT = dt.datetime.combine(TODAY, dt.time(10), dt.UTC)
OTHER = UUID(int=8)
LATE = [(Duty.ORDER_DECLINED, Group.LATE)]
HELD = Talk(UUID(int=4), "held", TODAY, None, "phone", "shared")
CASES = [
    ("a new draft", case(orders=[order()]), []),
    ("a draft that lies", case(orders=[order(begun_on=TODAY - days(14))]), [(Duty.ORDER_DRAFT, Group.WEEK)]),
    ("a draft forgotten", case(orders=[order(begun_on=TODAY - days(15))]), [(Duty.ORDER_DRAFT, Group.LATE)]),
    (
        "the citizen objects",
        case(orders=[order(answer="objected", answered_on=TODAY)]),
        [(Duty.ORDER_ANSWERED, Group.WEEK)],
    ),
    (
        "the citizen waits",
        case(orders=[order(answer="approved", answered_on=TODAY - days(4), begun_on=TODAY - days(40))]),
        [(Duty.ORDER_ANSWERED, Group.LATE)],
    ),
    ("sent today", case(orders=[sent(0)]), []),
    ("sent long ago", case(orders=[sent(30)]), [(Duty.ORDER_UNANSWERED, Group.LATE)]),
    ("begins soon", case(orders=[sent(3, begins=7)]), [(Duty.ORDER_STARTING, Group.WEEK)]),
    ("should have begun", case(orders=[sent(3, begins=-1)]), [(Duty.ORDER_STARTING, Group.LATE)]),
    ("accepted", case(orders=[order("accepted", begins_on=TODAY, ends_on=TODAY + days(9))]), []),
    ("declined", case(fell_away=[fell_away(0)]), [(Duty.ORDER_DECLINED, Group.WEEK)]),
    ("declined long ago", case(fell_away=[fell_away(8)]), LATE),
    ("declined sixty days ago", case(fell_away=[fell_away(60)]), LATE),
    ("declined, and done with", case(fell_away=[fell_away(61)]), []),
    ("interrupted", case(fell_away=[fell_away(0, "interrupted")]), [(Duty.ORDER_INTERRUPTED, Group.WEEK)]),
    ("interrupted, and followed already", case(fell_away=[fell_away(0)], orders=[begun(9, follows=OTHER)]), []),
    ("declined, another begun since", case(fell_away=[fell_away(9)], orders=[begun(9)]), []),
    ("declined, another begun before", case(fell_away=[fell_away(8)], orders=[begun(9)]), LATE),
    ("declined, the next one too", case(fell_away=[fell_away(30), fell_away(8, id=ORDER, begun_at=MOMENT)]), LATE),
    ("declined, an effort begun since", case(fell_away=[fell_away(9)], efforts=effort_begins(8)), []),
    ("declined, an effort ran before", case(fell_away=[fell_away(9)], efforts=effort_begins(9)), LATE),
    ("declined, an effort to come", case(fell_away=[fell_away(9)], efforts=effort_begins(-1)), LATE),
    ("a question", case(questions=[step(1)]), [(Duty.ORDER_QUESTION, Group.WEEK)]),
    ("a question that waits", case(questions=[step(4)]), [(Duty.ORDER_QUESTION, Group.LATE)]),
    ("a proposal", case(proposals=[step(7, word="provider")]), [(Duty.ORDER_CHANGE, Group.WEEK)]),
    ("a proposal forgotten", case(proposals=[step(8, word="provider")]), [(Duty.ORDER_CHANGE, Group.LATE)]),
    ("decided on today", case(decided=[step(3, word="extend")]), [(Duty.ORDER_DECIDED, Group.WEEK)]),
    ("decided on and forgotten", case(decided=[step(4, word="extend")]), [(Duty.ORDER_DECIDED, Group.LATE)]),
    ("a report", case(reports=[step(0, word="final", state="submitted")]), [(Duty.REPORT, Group.WEEK)]),
    ("a report not read", case(reports=[step(8, word="final", state="submitted")]), [(Duty.REPORT, Group.LATE)]),
    ("a report of today", case(reports=[step(0, word="final", state="due")]), []),
    ("a report missing", case(reports=[step(1, word="final", state="draft")]), [(Duty.REPORT_OVERDUE, Group.LATE)]),
    ("absent twice", case(absences=[absent(0, 1)]), []),
    ("absent three times", case(absences=[absent(0, 1, 5)]), [(Duty.ABSENCE, Group.WEEK)]),
    ("absent over a longer time", case(absences=[absent(0, 1, 14)]), []),
    ("absent, and spoken of since", case(absences=[absent(0, 1, 5)], talks=[HELD]), []),
]


@pytest.mark.parametrize(("name", "situation", "expected"), CASES, ids=[c[0] for c in CASES])
def test_which_duty_stands(name: str, situation: Situation, expected: list[tuple[Duty, Group]]) -> None:
    assert seen(situation) == expected


def test_ten_working_days_are_ten_working_days() -> None:
    last = working_days_after(TODAY, 10)
    found = case(orders=[order("sent", sent_on=TODAY, begins_on=last + days(60), ends_on=last + days(90))])
    assert seen(found, last) == []
    assert seen(found, last + days(1)) == [(Duty.ORDER_UNANSWERED, Group.LATE)]


ENDS = Work(UUID(int=5), "Køkkenet", TODAY - days(90), TODAY + days(10))


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_an_order_to_come_is_something_after(state: str) -> None:
    after = order(state, sent_on=TODAY, begins_on=TODAY + days(15), ends_on=TODAY + days(99))
    assert (Duty.ENDING, Group.WEEK) in seen(case(efforts=[ENDS]))
    assert seen(case(efforts=[ENDS], orders=[after])) == []


def test_a_draft_is_nothing_after() -> None:
    assert (Duty.ENDING, Group.WEEK) in seen(case(efforts=[ENDS], orders=[order()]))


def test_an_order_that_is_sent_ends_the_time_without_effort() -> None:
    without = case(since=TODAY - days(40), talks=[HELD])
    assert [duty for duty, _group in seen(without)] == [Duty.NO_EFFORT]
    assert seen(case(since=TODAY - days(40), talks=[HELD], orders=[sent(0)])) == []


@pytest.mark.parametrize(
    ("chosen", "situation"),
    [
        (Filter.ORDER, case(questions=[step(1)])),
        (Filter.ORDER, case(fell_away=[fell_away(1)])),
        (Filter.ORDER, case(fell_away=[fell_away(1, "interrupted")])),
        (Filter.ORDER, case(decided=[step(1, word="extend")])),
        (Filter.REPORT, case(reports=[step(1, word="final", state="due")])),
        (Filter.ABSENCE, case(absences=[absent(0, 1, 2)])),
    ],
)
def test_each_has_its_count(chosen: Filter, situation: Situation) -> None:
    found = worklist([situation], [], TODAY).counts
    orders = {f: found[f] for f in (Filter.ORDER, Filter.REPORT, Filter.ABSENCE)}
    assert orders == {f: int(f is chosen) for f in orders}
