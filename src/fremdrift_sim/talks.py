"""Conversations: when they were held, what was said, what was promised, and those that came to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from random import Random
from typing import Literal, get_args

from fremdrift_sim.dates import days, some_workday, workday
from fremdrift_sim.schema import (
    Attempt,
    EffortKind,
    EffortPlan,
    Form,
    NoShowReason,
    Promise,
    PromiseState,
    Talk,
    Topic,
)
from fremdrift_sim.stand import Kind, Stand, first_talk_by
from fremdrift_sim.texts_da import Narrator

SLOTS = tuple(time(hour, minute) for hour in (9, 10, 11, 13, 14) for minute in (0, 30))
NO_SHOW = 0.12
CANCELLED = 0.03
ONCE_LATE = 0.05
WEEK = 6
LATER_ON = 0.6

_NO_SHOW_REASONS: tuple[NoShowReason, ...] = get_args(NoShowReason)
_ATTEMPTS: tuple[tuple[Attempt, ...], ...] = (
    ("phone",),
    ("phone", "sms"),
    ("phone", "phone", "sms"),
    ("sms", "letter"),
    ("phone", "sms", "visit"),
    ("phone", "network"),
)
_FORMS: tuple[Form, ...] = ("in_person", "phone", "walk", "video", "at_home")
_AT_FIRST: tuple[Topic, ...] = ("everyday_life", "network", "economy", "housing", "health", "education")
_ALONG: tuple[Topic, ...] = ("everyday_life", "network")
_BY_EFFORT: dict[EffortKind, tuple[Topic, ...]] = {
    "company_placement": ("solve_tasks", "more_hours"),
    "wage_subsidy": ("solve_tasks", "more_hours", "ordinary_job"),
    "guidance_upskilling": ("clarify_jobs", "what_it_takes"),
    "ordinary_education": ("education",),
    "treatment": ("health",),
    "debt_advice": ("economy",),
    "housing": ("housing",),
    "mentor": ("everyday_life",),
    "own_activity": ("network",),
}


@dataclass
class Diary:
    """Keeps two conversations of one caseworker from the same half hour."""

    _taken: set[tuple[str, date, time]] = field(default_factory=set)

    def book(self, username: str, on: date, rng: Random) -> time:
        """A free time on a day; on a full day one that is taken."""
        free = [slot for slot in SLOTS if (username, on, slot) not in self._taken]
        at = rng.choice(free or SLOTS)
        self.take(username, on, at)
        return at

    def take(self, username: str, on: date, at: time) -> None:
        """Keep a time for somebody."""
        self._taken.add((username, on, at))


def held_dates(opened: date, last: date, young: bool, rng: Random) -> list[date]:
    """Days of conversations, told backwards from the last one; one in twenty came after its deadline."""
    dates = [last]
    by = min(first_talk_by(opened, young=young), opened + days(84))
    while dates[0] > by:
        gap = rng.randint(94, 115) if rng.random() < ONCE_LATE else rng.randint(70, 88)
        before = workday(dates[0] - days(gap))
        first = some_workday(rng, opened + days(4), min(by, dates[0] - days(21)))
        dates.insert(0, before if before > opened + days(3) else first)
    return dates


def running(efforts: Sequence[EffortPlan], on: date) -> list[EffortPlan]:
    """Efforts that run on a day."""
    return [one for one in efforts if one.begins_on <= on and (one.ends_on is None or on <= one.ends_on)]


def _topics(kinds: Sequence[EffortKind], first: bool, rng: Random) -> tuple[Topic, ...]:
    """Two or three things to talk about: what is going on comes before what could."""
    at_hand = [topic for kind in kinds for topic in _BY_EFFORT[kind]]
    at_work = "company_placement" in kinds or "wage_subsidy" in kinds
    wish: Topic = rng.choice(("ordinary_job", "more_hours") if at_work else ("clarify_jobs", "what_it_takes"))
    pool = [*rng.sample(at_hand, len(at_hand)), wish, rng.choice(_AT_FIRST if first else _ALONG)]
    if first:
        pool.insert(0, "clarify_jobs")
    return tuple(dict.fromkeys(pool))[: rng.choice((2, 2, 3))]


def _work_stage(efforts: Sequence[EffortPlan], on: date) -> int | None:
    """How far somebody has come at the workplace where they are: newly there, some weeks, or two months."""
    begun = [one.begins_on for one in running(efforts, on) if one.at_workplace]
    return min(2, (on - max(begun)).days // 28) if begun else None


def _form(kinds: Sequence[EffortKind], first: bool, rng: Random) -> Form:
    if first:
        return "in_person"
    if "company_placement" in kinds and rng.random() < 0.4:
        return "at_company"
    return rng.choices(_FORMS, weights=(66, 16, 10, 5, 3))[0]


@dataclass
class Teller:
    """Tells the conversations of one case; ``now`` is today, or the day when the case was closed."""

    stand: Stand
    now: date
    closed: bool
    efforts: Sequence[EffortPlan]
    narrator: Narrator
    rng: Random

    def _promise_state(self, by: date, followed_up_on: date | None) -> PromiseState:
        """Most promises are kept; of those still ahead most are open, and few fall due within the week."""
        if followed_up_on or self.closed or by < self.now:
            behind = not followed_up_on and not self.closed and self.rng.random() < 0.02
            return "open" if behind else self.rng.choices(("done", "dropped"), weights=(86, 14))[0]
        meeting = self.stand.kind in {Kind.PROMISE, Kind.TODAY, Kind.THIS_WEEK}
        this_week = by <= self.now + days(WEEK)
        return "open" if meeting or (not this_week and self.rng.random() < 0.75) else "done"

    def _promise(
        self, who: Literal["citizen", "caseworker", "other"], what: str, on: date, next_on: date | None
    ) -> Promise:
        latest = next_on - days(1) if next_on else on + days(75)
        by = some_workday(self.rng, on + days(4), max(on + days(7), min(latest, on + days(60))))
        return Promise(who, what, by, self._promise_state(by, next_on), next_on)

    def _promises(self, on: date, topics: Sequence[Topic], next_on: date | None) -> tuple[Promise, ...]:
        """One thing the citizen does, often one by the caseworker, sometimes one by somebody else."""
        promises = [self._promise("citizen", self.narrator.promise("citizen", topics[0]), on, next_on)]
        if self.rng.random() < 0.6:
            what = self.narrator.promise("caseworker", self.rng.choice(topics))
            promises.append(self._promise("caseworker", what, on, next_on))
        other = self.narrator.promise_of_others(self._kinds(on)) if self.rng.random() < 0.3 else None
        if other:
            promises.append(self._promise("other", other, on, next_on))
        return tuple(promises)

    def _due_this_week(self) -> Promise:
        who: Literal["citizen", "caseworker"] = self.rng.choice(("citizen", "caseworker"))
        topic: Topic = self.rng.choice(("clarify_jobs", "what_it_takes", "health", "economy"))
        by = some_workday(self.rng, self.now, self.now + days(WEEK))
        return Promise(who, self.narrator.promise(who, topic), by, "open")

    def _kinds(self, on: date) -> list[EffortKind]:
        return [effort.kind for effort in running(self.efforts, on)]

    def _stages(self, on: date, topics: Sequence[Topic], so_far: float) -> dict[Topic, int]:
        """How far the case has come, and at a workplace how far that has."""
        work = _work_stage(self.efforts, on)
        stage = 0 if so_far == 0 else 1 if so_far < LATER_ON else 2
        at_work = stage if work is None else work
        return {topic: at_work if topic in _BY_EFFORT["company_placement"] else stage for topic in topics}

    def held(self, on: date, at: time, so_far: float, before: Talk | None, next_on: date | None) -> Talk:
        """A conversation that took place; ``so_far`` is the share of all conversations that lie before it."""
        first = before is None
        kinds = self._kinds(on)
        topics = _topics(kinds, first, self.rng)
        form = _form(kinds, first, self.rng)
        kept = all(promise.state == "done" for promise in before.agreements) if before else None
        said = self._stages(on, topics, so_far)
        text = self.narrator.minutes(form, said, first=first, kept=kept if self.rng.random() < 0.6 else None)
        agreements = self._promises(on, topics, next_on)
        if next_on is None and self.stand.kind is Kind.PROMISE:
            agreements += (self._due_this_week(),)
        return Talk(
            on=on,
            at=at,
            state="held",
            form=form,
            topics=topics,
            minutes=text,
            shared=not (next_on is None and self.stand.kind is Kind.UNSHARED),
            length=self.rng.choice((30, 40, 45) if first else (15, 20, 20, 20, 25, 30)),
            agreements=agreements,
        )

    def missed(self, on: date, at: time) -> Talk:
        """A conversation that the citizen did not come to, why, and how they were sought afterwards."""
        reason = self.rng.choice(_NO_SHOW_REASONS)
        attempts = self.rng.choice(_ATTEMPTS)
        return Talk(on, at, "no_show", "in_person", no_show_reason=reason, contact_attempts=attempts)

    def cancelled(self, on: date, at: time) -> Talk:
        """A conversation that one of the two called off in time."""
        return Talk(on, at, "cancelled", "in_person")

    def planned(self, on: date, at: time) -> Talk:
        """A conversation that has been booked."""
        return Talk(on, at, "planned", _form(self._kinds(on), self.stand.last is None, self.rng))
