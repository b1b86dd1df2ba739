"""Which rules a case is judged by where they are not the municipality's."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, RulePackSpell, take_open_turn
from fremdrift.cases.services._common import check_period, of_case
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as
from fremdrift.rulebook.selectors import packs


@transaction.atomic
def rule_pack_set(
    *, case: Case, pack: str, reason: str, begins_on: dt.date, ends_on: dt.date | None, by: Actor
) -> RulePackSpell:
    """Judge a case by another rule pack in a period, such as a trial's; two such periods never share a day."""
    if pack not in {known.key for known in packs() if not known.suspends}:
        raise RuleViolation("rule_pack.unknown", "pack")
    check_period(begins_on, ends_on)
    take_open_turn(case.pk)
    with refused_as(rule_pack_no_overlap=("rule_pack.overlaps", "begins_on")):
        spell = RulePackSpell.objects.create(
            pack=pack, reason=reason, begins_on=begins_on, ends_on=ends_on, **of_case(case)
        )
    case_changed(case.pk)
    return spell
