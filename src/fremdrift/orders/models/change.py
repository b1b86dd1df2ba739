"""Proposals to change an order that runs: longer, other hours, an earlier end."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.enums import ChangeKind, ChangeState, Side
from fremdrift.orders.models.order import OfOrderQuerySet, Order, begins_as
from fremdrift.orders.rules import CHANGE_MOVES


@tracked
class ChangeProposal(TenantModel):
    """Either side proposes; the caseworker decides."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    ends_on = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    was_ends_on = models.DateField(null=True, blank=True)
    was_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    reason = models.TextField()
    side = models.CharField(max_length=20, choices=Side)
    state = models.CharField(max_length=20, choices=ChangeState, default=ChangeState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            [
                *("case", "order", "kind", "ends_on", "hours", "was_ends_on", "was_hours", "side", "state"),
                *("proposed_by", "proposed_at", "decided_by", "decided_at"),
            ],
            FieldClass.ORDER,
        ),
        **dict.fromkeys(["reason", "decision_reason"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="change_case"),
            SameMunicipality(field="order_id", to="orders_order", name="change_order"),
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="change_state"),
            models.CheckConstraint(
                condition=Q(kind="hours", hours__isnull=False, ends_on__isnull=True)
                | Q(kind__in=["extend", "end"], ends_on__isnull=False, hours__isnull=True),
                name="change_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=37), name="change_hours"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="change_decided_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(decision_reason=""), name="change_rejected_with_reason"
            ),
            models.UniqueConstraint(
                fields=["municipality", "order"], condition=Q(state="proposed"), name="change_one_waiting"
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="change_moves",
                field="state",
                transitions=[(state, to) for state, reached in CHANGE_MOVES.items() for to in sorted(reached)],
            ),
            begins_as("change_begins_as_proposed", "proposed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
