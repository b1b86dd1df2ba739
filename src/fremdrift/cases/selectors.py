"""Reads about people and cases; the first argument is who reads."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Citizen,
    ContactPerson,
    Effort,
    Exemption,
    TargetGroupSpell,
)
from fremdrift.core import clock


def case_by_id(actor: Actor, case_id: UUID) -> Case | None:
    """The case, when this actor may see it."""
    return Case.objects.visible_to(actor).select_related("citizen").filter(pk=case_id).first()


def own_cases(actor: Actor) -> list[Case]:
    """Open cases that the actor coordinates today, in Danish order of names."""
    today = clock.today()
    mine = ContactPerson.objects.filter(user=actor.user_id, begins_on__lte=today).exclude(ends_on__lt=today)
    found = Case.objects.visible_to(actor).open().filter(pk__in=mine.values("case"))
    return list(found.select_related("citizen").order_by("citizen__sort_key", "pk"))


def citizen_by_cpr(actor: Actor, digits: str) -> Citizen | None:
    """The citizen with that CPR number, when this actor may see them."""
    assert actor.municipality_id is not None
    return Citizen.objects.visible_to(actor).with_cpr(actor.municipality_id, digits).first()


def case_of(actor: Actor, citizen: Citizen, opened_on: dt.date) -> Case | None:
    """The citizen's case that was opened on that day, else the open one, if any."""
    found = Case.objects.visible_to(actor).filter(Q(opened_on=opened_on) | Q(closed_on__isnull=True), citizen=citizen)
    return min(found, key=lambda case: case.opened_on != opened_on, default=None)


def benefits(actor: Actor, case_ids: Iterable[UUID]) -> list[BenefitSpell]:
    """Benefit spells of the cases, oldest first."""
    return list(BenefitSpell.objects.visible_to(actor).filter(case__in=case_ids).order_by("begins_on"))


def target_groups(actor: Actor, case_ids: Iterable[UUID]) -> list[TargetGroupSpell]:
    """Target-group spells of the cases, oldest first."""
    return list(TargetGroupSpell.objects.visible_to(actor).filter(case__in=case_ids).order_by("begins_on"))


def exemptions(actor: Actor, case_ids: Iterable[UUID]) -> list[Exemption]:
    """Exemptions of the cases, oldest first."""
    return list(Exemption.objects.visible_to(actor).filter(case__in=case_ids).order_by("begins_on"))


def efforts(actor: Actor, case_ids: Iterable[UUID]) -> list[Effort]:
    """Efforts of the cases, oldest first."""
    return list(Effort.objects.visible_to(actor).filter(case__in=case_ids).order_by("begins_on", "pk"))


def contact_persons(actor: Actor, case_ids: Iterable[UUID]) -> list[ContactPerson]:
    """Contact persons of the cases with their names, oldest first."""
    found = ContactPerson.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("user").order_by("begins_on"))
