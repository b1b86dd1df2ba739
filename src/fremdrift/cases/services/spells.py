"""Periods that count for the law, and efforts."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Characteristic,
    Effort,
    Exemption,
    RulePackSpell,
    TargetGroupSpell,
    take_open_turn,
)
from fremdrift.cases.services._common import check_period, of_case
from fremdrift.core.changes import case_changed
from fremdrift.core.violations import refused_as

Ending = BenefitSpell | TargetGroupSpell | Exemption | RulePackSpell | Effort | Characteristic


@transaction.atomic
def benefit_add(*, case: Case, kind: str, begins_on: dt.date, ends_on: dt.date | None, by: Actor) -> BenefitSpell:
    """Register a benefit in a period; two benefits never share a day."""
    check_period(begins_on, ends_on)
    take_open_turn(case.pk)
    with refused_as(benefit_no_overlap=("benefit.overlaps", "begins_on")):
        spell = BenefitSpell.objects.create(kind=kind, begins_on=begins_on, ends_on=ends_on, **of_case(case))
    case_changed(case.pk)
    return spell


@transaction.atomic
def target_group_add(
    *, case: Case, group: str, begins_on: dt.date, ends_on: dt.date | None, by: Actor
) -> TargetGroupSpell:
    """Register a target group in a period; two groups never share a day."""
    check_period(begins_on, ends_on)
    take_open_turn(case.pk)
    with refused_as(target_group_no_overlap=("target_group.overlaps", "begins_on")):
        spell = TargetGroupSpell.objects.create(group=group, begins_on=begins_on, ends_on=ends_on, **of_case(case))
    case_changed(case.pk)
    return spell


@transaction.atomic
def exemption_add(
    *, case: Case, pauses: str, reason: str, begins_on: dt.date, ends_on: dt.date | None, by: Actor
) -> Exemption:
    """Register that conversations, offers or both are not demanded for a time; deadlines stand still meanwhile."""
    check_period(begins_on, ends_on)
    take_open_turn(case.pk)
    with refused_as(exemption_no_overlap=("exemption.overlaps", "begins_on")):
        spell = Exemption.objects.create(
            pauses=pauses, reason=reason, begins_on=begins_on, ends_on=ends_on, **of_case(case)
        )
    case_changed(case.pk)
    return spell


@transaction.atomic
def spell_end(*, spell: Ending, ends_on: dt.date, by: Actor) -> None:
    """Set the last day of a period."""
    check_period(spell.begins_on, ends_on)
    take_open_turn(spell.case_id)
    spell.ends_on = ends_on
    with refused_as(
        benefit_no_overlap=("benefit.overlaps", "ends_on"),
        target_group_no_overlap=("target_group.overlaps", "ends_on"),
        exemption_no_overlap=("exemption.overlaps", "ends_on"),
        rule_pack_no_overlap=("rule_pack.overlaps", "ends_on"),
        characteristic_no_overlap=("characteristic.overlaps", "ends_on"),
        characteristic_at_most_five=("characteristic.five", "ends_on"),
    ):
        spell.save(update_fields=["ends_on"])
    case_changed(spell.case_id)


@transaction.atomic
def effort_add(
    *,
    case: Case,
    kind: str,
    title: str,
    organiser: str,
    begins_on: dt.date,
    ends_on: dt.date | None,
    organiser_name: str = "",
    hours: float | None = None,
    at_workplace: bool = False,
    by: Actor,
) -> Effort:
    """Register something that runs for the citizen; efforts may run side by side."""
    check_period(begins_on, ends_on)
    take_open_turn(case.pk)
    with refused_as(effort_hours=("effort.hours", "hours")):
        effort = Effort.objects.create(
            kind=kind,
            title=title,
            organiser=organiser,
            organiser_name=organiser_name,
            begins_on=begins_on,
            ends_on=ends_on,
            hours=hours,
            at_workplace=at_workplace,
            **of_case(case),
        )
    case_changed(case.pk)
    return effort
