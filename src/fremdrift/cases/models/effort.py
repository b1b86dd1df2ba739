"""Efforts: anything that runs for a citizen, whoever stands for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fremdrift.access.fields import FieldClass
from fremdrift.cases.enums import EffortKind, Organiser
from fremdrift.cases.models.spells import OfCase, OfCaseQuerySet, of_case
from fremdrift.core.history import tracked


@tracked
class Effort(OfCase):
    """An offer, treatment, debt advice, own activity …; several run side by side. Deadlines read these."""

    kind = models.CharField(max_length=40, choices=EffortKind)
    title = models.CharField(max_length=120)
    organiser = models.CharField(max_length=20, choices=Organiser)
    organiser_name = models.CharField(max_length=120, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # a week
    at_workplace = models.BooleanField(default=False)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "begins_on", "ends_on", "hours", "at_workplace"], FieldClass.PLAN),
        **dict.fromkeys(["kind", "title", "organiser", "organiser_name"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["begins_on"]
        constraints = [
            *of_case("effort", overlap=True),
            models.UniqueConstraint(fields=["municipality", "id"], name="effort_key"),
            models.CheckConstraint(condition=models.Q(hours__isnull=True) | models.Q(hours__gt=0), name="effort_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.begins_on}"
