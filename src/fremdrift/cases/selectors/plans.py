"""Reads of the job plan, its sub-goals and its versions."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, JobPlan, PlanReply, PlanVersion, SubGoal


def job_plan(actor: Actor, case: Case) -> JobPlan | None:
    """The plan of the case as it stands."""
    found: JobPlan | None = JobPlan.objects.visible_to(actor).filter(case=case).first()
    return found


def sub_goals(actor: Actor, case_ids: Iterable[UUID]) -> list[SubGoal]:
    """Sub-goals of the cases, soonest due first, those without a day last."""
    found = SubGoal.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.order_by(F("due_on").asc(nulls_last=True), "pk"))


def sub_goal_by_id(actor: Actor, case: Case, sub_goal_id: UUID) -> SubGoal | None:
    """A sub-goal of the case."""
    found: SubGoal | None = (
        SubGoal.objects.visible_to(actor).select_related("case").filter(case=case, pk=sub_goal_id).first()
    )
    return found


def plan_versions(actor: Actor, case: Case) -> list[PlanVersion]:
    """All versions of the plan with who made them, oldest first."""
    found = PlanVersion.objects.visible_to(actor).filter(case=case)
    return list(found.select_related("made_by").order_by("number"))


def plan_replies(actor: Actor, case: Case) -> list[PlanReply]:
    """What the citizen has said to the plan, newest first, with the version that was read."""
    found = PlanReply.objects.visible_to(actor).filter(case=case)
    return list(found.select_related("to_version", "said_by").order_by("-said_at", "-pk"))


def latest_plan_version(actor: Actor, case: Case) -> PlanVersion | None:
    """The version that holds now."""
    found = PlanVersion.objects.visible_to(actor).filter(case=case)
    latest: PlanVersion | None = found.select_related("made_by").order_by("-number").first()
    return latest
