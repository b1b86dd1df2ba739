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
    SUB_GOAL = "sub_goal"  # taken on by the office in the plan, its day passed
    MINUTES = "minutes"  # written, not shared
    MESSAGE = "message"  # the citizen wrote and waits for an answer
    HEARING = "hearing"  # answered, or the time to answer is over
    ORDER_ANSWERED = "order_answered"  # the citizen has said something about a draft
    ORDER_QUESTION = "order_question"  # the place, or the citizen, asked something about an order
    ORDER_CHANGE = "order_change"  # a proposal to change an order waits
    ORDER_DECLINED = "order_declined"  # the place said no, and nothing else is begun
    ORDER_INTERRUPTED = "order_interrupted"  # ended before its time, and nothing else is begun
    ORDER_DECIDED = "order_decided"  # a review decided what is to come of it, and nobody has done it
    ORDER_UNANSWERED = "order_unanswered"  # sent, and nobody has answered in time
    ORDER_STARTING = "order_starting"  # begins soon, and nobody has said yes
    ORDER_DRAFT = "order_draft"  # begun long ago, and not sent
    REPORT = "report"  # submitted, not reviewed
    REPORT_OVERDUE = "report_overdue"  # its day has passed
    ABSENCE = "absence"  # absent three times in two weeks without saying so
    HANDOVER = "handover"  # new to the caseworker
    ENDING = "ending"  # an effort ends soon, and nothing follows it
    NO_EFFORT = "no_effort"  # nothing has run for weeks
    NEED = "need"  # named weeks ago, and no effort in its area
    NO_CONTACT = "no_contact"  # nobody has spoken with the citizen for weeks
    MEASUREMENT = "measurement"  # one is open, and the caseworker has not answered
    FELL = "fell"  # the answers of one party, in the two latest measurements, and nobody has talked of it
    DIFFER = "differ"  # citizen and caseworker say different phases, and nobody has talked of it
    REMINDER = "reminder"  # a note to oneself, on its day


class Group(StrEnum):
    """Groups of the worklist, in their order."""

    LATE = "late"
    WEEK = "week"
    WAITING = "waiting"
    ASIDE = "aside"  # shown only where it is asked for


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
    MESSAGE = "message"
    HEARING = "hearing"
    ORDER = "order"
    REPORT = "report"
    ABSENCE = "absence"
    NO_CONTACT = "no_contact"
    NO_EFFORT = "no_effort"
    NEED = "need"
    ENDING = "ending"
    MEASUREMENT = "measurement"
    FELL = "fell"
    DIFFER = "differ"
    NEW_TO_ME = "new"
    REMINDER = "reminder"
    WAITING = "waiting"
    ASIDE = "aside"


class ListPage(StrEnum):
    """The pages that have saved lists; each is the name of its address."""

    WORKLIST = "worklist"
    CASELOAD = "caseload"


class Column(StrEnum):
    """What the caseload can show beside the name, in its order."""

    NUMBER = "number"
    BENEFIT = "benefit"
    TARGET_GROUP = "target_group"
    DEADLINE = "deadline"
    NEXT_TALK = "next_talk"
    LAST_CONTACT = "last_contact"
    CHANGES = "changes"
    EFFORT = "effort"
    SINCE = "since"
    COVERED_FOR = "covered_for"


class TeamCount(StrEnum):
    """Counts of a team's cases that a leader looks at; each opens the cases behind it."""

    CASES = "cases"
    OVERDUE = "overdue"
    WEEK = "week"
    NO_CONTACT = "no-contact"
    NO_EFFORT = "no-effort"
    CHANGES = "changes"
    MINUTES = "minutes"
    ORDERS = "orders"  # that nobody has answered
    REPORTS = "reports"  # that wait to be read
    TRANSFERS = "transfers"


class EntryKind(StrEnum):
    """Kinds of entries in a case's timeline."""

    CONVERSATION = "conversation"
    MESSAGE = "message"
    AGREEMENT = "agreement"
    EFFORT = "effort"
    ORDER = "order"
    PLAN = "plan"
    PROGRESS = "progress"
    CONTACT = "contact"
    CASE = "case"
