"""Reads about people and cases; the first argument is who reads."""

from fremdrift.cases.selectors.people import (
    benefits,
    case_by_id,
    cases_of,
    citizens_by_cpr,
    contact_person_by_id,
    contact_persons,
    efforts,
    exemptions,
    own_cases,
    target_groups,
)

__all__ = [
    "benefits",
    "case_by_id",
    "cases_of",
    "citizens_by_cpr",
    "contact_person_by_id",
    "contact_persons",
    "efforts",
    "exemptions",
    "own_cases",
    "target_groups",
]
