"""What has to happen in every week: each week is an obligation of its own, missed and closed when it is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fremdrift.rulebook.enums import ClosedBecause, Meets, MetBy, PauseKind, ReasonCode
from fremdrift.rulebook.rules.dates import ONE_DAY
from fremdrift.rulebook.rules.facts import EffortFact, Facts
from fremdrift.rulebook.rules.lengths import efforts_while_open
from fremdrift.rulebook.rules.obligation import Obligation, Way, make, over_with_its_time
from fremdrift.rulebook.rules.packs import Limit, Rule, Weekly
from fremdrift.rulebook.rules.reasons import ReasonParams, reason_params
from fremdrift.rulebook.rules.timeline import Ending, Stretch, stretches

CONVERSATION = Way(ReasonCode.CONVERSATION_WEEKLY, Meets.HOLD_CONVERSATION, MetBy.CONVERSATION)
EFFORT = Way(ReasonCode.EFFORT_WEEKLY, Meets.START_OFFER, MetBy.EFFORT)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class _Week:
    """The days of one week on which the duty stands."""

    number: int
    start: date
    due_on: date
    days: tuple[date, ...]
    ending: Ending


def conversation_weekly(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """A held conversation in every week; in person at first, and then at least every so many."""
    asked = rule.weekly
    if asked is None:
        return
    talks, not_in_person = facts.resetting(), 0  # since the last one in person
    for week in _weeks(facts, rule, asked):
        held = [talk for talk in talks if talk.on in week.days]
        in_person = [talk.on for talk in held if talk.form in asked.in_person]
        early = week.number <= asked.in_person_weeks
        must = bool(asked.in_person) and (early or not_in_person + 1 >= asked.in_person_every)
        counted = in_person if must else [talk.on for talk in held]
        if in_person or counted:
            not_in_person = 0 if in_person else not_in_person + 1
        params = reason_params(week.start, Limit(), week=week.number, in_person=int(must))
        yield _of_week(facts, rule, CONVERSATION, week, min(counted, default=None), params)


def effort_weekly(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """An effort of the rule's kinds that runs in every week, with hours enough unless they were reduced."""
    if rule.weekly is None:
        return
    efforts = efforts_while_open(facts, rule)
    for week in _weeks(facts, rule, rule.weekly):
        running = (day for day in week.days if any(_counts(facts, rule, effort, day) for effort in efforts))
        params = reason_params(
            week.start, Limit(), week=week.number, hours=rule.hours, at_workplace=int(rule.at_workplace)
        )
        yield _of_week(facts, rule, EFFORT, week, next(running, None), params)


def _counts(facts: Facts, rule: Rule, effort: EffortFact, day: date) -> bool:
    if day not in effort:
        return False
    if effort.hours is not None and effort.hours >= rule.hours:
        return True
    return any(day in item for item in facts.exemptions if PauseKind.HOURS in item.pauses)


def _of_week(facts: Facts, rule: Rule, way: Way, week: _Week, met_on: date | None, params: ReasonParams) -> Obligation:
    return over_with_its_time(
        make(
            facts,
            rule,
            way,
            params,
            (),
            arises_on=week.days[0],
            base_due_on=week.due_on,
            met_on=met_on,
            ending=week.ending,
        )
    )


def _weeks(facts: Facts, rule: Rule, asked: Weekly) -> Iterator[_Week]:
    """Weeks in which the duty stands on a day that nothing exempts from, counted from the day the case opened.

    A week whose last day lies in a suspension ends before it; one whose first days do begins after it.
    """
    first, found = facts.case.start, stretches(facts, rule)
    last = asked.lasts.last_day(first)
    exempt = [item for item in facts.exemptions if rule.paused_by in item.pauses]
    number = asked.from_week
    while (start := first + (number - 1) * WEEK) <= min(last, facts.case.last):
        due_on = min(start + WEEK - ONE_DAY, last)
        days = [start + timedelta(days=n) for n in range((due_on - start).days + 1)]
        owed = [day for day in days if any(day in stretch for stretch in found) and not facts.suspension_on(day)]
        if any(not any(day in item for item in exempt) for day in owed):
            stretch = next(item for item in found if owed[-1] in item)
            yield _Week(number, start, due_on, tuple(owed), _ending(facts, stretch, owed[-1], due_on))
        number += 1


def _ending(facts: Facts, stretch: Stretch, last: date, due_on: date) -> Ending:
    """How the week's duty ends before the week does, if it does."""
    if stretch.end == last:
        return stretch.ending
    return Ending(last, ClosedBecause.SUSPENDED) if facts.suspension_on(due_on) else Ending()
