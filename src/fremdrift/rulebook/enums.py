"""Words of the rulebook. Plain strings, so that rules, facts files and packs need no framework."""

from enum import StrEnum


class BenefitKind(StrEnum):
    CASH_BENEFIT = "cash_benefit"
    EDUCATION_BENEFIT = "education_benefit"
    UNEMPLOYMENT_INSURANCE = "unemployment_insurance"
    SICKNESS_BENEFIT = "sickness_benefit"
    VOCATIONAL_REHABILITATION = "vocational_rehabilitation"
    RESOURCE_COURSE = "resource_course"
    JOB_CLARIFICATION_COURSE = "job_clarification_course"
    FLEX_UNEMPLOYMENT_ALLOWANCE = "flex_unemployment_allowance"
    DISABILITY_PENSION = "disability_pension"
    FLEX_JOB = "flex_job"
    SELF_SUPPORTED = "self_supported"


class TargetGroup(StrEnum):
    """Match groups of 2010–2013, and the thirteen groups of LAB § 6 from 2020; a pack names those that it knows."""

    MATCH_1 = "match_1"
    MATCH_2 = "match_2"
    MATCH_3 = "match_3"
    INSURED = "insured"  # § 6 no. 1
    JOB_READY = "job_ready"  # no. 2
    ACTIVITY_READY = "activity_ready"  # no. 3
    EDUCATION_READY = "education_ready"  # no. 4
    ACTIVITY_READY_YOUNG = "activity_ready_young"  # no. 5
    SICK_LISTED = "sick_listed"  # no. 6
    IN_JOB_CLARIFICATION = "in_job_clarification"  # no. 7
    IN_RESOURCE_COURSE = "in_resource_course"  # no. 8
    FLEX_JOB_APPROVED = "flex_job_approved"  # no. 9
    IN_REHABILITATION = "in_rehabilitation"  # no. 10
    ON_DISABILITY_PENSION = "on_disability_pension"  # no. 11
    WITHOUT_BENEFIT = "without_benefit"  # no. 12
    UNDER_18 = "under_18"  # no. 13


class EffortKind(StrEnum):
    COMPANY_PLACEMENT = "company_placement"
    WAGE_SUBSIDY = "wage_subsidy"
    GUIDANCE_UPSKILLING = "guidance_upskilling"
    ORDINARY_EDUCATION = "ordinary_education"
    MENTOR = "mentor"
    TREATMENT = "treatment"
    DEBT_ADVICE = "debt_advice"
    HOUSING = "housing"
    OWN_ACTIVITY = "own_activity"


class ConversationState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    MOVED = "moved"


class ConversationForm(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    WALK = "walk"
    AT_COMPANY = "at_company"
    AT_HOME = "at_home"


class PauseKind(StrEnum):
    """What an exemption exempts from."""

    CONVERSATION = "conversation"
    OFFER = "offer"
    HOURS = "hours"  # the least hours a week of an activation
    MENTOR = "mentor"  # judged unnecessary


class PauseBecause(StrEnum):
    EXEMPTION = "exemption"
    NO_BENEFIT = "no_benefit"
    SUSPENSION = "suspension"


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class ObligationKind(StrEnum):
    FIRST_CONVERSATION = "first_conversation"
    CONVERSATION_INTERVAL = "conversation_interval"
    FIRST_OFFER = "first_offer"
    REPEAT_OFFER = "repeat_offer"
    MAX_LENGTH = "max_length"
    MIN_LENGTH = "min_length"
    NOT_BEFORE = "not_before"
    EDUCATION_ORDER = "education_order"
    PLAN_BEFORE_OFFER = "plan_before_offer"
    CONVERSATION_COUNT = "conversation_count"
    CONVERSATION_WEEKLY = "conversation_weekly"
    EFFORT_WEEKLY = "effort_weekly"
    MAX_TOTAL = "max_total"
    BESIDE = "beside"
    CLOSED_BENEFIT = "closed_benefit"


class ReasonCode(StrEnum):
    """Why an obligation exists; each has one sentence in `rules.reasons`. Every kind has a code of its own name."""

    FIRST_CONVERSATION = "first_conversation"
    CONVERSATION_INTERVAL = "conversation_interval"
    FIRST_OFFER = "first_offer"
    REPEAT_OFFER = "repeat_offer"
    REPEAT_OFFER_RESUMED = "repeat_offer_resumed"
    MAX_LENGTH = "max_length"
    MIN_LENGTH = "min_length"
    NOT_BEFORE = "not_before"
    EDUCATION_ORDER = "education_order"
    PLAN_BEFORE_OFFER = "plan_before_offer"
    CONVERSATION_COUNT = "conversation_count"
    CONVERSATION_WEEKLY = "conversation_weekly"
    EFFORT_WEEKLY = "effort_weekly"
    MAX_TOTAL = "max_total"
    BESIDE = "beside"
    CLOSED_BENEFIT = "closed_benefit"
    EXTENDED = "extended"


class Meets(StrEnum):
    """What would meet an obligation."""

    HOLD_CONVERSATION = "hold_conversation"
    START_OFFER = "start_offer"
    END_EFFORT = "end_effort"
    KEEP_OFFER_RUNNING = "keep_offer_running"
    REACH_BENEFIT_TIME = "reach_benefit_time"
    START_EDUCATION = "start_education"
    MAKE_PLAN = "make_plan"
    ADD_SUPPORT = "add_support"
    CHANGE_BENEFIT = "change_benefit"


class MetBy(StrEnum):
    """The sort of fact that met an obligation."""

    CONVERSATION = "conversation"
    EFFORT = "effort"
    BENEFIT = "benefit"
    PLAN = "plan"


class ClosedBecause(StrEnum):
    """Why an obligation ceased to stand without having been met."""

    BENEFIT_CHANGED = "benefit_changed"
    BENEFIT_ENDED = "benefit_ended"
    TARGET_GROUP_CHANGED = "target_group_changed"
    CASE_CLOSED = "case_closed"
    ENDED_SHORT = "ended_short"
    EFFORT_ENDED = "effort_ended"
    AGE_REACHED = "age_reached"
    PERIOD_ENDED = "period_ended"
    SUSPENDED = "suspended"
    RULES_CHANGED = "rules_changed"


class Status(StrEnum):
    """An obligation read off against a date."""

    UPCOMING = "upcoming"
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    VOLUNTARY = "voluntary"  # the law was suspended that day
    MET = "met"
    MET_LATE = "met_late"
    LAPSED = "lapsed"
    MISSED = "missed"
