"""Transfers: a case on its way to a colleague, who takes it on or not."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.enums import ChangeReason, TransferState
from fremdrift.cases.models.case import Case
from fremdrift.cases.models.contact_person import ContactPerson
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


@tracked
class Transfer(TenantModel):
    """Proposed by whoever has the case or leads the team; it changes hands when the receiver accepts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="transfers")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    begins_on = models.DateField()
    reason = models.CharField(max_length=20, choices=ChangeReason)
    handover = models.TextField()
    state = models.CharField(max_length=20, choices=TransferState, default=TransferState.PROPOSED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    became = models.ForeignKey(
        ContactPerson, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="+"
    )

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            [
                "case",
                "to_user",
                "proposed_by",
                "proposed_at",
                "begins_on",
                "reason",
                "state",
                "answered_at",
                "answer",
                "became",
            ],
            FieldClass.CONTACT,
        ),
        "handover": FieldClass.CONVERSATIONS,
    }

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="transfer_case"),
            SameMunicipality(field="became_id", to="cases_contactperson", name="transfer_became"),
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state"),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_at__isnull=True)
                | (~Q(state="proposed") & Q(answered_at__isnull=False)),
                name="transfer_answered_when",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", became__isnull=False) | (~Q(state="accepted") & Q(became__isnull=True)),
                name="transfer_became_when_accepted",
            ),
            models.UniqueConstraint(
                fields=["municipality", "case"], condition=Q(state="proposed"), name="transfer_one_waiting"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "to_user", "state"], name="transfer_to")]

    def __str__(self) -> str:
        return f"{self.state} {self.begins_on}"
