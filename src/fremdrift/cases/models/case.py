"""Case: what the municipality and the citizen have together, from opening to closing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import opened_to
from fremdrift.cases.enums import ClosingReason
from fremdrift.cases.models.citizen import Citizen
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of cases."""

    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """Those of citizens for whom a grant of this actor holds today."""
        return self.filter(opened_to(actor, "citizen_id"))

    def open(self) -> CaseQuerySet:
        """Those not closed."""
        return self.filter(closed_on__isnull=True)


@tracked
class Case(TenantModel):
    """One course of a citizen; a citizen has one open case at most."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, db_constraint=False, related_name="cases")
    number = models.PositiveIntegerField(editable=False)  # runs within the municipality; printed on letters
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=30, choices=ClosingReason, blank=True)
    closing_words = models.CharField(max_length=200, blank=True)  # where the reason is another

    objects = CaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        "citizen": FieldClass.IDENTITY,
        "number": FieldClass.IDENTITY,
        "opened_on": FieldClass.PLAN,
        "closed_on": FieldClass.PLAN,
        "closing_reason": FieldClass.PLAN,
        "closing_words": FieldClass.HEALTH,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="case_key"),
            models.UniqueConstraint(fields=["municipality", "number"], name="case_number"),
            models.UniqueConstraint(
                fields=["municipality", "citizen"], condition=Q(closed_on__isnull=True), name="case_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_period"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                name="case_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(closing_words="") | Q(closing_reason="other"), name="case_closed_in_words"
            ),
            SameMunicipality(field="citizen_id", to="cases_citizen", name="case_citizen"),
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"
