"""What lies on the desks today besides the cases' own stories: letters, a hearing, a time that was moved.

It is added to a population that stands already and changes nobody's life in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from typing import Literal

from fremdrift_sim.dates import age, days, dice, workday
from fremdrift_sim.efforts import OFFERS
from fremdrift_sim.schema import CasePlan, Population, Talk
from fremdrift_sim.stand import YOUNG
from fremdrift_sim.texts_da import letters as texts

LATELY = days(120)
HEARD_WITHIN = days(14)
UNTIL = days(28)


@dataclass(frozen=True)
class Letter:
    """A message between a citizen and the contact person."""

    on: date
    sender: Literal["citizen", "municipality"]
    text: str
    wants_answer: bool = True


@dataclass(frozen=True)
class Hearing:
    """The citizen's side of a no-show, not concluded yet; some have answered."""

    missed_on: date
    asked_on: date
    question: str
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class Move:
    """A planned conversation that was moved to another day on a day, as the citizen asked."""

    to: date
    on: date
    why: str


@dataclass(frozen=True)
class Desk:
    """What lies there about one citizen."""

    case: CasePlan
    letters: tuple[Letter, ...] = ()
    hearing: Hearing | None = None
    move: Move | None = None  # of the one planned conversation
    unrecorded: date | None = None  # a conversation was planned for that day, and nobody wrote what became of it
    reminder: str = ""  # for today
    efforts_until: date | None = None  # whatever runs ends that day, and nothing is agreed to follow


@dataclass(frozen=True)
class Excuses:
    """Words for what the law or the office asks of one caseworker today, and why it can wait."""

    waits: str
    until: date
    aside: str


def excuses(today: date) -> Excuses:
    """Why something waits, and until when; ``waits`` takes the citizen's first name."""
    return Excuses(texts.WAITS, workday(today + UNTIL), texts.ASIDE)


def desks(people: Population) -> Iterator[Desk]:
    """Some cases of every caseworker; the same population gives the same desks."""
    for username in dict.fromkeys(case.caseworker for case in people.cases if case.closed is None):
        yield from _desk_of(people, username)


def _desk_of(people: Population, username: str) -> Iterator[Desk]:
    today, rng = people.today, dice(people.seed, username, "desk")
    cases = list(people.caseload(username))
    own_story = [case for case in cases if case.person.username]
    for case in own_story:
        yield Desk(case, letters=(_question(case, _ago(today, 3), texts.QUESTIONS[0]),))
    free = [case for case in cases if case not in own_story]
    missed = [case for case in free if today - LATELY <= _missed_on(case) < today - days(3)]
    missed = sorted(missed, key=_missed_on, reverse=True)[:2]
    for index, case in enumerate(missed):
        yield Desk(case, hearing=_hearing(case, today, answered=index > 0))
    free = [case for case in free if case not in missed]
    taken = {(talk.on, talk.at) for case in cases for talk in case.conversations if talk.state == "planned"}
    movable = ((case, _earlier(case, today, taken)) for case in free)
    for case, to in [(case, to) for case, to in movable if to is not None][:1]:
        yield Desk(case, move=Move(to, _ago(today, 2), texts.MOVED))
        free.remove(case)
    for until in (_ago(today, 35), workday(today + days(10), -1)):
        for case in [case for case in free if _all_can_end(case, until, today)][:1]:
            yield Desk(case, efforts_until=until)
            free.remove(case)
    known = [case for case in free if _held(case)]
    rng.shuffle(known)
    yield from _written(known, today, rng.sample(texts.ASKS, 3), rng.choice(texts.QUESTIONS[1:]))


def _written(cases: Sequence[CasePlan], today: date, asks: Sequence[str], question: str) -> Iterator[Desk]:
    """Five cases, or fewer: two wait for us, one of them for long, one for the citizen, one was answered."""
    last = _ago(today, 1)
    spoken = [case for case in cases if not any(t.state == "planned" or t.on == last for t in case.conversations)]
    for case in spoken[:1]:
        yield Desk(case, unrecorded=last, reminder=texts.REMINDERS[1].format(name=case.person.first_name))
    rest = iter([case for case in cases if case not in spoken[:1]])
    for case in islice(rest, 1):
        yield Desk(case, (_ask(_ago(today, 2), asks[0]),))
    for case in islice(rest, 1):
        yield Desk(case, (_question(case, _ago(today, 4), question),))
    for case in islice(rest, 1):
        yield Desk(case, (_ask(_ago(today, 8), asks[1]),))
    for case in islice(rest, 1):
        yield Desk(case, (_ask(_ago(today, 12), asks[2]), _answer(_ago(today, 9))))
    for case in islice(rest, 1):
        yield Desk(case, reminder=texts.REMINDERS[0].format(name=case.person.first_name))


def _ago(today: date, count: int) -> date:
    return workday(today - days(count), -1)


def _ask(on: date, text: str) -> Letter:
    return Letter(on, "citizen", text)


def _answer(on: date) -> Letter:
    return Letter(on, "municipality", texts.ANSWERS[0], wants_answer=False)


def _question(case: CasePlan, on: date, text: str) -> Letter:
    return Letter(on, "municipality", text.format(name=case.person.first_name))


def _held(case: CasePlan) -> list[Talk]:
    return [talk for talk in case.conversations if talk.state == "held"]


def _missed_on(case: CasePlan) -> date:
    return max((talk.on for talk in case.conversations if talk.state == "no_show"), default=date.min)


def _hearing(case: CasePlan, today: date, *, answered: bool) -> Hearing:
    missed = _missed_on(case)
    asked = max(missed, min(_ago(today, 1), workday(missed + days(2))))
    question = texts.HEARING.format(name=case.person.first_name)
    if not answered:
        return Hearing(missed, asked, question)
    return Hearing(missed, asked, question, texts.EXCUSE, max(asked, min(_ago(today, 1), asked + HEARD_WITHIN)))


def _all_can_end(case: CasePlan, until: date, today: date) -> bool:
    """An offer has run for a week by then and nothing lies ahead; the next is not due for months after its end."""
    running = [one for one in case.efforts if one.ends_on is None or one.ends_on >= today]
    paused = any(pause.ends_on is None or pause.ends_on >= today for pause in case.exemptions)
    begun = all(one.begins_on <= until - days(7) for one in running)
    grown = age(case.person.born, case.opened) >= YOUNG
    return grown and begun and not paused and any(one.kind in OFFERS for one in running)


def _earlier(case: CasePlan, today: date, taken: set[tuple[date, time]]) -> date | None:
    """A free day before the one planned conversation that is still some days ahead."""
    planned = [talk for talk in case.conversations if talk.state == "planned"]
    if len(planned) != 1 or planned[0].on < today + days(7):
        return None
    day = workday(planned[0].on - days(3), -1)
    return None if (day, planned[0].at) in taken else day
