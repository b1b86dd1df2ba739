"""Reads for lists of many cases: the columns that a list needs and nothing else."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import ContactRole, Pauses
from fremdrift.cases.models import BenefitSpell, ContactPerson, Effort, Exemption, TargetGroupSpell
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core import clock


def begun_contact_persons(actor: Actor, case_ids: Iterable[UUID]) -> list[tuple[Any, ...]]:
    """Coordinating ones whose day has come, oldest first: case, user, first day, handover."""
    found = ContactPerson.objects.standing().visible_to(actor).filter(case__in=case_ids, begins_on__lte=clock.today())
    found = found.filter(role=ContactRole.COORDINATING).order_by("begins_on")
    return list(found.values_list("case_id", "user_id", "begins_on", "handover"))


def effort_periods(actor: Actor, case_ids: Iterable[UUID]) -> list[tuple[Any, ...]]:
    """Efforts, oldest first: case, id, title, first and last day."""
    found = Effort.objects.visible_to(actor).filter(case__in=case_ids).order_by("begins_on", "pk")
    return list(found.values_list("case_id", "pk", "title", "begins_on", "ends_on"))


def exempt_cases(actor: Actor, case_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the cases whose citizens are exempt from offers today."""
    today = clock.today()
    found = Exemption.objects.visible_to(actor).filter(case__in=case_ids, begins_on__lte=today)
    found = found.exclude(pauses=Pauses.CONVERSATION).exclude(ends_on__lt=today)
    return set(found.values_list("case_id", flat=True))


def current_benefits(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """By case, the kind of the benefit that holds today."""
    return _current(BenefitSpell.objects.visible_to(actor).filter(case__in=case_ids), "kind")


def current_target_groups(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """By case, the target group that holds today."""
    return _current(TargetGroupSpell.objects.visible_to(actor).filter(case__in=case_ids), "group")


def _current(found: OfCaseQuerySet, column: str) -> dict[UUID, str]:
    today = clock.today()
    return dict(found.filter(begins_on__lte=today).exclude(ends_on__lt=today).values_list("case_id", column))
