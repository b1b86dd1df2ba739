"""Choices of the orders app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrderState(models.TextChoices):
    """Where an order stands."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    RUNNING = "running", _("Running")
    COMPLETED = "completed", _("Completed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    INTERRUPTED = "interrupted", _("Interrupted")


class Shared(models.TextChoices):
    """What of a citizen an order can share, field by field; the address is not among them, ever."""

    NAME = "name", _("Name")
    BORN = "born", _("Date of birth")
    PHONE = "phone", _("Phone number")
    EMAIL = "email", _("Email")
    OWN_WORDS = "own_words", _("The goal in the citizen's own words")
    JOB_GOAL = "job_goal", _("Job goal")
    EDUCATION_GOAL = "education_goal", _("Education goal")
    STRENGTHS = "strengths", _("Strengths")
    BARRIERS = "barriers", _("What makes it difficult")
    BACKGROUND = "background", _("Short picture of the situation")
    HEALTH = "health", _("Health")
    CONSIDERATIONS = "considerations", _("Considerations at the workplace")


class CitizenAnswer(models.TextChoices):
    """What the citizen says about what will be sent."""

    NONE = "", _("No answer yet")
    APPROVED = "approved", _("Approves it")
    COMMENTED = "commented", _("Has a comment")
    OBJECTED = "objected", _("Does not want it sent like this")


class Side(models.TextChoices):
    """Who says something in an order."""

    MUNICIPALITY = "municipality", _("The municipality")
    PROVIDER = "provider", _("The provider")
    CITIZEN = "citizen", _("The citizen")


class ChangeKind(models.TextChoices):
    """What a proposal changes in an order."""

    EXTEND = "extend", _("Longer")
    HOURS = "hours", _("Other hours")
    END = "end", _("End earlier")


class ChangeState(models.TextChoices):
    """Where a proposal stands."""

    PROPOSED = "proposed", _("Waits for an answer")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Taken back")


class Presence(models.TextChoices):
    """How a planned day went."""

    PRESENT = "present", _("Present")
    SICK = "sick", _("Sick")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent without saying so")


class InboxShow(models.TextChoices):
    """Counts of a unit's inbox, each a filter."""

    NEW = "new", _("New")
    ANSWER = "answer", _("Wait for your answer")
    QUESTION = "question", _("Questions to you")
    STARTS = "starts", _("Begin soon")
    DUE = "due", _("Reports due")
    OVERDUE = "overdue", _("Reports overdue")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")


class InboxSort(models.TextChoices):
    """What a unit's inbox can be sorted by."""

    DUE = "due", _("What comes next")
    NAME = "name", _("Citizen")
    TITLE = "title", _("Offer")
    BEGINS = "begins", _("Begins")
    ENDS = "ends", _("Ends")
    HOME = "home", _("Municipality")


class ReportKind(models.TextChoices):
    """Kinds of progress reports."""

    MIDWAY = "midway", _("Midway report")
    FINAL = "final", _("Final report")
    EXTRA = "extra", _("Extra report")


class ReportState(models.TextChoices):
    """Where a report stands; that it is overdue follows from its day."""

    DUE = "due", _("To be written")
    DRAFT = "draft", _("Begun")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for more")
    REVIEWED = "reviewed", _("Reviewed")


class Point(models.TextChoices):
    """The five attention points of the order of 2009 (SFI 2012)."""

    VOCATIONAL = "vocational", _("Vocational and practical competences")
    PERSONAL = "personal", _("Personal competences")
    HEALTH = "health", _("Health")
    CONDITIONS = "conditions", _("Material conditions and network")
    PERSPECTIVE = "perspective", _("The citizen's own view of the labour market")


class Direction(models.TextChoices):
    """Where things have moved."""

    FORWARD = "forward", _("Forward")
    UNCHANGED = "unchanged", _("Unchanged")
    BACKWARD = "backward", _("Backward")


class AimOutcome(models.TextChoices):
    """How it went with an aim of the order."""

    REACHED = "reached", _("Reached")
    ON_THE_WAY = "on_the_way", _("On the way")
    NOT_REACHED = "not_reached", _("Not reached")


class Recommendation(models.TextChoices):
    """What the provider suggests."""

    CONTINUE = "continue", _("Go on as now")
    EXTEND = "extend", _("Extend")
    CHANGE = "change", _("Change something")
    NEW_OFFER = "new_offer", _("Another offer")
    JOB = "job", _("Towards a job")
    END = "end", _("End")


class Decision(models.TextChoices):
    """What the caseworker decides after reading a report."""

    CONTINUE = "continue", _("Go on as agreed")
    EXTEND = "extend", _("Extend")
    CHANGE = "change", pgettext_lazy("decision", "Change")
    NEW_ORDER = "new_order", _("New order")
    CONVERSATION = "conversation", _("Conversation")
    CLOSE = "close", _("Close")


class Indicator(models.TextChoices):
    """What an order can ask the provider to work on: what a measurement asks a provider, in the measurement's words."""

    EVERYDAY = "everyday", pgettext_lazy("indicator", "Everyday life")
    ENERGY = "energy", _("Energy")
    HEALTH = "health", _("Health in everyday life")
    NETWORK = "network", _("Support from others")
    SKILLS = "skills", _("Own skills")
    KNOWLEDGE = "knowledge", _("Knows what jobs there are")
    GOALS = "goals", _("Goal for a job")
    JOB_SEARCH = "job_search", _("Looks for a job")
    BELIEF = "belief", _("Belief in a job")
    COOPERATION = "cooperation", _("Working together")


class Reaction(models.TextChoices):
    """What a citizen says about an offer that was shown to them."""

    NONE = "", _("No answer yet")
    YES = "yes", _("I would like that")
    MORE = "more", _("I would like to know more")
    NO = "no", _("Not for me")
