"""Reads of companies and their workplaces."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from fremdrift.access.actor import Actor
from fremdrift.catalogue.models import Company, Workplace


def companies(actor: Actor, text: str = "") -> QuerySet[Company]:
    """Companies of the municipality by name; with a text those that are, or have a workplace, called so."""
    found: QuerySet[Company] = Company.objects.visible_to(actor)
    for word in text.split()[:8]:
        named = Workplace.objects.visible_to(actor).filter(
            Q(name__icontains=word) | Q(tasks__icontains=word) | Q(town__icontains=word)
        )
        own = Q(name__icontains=word) | Q(town__icontains=word) | Q(cvr=word) | Q(consultant__name__icontains=word)
        found = found.filter(own | Q(pk__in=named.order_by().values("company")))
    counted = Count("workplaces", filter=Q(workplaces__retired_on=None))
    return found.select_related("consultant").annotate(working=counted).order_by("name", "pk")


def company_by_id(actor: Actor, company_id: UUID) -> Company | None:
    """A company with its workplaces."""
    ordered = Prefetch("workplaces", Workplace.objects.visible_to(actor).order_by("name", "pk"))
    found = Company.objects.visible_to(actor).filter(pk=company_id)
    company: Company | None = found.select_related("consultant").prefetch_related(ordered).first()
    return company


def workplaces(actor: Actor) -> QuerySet[Workplace]:
    """Workplaces that are still there, by name."""
    return Workplace.objects.visible_to(actor).filter(retired_on=None).select_related("company")


def workplace_by_id(actor: Actor, workplace_id: UUID) -> Workplace | None:
    """A workplace with its company."""
    found = Workplace.objects.visible_to(actor).filter(pk=workplace_id)
    workplace: Workplace | None = found.select_related("company").first()
    return workplace
