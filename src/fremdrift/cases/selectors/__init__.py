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
from fremdrift.cases.selectors.plans import (
    job_plan,
    overdue_sub_goals,
    plan_versions,
    sub_goal_by_id,
    sub_goals,
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
    "job_plan",
    "overdue_sub_goals",
    "own_cases",
    "plan_versions",
    "sub_goal_by_id",
    "sub_goals",
    "target_groups",
]
