"""Reads about people and cases; the first argument is who reads."""

from fremdrift.cases.selectors.access import (
    break_glass_about,
    break_glass_by_id,
    break_glass_unseen,
    case_access,
    case_denial,
    case_in_emergency,
    cases_to_hand_on,
)
from fremdrift.cases.selectors.lists import begun_contact_persons, case_rows, current_benefits, current_target_groups
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
from fremdrift.cases.selectors.plans import job_plan, plan_versions, sub_goal_by_id, sub_goals
from fremdrift.cases.selectors.search import (
    MOST_FOUND,
    cases_by_cpr,
    cases_by_name,
    cases_by_number,
    cases_like_name,
    cpr_criterion,
)

__all__ = [
    "MOST_FOUND",
    "Waiting",
    "answers_waited_for",
    "begun_contact_persons",
    "benefits",
    "break_glass_about",
    "break_glass_by_id",
    "break_glass_unseen",
    "case_access",
    "case_by_id",
    "case_denial",
    "case_in_emergency",
    "case_rows",
    "cases_by_cpr",
    "cases_by_name",
    "cases_by_number",
    "cases_like_name",
    "cases_of",
    "cases_to_hand_on",
    "citizens_by_cpr",
    "contact_person_by_id",
    "contact_persons",
    "cpr_criterion",
    "current_benefits",
    "current_target_groups",
    "efforts",
    "exemptions",
    "job_plan",
    "messages",
    "own_case",
    "own_cases",
    "plan_versions",
    "sub_goal_by_id",
    "sub_goals",
    "target_groups",
]
