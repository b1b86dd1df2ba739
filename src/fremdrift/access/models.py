"""Grants: the one table that says who may see whom, what of them, why and for how long."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import BarKind, FieldClass, Purpose, Relation
from fremdrift.access.roles import ON_OWN_PAGES, Role
from fremdrift.core import clock
from fremdrift.core.history import tracked
from fremdrift.core.models import TenantModel


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reads of grants."""

    def current(self, on: dt.date) -> GrantQuerySet:
        """Those that hold on a day; the last day is part of the period."""
        lasting = Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())
        return self.filter(lasting, Q(ends_on__isnull=True) | Q(ends_on__gte=on), begins_on__lte=on)

    def held_by(self, actor: Actor, on: dt.date) -> GrantQuerySet:
        """Those that open somebody to this actor on a day: own ones, and the case work of whoever they step in for."""
        stepped_in = Q(holder__in=[user_holder(user) for user in actor.covers], purpose=Purpose.CASE_WORK)
        for absent, stand_in in actor.covers_beside:
            theirs = Q(holder=user_holder(absent), purpose=Purpose.CASE_WORK)
            stepped_in |= theirs & user_shut_out(stand_in, "subject", on)
        mine = self.current(on).filter(Q(holder__in=actor.holders) | stepped_in, purpose__in=actor.opens)
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
    expires_at = models.DateTimeField(null=True, blank=True)  # where a day is too coarse: break-glass
    source = models.UUIDField()  # the row that made the relation

    objects = GrantQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["holder", "subject", "purpose", "fields", "begins_on", "ends_on", "expires_at", "source"], FieldClass.LOG
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


class ShutOutQuerySet(models.QuerySet[Any]):
    """Reads of what shuts people out."""

    def current(self, on: dt.date) -> ShutOutQuerySet:
        """Those that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), begins_on__lte=on)


@tracked
class Bar(TenantModel):
    """Somebody who must not see somebody, whatever a grant opens. Nothing overrides it, break-glass neither."""

    holder = models.CharField(max_length=40)  # user:7
    subject = models.UUIDField()  # the citizen
    kind = models.CharField(max_length=20, choices=BarKind)
    relation = models.CharField(max_length=20, choices=Relation, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    self_declared = models.BooleanField(default=False)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = ShutOutQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["holder", "subject", "kind", "relation", "reason", "self_declared", "begins_on", "ends_on"], FieldClass.LOG
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "holder"], name="bar_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on") - dt.timedelta(days=1)),
                name="bar_period",
            ),
            models.CheckConstraint(
                condition=Q(kind="conflict") & ~Q(relation="") | Q(kind="exclusion", relation=""), name="bar_relation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ↛ {self.subject}"


@tracked
class Restriction(TenantModel):
    """A case that only those on its list may see, whatever a grant opens; the citizen is not shut out."""

    subject = models.UUIDField()  # the citizen
    allowed = ArrayField(models.CharField(max_length=40))  # user:7, …
    reason = models.CharField(max_length=300)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = ShutOutQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["subject", "allowed", "reason", "begins_on", "ends_on"], FieldClass.LOG
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "subject"], condition=Q(ends_on__isnull=True), name="restriction_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on") - dt.timedelta(days=1)),
                name="restriction_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {len(self.allowed)}"


@tracked
class BreakGlass(TenantModel):
    """Somebody opened a person's case without a relation, for 24 hours, and said why."""

    holder = models.CharField(max_length=40)  # user:7
    subject = models.UUIDField()  # the citizen
    reason = models.TextField()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)  # by a leader
    seen_by = models.IntegerField(null=True, blank=True)  # user; no foreign key: access lies below accounts

    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["holder", "subject", "reason", "opened_at", "expires_at", "seen_at", "seen_by"], FieldClass.LOG
    )

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__regex=r"\S.{18,}\S"), name="break_glass_reason"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("opened_at"), expires_at__lte=F("opened_at") + dt.timedelta(hours=24)),
                name="break_glass_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} → {self.subject}"


def user_holder(user_id: int) -> str:
    """The name under which a user holds a grant, or is barred."""
    return f"user:{user_id}"


def bars_on(user_id: int, on: dt.date) -> ShutOutQuerySet:
    """Bars on a user that hold on a day."""
    return Bar.objects.current(on).filter(holder=user_holder(user_id))


def restrictions_without(user_id: int, on: dt.date) -> ShutOutQuerySet:
    """Restrictions that hold on a day and do not name a user."""
    return Restriction.objects.current(on).exclude(allowed__contains=[user_holder(user_id)])


def shut_out(actor: Actor, subject: str, on: dt.date) -> Q:
    """Whom this actor must not see on a day, whatever a grant opens: bars on the actor, restrictions without them.

    `subject` is the path to the citizen's id in the query. Nobody is shut out from the own case, nor is whoever the
    citizen has asked to help: a bar and a list are about those who work here.
    """
    return Q(pk__in=[]) if actor.role in ON_OWN_PAGES else user_shut_out(actor.user_id, subject, on)


def user_shut_out(user_id: int, subject: str, on: dt.date) -> Q:
    """Whom a member of staff must not see on a day; `subject` is the path to the citizen's id in the query."""
    barred = bars_on(user_id, on).filter(subject=OuterRef(subject))
    restricted = restrictions_without(user_id, on).filter(subject=OuterRef(subject))
    return Q(Exists(barred)) | Q(Exists(restricted))


def opened_to(actor: Actor, subject: str, of: FieldClass | None = None) -> Q:
    """The filter of every `visible_to`: rows whose citizen, at path `subject`, is open to the actor today.

    With a class of fields, only where that is open, too: for tables that tell of nothing else.
    """
    if actor.role is Role.SYSTEM:
        return Q(municipality=actor.municipality_id)
    granted = Grant.objects.held_by(actor, clock.today()).filter(subject=OuterRef(subject))
    granted = granted.filter(fields__contains=[of]) if of else granted
    home = Q() if actor.municipality_id is None else Q(municipality=actor.municipality_id)
    return home & Q(Exists(granted)) & ~shut_out(actor, subject, clock.today())


def is_shut_out(user_id: int, subject: UUID, on: dt.date) -> bool:
    """Whether somebody must not be given a relation to a citizen on a day; the reason is not told."""
    barred = bars_on(user_id, on).filter(subject=subject).values("pk")
    restricted = restrictions_without(user_id, on).filter(subject=subject).values("pk")
    return bool(barred.union(restricted).exists())


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
    expires_at: dt.datetime | None = None,
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
        expires_at=expires_at,
        source=source,
    )


def grants_end(*, source: UUID, last_day: dt.date) -> None:
    """Close what the relation `source` opened: the day after `last_day` it counts no more."""
    for grant in Grant.objects.filter(source=source).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)):
        grant.ends_on = max(last_day, grant.begins_on - dt.timedelta(days=1))
        grant.save(update_fields=["ends_on"])
