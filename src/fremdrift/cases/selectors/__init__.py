"""Reads about people and cases; the first argument is who reads."""

from fremdrift.cases.selectors.covering import (
    CoveredFor,
    SteppingIn,
    cases_kept_from,
    coordinated_by,
    coordinating,
    covered_for,
    seen_in_cover,
    shut_out_of,
)
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
from fremdrift.cases.selectors.reassigning import handovers_to_come, transfers_unanswered

__all__ = [
    "CoveredFor",
    "SteppingIn",
    "benefits",
    "case_by_id",
    "cases_kept_from",
    "cases_of",
    "citizens_by_cpr",
    "contact_person_by_id",
    "contact_persons",
    "coordinated_by",
    "coordinating",
    "covered_for",
    "efforts",
    "exemptions",
    "handovers_to_come",
    "own_cases",
    "seen_in_cover",
    "shut_out_of",
    "target_groups",
    "transfers_unanswered",
]
