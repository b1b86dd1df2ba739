"""Reads of the people around a citizen and of the citizen's needs."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, Need, NetworkPerson


def network_persons(actor: Actor, case_ids: Iterable[UUID]) -> list[NetworkPerson]:
    """People around the citizens of the cases: those who stand by name, then those who have gone."""
    found = NetworkPerson.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.order_by(F("ended_on").desc(nulls_first=True), "name", "pk"))


def network_person_by_id(actor: Actor, case: Case, person_id: UUID) -> NetworkPerson | None:
    """Somebody around the citizen of the case."""
    found: NetworkPerson | None = NetworkPerson.objects.visible_to(actor).filter(case=case, pk=person_id).first()
    return found


def needs(actor: Actor, case_ids: Iterable[UUID]) -> list[Need]:
    """Needs of the cases with the effort that met each, those named first on top."""
    found = Need.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("effort").order_by("named_on", "pk"))


def need_by_id(actor: Actor, case: Case, need_id: UUID) -> Need | None:
    """A need of the case."""
    found: Need | None = Need.objects.visible_to(actor).select_related("effort").filter(case=case, pk=need_id).first()
    return found
