"""Representations: whom a citizen has asked to help on the citizen's own pages, and for how long."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models.case import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


class RepresentationQuerySet(OfCaseQuerySet):
    """Reads of representations."""

    def standing(self, on: dt.date) -> RepresentationQuerySet:
        """Those that hold on a day: somebody has taken the invitation, and nobody has ended it."""
        return self.filter(begins_on__lte=on, ends_on__gte=on, taken_at__isnull=False, ended_at=None)

    def waiting(self, on: dt.date) -> RepresentationQuerySet:
        """Those whose invitation can be taken on a day."""
        return self.filter(invited_until__gte=on, ends_on__gte=on, taken_at=None, ended_at=None)


@tracked
class Representation(TenantModel):
    """A relative, friend or adviser who helps a citizen for a period; begins with an invitation that is taken once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="representations")
    name = models.CharField(max_length=120)  # as the citizen calls them
    may_write = models.BooleanField(default=False)  # messages, on the citizen's behalf
    begins_on = models.DateField()
    ends_on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # who wrote down that the citizen wished it; nobody where the citizen did it
    made_at = models.DateTimeField()
    secret = models.BinaryField(max_length=32)  # SHA-256 of the invitation's secret, which is shown once
    invited_until = models.DateField()  # the last day on which the invitation can be taken
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # before its last day
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RepresentationQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "name", "may_write", "begins_on", "ends_on", "helper"], FieldClass.CONTACT),
        **dict.fromkeys(
            ["noted_by", "made_at", "secret", "invited_until", "taken_at", "ended_at", "ended_by"], FieldClass.LOG
        ),
    }

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="representation_case"),
            models.CheckConstraint(condition=~Q(name=""), name="representation_name"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="representation_period"),
            models.CheckConstraint(
                condition=Q(helper__isnull=True, taken_at__isnull=True)
                | Q(helper__isnull=False, taken_at__isnull=False),
                name="representation_acceptn_by_somebody",
            ),
            # Whoever signs in as a helper sees one citizen, and cannot mistake one for another.
            models.UniqueConstraint(fields=["helper"], name="representation_one_citizen"),
        ]
        indexes = [models.Index(fields=["case"], name="representation_of_case")]

    def __str__(self) -> str:
        return self.name
