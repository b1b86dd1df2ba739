"""Characteristics: what is worth knowing about somebody's situation, for as long as it holds; five at most."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.enums import CharacteristicKind
from fremdrift.cases.models.spells import OfCase, OfCaseQuerySet, of_case
from fremdrift.core.history import tracked

# Five: VFC's registration says "up to five".
_FIVE = """
    perform 1 from cases_case where id = new.case_id for update;
    if (select count(*) from cases_characteristic c where c.case_id = new.case_id and c.id <> new.id
        and daterange(c.begins_on, c.ends_on, '[]') && daterange(new.begins_on, new.ends_on, '[]')) >= 5 then
        raise exception 'at most five characteristics at a time'
            using errcode = 'check_violation', constraint = 'characteristic_at_most_five';
    end if;
    return new;
"""


@tracked
class Characteristic(OfCase):
    """One of the list, or in own words where it says other."""

    kind = models.CharField(max_length=20, choices=CharacteristicKind)
    words = models.CharField(max_length=120, blank=True)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "begins_on", "ends_on"], FieldClass.PLAN),
        **dict.fromkeys(["kind", "words"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["begins_on", "kind"]
        constraints = [
            *of_case("characteristic", "kind"),
            models.CheckConstraint(
                condition=Q(kind="other") & ~Q(words="") | ~Q(kind="other") & Q(words=""), name="characteristic_words"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="at_most_five",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_FIVE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.begins_on}"
