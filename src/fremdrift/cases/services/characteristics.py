"""What is worth knowing about somebody's situation; it is written, and ended, never scored."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import CharacteristicKind
from fremdrift.cases.models import Case, Characteristic, take_open_turn
from fremdrift.cases.services._common import check_period, of_case
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def characteristic_add(
    *, case: Case, kind: str, begins_on: dt.date, ends_on: dt.date | None, words: str = "", by: Actor
) -> Characteristic:
    """Register a characteristic; five share a day at most, and what is none of the list is said in own words."""
    check_period(begins_on, ends_on)
    if kind == CharacteristicKind.OTHER and not words:
        raise RuleViolation("characteristic.words_needed", "words")
    if kind != CharacteristicKind.OTHER and words:
        raise RuleViolation("characteristic.words_of_other", "words")
    take_open_turn(case.pk)
    with refused_as(
        characteristic_no_overlap=("characteristic.overlaps", "kind"),
        characteristic_at_most_five=("characteristic.five", "kind"),
    ):
        return Characteristic.objects.create(
            kind=kind, words=words, begins_on=begins_on, ends_on=ends_on, **of_case(case)
        )
