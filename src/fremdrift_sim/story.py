"""One case told from its opening to today: benefits, contact persons, conversations, efforts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise, zip_longest
from random import Random

from fremdrift_sim.dates import age, days, some_workday, workday
from fremdrift_sim.efforts import OFFERS, cut, offers, supports
from fremdrift_sim.plans import plan
from fremdrift_sim.schema import (
    BenefitKind,
    CasePlan,
    ChangeReason,
    ClosingReason,
    ContactPeriod,
    EffortPlan,
    Exemption,
    MatchGroup,
    Person,
    Spell,
    Talk,
    TargetGroupSpell,
)
from fremdrift_sim.stand import YOUNG, Kind, Stand, is_young
from fremdrift_sim.talks import CANCELLED, NO_SHOW, Diary, Teller, held_dates
from fremdrift_sim.texts_da import THREADS, Narrator

# Each change of caseworker makes a job less likely: the ratio that BIP reports through VFC 2020.
JOB_PER_CHANGE = 0.78
PENSION_FROM = 40
LEAST_CONTACT_PERIOD = 40
TAKEN_OVER_WITHIN = 14

_CHANGE_REASONS: tuple[ChangeReason, ...] = ("illness", "leave", "left_job", "caseload", "citizen_wish")
_CLOSINGS: dict[ClosingReason, float] = {
    "job": 36,
    "education": 13,
    "flex_job": 12,
    "disability_pension": 13,
    "moved": 15,
    "other": 8,
    "death": 2,
    "prison": 1,
}


@dataclass(frozen=True)
class Ending:
    """When a case was closed and why."""

    on: date
    reason: ClosingReason


@dataclass(frozen=True)
class Office:
    """Who works with a case: its caseworker, the other caseworkers of the town, and the diary they share."""

    worker: str
    colleagues: tuple[str, ...]
    diary: Diary


def closing_reason(years: int, changes: int, rng: Random) -> ClosingReason:
    """Why a case ends: a job less often after many caseworkers, a pension only from 40."""
    weights = dict(_CLOSINGS)
    weights["job"] *= JOB_PER_CHANGE**changes
    if years < PENSION_FROM:
        del weights["disability_pension"]
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _contact_starts(stand: Stand, now: date, rng: Random) -> list[date]:
    """The days on which a contact person began: none lately, but in a case that was just taken over."""
    starts = [stand.opened]
    for _ in range(rng.choices(range(5), weights=(48, 28, 14, 7, 3))[0]):
        earliest, latest = starts[-1] + days(LEAST_CONTACT_PERIOD), now - days(TAKEN_OVER_WITHIN + 20)
        if earliest < latest:
            starts.append(some_workday(rng, earliest, min(latest, earliest + days(180))))
    if stand.kind is Kind.TAKEN_OVER:
        recent = some_workday(rng, now - days(TAKEN_OVER_WITHIN - 1), now - days(1))
        starts = [*starts[:4], max(recent, stand.opened + days(1))]
    return starts


def _contact_persons(
    starts: Sequence[date], office: Office, narrator: Narrator, rng: Random
) -> tuple[ContactPeriod, ...]:
    """Periods that follow one another; the last one is the caseworker's own."""
    names = [office.worker]
    while len(names) < len(starts):
        names.insert(0, rng.choice([name for name in (office.worker, *office.colleagues) if name != names[0]]))
    periods = []
    for index, (username, begins) in enumerate(zip(names, starts, strict=True)):
        ends = starts[index + 1] - days(1) if index + 1 < len(starts) else None
        why = rng.choice(_CHANGE_REASONS) if index else "first"
        periods.append(ContactPeriod(username, begins, ends, why, narrator.handover() if index else ""))
    return tuple(periods)


def _benefits(person: Person, stand: Stand, now: date, efforts: Sequence[EffortPlan], rng: Random) -> tuple[Spell, ...]:
    """The benefit, and for one in eight of those over 30 another one before it.

    A change restarts the count towards wage subsidy and the first offer, so cases that need it have none.
    """
    kinds: dict[BenefitKind, float] = {
        "cash_benefit": 74,
        "sickness_benefit": 14,
        "unemployment_insurance": 12,
    }
    if age(person.born, now) < YOUNG:
        kinds = {
            "education_benefit": 68,
            "cash_benefit": 22,
            "sickness_benefit": 6,
            "unemployment_insurance": 4,
        }
    kind = rng.choices(list(kinds), weights=list(kinds.values()))[0]
    span = (now - stand.opened).days
    counting = stand.kind is Kind.LATE_OFFER or any(effort.kind == "wage_subsidy" for effort in efforts)
    settled = counting or is_young(person, stand.opened) or span < 200
    if kind != "cash_benefit" or settled or rng.random() > 0.18:
        return (Spell(kind, stand.opened, None),)
    change = stand.opened + days(rng.randint(60, span - 100))
    before: BenefitKind = rng.choice(("unemployment_insurance", "sickness_benefit"))
    return (Spell(before, stand.opened, change - days(1)), Spell(kind, change, None))


