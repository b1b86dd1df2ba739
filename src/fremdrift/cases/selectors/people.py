"""Reads about people, their cases and what belongs to them."""

from collections.abc import Iterable
from uuid import UUID

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
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.cases.selectors.covering import coordinating


def case_by_id(actor: Actor, case_id: UUID) -> Case | None:
    """The case, when this actor may see it."""
    return Case.objects.visible_to(actor).select_related("citizen").filter(pk=case_id).first()


def own_cases(actor: Actor) -> list[Case]:
    """Open cases that the actor coordinates today, or covers, in Danish order of names."""
    found = Case.objects.visible_to(actor).open().filter(pk__in=coordinating(actor).values("case"))
    return list(found.select_related("citizen").order_by("citizen__sort_key", "pk"))


def citizens_by_cpr(actor: Actor, numbers: Iterable[str]) -> dict[str, Citizen]:
    """Those of the CPR numbers, ten digits each, whose citizens this actor may see, with these citizens."""
    assert actor.municipality_id is not None
    wanted = {cpr_index(actor.municipality_id, digits): digits for digits in numbers}
    found = Citizen.objects.visible_to(actor).filter(cpr_index__in=list(wanted))
    return {wanted[bytes(citizen.cpr_index)]: citizen for citizen in found}


def cases_of(actor: Actor, citizen_ids: Iterable[UUID]) -> list[Case]:
    """All cases of the citizens, closed ones too, oldest first."""
    return list(Case.objects.visible_to(actor).filter(citizen__in=citizen_ids).order_by("opened_on", "pk"))


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
    """Contact persons of the cases with their names, oldest first; those to come are among them."""
    found = ContactPerson.objects.standing().visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("user").order_by("begins_on"))


def contact_person_by_id(actor: Actor, case: Case, person_id: UUID) -> ContactPerson | None:
    """A contact person of the case, also one that was taken back."""
    found: ContactPerson | None = ContactPerson.objects.visible_to(actor).filter(case=case, pk=person_id).first()
    return found
