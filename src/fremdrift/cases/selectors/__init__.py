"""Reads about people and cases; the first argument is who reads."""

from fremdrift.cases.selectors.access import (CaseAccess, KeptOut, Sight, break_glass_about, break_glass_by_id, break_glass_unseen, case_access, case_denial, case_in_emergency, cases_to_hand_on)
from fremdrift.cases.selectors.lists import (begun_contact_persons, case_rows, current_benefits, current_target_groups)
from fremdrift.cases.selectors.messages import (Waiting, answers_waited_for, messages, own_case)
from fremdrift.cases.selectors.people import (benefits, case_by_id, cases_of, characteristics, citizens_by_cpr, closed_cases, contact_person_by_id, contact_persons, efforts, exemptions, own_cases, target_groups)
from fremdrift.cases.selectors.plans import (job_plan, plan_versions, sub_goal_by_id, sub_goals)
from fremdrift.cases.selectors.records import (Alike, case_by_number, citizen_returning, citizens_alike, citizens_alike_to, criterion, merges_of, open_case_of, records_of)
from fremdrift.cases.selectors.search import (MOST_FOUND, cases_by_cpr, cases_by_name, cases_by_number, cases_like_name, cpr_criterion)

__all__ = [
    "Alike",
    "CaseAccess",
    "KeptOut",
    "MOST_FOUND",
    "Sight",
    "Waiting",
    "answers_waited_for",
    "begun_contact_persons",
    "benefits",
    "break_glass_about",
    "break_glass_by_id",
    "break_glass_unseen",
    "case_access",
    "case_by_id",
    "case_by_number",
    "case_denial",
    "case_in_emergency",
    "case_rows",
    "cases_by_cpr",
    "cases_by_name",
    "cases_by_number",
    "cases_like_name",
    "cases_of",
    "cases_to_hand_on",
    "characteristics",
    "citizen_returning",
    "citizens_alike",
    "citizens_alike_to",
    "citizens_by_cpr",
    "closed_cases",
    "contact_person_by_id",
    "contact_persons",
    "cpr_criterion",
    "criterion",
    "current_benefits",
    "current_target_groups",
    "efforts",
    "exemptions",
    "job_plan",
    "merges_of",
    "messages",
    "open_case_of",
    "own_case",
    "own_cases",
    "plan_versions",
    "records_of",
    "sub_goal_by_id",
    "sub_goals",
    "target_groups",
]