def _target_groups(stand: Stand, now: date, rng: Random) -> tuple[TargetGroupSpell, ...]:
    """Match group 2 for most; for one in seven another group before; group 3 only while all rests."""
    today: MatchGroup = rng.choices(("match_2", "match_1"), weights=(86, 14))[0]
    spells = [TargetGroupSpell(today, stand.opened, None)]
    span = (now - stand.opened).days
    if span > 150 and stand.kind is not Kind.LATE_OFFER and rng.random() < 0.15:
        change = stand.opened + days(rng.randint(60, span - 60))
        before: MatchGroup = "match_1" if today == "match_2" else "match_2"
        spells = [
            TargetGroupSpell(before, stand.opened, change - days(1)),
            TargetGroupSpell(today, change, None),
        ]
    if stand.paused_since and rng.random() < 0.5 and stand.paused_since > spells[-1].begins_on:
        last = spells.pop()
        spells.append(TargetGroupSpell(last.group, last.begins_on, stand.paused_since - days(1)))
        spells.append(TargetGroupSpell("match_3", stand.paused_since, None))
    return tuple(spells)


def _exemptions(
    person: Person, stand: Stand, now: date, job_offers: Sequence[EffortPlan], narrator: Narrator, rng: Random
) -> tuple[Exemption, ...]:
    """A pause that runs now where the case rests; for some one that is over, between two offers."""
    if stand.paused_since:
        birth = person.sex == "f" and 20 <= age(person.born, now) <= 42
        ends = None if rng.random() < 0.5 else now + days(rng.randint(14, 70))
        reason = narrator.pause(may_give_birth=birth)
        return (Exemption(stand.paused_since, ends, ("conversation", "offer"), reason),)
    gaps = [
        (before.ends_on, after.begins_on)
        for before, after in pairwise(job_offers)
        if before.ends_on and after.begins_on < now and (after.begins_on - before.ends_on).days > 50
    ]
    if not gaps or rng.random() > 0.2:
        return ()
    ended, begins = rng.choice(gaps)
    first, last = ended + days(rng.randint(3, 12)), begins - days(rng.randint(7, 20))
    return (Exemption(first, last, ("offer",), narrator.rest()),)


def _talks(teller: Teller, contacts: Sequence[ContactPeriod], person: Person, diary: Diary) -> tuple[Talk, ...]:
    """All conversations in order: held ones with what came to nothing before them, then what lies ahead."""
    stand, rng = teller.stand, teller.rng

    def at(on: date) -> tuple[date, time]:
        username = next(c.username for c in reversed(contacts) if c.begins_on <= on)
        return on, diary.book(username, on, rng)

    young = is_young(person, stand.opened)
    dates = held_dates(stand.opened, stand.last, young, rng) if stand.last else []
    talks: list[Talk] = []
    for index, (on, next_on) in enumerate(zip_longest(dates, dates[1:])):
        before = talks[-1] if talks else None
        earlier = workday(on - days(rng.randint(4, 10)), -1)
        if before and earlier > before.on:
            talks += _came_to_nothing(teller, *at(earlier)) if rng.random() < NO_SHOW + CANCELLED else []
        talks.append(teller.held(*at(on), index / len(dates), before, next_on))
    if stand.kind is Kind.LATE and rng.random() < 0.5:
        talks.append(teller.missed(*at(workday(teller.now - days(rng.randint(2, 12)), -1))))
    if stand.planned and not teller.closed:
        talks.append(teller.planned(*at(stand.planned)))
    return tuple(talks)


def _came_to_nothing(teller: Teller, on: date, at: time) -> list[Talk]:
    missed = teller.rng.random() < NO_SHOW / (NO_SHOW + CANCELLED)
    return [teller.missed(on, at) if missed else teller.cancelled(on, at)]


def _within(efforts: Sequence[EffortPlan], ending: Ending | None) -> tuple[EffortPlan, ...]:
    """Oldest first; a closed case has nothing that begins or ends after it was closed."""
    ordered = sorted(efforts, key=lambda one: (one.begins_on, one.kind))
    if ending is None:
        return tuple(ordered)
    return tuple(cut(one, ending.on) for one in ordered if one.begins_on < ending.on)


def tell(person: Person, stand: Stand, office: Office, now: date, rng: Random, *, closing: bool = False) -> CasePlan:
    """The whole case up to ``now``; with ``closing`` that is the day when the case was closed."""
    thread = rng.choice(THREADS)
    narrator = Narrator(person.first_name, thread, rng)
    starts = _contact_starts(stand, now, rng)
    ending = Ending(now, closing_reason(age(person.born, now), len(starts) - 1, rng)) if closing else None
    contacts = _contact_persons(starts, office, narrator, rng)
    job_offers = offers(person, stand, now, thread, rng)
    efforts = _within([*job_offers, *supports(person, stand, now, rng)], ending)
    teller = Teller(stand, now, closing, efforts, narrator, rng)
    exemptions = _exemptions(person, stand, now, [e for e in efforts if e.kind in OFFERS], narrator, rng)
    talks = _talks(teller, contacts, person, office.diary)
    case = CasePlan(
        person=person,
        opened=stand.opened,
        closed=None,
        closing_reason=None,
        benefits=_benefits(person, stand, now, efforts, rng),
        target_groups=_target_groups(stand, now, rng),
        exemptions=exemptions,
        contact_persons=contacts,
        conversations=talks,
        efforts=efforts,
        plan=plan(person, talks, efforts, now, narrator, rng, closed=closing),
    )
    return end(case, ending) if ending else case


def end(case: CasePlan, ending: Ending) -> CasePlan:
    """The same case, closed: every period that still ran ends that day."""
    on = ending.on
    return replace(
        case,
        closed=on,
        closing_reason=ending.reason,
        benefits=(*case.benefits[:-1], replace(case.benefits[-1], ends_on=on)),
        target_groups=(*case.target_groups[:-1], replace(case.target_groups[-1], ends_on=on)),
        contact_persons=(*case.contact_persons[:-1], replace(case.contact_persons[-1], ends_on=on)),
    )
