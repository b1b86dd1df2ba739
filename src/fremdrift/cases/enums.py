"""Choices of the cases app."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosingReason(models.TextChoices):
    """What really happened when a case closed."""

    JOB = "job", _("Job")
    EDUCATION = "education", _("Education")
    FLEX_JOB = "flex_job", _("Flex job")
    DISABILITY_PENSION = "disability_pension", _("Disability pension")
    MOVED = "moved", _("Moved away")
    PRISON = "prison", _("Prison")
    DEATH = "death", _("Death")
    OTHER = "other", _("Other")
    DUPLICATE = "duplicate", _("Registered twice")  # written by a merge alone


class Benefit(models.TextChoices):
    """Public benefits, and what comes instead of one."""

    CASH_BENEFIT = "cash_benefit", _("Cash benefit")
    EDUCATION_BENEFIT = "education_benefit", _("Education benefit")
    UNEMPLOYMENT_INSURANCE = "unemployment_insurance", _("Unemployment insurance benefit")
    SICKNESS_BENEFIT = "sickness_benefit", _("Sickness benefit")
    VOCATIONAL_REHABILITATION = "vocational_rehabilitation", _("Vocational rehabilitation")
    RESOURCE_COURSE = "resource_course", _("Resource course")
    JOB_CLARIFICATION_COURSE = "job_clarification_course", _("Job clarification course")
    FLEX_UNEMPLOYMENT_ALLOWANCE = "flex_unemployment_allowance", _("Unemployment allowance (flex job)")
    DISABILITY_PENSION = "disability_pension", _("Disability pension")
    FLEX_JOB = "flex_job", _("Flex job")
    SELF_SUPPORTED = "self_supported", _("Self-support")


class TargetGroup(models.TextChoices):
    """The groups of LAB § 6, in force from 2020, and the match groups of 2010 to 2013."""

    MATCH_1 = "match_1", _("Job-ready (match 1)")
    MATCH_2 = "match_2", _("Ready for effort (match 2)")
    MATCH_3 = "match_3", _("Temporarily passive (match 3)")
    INSURED = "insured", _("On unemployment insurance (no. 1)")
    JOB_READY = "job_ready", _("Job-ready on cash benefit (no. 2)")
    ACTIVITY_READY = "activity_ready", _("Activity-ready on cash benefit (no. 3)")
    EDUCATION_READY = "education_ready", _("Education-ready (no. 4)")
    ACTIVITY_READY_YOUNG = "activity_ready_young", _("Activity-ready on education benefit (no. 5)")
    SICK_LISTED = "sick_listed", _("On sickness benefit (no. 6)")
    IN_JOB_CLARIFICATION = "in_job_clarification", _("On a job clarification course (no. 7)")
    IN_RESOURCE_COURSE = "in_resource_course", _("On a resource course (no. 8)")
    FLEX_JOB_APPROVED = "flex_job_approved", _("Approved for a flex job (no. 9)")
    IN_REHABILITATION = "in_rehabilitation", _("In vocational rehabilitation (no. 10)")
    ON_DISABILITY_PENSION = "on_disability_pension", _("On disability pension (no. 11)")
    WITHOUT_BENEFIT = "without_benefit", _("Without benefit (no. 12)")
    UNDER_18 = "under_18", _("Under 18 (no. 13)")


class Pauses(models.TextChoices):
    """What an exemption pauses; hours and mentor are asked for in a trial only."""

    BOTH = "both", _("Conversations and offers")
    CONVERSATION = "conversation", _("Conversations")
    OFFER = "offer", _("Offers")
    HOURS = "hours", _("The least hours a week of an activation")
    MENTOR = "mentor", _("A mentor, who is judged unnecessary")


class ContactRole(models.TextChoices):
    """What a contact person is for; there is one coordinating at a time."""

    COORDINATING = "coordinating", _("Coordinating caseworker")
    COMPANY_CONSULTANT = "company_consultant", _("Company consultant")
    MENTOR = "mentor", _("Mentor")
    JOB_BROKER = "job_broker", _("Personal job broker")
    DELEGATED = "delegated", _("Contact person at a provider")


class ChangeReason(models.TextChoices):
    """Why the contact person changed."""

    FIRST = "first", _("First contact person")
    ILLNESS = "illness", _("Illness")
    LEAVE = "leave", _("Leave")
    LEFT_JOB = "left_job", _("Left the job")
    CASELOAD = "caseload", _("Caseloads evened out")
    CITIZEN_WISH = "citizen_wish", _("The citizen's wish")
    NEW_GROUP = "new_group", _("New target group")
    OTHER = "other", _("Other")


class EffortKind(models.TextChoices):
    """Anything that runs: offers in the law's sense first, then what runs beside them."""

    COMPANY_PLACEMENT = "company_placement", _("Company placement")
    WAGE_SUBSIDY = "wage_subsidy", _("Wage-subsidised job")
    GUIDANCE_UPSKILLING = "guidance_upskilling", _("Guidance and upskilling")
    ORDINARY_EDUCATION = "ordinary_education", _("Ordinary education")
    MENTOR = "mentor", _("Mentor support")
    TREATMENT = "treatment", _("Treatment")
    DEBT_ADVICE = "debt_advice", _("Debt advice")
    HOUSING = "housing", _("Housing")
    OWN_ACTIVITY = "own_activity", _("Own activity")


