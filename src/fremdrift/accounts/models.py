"""People who sign in, and the units that they work for. No row here is about a citizen's case."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from fremdrift.access.roles import Role
from fremdrift.accounts.enums import CoverReason, Language


class Municipality(models.Model):
    """A municipality; the border that no person's data cross."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    rule_pack = models.CharField(max_length=40, default="lab-2011")  # a pack for ever, or a line that moves on
    phone = models.CharField(max_length=30, blank=True)  # printed on letters
    visiting_address = models.CharField(max_length=200, blank=True)  # where conversations in person are held
    invented = models.BooleanField(default=False)  # of the demo: its people are signed in as with a click

    class Meta:
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of caseworkers in one municipality."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="teams")
    key = models.SlugField()
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="team_key")]

    def __str__(self) -> str:
        return self.name


class Provider(models.Model):
    """A provider of offers; it may serve many municipalities."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Creates users; the password may be missing where sign-in happens elsewhere."""


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do hangs on their memberships."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.DANISH)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reads of memberships."""

    def current(self, on: dt.date) -> MembershipQuerySet:
        """Those that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), begins_on__lte=on)


class Membership(models.Model):
    """A role at a municipality (and team) or a provider, for a period."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role if r is not Role.SYSTEM])
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="membership_period"
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) | Q(provider__isnull=True), name="membership_one_unit"
            ),
            ExclusionConstraint(
                name="membership_no_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        Func(F("begins_on"), F("ends_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"


class CoverQuerySet(models.QuerySet["Cover"]):
    """Reads of covers."""

    def standing(self, on: dt.date) -> CoverQuerySet:
        """Those that hold on a day, or will."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), ended_at__isnull=True)

    def current(self, on: dt.date) -> CoverQuerySet:
        """Those that hold on a day."""
        return self.standing(on).filter(begins_on__lte=on)


class Cover(models.Model):
    """A colleague who steps in for somebody absent: for that time what is open to the absent one is open to them.

    One that stands beside another opens only what the other's stand-in must not see.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covered_by")
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covers")
    beside = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="others")
    reason = models.CharField(max_length=20, choices=CoverReason)
    note = models.CharField(max_length=300, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # ended by hand, from that moment on
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(absent=F("stand_in")), name="cover_not_oneself"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="cover_period"
            ),
            ExclusionConstraint(
                name="cover_one_at_a_time",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    (
                        Func(F("begins_on"), F("ends_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True, beside__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["beside", "stand_in"], condition=Q(ended_at__isnull=True), name="cover_beside_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} for {self.absent}"


class CalendarFeed(models.Model):
    """A secret address under which somebody's calendar reads the times of the own conversations, without names."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)  # SHA-256 of the secret; the secret is shown once
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at__isnull=True), name="calendar_feed_one"),
        ]

    def __str__(self) -> str:
        return f"{self.user}"
