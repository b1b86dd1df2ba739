"""The plan as it is told to the citizen: the steps by how they stand, and what else is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.cases.enums import Owner, SubGoalState
from fremdrift.core import clock
from fremdrift.web.citizen.now_words import first_name, within
from fremdrift.web.shared.words import full_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case, PlanReply, PlanVersion, SubGoal
    from fremdrift.overview.selectors import Now

_TEXTS: dict[str, str | Promise] = {
    "job_goal": gettext_lazy("The work I aim for"),
    "education_goal": gettext_lazy("The education I aim for"),
    "strengths": gettext_lazy("My strengths"),
    "barriers": gettext_lazy("What can be hard"),
    "job_search": gettext_lazy("How I look for work"),
    "offers": gettext_lazy("Offers"),
    "stabilising": gettext_lazy("What helps in my everyday life"),
    "other_efforts": gettext_lazy("Other help"),
    "finished": gettext_lazy("What is done"),
}


@dataclass(frozen=True)
class StepLine:
    """A small step: what, who does it and by when, and whether the citizen may say that it is reached."""

    goal: SubGoal
    below: str
    may_reach: bool


@dataclass(frozen=True)
class Steps:
    """The small steps by how they stand."""

    proposed: list[StepLine]
    under_way: list[StepLine]
    reached: list[StepLine]
    dropped: list[StepLine]

    @property
    def sentence(self) -> str:
        """How many are reached; empty while there are none."""
        every = len(self.reached) + len(self.under_way)
        words = ngettext(
            "%(reached)s of %(count)s small step is reached", "%(reached)s of %(count)s small steps are reached", every
        )
        return words % {"reached": len(self.reached), "count": every} if every else ""


def steps(now: Now) -> Steps:
    """Those under way by their day; those reached or let go with the latest first."""
    by_state: dict[str, list[StepLine]] = {state: [] for state in SubGoalState.values}
    for goal in now.sub_goals:
        own = goal.state == SubGoalState.OPEN and goal.owner == Owner.CITIZEN
        by_state[goal.state].append(StepLine(goal, _below(goal, now), own))
    for ended in (SubGoalState.REACHED, SubGoalState.DROPPED):
        by_state[ended].sort(key=lambda line: (line.goal.state_on, line.goal.pk), reverse=True)
    return Steps(*(by_state[state] for state in ("proposed", "open", "reached", "dropped")))


def _below(goal: SubGoal, now: Now) -> str:
    match goal.state:
        case SubGoalState.REACHED:
            return _("Reached %(day)s") % {"day": full_day(goal.state_on)}
        case SubGoalState.DROPPED:
            return _("Let go %(day)s") % {"day": full_day(goal.state_on)}
        case SubGoalState.PROPOSED:
            return _("You have proposed it. %(name)s answers you.") % {"name": first_name(now)}
    words = {"who": _who(goal, now), "day": within(goal.due_on) if goal.due_on else ""}
    return _("%(who)s, by %(day)s") % words if goal.due_on else _("%(who)s, no day yet") % words


def _who(goal: SubGoal, now: Now) -> str:
    if goal.owner == Owner.CITIZEN:
        return goal.owner_name or _("You")
    return goal.owner_name or (first_name(now) if goal.owner == Owner.CASEWORKER else str(Owner.OTHER.label))


def texts(now: Now) -> list[tuple[str | Promise, str]]:
    """What is written besides the goal, each with its heading."""
    return [(label, text) for name, label in _TEXTS.items() if (text := getattr(now.plan, name, ""))]


def answer(actor: Actor, latest: PlanVersion | None, replies: Sequence[PlanReply]) -> str:
    """Whether the citizen has said yes to the plan as it stands now."""
    yes = next((reply for reply in replies if reply.approves), None)
    if latest is None or yes is None:
        return ""
    said = {"day": full_day(yes.said_at.astimezone(clock.COPENHAGEN).date())}
    if yes.to_version_id == latest.pk:
        return _("You said yes to this plan on %(day)s.") % said
    if latest.made_by_id == actor.user_id:
        return _("You said yes on %(day)s. Since then you have changed it yourself.") % said
    return _("You said yes on %(day)s. The plan has changed since then.") % said


def told(case: Case, now: Now) -> str:
    """Where there is no plan: what happens instead."""
    if case.closed_on is not None:
        return _("No plan was written.")
    return _("There is no plan yet. You make it together with %(name)s.") % {"name": first_name(now)}
