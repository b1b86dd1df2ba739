"""Merges: two records of one person made into one, with all that is needed to undo it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models.citizen import Citizen, OfCitizenQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


@tracked
class Merge(TenantModel):
    """The record that stays, the one that went into it, and which rows moved."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, db_constraint=False, related_name="+")  # stays
    gone = models.ForeignKey(Citizen, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    reason = models.CharField(max_length=300)
    moved = models.JSONField(default=dict)  # table → what to put back where
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfCitizenQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["citizen", "gone", "reason", "moved", "made_at", "made_by", "undone_at", "undone_by"], FieldClass.IDENTITY
    )

    class Meta:
        ordering = ["made_at"]
        constraints = [
            SameMunicipality(field="citizen_id", to="cases_citizen", name="merge_citizen"),
            SameMunicipality(field="gone_id", to="cases_citizen", name="merge_gone"),
            models.CheckConstraint(condition=~Q(citizen=F("gone")), name="merge_two"),
            models.UniqueConstraint(
                fields=["municipality", "gone"], condition=Q(undone_at__isnull=True), name="merge_one_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.citizen_id}"