class Organiser(models.TextChoices):
    """Who stands for an effort; each has a shape and a colour everywhere."""

    MUNICIPALITY = "municipality", _("Municipality")
    PROVIDER = "provider", _("Provider")
    CITIZEN = "citizen", _("Citizen")
    OTHER = "other", _("Others")


class CharacteristicKind(models.TextChoices):
    """What a citizen and the caseworker find worth knowing about the situation; the list of VFC, table 3."""

    MENTAL = "mental", _("Mental disorder")
    ISOLATED = "isolated", _("Socially isolated")
    LONG_TERM = "long_term", _("Long-term unemployed or ill (over 1 year)")
    PHYSICAL = "physical", _("Physical disorder")
    FINANCIAL = "financial", _("Financial difficulties")
    SUBSTANCE = "substance", _("Substance abuse")
    HOUSING = "housing", _("Insecure housing")
    SINGLE_PARENT = "single_parent", _("Single parent")
    OTHER = "other", _("Other")


class TransferState(models.TextChoices):
    """Where a transfer of a case stands."""

    PROPOSED = "proposed", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class SubGoalState(models.TextChoices):
    """Where a sub-goal stands."""

    PROPOSED = "proposed", _("Proposed")
    OPEN = "open", _("Under way")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Dropped")


class Area(models.TextChoices):
    """What a sub-goal or an effort is about; several run side by side."""

    EMPLOYMENT = "employment", _("Work")
    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health")
    SOCIAL = "social", _("Everyday life and network")
    DEBT = "debt", _("Economy")
    HOUSING = "housing", _("Housing")


class Owner(models.TextChoices):
    """Who does something."""

    CITIZEN = "citizen", _("The citizen")
    CASEWORKER = "caseworker", _("The caseworker")
    OTHER = "other", _("Somebody else")


class NeedState(models.TextChoices):
    """Where a need stands."""

    OPEN = "open", _("Not met yet")
    MET = "met", _("Met")
    LET_GO = "let_go", _("Let go")


class NetworkRole(models.TextChoices):
    """What somebody around the citizen is for."""

    TREATMENT = "treatment", _("Treatment")
    DOCTOR = "doctor", _("Doctor")
    SOCIAL = "social", _("Social services")
    DEBT_ADVICE = "debt_advice", _("Debt advice")
    HOUSING = "housing", _("Housing")
    MENTOR = "mentor", _("Mentor")
    EMPLOYER = "employer", _("Employer")
    SCHOOL = "school", _("School or education")
    FAMILY = "family", _("Family and network")
    OTHER = "other", _("Somebody else")


class Sender(models.TextChoices):
    """Who wrote a message."""

    CITIZEN = "citizen", _("The citizen")
    MUNICIPALITY = "municipality", _("The municipality")


class SeenAs(StrEnum):
    """As what somebody sees a case."""

    CONTACT_PERSON = "contact_person"
    STAND_IN = "stand_in"
    LEADER = "leader"
    PROVIDER = "provider"
    ORDER = "order"  # a unit or the company consultants: what one order shares, and no more
    EMERGENCY = "emergency"
    CITIZEN = "citizen"
    REPRESENTATIVE = "representative"  # helps the citizen on the citizen's own pages
