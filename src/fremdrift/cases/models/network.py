"""People around the citizen: who they are, and what the citizen has agreed that one may speak with them about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.enums import NetworkRole
from fremdrift.cases.models.case import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


class NetworkPersonQuerySet(OfCaseQuerySet):
    """Reads of people around citizens."""

    def standing(self) -> NetworkPersonQuerySet:
        """Those who still have to do with the citizen."""
        return self.filter(ended_on=None)


@tracked
class NetworkPerson(TenantModel):
    """Somebody around the citizen who is no user here; without a consent nothing is shared with them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="network_persons")
    role = models.CharField(max_length=20, choices=NetworkRole)
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    # The consent as it stands, or as it last stood; earlier ones are in the history.
    consent_on = models.DateField(null=True, blank=True)
    consent_what = models.CharField(max_length=300, blank=True)  # what one may speak about
    consent_ended_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # has no more to do with the citizen
    version = models.PositiveIntegerField(default=0)  # grows with each change: who writes over another is told

    objects = NetworkPersonQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "consent_on", "consent_ended_on", "ended_on", "version"], FieldClass.PLAN),
        **dict.fromkeys(
            ["role", "name", "organisation", "phone", "email", "note", "consent_what"], FieldClass.HEALTH
        ),  # whoever treats somebody tells what for
    }

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="network_person_case"),
            models.CheckConstraint(
                condition=Q(consent_on__isnull=True, consent_what="")
                | (Q(consent_on__isnull=False) & ~Q(consent_what="")),
                name="network_person_consent_to_what",
            ),
            models.CheckConstraint(
                condition=Q(consent_ended_on__isnull=True) | Q(consent_ended_on__gte=F("consent_on")),
                name="network_person_consent_period",
            ),
        ]
        indexes = [models.Index(fields=["case", "ended_on"], name="network_person_of_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def consents(self) -> bool:
        """Whether the citizen has agreed that one may speak with this person."""
        return self.consent_on is not None and self.consent_ended_on is None and self.ended_on is None

    @property
    def called(self) -> str:
        """The name, with where they come from."""
        return f"{self.name}, {self.organisation}" if self.organisation else self.name
