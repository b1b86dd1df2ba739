"""A worklist by simple date arithmetic, so that the simulator is not judged by its own rules."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from fremdrift_sim import Population, population
from fremdrift_sim.schema import CasePlan, EffortPlan, Staff, Talk

TUESDAY = date(2026, 11, 24)
DAYS = (
    TUESDAY,
    date(2026, 11, 22),  # a Sunday
    date(2027, 1, 1),
    date(2028, 2, 29),
    date(2027, 3, 25),  # Thursday before Easter
    date(2026, 12, 28),  # the Monday between Christmas and New Year
    date(2026, 5, 31),  # three months on there is no such day
)
OFFERS = {"company_placement", "wage_subsidy", "guidance_upskilling", "ordinary_education"}
WEEK = timedelta(days=6)


@lru_cache
def demo(today: date = TUESDAY, seed: int = 1) -> Population:
    """The population of a day, made once."""
    return population(seed, today)


def months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def holds(begins_on: date, ends_on: date | None, on: date) -> bool:
    """Whether a period holds on a day."""
    return begins_on <= on and (ends_on is None or on <= ends_on)


def caseworkers(people: Population) -> Iterator[str]:
    """Usernames of all who have a caseload."""
    return (worker.username for town in people.towns for worker in town.caseworkers)


def staff(people: Population) -> Iterator[tuple[str, Staff]]:
    """Everybody who signs in at work, with the key of the municipality or provider."""
    for town in people.towns:
        yield from ((town.key, person) for person in town.people)
    for provider in people.providers:
        yield from ((provider.key, person) for person in provider.people)


def open_cases(people: Population) -> list[CasePlan]:
    """All cases that are not closed."""
    return [case for case in people.cases if case.closed is None]


def held(case: CasePlan) -> list[Talk]:
    """Conversations that took place."""
    return [talk for talk in case.conversations if talk.state == "held"]


def is_young(case: CasePlan) -> bool:
    """Under 30 when the case was opened."""
    return months_on(case.person.born, 30 * 12) > case.opened


def conversation_due(case: CasePlan) -> date:
    """When the next conversation must have been held."""
    counted = [talk.on for talk in held(case) if talk.resets]
    return months_on(counted[-1], 3) if counted else months_on(case.opened, 1 if is_young(case) else 3)


def offer_due(case: CasePlan, today: date) -> date | None:
    """When the next offer must begin; nothing while one runs."""
    begun = [effort for effort in case.efforts if effort.kind in OFFERS and effort.begins_on <= today]
    if any(holds(effort.begins_on, effort.ends_on, today) for effort in begun):
        return None
    if begun:
        return months_on(max(effort.ends_on or today for effort in begun), 6)
    return case.opened + timedelta(weeks=13) if is_young(case) else months_on(case.opened, 9)


def running(case: CasePlan, today: date) -> list[EffortPlan]:
    """Efforts that hold today."""
    return [effort for effort in case.efforts if holds(effort.begins_on, effort.ends_on, today)]


def is_paused(case: CasePlan, today: date) -> bool:
    """Whether an exemption holds."""
    return any(holds(pause.begins_on, pause.ends_on, today) for pause in case.exemptions)


@dataclass(frozen=True)
class Worklist:
    """One caseworker's Monday in numbers of citizens."""

    cases: int
    late_talks: int
    late_for_weeks: int
    late_offers: int
    this_week: int
    meetings_today: int
    paused: int
    unshared: int
    promises_this_week: int
    promises_late: int
    taken_over: int
    without_effort: int
    booked_in_time: float


def worklist(people: Population, username: str) -> Worklist:
    """Count what the caseworker finds on the list."""
    today = people.today
    cases = list(people.caseload(username))
    free = [case for case in cases if not is_paused(case, today)]
    dues = [conversation_due(case) for case in free]
    steady = [case for case, due in zip(free, dues, strict=True) if due > today + WEEK]
    return Worklist(
        cases=len(cases),
        late_talks=sum(due < today for due in dues),
        late_for_weeks=sum(due < today - timedelta(days=13) for due in dues),
        late_offers=sum((offer_due(case, today) or today) < today for case in free),
        this_week=sum(_this_week(case, today) for case in free),
        meetings_today=sum(talk.on == today for case in cases for talk in _planned(case)),
        paused=len(cases) - len(free),
        unshared=sum(any(not talk.shared for talk in held(case)) for case in cases),
        promises_this_week=sum(_promised(case, today, today + WEEK) for case in cases),
        promises_late=sum(_promised(case, date.min, today - timedelta(days=1)) for case in cases),
        taken_over=sum(_taken_over(case, today) for case in cases),
        without_effort=sum(not _effort_lately(case, today) for case in cases),
        booked_in_time=sum(_booked_in_time(case) for case in steady) / len(steady),
    )


def _planned(case: CasePlan) -> list[Talk]:
    return [talk for talk in case.conversations if talk.state == "planned"]


def _this_week(case: CasePlan, today: date) -> bool:
    days = [conversation_due(case), *(talk.on for talk in _planned(case))]
    return any(today <= day <= today + WEEK for day in days)


def _promised(case: CasePlan, first: date, last: date) -> bool:
    promises = [promise for talk in held(case) for promise in talk.agreements if promise.state == "open"]
    return any(first <= promise.by <= last for promise in promises)


def _taken_over(case: CasePlan, today: date) -> bool:
    contact = case.contact_persons[-1]
    return bool(contact.handover) and contact.begins_on > today - timedelta(days=14)


def _effort_lately(case: CasePlan, today: date) -> bool:
    month_ago = today - timedelta(weeks=4)
    ends = [effort.ends_on or today for effort in case.efforts if effort.begins_on <= today]
    return case.opened > month_ago or any(end >= month_ago for end in ends)


def _booked_in_time(case: CasePlan) -> bool:
    return any(talk.on <= conversation_due(case) for talk in _planned(case))
