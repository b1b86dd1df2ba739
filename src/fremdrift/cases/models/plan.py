"""The job plan: the goal in the citizen's words, the contents that the law asks for, sub-goals, and every version."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.enums import Area, Owner, SubGoalState
from fremdrift.cases.models.case import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel

# What is written; offers, stabilising activities, other efforts and finished ones are read from the case's efforts
# too, so these texts only add to them (LAB § 41).
PLAN_TEXTS = [
    "own_words",
    "job_goal",
    "education_goal",
    "job_search",
    "offers",
    "stabilising",
    "other_efforts",
    "finished",
    "strengths",
    "barriers",
]


@tracked
class JobPlan(TenantModel):
    """The plan of a case as it stands now; one for each case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="plans")
    own_words = models.TextField(blank=True)
    job_goal = models.TextField(blank=True)
    education_goal = models.TextField(blank=True)
    job_search = models.TextField(blank=True)
    offers = models.TextField(blank=True)
    stabilising = models.TextField(blank=True)
    other_efforts = models.TextField(blank=True)
    finished = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    barriers = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "own_words", "job_goal", "education_goal", "job_search", "offers", "version"], FieldClass.PLAN
        ),
        **dict.fromkeys(["stabilising", "other_efforts", "finished", "strengths", "barriers"], FieldClass.HEALTH),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="plan_key"),
            models.UniqueConstraint(fields=["municipality", "case"], name="plan_one"),
            SameMunicipality(field="case_id", to="cases_case", name="plan_case"),
        ]

    def __str__(self) -> str:
        return f"plan {self.version}"


class SubGoalQuerySet(OfCaseQuerySet):
    """Reads of sub-goals."""

    def owed_by_the_office(self, today: dt.date) -> SubGoalQuerySet:
        """Open ones that the office has taken on and whose day has passed."""
        return self.filter(owner=Owner.CASEWORKER, state=SubGoalState.OPEN, due_on__lt=today)


@tracked
class SubGoal(TenantModel):
    """A step that is small, visible and sure, with who, by when and how it stands."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="sub_goals")
    what = models.CharField(max_length=200)
    area = models.CharField(max_length=20, choices=Area, default=Area.EMPLOYMENT)
    owner = models.CharField(max_length=20, choices=Owner, default=Owner.CITIZEN)
    owner_name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=SubGoalState, default=SubGoalState.OPEN)
    state_on = models.DateField()  # since when it stands there
    proposed_by_citizen = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)  # grows with each change: who writes over another is told

    objects = SubGoalQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "owner", "owner_name", "due_on", "state", "state_on", "proposed_by_citizen", "version"],
            FieldClass.PLAN,
        ),
        **dict.fromkeys(["what", "area"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="sub_goal_key"),
            SameMunicipality(field="case_id", to="cases_case", name="sub_goal_case"),
            models.CheckConstraint(condition=Q(state__in=SubGoalState.values), name="sub_goal_state"),
        ]
        indexes = [models.Index(fields=["case", "state"], name="sub_goal_of_case")]

    def __str__(self) -> str:
        return self.what


@tracked
class PlanVersion(TenantModel):
    """The whole plan as it stood after a save: texts, sub-goals and efforts. Never changed afterwards."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="plan_versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "number", "made_at", "made_by", "note"], FieldClass.PLAN),
        "content": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="plan_version_key"),
            models.UniqueConstraint(fields=["municipality", "case", "number"], name="plan_version_number"),
            SameMunicipality(field="case_id", to="cases_case", name="plan_version_case"),
        ]
        # Case and number stay free: two records of one person that are made one bring their versions together.
        triggers = [pgtrigger.ReadOnly(name="plan_version_kept", fields=["content", "made_at", "made_by", "note"])]

    def __str__(self) -> str:
        return f"version {self.number}"


@tracked
class PlanReply(TenantModel):
    """What the citizen says to a version of the plan: yes to it, or a comment. Never changed afterwards."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="plan_replies")
    to_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, db_constraint=False, related_name="replies")
    approves = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "to_version", "approves", "said_at", "said_by"], FieldClass.PLAN),
        "text": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="plan_reply_case"),
            SameMunicipality(field="to_version_id", to="cases_planversion", name="plan_reply_version"),
            models.CheckConstraint(condition=Q(approves=True) | ~Q(text=""), name="plan_reply_says_something"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="plan_reply_kept", fields=["to_version", "approves", "text", "said_at", "said_by"])
        ]

    def __str__(self) -> str:
        return f"reply {self.said_at}"
