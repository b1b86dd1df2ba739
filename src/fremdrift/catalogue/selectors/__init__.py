"""Reads of the offer catalogue; nothing here is about a citizen."""

from fremdrift.catalogue.selectors.offers import (
    MOST_COMPARED,
    Found,
    Search,
    experience_by_id,
    experiences,
    offer_by_id,
    offer_counts,
    offers_by_code,
    offers_by_ids,
    offers_found,
    offers_kept,
    towns,
)
from fremdrift.catalogue.selectors.words import synonyms
from fremdrift.catalogue.selectors.workplaces import companies, company_by_id, workplace_by_id, workplaces

__all__ = [
    "MOST_COMPARED",
    "Found",
    "Search",
    "companies",
    "company_by_id",
    "experience_by_id",
    "experiences",
    "offer_by_id",
    "offer_counts",
    "offers_by_code",
    "offers_by_ids",
    "offers_found",
    "offers_kept",
    "synonyms",
    "towns",
    "workplace_by_id",
    "workplaces",
]
