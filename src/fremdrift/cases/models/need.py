"""Needs: what the citizen needs and has not got, named so that nobody forgets it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.enums import Area, NeedState, Owner
from fremdrift.cases.models.case import Case
from fremdrift.cases.models.effort import Effort
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


class NeedQuerySet(OfCaseQuerySet):
    """Reads of needs."""

    def open(self) -> NeedQuerySet:
        """Those that nothing meets yet."""
        return self.filter(state=NeedState.OPEN)


@tracked
class Need(TenantModel):
    """Something the citizen needs: open until it is met, or let go for a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="needs")
    what = models.CharField(max_length=200)
    area = models.CharField(max_length=20, choices=Area)
    named_on = models.DateField()
    named_by = models.CharField(max_length=20, choices=Owner, default=Owner.CITIZEN)
    state = models.CharField(max_length=20, choices=NeedState, default=NeedState.OPEN)
    state_on = models.DateField()  # since when it stands there
    reason = models.CharField(max_length=300, blank=True)  # why it was let go
    met_by = models.CharField(max_length=200, blank=True)
    effort = models.ForeignKey(
        Effort, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="meets"
    )
    version = models.PositiveIntegerField(default=0)  # grows with each change: who writes over another is told

    objects = NeedQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "named_on", "named_by", "state", "state_on", "version"], FieldClass.PLAN),
        **dict.fromkeys(["what", "area", "reason", "met_by", "effort"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["named_on", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="need_case"),
            SameMunicipality(field="effort_id", to="cases_effort", name="need_effort"),
            models.CheckConstraint(condition=Q(state__in=NeedState.values), name="need_state"),
            models.CheckConstraint(
                condition=Q(state="let_go") & ~Q(reason="") | ~Q(state="let_go") & Q(reason=""),
                name="need_let_go_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="met") & (~Q(met_by="") | Q(effort__isnull=False))
                | ~Q(state="met") & Q(met_by="", effort__isnull=True),
                name="need_met_by_something",
            ),
        ]
        indexes = [models.Index(fields=["case", "state"], name="need_of_case")]

    def __str__(self) -> str:
        return self.what
