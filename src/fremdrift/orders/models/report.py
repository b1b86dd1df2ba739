"""Progress reports: what the provider tells of the way a citizen has come, and what was decided on it."""

from __future__ import annotations

from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.enums import AimOutcome, Decision, Direction, Point, Recommendation, ReportKind, ReportState
from fremdrift.orders.models.order import Aim, OfOrderQuerySet, Order, begins_as
from fremdrift.orders.rules import REPORT_MOVES


class ProgressReportQuerySet(OfOrderQuerySet):
    """Reads of reports."""

    def asked_for(self) -> Self:
        """Without a midway report of which no word is written, when the order ended before its day."""
        last = Coalesce("order__ended_on", "order__ends_on")
        return self.exclude(kind=ReportKind.MIDWAY, state=ReportState.DUE, due_on__gt=last)


@tracked
class ProgressReport(TenantModel):
    """One report of an order, from the day it is due to the decision that it leads to."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="reports")
    kind = models.CharField(max_length=20, choices=ReportKind)
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.DUE)
    asked_for = models.CharField(max_length=300, blank=True)  # why an extra report was asked for
    summary = models.TextField(blank=True)
    work_capacity = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # hours a week now
    recommendation = models.CharField(max_length=20, choices=Recommendation, blank=True)
    recommendation_words = models.TextField(blank=True)
    attendance = models.JSONField(null=True, blank=True)  # counts of days and hours when it was submitted
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    missing = models.TextField(blank=True)  # what the caseworker asked for when it was returned
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    decision_words = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)  # by the citizen, the first time
    citizen_comment = models.TextField(blank=True)
    citizen_commented_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ProgressReportQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            [
                *("case", "order", "kind", "due_on", "state", "submitted_at", "submitted_by", "returned_at"),
                *("decision", "reviewed_at", "reviewed_by", "read_at", "citizen_commented_at", "version"),
            ],
            FieldClass.ORDER,
        ),
        **dict.fromkeys(
            [
                *("asked_for", "summary", "work_capacity", "recommendation", "recommendation_words", "attendance"),
                *("missing", "decision_words", "citizen_comment"),
            ],
            FieldClass.HEALTH,
        ),
    }

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="report_key"),
            SameMunicipality(field="case_id", to="cases_case", name="report_case"),
            SameMunicipality(field="order_id", to="orders_order", name="report_order"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state"),
            models.CheckConstraint(
                condition=Q(state="reviewed", reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(decision="")
                | ~Q(state="reviewed") & Q(reviewed_at__isnull=True, reviewed_by__isnull=True, decision=""),
                name="report_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "reviewed"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="report_submitted_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(missing=""), name="report_returned_for"),
            models.CheckConstraint(
                condition=Q(work_capacity__isnull=True) | Q(work_capacity__gte=0, work_capacity__lte=37),
                name="report_work_capacity",
            ),
            models.UniqueConstraint(
                fields=["municipality", "order", "kind"],
                condition=Q(kind__in=["midway", "final"]),
                name="report_one_of_a_kind",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="report_moves",
                field="state",
                transitions=[(state, to) for state, reached in REPORT_MOVES.items() for to in sorted(reached)],
            ),
            begins_as("report_begins_as_due", "due"),
        ]
        indexes = [
            models.Index(fields=["order", "state"], name="report_of_order"),
            models.Index(fields=["case", "state", "due_on"], name="report_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


@tracked
class AttentionPoint(TenantModel):
    """One of the five points of a report: which way it went, and what shows that."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, db_constraint=False, related_name="points")
    point = models.CharField(max_length=20, choices=Point)
    direction = models.CharField(max_length=20, choices=Direction, blank=True)
    evidence = models.TextField(blank=True)

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "report"], FieldClass.ORDER),
        **dict.fromkeys(["point", "direction", "evidence"], FieldClass.HEALTH),
    }

    class Meta:
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="attention_point_case"),
            SameMunicipality(field="order_id", to="orders_order", name="attention_point_order"),
            SameMunicipality(field="report_id", to="orders_progressreport", name="attention_point_report"),
            models.CheckConstraint(condition=Q(point__in=Point.values), name="attention_point_known"),
            models.CheckConstraint(
                condition=Q(direction="") | Q(direction__in=Direction.values), name="attention_point_direction"
            ),
            models.UniqueConstraint(fields=["municipality", "report", "point"], name="attention_point_once"),
        ]

    def __str__(self) -> str:
        return self.point


@tracked
class AimReached(TenantModel):
    """What a report says of one aim of its order."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, db_constraint=False, related_name="aims")
    aim = models.ForeignKey(Aim, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    outcome = models.CharField(max_length=20, choices=AimOutcome, blank=True)
    words = models.TextField(blank=True)

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "report", "aim"], FieldClass.ORDER),
        **dict.fromkeys(["outcome", "words"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["aim__position"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="aim_reached_case"),
            SameMunicipality(field="order_id", to="orders_order", name="aim_reached_order"),
            SameMunicipality(field="report_id", to="orders_progressreport", name="aim_reached_report"),
            SameMunicipality(field="aim_id", to="orders_aim", name="aim_reached_aim"),
            models.UniqueConstraint(fields=["municipality", "report", "aim"], name="aim_reached_once"),
        ]

    def __str__(self) -> str:
        return self.outcome
