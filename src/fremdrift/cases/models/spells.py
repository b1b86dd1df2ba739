"""Periods that count for the law: benefits, target groups and exemptions. Of one kind, no two share a day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import opened_to
from fremdrift.cases.enums import Benefit, Pauses, TargetGroup
from fremdrift.cases.models.case import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.rulebook.selectors import pack_by_key


class OfCase(TenantModel):
    """A row that belongs to a case and holds for a period; the last day belongs to it, none means until further."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="%(class)ss")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


Spell = OfCase  # the name by which services and forms speak of any of the three
PERIOD = Func(F("begins_on"), F("ends_on"), Value("[]"), function="daterange")


class OfCaseQuerySet(models.QuerySet[Any]):
    """Reads of a case's rows."""

    def visible_to(self, actor: Actor) -> OfCaseQuerySet:
        """Those of citizens for whom a grant of this actor holds today."""
        return self.filter(opened_to(actor, "case__citizen_id"))


def of_case(name: str, *kinds: str, overlap: bool = False) -> list[models.BaseConstraint]:
    """Constraints of a case's periods: same municipality, an end not before its beginning, and no overlap by kind."""
    table = "cases_case"
    found: list[models.BaseConstraint] = [
        SameMunicipality(field="case_id", to=table, name=f"{name}_case"),
        models.CheckConstraint(
            condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name=f"{name}_period"
        ),
    ]
    if not overlap:
        same: list[tuple[Any, str]] = [
            ("case", RangeOperators.EQUAL),
            *((kind, RangeOperators.EQUAL) for kind in kinds),
        ]
        found.append(
            ExclusionConstraint(name=f"{name}_no_overlap", expressions=[*same, (PERIOD, RangeOperators.OVERLAPS)])
        )
    return found


_PERIOD_CLASSES = dict.fromkeys(["case", "begins_on", "ends_on"], FieldClass.PLAN)


@tracked
class BenefitSpell(OfCase):
    """A benefit in a period."""

    kind = models.CharField(max_length=40, choices=Benefit)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {**_PERIOD_CLASSES, "kind": FieldClass.PLAN}

    class Meta:
        ordering = ["begins_on"]
        constraints = of_case("benefit")

    def __str__(self) -> str:
        return f"{self.kind} {self.begins_on}"


@tracked
class TargetGroupSpell(OfCase):
    """A target group in a period."""

    group = models.CharField(max_length=40, choices=TargetGroup)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {**_PERIOD_CLASSES, "group": FieldClass.PLAN}

    class Meta:
        ordering = ["begins_on"]
        constraints = of_case("target_group")

    def __str__(self) -> str:
        return f"{self.group} {self.begins_on}"


@tracked
class Exemption(OfCase):
    """A period in which conversations, offers or both are not demanded, and why."""

    pauses = models.CharField(max_length=20, choices=Pauses)
    reason = models.CharField(max_length=200)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **_PERIOD_CLASSES,
        "pauses": FieldClass.PLAN,
        "reason": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["begins_on"]
        constraints = of_case("exemption", "pauses")

    def __str__(self) -> str:
        return f"{self.pauses} {self.begins_on}"


@tracked
class RulePackSpell(OfCase):
    """The rule pack that a case is judged by in a period, where it is not the municipality's: a trial's arm."""

    pack = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **_PERIOD_CLASSES,
        **dict.fromkeys(["pack", "reason"], FieldClass.PLAN),
    }

    class Meta:
        ordering = ["begins_on"]
        constraints = of_case("rule_pack")

    def __str__(self) -> str:
        return f"{self.pack} {self.begins_on}"

    @property
    def rules(self) -> str:
        """The pack's name, as people know it."""
        return pack_by_key(self.pack).title
