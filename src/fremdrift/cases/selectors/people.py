"""Reads about people, their cases and what belongs to them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import ContactRole
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Characteristic,
    Citizen,
    ContactPerson,
    Effort,
    Exemption,
    RulePackSpell,
    TargetGroupSpell,
)
from fremdrift.cases.models.case import CaseQuerySet
from fremdrift.cases.models.citizen import address_opened_to, cpr_index
from fremdrift.cases.selectors.covering import coordinating
from fremdrift.core import clock


def case_by_id(actor: Actor, case_id: UUID) -> Case | None:
    """The case, when this actor may see it; without the citizen's address where that is not open to them."""
    seen = Case.objects.visible_to(actor).select_related("citizen").filter(pk=case_id)
    return next(iter(_with_what_is_open(actor, seen)), None)


def delegated_cases(actor: Actor) -> list[Case]:
    """Open cases that are delegated to this person at a provider today, in Danish order of names."""
    today = clock.today()
    mine = ContactPerson.objects.standing().filter(user=actor.user_id, role=ContactRole.DELEGATED, begins_on__lte=today)
    seen = Case.objects.visible_to(actor).open().filter(pk__in=mine.exclude(ends_on__lt=today).values("case"))
    return _with_what_is_open(actor, seen.select_related("citizen").order_by("citizen__sort_key", "pk"))


def _with_what_is_open(actor: Actor, seen: CaseQuerySet) -> list[Case]:
    found = seen.annotate(address_open=ExpressionWrapper(address_opened_to(actor, "citizen_id"), BooleanField()))
    cases = []
    for case in found:
        if not getattr(case, "address_open", False):
            case.citizen.without_address()
        cases.append(case)
    return cases


def own_cases(actor: Actor) -> list[Case]:
    """Open cases that the actor coordinates today, or covers, in Danish order of names."""
    found = Case.objects.visible_to(actor).open().filter(pk__in=coordinating(actor).values("case"))
    return list(found.select_related("citizen").order_by("citizen__sort_key", "pk"))


def citizens_by_cpr(actor: Actor, numbers: Iterable[str]) -> dict[str, Citizen]:
    """Those of the CPR numbers, ten digits each, whose citizens this actor may see, with these citizens.

    The number of a record that was merged into another leads to the one that stays.
    """
    assert actor.municipality_id is not None
    wanted = {cpr_index(actor.municipality_id, digits): digits for digits in numbers}
    found = Citizen.objects.filter(municipality=actor.municipality_id, cpr_index__in=list(wanted))
    into = {citizen.pk: citizen.merged_into_id or citizen.pk for citizen in found}
    while gone := list(Citizen.objects.filter(pk__in=set(into.values()), merged_into__isnull=False)):
        further = {citizen.pk: citizen.merged_into_id or citizen.pk for citizen in gone}
        into = {pk: further.get(stays, stays) for pk, stays in into.items()}
    stays = Citizen.objects.visible_to(actor).in_bulk(set(into.values()))
    return {wanted[bytes(c.cpr_index)]: stays[into[c.pk]] for c in found if into[c.pk] in stays}


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


def rule_packs(actor: Actor, case_ids: Iterable[UUID]) -> list[RulePackSpell]:
    """Periods in which the cases follow other rules than the municipality's, oldest first."""
    return list(RulePackSpell.objects.visible_to(actor).filter(case__in=case_ids).order_by("begins_on"))


def characteristics(actor: Actor, case_ids: Iterable[UUID]) -> list[Characteristic]:
    """Characteristics of the cases, oldest first."""
    return list(Characteristic.objects.visible_to(actor).filter(case__in=case_ids).order_by("begins_on", "kind"))


def closed_cases(actor: Actor) -> list[Case]:
    """Closed cases that the actor coordinated last, those closed last on top; for as long as they can be read."""
    last = (
        ContactPerson.objects.standing()
        .coordinating()
        .filter(case=OuterRef("pk"), user=actor.user_id, ends_on=OuterRef("closed_on"))
    )
    found = Case.objects.visible_to(actor).filter(Exists(last), closed_on__isnull=False)
    return list(found.select_related("citizen").order_by("-closed_on", "citizen__sort_key", "pk"))


def contact_persons(actor: Actor, case_ids: Iterable[UUID]) -> list[ContactPerson]:
    """Those who coordinate the cases, one after the other, with names, oldest first; those to come are among them."""
    found = ContactPerson.objects.standing().coordinating().visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("user").order_by("begins_on"))


def contact_persons_beside(actor: Actor, case_ids: Iterable[UUID]) -> list[ContactPerson]:
    """Those who help beside the coordinating ones, with names and providers, oldest first."""
    found = ContactPerson.objects.standing().beside().visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("user", "provider").order_by("begins_on", "pk"))


def contact_person_by_id(actor: Actor, case: Case, person_id: UUID) -> ContactPerson | None:
    """A contact person of the case, also one that was taken back."""
    seen = ContactPerson.objects.visible_to(actor).select_related("user", "case")
    found: ContactPerson | None = seen.filter(case=case, pk=person_id).first()
    return found
