"""Words of the overview: what a duty is, which group of the worklist it stands in, which counts it answers to."""

from enum import StrEnum


class Duty(StrEnum):
    """Something that the office has to do about one citizen."""

    CONVERSATION = "conversation"  # due by a rule
    OFFER = "offer"  # due by a rule
    EFFORT = "effort"  # a length rule of a running effort
    MEETING = "meeting"  # planned for this day
    RECORD = "record"  # a planned conversation whose day has passed
    NEW_TIME = "new_time"  # the citizen did not come, and no new time is set
    AGREEMENT = "agreement"
    MINUTES = "minutes"  # written, not shared
    HANDOVER = "handover"  # new to the caseworker


class Group(StrEnum):
    """Groups of the worklist, in their order."""

    LATE = "late"
    WEEK = "week"
    WAITING = "waiting"


class Authority(StrEnum):
    """Whose rule it is; within a group the order is that of this list."""

    LAW = "law"
    OWN = "own"


class Filter(StrEnum):
    """Counts of the worklist that are filters and combine."""

    DUE = "due"
    OVERDUE = "overdue"
    TODAY = "today"
    AGREEMENT = "agreement"
    RECORD = "record"
    MINUTES = "minutes"
    NEW_TO_ME = "new"
    WAITING = "waiting"


class TeamCount(StrEnum):
    """Counts of a team's cases that a leader looks at; each opens the cases behind it."""

    CASES = "cases"
    OVERDUE = "overdue"
    WEEK = "week"
    NO_CONTACT = "no-contact"
    NO_EFFORT = "no-effort"
    CHANGES = "changes"
    MINUTES = "minutes"
    TRANSFERS = "transfers"


class EntryKind(StrEnum):
    """Kinds of entries in a case's timeline."""

    CONVERSATION = "conversation"
    AGREEMENT = "agreement"
    EFFORT = "effort"
    CONTACT = "contact"
    CASE = "case"
