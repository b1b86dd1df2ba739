"""Attendance: a row for each day on which somebody was expected."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.enums import Presence
from fremdrift.orders.models.order import OfOrderQuerySet, Order


@tracked
class AttendanceDay(TenantModel):
    """How one expected day went; a day is registered once and can be corrected."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="days")
    on = models.DateField()
    presence = models.CharField(max_length=20, choices=Presence)
    hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)  # that the citizen was there
    planned = models.DecimalField(max_digits=4, decimal_places=1, default=0)  # that were agreed
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    cleared = models.BooleanField(default=False)  # registered by mistake: the day counts for nothing

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "order", "on", "hours", "planned", "registered_by", "registered_at", "cleared"], FieldClass.ORDER
        ),
        "presence": FieldClass.HEALTH,  # it tells of illness
    }

    class Meta:
        ordering = ["on"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="attendance_case"),
            SameMunicipality(field="order_id", to="orders_order", name="attendance_order"),
            models.UniqueConstraint(fields=["municipality", "order", "on"], name="attendance_once_a_day"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="attendance_presence"),
            models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=24, planned__gte=0), name="attendance_hours"),
            models.CheckConstraint(condition=Q(presence="present") | Q(hours=0), name="attendance_hours_when_present"),
            models.CheckConstraint(condition=Q(on__lte=F("registered_at__date") + 1), name="attendance_not_in_future"),
        ]
        indexes = [models.Index(fields=["order", "on"], name="attendance_of_order")]

    def __str__(self) -> str:
        return f"{self.on} {self.presence}"


@tracked
class AttendanceRemark(TenantModel):
    """What the provider says about a citizen's week in a line; caseworker and citizen read it too."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="remarks")
    monday = models.DateField()  # of the week
    text = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "monday", "written_by", "written_at"], FieldClass.ORDER),
        "text": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["monday"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="remark_case"),
            SameMunicipality(field="order_id", to="orders_order", name="remark_order"),
            models.UniqueConstraint(fields=["municipality", "order", "monday"], name="remark_once_a_week"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="remark_of_a_week"),
        ]

    def __str__(self) -> str:
        return f"{self.monday}"
