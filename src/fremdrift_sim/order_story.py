"""One order told day by day: written, answered, attended, reported, and what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from fremdrift_sim.dates import days, workday, workdays
from fremdrift_sim.order_schema import Attended, Event, OrderPlan, Presence, Said
from fremdrift_sim.schema import CasePlan, EffortKind
from fremdrift_sim.texts_da import orders as words
from fremdrift_sim.texts_da import reports

A_WHOLE_DAY = 7.4  # a fifth of the Danish full-time week
POINTS = ("vocational", "personal", "health", "conditions", "perspective")
_USUAL: dict[Presence, float] = {"present": 90, "sick": 5, "excused": 4, "absent": 1}
_OFTEN_ILL: dict[Presence, float] = {"present": 66, "sick": 26, "excused": 7, "absent": 1}


@dataclass(frozen=True)
class Place:
    """Where an order goes: an offer by its code, or a workplace by its number; with purposes to choose from."""

    kind: EffortKind
    offer: str = ""
    workplace: int | None = None
    purposes: tuple[str, ...] = ("employment",)
    mentor: str = ""


@dataclass(frozen=True)
class Teller:
    """What is told about: one citizen, and the day that is today."""

    case: CasePlan
    today: date
    rng: Random

    def say(self, sentence: str) -> str:
        """A sentence with the first name."""
        return sentence.format(name=self.case.person.first_name)

    def one(self, sentences: tuple[str, ...]) -> str:
        """One of several sentences."""
        return self.say(self.rng.choice(sentences))

    def after(self, on: date, least: int, most: int, latest: date) -> date:
        """A workday some days later, and not after the latest."""
        return min(workday(on + days(self.rng.randint(least, most))), workday(latest, -1))

    def ago(self, count: int) -> date:
        """The workday so many days ago, or the one before, and not before the case was opened."""
        return max(workday(self.today - days(count), -1), self.case.opened)


def draft(teller: Teller, place: Place, begins: date, ends: date, hours: float, written: date) -> OrderPlan:
    """A draft that lacks nothing but the citizen's answer."""
    rng = teller.rng
    own = [step.what for step in teller.case.plan.steps if step.state == "open"] if teller.case.plan else []
    aims = [(one, "") for one in rng.sample(words.AIMS, rng.choice((1, 2, 2, 3)))]
    if own:
        aims[0] = (own[0][:200], own[0])
    at_work = place.workplace is not None
    midway = workday(begins + (ends - begins) / 2)
    return OrderPlan(
        kind=place.kind,
        offer=place.offer,
        workplace=place.workplace,
        written=written,
        purposes=(rng.choice(place.purposes),),
        question=teller.one(words.QUESTIONS),
        aims=tuple(aims),
        indicators={} if at_work else {key: words.BASELINES[key] for key in rng.sample(sorted(words.BASELINES), 2)},
        hours=hours,
        begins_on=begins,
        ends_on=ends,
        midway_on=midway if begins < midway < ends else None,
        shared=_shared(teller, at_work=at_work),
        informed_on=written,
        mentor_name=place.mentor if at_work else "",
        mentor_hours=2 if at_work and place.mentor else None,
        no_mentor_reason=words.NO_MENTOR if at_work and not place.mentor else "",
    )


def _shared(teller: Teller, *, at_work: bool) -> dict[str, tuple[str, str]]:
    """Phone and background for most, more for some; what is told of health waits for the citizen's yes."""
    rng = teller.rng
    told = {"phone": ""}
    if not at_work:
        told["background"] = teller.one(words.BACKGROUNDS)
        told |= dict.fromkeys(rng.sample(["own_words", "job_goal", "strengths"], rng.choice((0, 1, 2))), "")
    if rng.random() < 0.3:
        told |= {"considerations": words.CONSIDERATIONS} if at_work else {"health": teller.say(words.HEALTH)}
    return {name: (teller.say(words.WHY[name]), text) for name, text in told.items()}


def with_events(order: OrderPlan, *events: Event) -> OrderPlan:
    """The order with more that happened to it, in the order of the days."""
    return replace(order, events=tuple(sorted((*order.events, *events), key=lambda event: event.on)))


def agreed(order: OrderPlan) -> Event:
    """The citizen says yes to what will be sent, at a conversation."""
    return Event(order.written, "answered", of="approved")


