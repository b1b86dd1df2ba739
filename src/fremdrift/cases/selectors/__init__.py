"""Reads about people and cases; the first argument is who reads."""

from fremdrift.cases.selectors.handover import messages_to_answer, open_sub_goals, plan_of
from fremdrift.cases.selectors.people import (
    benefits,
    case_by_id,
    cases_of,
    citizens_by_cpr,
    contact_person_by_id,
    contact_persons,
    contact_persons_beside,
    delegated_cases,
    efforts,
    exemptions,
    own_cases,
    target_groups,
)
from fremdrift.cases.selectors.transfers import (
    case_to_hand_over,
    transfer_by_id,
    transfer_declined,
    transfer_waiting,
    transfers_to_answer,
    transfers_waiting,
)

__all__ = [
    "benefits",
    "case_by_id",
    "case_to_hand_over",
    "cases_of",
    "citizens_by_cpr",
    "contact_person_by_id",
    "contact_persons",
    "contact_persons_beside",
    "delegated_cases",
    "efforts",
    "exemptions",
    "messages_to_answer",
    "open_sub_goals",
    "own_cases",
    "plan_of",
    "target_groups",
    "transfer_by_id",
    "transfer_declined",
    "transfer_waiting",
    "transfers_to_answer",
    "transfers_waiting",
]
