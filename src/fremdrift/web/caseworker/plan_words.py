"""The job plan in words: its contents, its sub-goals, and how one sees at a glance where it stands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.cases.enums import EffortKind, Owner, SubGoalState
from fremdrift.cases.models import Case, Effort, SubGoal
from fremdrift.cases.rules import education_goal_asked_for
from fremdrift.overview.selectors import Now
from fremdrift.web.shared.words import day

LABELS: dict[str, str | Promise] = {
    "own_words": gettext_lazy("The goal in the citizen's own words"),
    "job_goal": gettext_lazy("Job goal"),
    "education_goal": gettext_lazy("Job and education goal"),
    "job_search": gettext_lazy("Agreements on looking for work"),
    "offers": gettext_lazy("Offers"),
    "stabilising": gettext_lazy("What steadies health and everyday life"),
    "other_efforts": gettext_lazy("Other efforts agreed on"),
    "finished": gettext_lazy("What is finished, and what followed"),
    "strengths": gettext_lazy("Strengths"),
    "barriers": gettext_lazy("What stands in the way"),
}
HELP: dict[str, str | Promise] = {
    "own_words": gettext_lazy("Write it as it is said. It stands first on every page about the plan."),
    "job_goal": gettext_lazy("Which work, what kind of place, how many hours."),
    "education_goal": gettext_lazy("Asked for on education benefit; otherwise only if it makes sense."),
    "strengths": gettext_lazy("What succeeds, and what others come to this person for."),
    "barriers": gettext_lazy("Write it so that the citizen can read it."),
}
# The contents of the plan in the order of LAB § 41, and the kinds of efforts that each tells of by itself.
_CONTENTS: dict[str, frozenset[EffortKind]] = {
    "job_goal": frozenset(),
    "education_goal": frozenset(),
    "job_search": frozenset(),
    "offers": frozenset(
        {
            EffortKind.COMPANY_PLACEMENT,
            EffortKind.WAGE_SUBSIDY,
            EffortKind.GUIDANCE_UPSKILLING,
            EffortKind.ORDINARY_EDUCATION,
        }
    ),
    "stabilising": frozenset({EffortKind.TREATMENT, EffortKind.MENTOR, EffortKind.HOUSING}),
    "other_efforts": frozenset({EffortKind.DEBT_ADVICE, EffortKind.OWN_ACTIVITY}),
    "finished": frozenset(),
}
_SHAPES = {Owner.CITIZEN: "citizen", Owner.CASEWORKER: "municipality", Owner.OTHER: "other"}


@dataclass(frozen=True)
class Content:
    """One of the plan's contents: its own words, and the efforts that belong under it."""

    name: str
    label: str | Promise
    text: str
    efforts: list[Effort]
    missing: str  # a sentence, when the law asks for it and it is not there


def contents(now: Now, today: dt.date) -> list[Content]:
    """The seven contents of LAB § 41; the education goal where the group asks for it or one is written."""
    asked = education_goal_asked_for(now.benefit.kind if now.benefit else None)
    found = []
    for name in _CONTENTS:
        text = getattr(now.plan, name, "")
        if name == "education_goal" and not asked and not text:
            continue
        missing = _missing(name) if not text else ""
        found.append(Content(name, LABELS[name], text, efforts_of(name, now.efforts, today), missing))
    return found


def efforts_of(name: str, efforts: Iterable[Effort], today: dt.date) -> list[Effort]:
    """The efforts that a content tells of: those that run or are to come by kind, and all that have ended as one."""
    ended = {e.pk for e in efforts if e.ends_on is not None and e.ends_on < today}
    if name == "finished":
        return [e for e in reversed(list(efforts)) if e.pk in ended]
    return [e for e in efforts if e.pk not in ended and e.kind in _CONTENTS.get(name, ())]


def _missing(name: str) -> str:
    if name == "job_goal":
        return _("Not written yet. The law asks for it.")
    if name == "education_goal":
        return _("Not written yet. The law asks for it on education benefit.")
    return ""


@dataclass(frozen=True)
class GoalLine:
    """A sub-goal, ready to show."""

    goal: SubGoal
    shape: str
    who: str
    when: str
    badge: str  # how it stands to its day; empty when there is nothing to say
    level: str


