"""Contact persons: who coordinates a case, since when, and how it was handed over."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from fremdrift.access.fields import FieldClass
from fremdrift.accounts.models import Provider
from fremdrift.cases.enums import ChangeReason, ContactRole
from fremdrift.cases.models.spells import PERIOD, OfCase, OfCaseQuerySet, of_case
from fremdrift.core.history import tracked


class ContactPersonQuerySet(OfCaseQuerySet):
    """Reads of contact persons."""

    def standing(self) -> ContactPersonQuerySet:
        """Those that were not taken back before their day."""
        return self.filter(withdrawn_at=None)

    def coordinating(self) -> ContactPersonQuerySet:
        """Those who have the case, one after the other."""
        return self.filter(role=ContactRole.COORDINATING)

    def beside(self) -> ContactPersonQuerySet:
        """Those who help beside the coordinating one, several at once."""
        return self.exclude(role=ContactRole.COORDINATING)


@tracked
class ContactPerson(OfCase):
    """A person with a role in a case for a period; one coordinating at a time, withdrawn ones not counted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=ContactRole, default=ContactRole.COORDINATING)
    reason = models.CharField(max_length=20, choices=ChangeReason, default=ChangeReason.FIRST)
    handover = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # taken back, or the case closed, before it came to it
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ContactPersonQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "begins_on", "ends_on", "user", "role", "reason", "withdrawn_at", "provider"], FieldClass.CONTACT
        ),
        "handover": FieldClass.CONVERSATIONS,
    }

    class Meta:
        ordering = ["begins_on"]
        constraints = [
            *of_case("contact_person", overlap=True),
            models.UniqueConstraint(fields=["municipality", "id"], name="contact_person_key"),
            models.CheckConstraint(
                condition=models.Q(provider__isnull=True) | models.Q(role="delegated", ends_on__isnull=False),
                name="contact_person_delegated_for_a_period",
            ),
            ExclusionConstraint(
                name="contact_person_one_coordinating",
                expressions=[("case", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
                condition=models.Q(role="coordinating", withdrawn_at=None),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "user"], name="contact_person_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.begins_on}"
