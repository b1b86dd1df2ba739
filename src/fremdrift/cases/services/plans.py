"""The job plan and its sub-goals. Each change keeps the whole plan as it then stood."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from fremdrift.access.actor import Actor
from fremdrift.cases import rules
from fremdrift.cases.enums import Area, Owner, SubGoalState
from fremdrift.cases.models import PLAN_TEXTS, Case, Effort, JobPlan, PlanVersion, SubGoal, take_open_turn
from fremdrift.cases.services._common import of_case
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.sittings import put_off

_GOAL = ("what", "area", "owner", "owner_name", "due_on", "state", "state_on", "proposed_by_citizen")
_EFFORT = ("kind", "title", "organiser", "organiser_name", "begins_on", "ends_on")


@dataclass(frozen=True)
class Step:
    """What a sub-goal says: what, by whom, by when, and what it is about."""

    what: str
    owner: str = Owner.CITIZEN
    due_on: dt.date | None = None
    area: str = Area.EMPLOYMENT
    owner_name: str = ""


@transaction.atomic
def plan_save(
    *, case: Case, texts: Mapping[str, str], expected_version: int, at: dt.datetime | None = None, by: Actor
) -> JobPlan:
    """Write the plan's texts over the version that the writer saw; `at` is for imports, else now.

    Somebody else's save meanwhile refuses it, unless all that is written stands there already.
    """
    take_open_turn(case.pk)
    plan = JobPlan.objects.filter(case=case).first() or JobPlan(**of_case(case))
    changed = {name: texts[name] for name in PLAN_TEXTS if name in texts and texts[name] != getattr(plan, name)}
    if not changed:
        return plan
    if plan.version != expected_version:
        raise RuleViolation("plan.changed_meanwhile")
    for name, text in changed.items():
        setattr(plan, name, text)
    plan.version += 1
    plan.save()
    _keep(case, by, at)
    if plan.version == 1:  # deadlines ask whether there is a plan, not what it says
        case_changed(case.pk)
    return plan


@transaction.atomic
def sub_goal_add(
    *,
    case: Case,
    step: Step,
    proposed_by_citizen: bool = False,
    at: dt.datetime | None = None,
    by: Actor,
) -> SubGoal:
    """Add a sub-goal; what the citizen proposes waits for a yes. The same one twice while it stands is refused."""
    take_open_turn(case.pk)
    standing = SubGoal.objects.filter(case=case, state__in=[SubGoalState.OPEN, SubGoalState.PROPOSED])
    if standing.filter(what=step.what, due_on=step.due_on, owner=step.owner).exists():
        raise RuleViolation("sub_goal.already_there", "what")
    goal = SubGoal.objects.create(
        **asdict(step),
        state=SubGoalState.PROPOSED if proposed_by_citizen else SubGoalState.OPEN,
        state_on=_day(at),
        proposed_by_citizen=proposed_by_citizen,
        **of_case(case),
    )
    _keep(case, by, at)
    return goal


@transaction.atomic
def sub_goal_update(*, sub_goal: SubGoal, step: Step, expected_version: int, by: Actor) -> SubGoal:
    """Say it otherwise, move its day, or give it to another; over the version that the writer saw."""
    goal = _in_turn(sub_goal)
    changed = {name: value for name, value in asdict(step).items() if value != getattr(goal, name)}
    if not changed:
        return goal
    if goal.version != expected_version:
        raise RuleViolation("sub_goal.changed_meanwhile")
    for name, value in changed.items():
        setattr(goal, name, value)
    _store(goal, by, None, "")
    return goal


@transaction.atomic
def sub_goal_accept(*, sub_goal: SubGoal, note: str = "", at: dt.datetime | None = None, by: Actor) -> SubGoal:
    """Take up what was proposed."""
    return _move(sub_goal, "accept", note, at, by)


@transaction.atomic
def sub_goal_reach(*, sub_goal: SubGoal, note: str = "", at: dt.datetime | None = None, by: Actor) -> SubGoal:
    """Say that it is reached."""
    return _move(sub_goal, "reach", note, at, by)


@transaction.atomic
def sub_goal_drop(*, sub_goal: SubGoal, note: str = "", at: dt.datetime | None = None, by: Actor) -> SubGoal:
    """Let it go; it stays in sight as dropped."""
    return _move(sub_goal, "drop", note, at, by)


@transaction.atomic
def sub_goal_reopen(*, sub_goal: SubGoal, note: str = "", at: dt.datetime | None = None, by: Actor) -> SubGoal:
    """Take up again what was reached or dropped."""
    return _move(sub_goal, "reopen", note, at, by)


def _move(sub_goal: SubGoal, verb: str, note: str, at: dt.datetime | None, by: Actor) -> SubGoal:
    """What stands there already, as it was sent twice, is left as it is."""
    goal = _in_turn(sub_goal)
    _sources, to = rules.SUB_GOAL_MOVES[verb]
    if goal.state == to:
        return goal
    problem = rules.sub_goal_problem(goal.state, verb)
    if problem:
        raise RuleViolation(problem)
    goal.state, goal.state_on = to, _day(at)
    _store(goal, by, at, note)
    return goal


def _store(goal: SubGoal, by: Actor, at: dt.datetime | None, note: str) -> None:
    goal.version += 1
    goal.save()
    _keep(goal.case, by, at, note)


def _day(at: dt.datetime | None) -> dt.date:
    return clock.today() if at is None else at.date()


def _in_turn(sub_goal: SubGoal) -> SubGoal:
    take_open_turn(sub_goal.case_id)
    found: SubGoal = SubGoal.objects.select_related("case").get(pk=sub_goal.pk)
    return found


def _keep(case: Case, by: Actor, at: dt.datetime | None, note: str = "") -> None:
    if put_off(case.pk, partial(_keep, case, by, at, note)):
        return
    latest = PlanVersion.objects.filter(case=case).aggregate(latest=Max("number"))["latest"] or 0
    PlanVersion.objects.create(
        number=latest + 1,
        content=_content(case),
        made_at=at or clock.now(),
        made_by_id=by.user_id or None,
        note=note,
        **of_case(case),
    )


def _content(case: Case) -> dict[str, Any]:
    """The whole plan as JSON: the version of its texts, the texts, sub-goals and efforts."""
    plan = JobPlan.objects.filter(case=case).first() or JobPlan(**of_case(case))
    goals = SubGoal.objects.filter(case=case).order_by("due_on", "pk")
    efforts = Effort.objects.filter(case=case).order_by("begins_on", "pk")
    return {
        "version": plan.version,
        "texts": {name: getattr(plan, name) for name in PLAN_TEXTS},
        "sub_goals": [_row(goal, _GOAL) for goal in goals],
        "efforts": [_row(effort, _EFFORT) for effort in efforts],
    }


def _row(row: SubGoal | Effort, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {"id": str(row.pk)} | {n: v.isoformat() if isinstance(v, dt.date) else v for n, v in values.items()}
