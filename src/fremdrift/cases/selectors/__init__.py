"""Reads about people and cases; the first argument is who reads."""

from fremdrift.cases.selectors.messages import Waiting, answers_waited_for, messages, own_case
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
    "Waiting",
    "answers_waited_for",
    "benefits",
    "case_by_id",
    "cases_of",
    "citizens_by_cpr",
    "contact_person_by_id",
    "contact_persons",
    "efforts",
    "exemptions",
    "messages",
    "own_case",
    "own_cases",
    "target_groups",
]
