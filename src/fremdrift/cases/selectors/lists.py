"""Reads for lists of many cases: the columns that a list needs and nothing else."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import Pauses, Sender
from fremdrift.cases.models import (
    BenefitSpell,
    ContactPerson,
    Effort,
    Exemption,
    Message,
    Need,
    SubGoal,
    TargetGroupSpell,
)
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core import clock
from fremdrift.core.rows import rows


def begun_contact_persons(actor: Actor, case_ids: Iterable[UUID]) -> list[tuple[Any, ...]]:
    """Coordinating ones whose day has come, oldest first: case, user, first day, handover."""
    standing = ContactPerson.objects.standing().coordinating().visible_to(actor)
    found = standing.filter(case__in=case_ids, begins_on__lte=clock.today()).order_by("begins_on")
    return list(found.values_list("case_id", "user_id", "begins_on", "handover"))


def case_rows(actor: Actor) -> dict[str, Subquery]:
    """What lists read beside a case: coordinating persons begun (user, first day, handover), efforts, exempt today.

    Of each effort: id, title, first and last day, kind; all oldest first. When the citizen asked
    what is unanswered. Sub-goals that the office is late with: id, what, by when. Open needs: id, what, area, since.
    """
    today = clock.today()
    begun = ContactPerson.objects.standing().coordinating().filter(begins_on__lte=today)
    exempt = Exemption.objects.filter(case=OuterRef("pk"), begins_on__lte=today).exclude(ends_on__lt=today)
    return {
        "persons": rows(begun.order_by("begins_on"), "user_id", "begins_on", "handover"),
        "work": rows(Effort.objects.order_by("begins_on", "pk"), "pk", "title", "begins_on", "ends_on", "kind"),
        "asked": rows(Message.objects.unanswered().filter(sender=Sender.CITIZEN), "sent_at"),
        "steps": rows(SubGoal.objects.owed_by_the_office(today).order_by("due_on", "pk"), "pk", "what", "due_on"),
        "needs_open": rows(Need.objects.open().order_by("named_on", "pk"), "pk", "what", "area", "state_on"),
        "exempt": Exists(exempt.exclude(pauses=Pauses.CONVERSATION)),
    }


def current_benefits(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """By case, the kind of the benefit that holds today."""
    return _current(BenefitSpell.objects.visible_to(actor).filter(case__in=case_ids), "kind")


def current_target_groups(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """By case, the target group that holds today."""
    return _current(TargetGroupSpell.objects.visible_to(actor).filter(case__in=case_ids), "group")


def _current(found: OfCaseQuerySet, column: str) -> dict[UUID, str]:
    today = clock.today()
    return dict(found.filter(begins_on__lte=today).exclude(ends_on__lt=today).values_list("case_id", column))
