"""Choices of the conversations app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """States of a conversation; `rules.MOVES` says which may follow which."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NO_SHOW = "no_show", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved")


class Form(models.TextChoices):
    """How a conversation is held."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video")
    WALK = "walk", _("Walk")
    AT_COMPANY = "at_company", _("At the company")
    AT_HOME = "at_home", _("At home")


class Topic(models.TextChoices):
    """What was talked about (RMB table 2, and what comes before a job)."""

    CLARIFY_JOBS = "clarify_jobs", _("Clarifying jobs")
    SOLVE_TASKS = "solve_tasks", _("Solving work tasks")
    MORE_HOURS = "more_hours", _("More hours")
    ORDINARY_JOB = "ordinary_job", _("Ordinary job")
    EDUCATION = "education", _("Education")
    WHAT_IT_TAKES = "what_it_takes", _("What it takes to start")
    HEALTH = "health", _("Health")
    EVERYDAY_LIFE = "everyday_life", _("Everyday life")
    ECONOMY = "economy", _("Economy")
    HOUSING = "housing", _("Housing")
    NETWORK = "network", _("Network")


class Minutes(models.TextChoices):
    """Minutes are a draft until they are shared with the citizen."""

    NONE = "none", _("None")
    DRAFT = "draft", _("Draft")
    SHARED = "shared", _("Shared")


class NoShowReason(models.TextChoices):
    """Why somebody did not come, as far as known."""

    UNKNOWN = "unknown", _("Not known yet")
    ILL = "ill", _("Ill")
    TRANSPORT = "transport", _("Transport")
    FORGOT = "forgot", _("Forgot")
    NOT_RECEIVED = "not_received", _("Did not get the invitation")
    FAMILY = "family", _("Children or family")
    WORK = "work", _("Work or education")
    OTHER = "other", _("Other")


class Attempt(models.TextChoices):
    """How one tried to reach the citizen (RMB)."""

    PHONE = "phone", _("Called")
    SMS = "sms", _("Text message")
    VISIT = "visit", _("Visit")
    NETWORK = "network", _("Through the network")
    LETTER = "letter", _("Letter")


class Who(models.TextChoices):
    """Who does what was agreed."""

    CITIZEN = "citizen", _("The citizen")
    CASEWORKER = "caseworker", _("The caseworker")
    OTHER = "other", _("Somebody else")


class AgreementState(models.TextChoices):
    """States of an agreement."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Asked(models.TextChoices):
    """Who asked for a conversation to be moved."""

    CITIZEN = "citizen", _("The citizen")
    OFFICE = "office", _("The office")
    OTHER = "other", _("Somebody else")


class Party(models.TextChoices):
    """Who else takes part in a conversation."""

    PROVIDER = "provider", _("Provider")
    COMPANY = "company", _("Company")
    CONSULTANT = "consultant", _("Company consultant")
    MENTOR = "mentor", _("Mentor")
    HEALTH = "health", _("Doctor or treatment")
    SOCIAL = "social", _("Social worker")
    DEBT_ADVICE = "debt_advice", _("Debt adviser")
    HOUSING = "housing", _("Housing adviser")
    SCHOOL = "school", _("School or education")
    COMPANION = "companion", _("Companion")
    FAMILY = "family", _("Family")
    INTERPRETER = "interpreter", _("Interpreter")
    OTHER = "other", _("Somebody else")


class Reached(models.TextChoices):
    """What came of an attempt to reach somebody."""

    REACHED = "reached", _("Reached")
    MESSAGE = "message", _("Left a message")
    NO_ANSWER = "no_answer", _("No answer")


class HearingState(models.TextChoices):
    """Where the hearing of a citizen stands."""

    ASKED = "asked", _("Waits for the citizen's answer")
    ANSWERED = "answered", _("Answered")
    NO_ANSWER = "no_answer", _("No answer within the time")
    CLOSED = "closed", _("Closed")
