"""Kinds of stories that orders have: before they run, while they run, and when they are over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fremdrift_sim.dates import days, workday
from fremdrift_sim.order_schema import Event, OrderPlan
from fremdrift_sim.order_story import Place, Teller, attendance, attended, decided, draft, running, said, sent
from fremdrift_sim.order_story import with_events as more
from fremdrift_sim.texts_da import orders as words
from fremdrift_sim.texts_da import reports

BEFORE_MIDWAY = 40  # days at most; with 50 after it less than the thirteen weeks that a placement may last
ASKED_WEEKS = 4  # how much longer is proposed


@dataclass(frozen=True)
class Runs:
    """A running order: where its midway report stands, and what else there is to see.

    ``midway`` counts days from today. ``report`` is "due", "overdue", "begun", "unread", "waits", "returned", or the
    decision that was made on it.
    """

    report: str
    midway: int
    until: int = 50  # days from the midway report to the last day
    ill: bool = False
    absent: int = 0
    asks: str = ""  # which side waits for an answer
    change: str = ""
    duty: bool = False


RUNNING = (
    Runs("unread", -5, asks="provider"),
    Runs("waits", -21),
    Runs("due", 9, absent=3),
    Runs("overdue", -6, asks="municipality"),
    Runs("returned", -14, ill=True),
    Runs("continue", -25, until=38),  # ends within three weeks, and nothing is agreed to follow
    Runs("extend", -20, change="waiting"),
    Runs("begun", 2),
    Runs("due", 4, duty=True, change="rejected"),
    Runs("change", -20, ill=True, change="approved"),
    Runs("conversation", -16, until=24, change="extended"),
    Runs("asked", -20),
)
BEFORE = (
    "waiting",
    "late",
    "declined",
    "poor",
    "accepted",
    "sent",
    "objected",
    "whole",
    "withdrawn",
    "met",
)
OVER = ("new_order", "close", "interrupted", "unread", "conversation", "continue", "extend", "change", "overdue")


def run(
    teller: Teller, place: Place, spec: Runs, earliest: date, latest: date | None, hours: float
) -> OrderPlan | None:
    """A running order of this kind, within the days that its case has for it; nothing where they are too few."""
    today = teller.today
    midway = workday(today + days(spec.midway))
    begins = max(workday(midway - days(min(spec.until, BEFORE_MIDWAY))), workday(earliest))
    ends = workday(midway + days(spec.until), -1)
    if latest is not None:
        ends = min(ends, workday(latest, -1))
    if not (begins < midway < ends and begins < today - days(2) and today < ends):
        return None
    hours = max(hours, 12.0) if spec.absent else hours
    written = max(teller.case.opened, workday(begins - days(teller.rng.randint(9, 18)), -1))
    order = replace(draft(teller, place, begins, ends, hours, min(written, begins)), midway_on=midway)
    if spec.duty:
        order = replace(order, right_and_duty=True, purposes=())
    order = running(teller, order)
    reported = _midway(teller, order, spec)
    stops = tuple(event.on for event in reported if event.what == "reported")
    went = attended(teller, order, today - days(1), ill=spec.ill, absent=spec.absent)
    return more(order, *attendance(went, stops), *reported, *_asked(teller, spec), *_change(teller, order, spec))


def _midway(teller: Teller, order: OrderPlan, spec: Runs) -> list[Event]:
    assert order.midway_on is not None
    if spec.report in {"due", "overdue"}:
        return []
    if spec.report == "begun":
        return [Event(teller.ago(1), "begun", of="midway", said=said(teller, order, "continue"))]
    on = {"unread": teller.ago(3), "waits": teller.ago(18)}.get(spec.report, workday(order.midway_on + days(1)))
    poor = spec.report == "returned"
    found = [
        Event(
            on, "reported", of="midway", said=said(teller, order, _RECOMMENDED.get(spec.report, "continue"), poor=poor)
        )
    ]
    if poor:
        found.append(Event(teller.ago(4), "returned", of="midway", words=words_missing()))
    elif spec.report == "asked":
        found += [decided(min(workday(on + days(5)), teller.ago(4)), "midway", "continue")]
        due = workday(teller.today + days(6))
        found += [Event(teller.ago(4), "asked", words=words.ASKED_EXTRA, until=due)]
    elif spec.report not in {"unread", "waits"}:
        read = min(workday(on + days(teller.rng.randint(3, 9))), teller.ago(1))
        found.append(decided(read, "midway", spec.report))
    return found


_RECOMMENDED = {"extend": "extend", "change": "change", "conversation": "new_offer"}


def words_missing() -> str:
    """What is asked for when a report is returned."""
    return reports.MISSING


def _asked(teller: Teller, spec: Runs) -> list[Event]:
    if spec.asks == "provider":
        return [Event(teller.ago(2), "wrote", words=teller.one(words.BY_PROVIDER), wants_answer=True)]
    if spec.asks == "municipality":
        text = teller.one(words.BY_OFFICE)
        return [Event(teller.ago(5), "wrote", side="municipality", words=text, wants_answer=True)]
    return []


def _change(teller: Teller, order: OrderPlan, spec: Runs) -> list[Event]:
    """A proposal that waits, or one that was decided on."""
    assert order.ends_on is not None
    assert order.hours is not None
    longer = workday(order.ends_on + days(7 * ASKED_WEEKS), -1)
    asked, answer = teller.ago(6), teller.ago(3)
    extend = Event(asked, "proposed", of="extend", until=longer, words=teller.one(words.EXTEND))
    match spec.change:
        case "waiting":
            return [extend]
        case "rejected":
            return [extend, Event(answer, "rejected", words=words.REJECTED)]
        case "extended":
            return [extend, Event(answer, "approved")]
        case "approved":
            fewer = Event(asked, "proposed", of="hours", hours=max(2.0, order.hours - 3), words=words.FEWER_HOURS)
            return [fewer, Event(answer, "approved")]
        case _:
            return []


def before(teller: Teller, place: Place, kind: str, begins: date, ends: date, hours: float) -> OrderPlan:
    """An order that does not run: still a draft, on its way, accepted to begin, or come to nothing."""
    ago = {"late": 20, "declined": 14, "withdrawn": 18, "sent": 3, "accepted": 9, "met": 12, "poor": 20}.get(kind, 2)
    order = draft(teller, place, begins, ends, hours, teller.ago(ago + 2))
    on, answer = teller.ago(ago), teller.ago(max(ago - 6, 1))
    by_company = place.workplace is not None
    match kind:
        case "waiting":
            return replace(order, shared={**order.shared, **_of_health(teller, at_work=by_company)}, midway_on=None)
        case "poor":
            return replace(_poor(order), question=words.POOR_QUESTIONS[0])
        case "objected":
            return more(order, Event(teller.ago(1), "answered", of="objected", words=words.OBJECTION))
        case "whole":
            return more(order, Event(teller.ago(1), "answered", of="approved", words=words.COMMENT))
        case "sent" | "late":
            return sent(order, on)
        case "declined":
            why = words.DECLINED_BY_COMPANY if by_company else teller.one(words.DECLINED)
            return more(sent(order, on), Event(answer, "declined", words=why))
        case "withdrawn":
            return more(sent(order, on), Event(answer, "withdrawn", words=words.WITHDRAWN))
    yes = more(sent(order, on), Event(answer, "accepted"))
    meeting = workday(begins - days(5), -1)
    if kind == "met" and meeting > teller.today:
        return more(yes, Event(answer, "met", words=words.MEETING_PLACE, until=meeting))
    return yes


def _poor(order: OrderPlan) -> OrderPlan:
    return replace(order, aims=(), indicators={}, hours=None, midway_on=None, shared={}, informed_on=None, purposes=())


def _of_health(teller: Teller, *, at_work: bool) -> dict[str, tuple[str, str]]:
    name, text = ("considerations", words.CONSIDERATIONS) if at_work else ("health", words.HEALTH)
    return {name: (words.WHY[name], teller.say(text))}


def over(teller: Teller, place: Place, kind: str, begins: date, ends: date, hours: float, last: date) -> OrderPlan:
    """An order that has run, and what its final report led to; nothing of it happens after the `last` day."""
    written = max(teller.case.opened, workday(begins - days(teller.rng.randint(9, 18)), -1))
    order = running(teller, draft(teller, place, begins, ends, hours, min(written, begins)))
    if kind == "interrupted":
        return _interrupted(teller, order, begins, ends, last)
    found = _reviewed(teller, order, ends)
    stops = tuple(event.on for event in found if event.what == "reported")
    went = attended(teller, order, ends, ill=teller.rng.random() < 0.2)
    order = more(order, *attendance(went, stops), *found, Event(ends, "completed"))
    return more(order, *_final(teller, order, kind, ends, last))


def _reviewed(teller: Teller, order: OrderPlan, until: date) -> list[Event]:
    """The midway report, and what was decided on it; nothing where the order has none by then."""
    if order.midway_on is None or order.midway_on >= until:
        return []
    on = min(workday(order.midway_on + days(1)), until)
    report = Event(on, "reported", of="midway", said=said(teller, order, "continue"))
    return [report, decided(min(workday(on + days(5)), until), "midway", "continue")]


def _interrupted(teller: Teller, order: OrderPlan, begins: date, ends: date, last: date) -> OrderPlan:
    """It stopped before its time, before the midway report or after it; the final one came all the same."""
    stop = max(workday(begins + (ends - begins) * teller.rng.choice((0.4, 0.7)), -1), begins)
    order = order if order.midway_on is None or order.midway_on < stop else replace(order, midway_on=None)
    found = _reviewed(teller, order, stop)
    stops = tuple(event.on for event in found if event.what == "reported")
    went = attendance(attended(teller, order, stop), stops)
    order = more(order, *went, *found, Event(stop, "interrupted", words=teller.one(words.INTERRUPTED)))
    return more(order, *_final(teller, order, "conversation", stop, last))


def _final(teller: Teller, order: OrderPlan, kind: str, ends: date, last: date) -> list[Event]:
    if kind == "overdue":
        return []
    on = min(workday(ends + days(teller.rng.randint(1, 4))), last)
    advice = {"new_order": "new_offer", "close": "end", "unread": "job"}.get(kind, "end")
    found = [Event(on, "reported", of="final", said=said(teller, order, advice))]
    if kind == "unread":
        return found
    found.append(decided(min(workday(on + days(teller.rng.randint(2, 9))), last), "final", kind))
    if teller.rng.random() < 0.2:
        found.append(Event(found[-1].on, "commented", of="final", words=reports.CITIZEN_COMMENT))
    return found
