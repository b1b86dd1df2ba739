"""Writes of companies and their workplaces."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.catalogue.models import Company, Workplace
from fremdrift.core.violations import refused_as


@transaction.atomic
def company_add(*, values: Mapping[str, Any], by: Actor) -> Company:
    """Write a company down."""
    assert by.municipality_id is not None
    company = Company(municipality_id=by.municipality_id, **_numbered(values, "cvr"))
    with refused_as(company_cvr=("company.cvr_taken", "cvr")):
        company.save(force_insert=True)
    return company


@transaction.atomic
def company_update(*, company: Company, values: Mapping[str, Any], by: Actor) -> None:
    """Correct what stands about a company."""
    for name, value in _numbered(values, "cvr").items():
        setattr(company, name, value)
    with refused_as(company_cvr=("company.cvr_taken", "cvr")):
        company.save(update_fields=list(values))


@transaction.atomic
def workplace_add(*, company: Company, values: Mapping[str, Any], by: Actor) -> Workplace:
    """Write a workplace of a company down."""
    found = _numbered(values, "production_number")
    workplace = Workplace(municipality_id=company.municipality_id, company=company, **found)
    with refused_as(workplace_production_number=("workplace.number_taken", "production_number")):
        workplace.save(force_insert=True)
    return workplace


@transaction.atomic
def workplace_update(*, workplace: Workplace, values: Mapping[str, Any], by: Actor) -> None:
    """Correct what stands about a workplace."""
    for name, value in _numbered(values, "production_number").items():
        setattr(workplace, name, value)
    with refused_as(workplace_production_number=("workplace.number_taken", "production_number")):
        workplace.save(update_fields=list(values))


def _numbered(values: Mapping[str, Any], number: str) -> dict[str, Any]:
    """An empty number is none: of those there may be many."""
    return {**values, number: values.get(number) or None} if number in values else dict(values)
