"""Grants: the one table that says who may see whom, what of them, why and for how long."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.core.history import tracked
from fremdrift.core.models import TenantModel


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reads of grants."""

    def current(self, on: dt.date) -> GrantQuerySet:
        """Those that hold on a day; the last day is part of the period."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), begins_on__lte=on)

    def held_by(self, actor: Actor, on: dt.date) -> GrantQuerySet:
        """Those that open somebody to this actor on a day."""
        mine = self.current(on).filter(holder__in=actor.holders)
        return mine if actor.municipality_id is None else mine.filter(municipality=actor.municipality_id)


@tracked
class Grant(TenantModel):
    """Written by the service that creates a relation; read by `visible_to` and row-level security alone."""

    holder = models.CharField(max_length=40)  # user:7, provider:3, leaders:2
    subject = models.UUIDField()  # the citizen; no foreign key: access lies below cases
    purpose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Purpose])
    fields = ArrayField(models.CharField(max_length=20, choices=[(f.value, f.value) for f in FieldClass]))
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.UUIDField()  # the row that made the relation

    objects = GrantQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["holder", "subject", "purpose", "fields", "begins_on", "ends_on", "source"], FieldClass.LOG
    )

    class Meta:
        indexes = [
            models.Index(fields=["holder", "subject"], name="grant_holder"),
            models.Index(fields=["municipality", "subject"], name="grant_subject"),
            models.Index(fields=["source"], name="grant_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on") - dt.timedelta(days=1)),
                name="grant_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} → {self.subject}"


def grant_write(
    *,
    municipality_id: int,
    holder: str,
    subject: UUID,
    purpose: Purpose,
    fields: list[FieldClass],
    begins_on: dt.date,
    ends_on: dt.date | None,
    source: UUID,
) -> Grant:
    """Open a subject to a holder for a period; called by the service that creates the relation `source`."""
    return Grant.objects.create(
        municipality_id=municipality_id,
        holder=holder,
        subject=subject,
        purpose=purpose,
        fields=fields,
        begins_on=begins_on,
        ends_on=ends_on,
        source=source,
    )


def grants_end(*, source: UUID, last_day: dt.date) -> None:
    """Close what the relation `source` opened: the day after `last_day` it counts no more."""
    for grant in Grant.objects.filter(source=source).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)):
        grant.ends_on = max(last_day, grant.begins_on - dt.timedelta(days=1))
        grant.save(update_fields=["ends_on"])
