"""Offers that a caseworker has shown to a citizen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.catalogue.models import Offer
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.enums import Reaction


@tracked
class ShownOffer(TenantModel):
    """An offer to talk about: why it was shown, and what the citizen says to it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="shown_offers")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField()
    note = models.TextField(blank=True)
    reaction = models.CharField(max_length=20, choices=Reaction, blank=True, default=Reaction.NONE)
    reaction_words = models.TextField(blank=True)
    reacted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "offer", "shown_by", "shown_at", "reaction", "reacted_at", "withdrawn_at"], FieldClass.ORDER
        ),
        **dict.fromkeys(["note", "reaction_words"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["-shown_at"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="shown_offer_case"),
            SameMunicipality(field="offer_id", to="catalogue_offer", name="shown_offer_offer"),
            models.UniqueConstraint(
                fields=["municipality", "case", "offer"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="shown_offer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.shown_at}"