@dataclass(frozen=True)
class Goals:
    """The sub-goals by how they stand."""

    proposed: list[GoalLine]
    under_way: list[GoalLine]
    reached: list[GoalLine]
    dropped: list[GoalLine]

    @property
    def words(self) -> str:
        """How many there are of each: “3 under way, 2 reached”."""
        return ", ".join(
            words % {"count": len(lines)}
            for lines, words in (
                (self.under_way, _("%(count)s under way")),
                (self.reached, _("%(count)s reached")),
                (self.proposed, ngettext("%(count)s proposal", "%(count)s proposals", len(self.proposed))),
            )
            if lines
        )

    @property
    def next(self) -> GoalLine | None:
        """The one under way whose day comes first."""
        return next((line for line in self.under_way if line.goal.due_on), None)


def goals(now: Now, case: Case, today: dt.date) -> Goals:
    """Those under way by their day; those reached or dropped with the latest first."""
    by_state: dict[str, list[GoalLine]] = {state: [] for state in SubGoalState.values}
    for goal in now.sub_goals:
        by_state[goal.state].append(line(goal, now, case, today))
    for ended in (SubGoalState.REACHED, SubGoalState.DROPPED):
        by_state[ended].sort(key=lambda found: (found.goal.state_on, found.goal.pk), reverse=True)
    return Goals(*(by_state[state] for state in ("proposed", "open", "reached", "dropped")))


def line(goal: SubGoal, now: Now, case: Case, today: dt.date) -> GoalLine:
    """A sub-goal with who, by when and how it stands."""
    badge, level = _badge(goal, today)
    return GoalLine(goal, _SHAPES[Owner(goal.owner)], owner_name(goal, now, case), _when(goal), badge, level)


def _when(goal: SubGoal) -> str:
    match goal.state:
        case SubGoalState.REACHED:
            return _("reached %(day)s") % {"day": day(goal.state_on)}
        case SubGoalState.DROPPED:
            return _("dropped %(day)s") % {"day": day(goal.state_on)}
        case _:
            return _("by %(day)s") % {"day": day(goal.due_on)} if goal.due_on else _("no day yet")


def _badge(goal: SubGoal, today: dt.date) -> tuple[str, str]:
    """Red only where the office is late; that the citizen needs more time is something to talk about."""
    if goal.state != SubGoalState.OPEN or goal.due_on is None:
        return "", ""
    days = (goal.due_on - today).days
    if days < 0:
        return _("the day has passed"), "error" if goal.owner == Owner.CASEWORKER else "plain"
    return (_("this week"), "warning") if goal.due_on <= today + dt.timedelta(days=6 - today.weekday()) else ("", "")


def owner_name(goal: SubGoal, now: Now, case: Case) -> str:
    """Who does it: the name that was written, else the first name of citizen or contact person."""
    return goal.owner_name or dict(owners(now, case))[goal.owner]


def owners(now: Now, case: Case) -> list[tuple[str, str]]:
    """Who can do something, by the first names that one knows."""
    worker = now.contact_person.user.name.split()[0] if now.contact_person else str(Owner.CASEWORKER.label)
    return [
        (Owner.CITIZEN, case.citizen.name.split()[0]),
        (Owner.CASEWORKER, worker),
        (Owner.OTHER, str(Owner.OTHER.label)),
    ]


def sentence(now: Now, found: Goals, today: dt.date) -> str:
    """What the figure shows, in a sentence or two."""
    running = [e for e in now.efforts if e.begins_on <= today and (e.ends_on is None or e.ends_on >= today)]
    parts = [_running(len(running))]
    reached, every = len(found.reached), len(found.reached) + len(found.under_way)
    if every:
        words = ngettext(
            "%(reached)s of %(count)s sub-goal is reached.", "%(reached)s of %(count)s sub-goals are reached.", every
        )
        parts.append(words % {"reached": reached, "count": every})
    if found.next:
        parts.append(_("Next: %(what)s, %(when)s.") % {"what": found.next.goal.what, "when": found.next.when})
    return " ".join(parts).replace("..", ".")


def _running(count: int) -> str:
    if count == 0:
        return _("No effort runs today.")
    if count == 1:
        return _("One effort runs today.")
    return _("%(count)s efforts run side by side today.") % {"count": count}