def sent(order: OrderPlan, on: date) -> OrderPlan:
    """The order approved and sent."""
    return with_events(order, agreed(order), Event(on, "sent"))


def running(teller: Teller, order: OrderPlan) -> OrderPlan:
    """Sent, accepted and begun, with one question that was answered for some."""
    assert order.begins_on is not None
    on = teller.after(order.written, 0, 4, order.begins_on)
    yes = teller.after(on, 1, 7, order.begins_on)
    events = [Event(yes, "accepted")]
    if yes < order.begins_on:
        events.append(Event(order.begins_on, "started"))
    if teller.rng.random() < 0.3:
        later = workday(order.begins_on + days(7))
        if later + days(14) < min(teller.today, order.ends_on or teller.today):
            events.append(Event(later, "wrote", words=teller.one(words.BY_PROVIDER), wants_answer=True))
            reply = teller.one(words.ANSWERED)
            events.append(Event(workday(later + days(2)), "wrote", side="municipality", words=reply))
    return with_events(sent(order, on), *events)


def attended(
    teller: Teller, order: OrderPlan, until: date, *, ill: bool = False, absent: int = 0, since: date | None = None
) -> tuple[Attended, ...]:
    """The planned days up to a day; the last `absent` of them without a word."""
    assert order.begins_on is not None
    assert order.hours is not None
    count = min(5, max(1, -(-int(order.hours * 10) // int(A_WHOLE_DAY * 10))))
    planned = round(order.hours / count, 1)
    expected = [on for on in workdays(since or order.begins_on, until) if on.weekday() < count]
    chances = _OFTEN_ILL if ill else _USUAL
    went = teller.rng.choices(list(chances), weights=list(chances.values()), k=len(expected))
    if absent:
        went[-absent:] = ["absent"] * min(absent, len(went))
    return tuple(
        Attended(on, presence, planned if presence == "present" else 0, planned)
        for on, presence in zip(expected, went, strict=True)
    )


def attendance(found: tuple[Attended, ...], stops: tuple[date, ...] = ()) -> list[Event]:
    """Days as they were registered: what there was up to each stop, and the rest on its last day."""
    parts: list[Event] = []
    for stop in (*sorted(stops), date.max):
        first = parts[-1].on if parts else date.min
        days_then = tuple(day for day in found if first < day.on <= stop)
        if days_then:
            on = days_then[-1].on if stop == date.max else stop
            parts.append(Event(on, "attended", days=days_then, words=_remark(days_then)))
    return parts


def _remark(found: tuple[Attended, ...]) -> str:
    """What the place says about the last of these weeks, when somebody was away in it."""
    monday = found[-1].on - days(found[-1].on.weekday())
    away = {day.presence for day in found if day.on >= monday} & set(reports.REMARKS)
    if not away:
        return ""
    said = reports.REMARKS[min(away)]
    return said[(monday.toordinal() // 7 + len(found)) % len(said)]


def said(teller: Teller, order: OrderPlan, recommendation: str, *, poor: bool = False) -> Said:
    """What a report says, in full, or with hardly a word."""
    rng = teller.rng
    if poor:
        points = {point: ("unchanged", reports.POOR[point]) for point in POINTS}
        return Said(points, (), reports.POOR_SUMMARY, None, recommendation, "")
    points = {}
    for point in POINTS:
        way = rng.choices(("forward", "unchanged", "backward"), weights=(50, 36, 14))[0]
        points[point] = (way, teller.one(reports.GOOD[point][way]))
    aims = [rng.choices(("reached", "on_the_way", "not_reached"), weights=(35, 50, 15))[0] for _ in order.aims]
    capacity = max(2.0, (order.hours or 10) - rng.choice((0, 0, 2, 4)))
    return Said(
        points,
        tuple((outcome, rng.choice(reports.AIM_WORDS[outcome])) for outcome in aims),
        teller.one(reports.SUMMARIES),
        capacity,
        recommendation,
        reports.RECOMMENDED[recommendation],
        {key: (rng.choice((2, 3, 3, 4)), reports.SHOWN.get(key, "")) for key in order.indicators if rng.random() < 0.8},
    )


def decided(on: date, of: str, decision: str) -> Event:
    """The report is read, and the caseworker says what comes of it."""
    return Event(on, "reviewed", of=of, decision=decision, words=reports.DECISIONS[decision])
