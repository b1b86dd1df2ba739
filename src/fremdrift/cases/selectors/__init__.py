"""Reads about people and cases; the first argument is who reads."""

from fremdrift.cases.selectors.access import (
    CaseAccess,
    KeptOut,
    Sight,
    break_glass_about,
    break_glass_by_id,
    break_glass_unseen,
    case_access,
    case_denial,
    case_in_emergency,
    cases_to_hand_on,
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

__all__ = [
    "CaseAccess",
    "KeptOut",
    "Sight",
    "benefits",
    "break_glass_about",
    "break_glass_by_id",
    "break_glass_unseen",
    "case_access",
    "case_by_id",
    "case_denial",
    "case_in_emergency",
    "cases_of",
    "cases_to_hand_on",
    "citizens_by_cpr",
    "contact_person_by_id",
    "contact_persons",
    "efforts",
    "exemptions",
    "own_cases",
    "target_groups",
]
