"""Classes of fields, and the purposes for which a grant opens them."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FieldClass(StrEnum):
    """Classes of fields that a grant can open; every field of a person's tables has one."""

    IDENTITY = "identity"
    CONTACT = "contact"
    ADDRESS = "address"
    PLAN = "plan"
    CONVERSATIONS = "conversations"
    ORDER = "order"
    HEALTH = "health"
    LOG = "log"


class Purpose(StrEnum):
    """Why somebody may see somebody."""

    OWN_CASE = "own_case"
    CASE_WORK = "case_work"
    LEADERSHIP = "leadership"
    BREAK_GLASS = "break_glass"
    DELEGATION = "delegation"
    AFTER_CLOSING = "after_closing"  # whoever had the case last can look back for a time
    HANDOVER = "handover"  # a case that is offered to somebody, who reads the handover page alone
    MENTORING = "mentoring"
    PLACEMENT = "placement"  # company consultant, personal job broker
    ORDER = "order"  # the unit that an order was sent to; opens that order and nothing else of the person
    REPRESENTATIVE = "representative"  # whom the citizen has asked to help, on the citizen's own pages


class BarKind(TextChoices):
    """Why somebody must not see somebody."""

    CONFLICT = "conflict", _("Conflict of interest")
    EXCLUSION = "exclusion", _("Excluded from the case")


class Relation(TextChoices):
    """Relations that are a conflict of interest."""

    SELF = "self", _("The person themself")
    FAMILY = "family", _("Family")
    FORMER_PARTNER = "former_partner", _("Former partner")
    GUARDIAN = "guardian", _("Guardian")
    FRIEND = "friend", _("Close friend or neighbour")


CASE_WORK = [
    FieldClass.IDENTITY,
    FieldClass.CONTACT,
    FieldClass.ADDRESS,
    FieldClass.PLAN,
    FieldClass.CONVERSATIONS,
    FieldClass.ORDER,
    FieldClass.HEALTH,
]
LEADERSHIP = [
    FieldClass.IDENTITY,
    FieldClass.CONTACT,
    FieldClass.PLAN,
    FieldClass.CONVERSATIONS,
    FieldClass.ORDER,
]
OWN_CASE = [*CASE_WORK, FieldClass.LOG]
DELEGATION = [
    FieldClass.IDENTITY,
    FieldClass.CONTACT,
    FieldClass.PLAN,
    FieldClass.CONVERSATIONS,
    FieldClass.HEALTH,
]
HANDOVER = DELEGATION
MENTORING = [FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN]
PLACEMENT = [FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PLAN, FieldClass.ORDER]
# Neither the address nor who has looked: to help, one needs to know neither.
REPRESENTATIVE = [
    FieldClass.IDENTITY,
    FieldClass.CONTACT,
    FieldClass.PLAN,
    FieldClass.CONVERSATIONS,
    FieldClass.ORDER,
    FieldClass.HEALTH,
]
# The purposes whose grants open a case's pages; any other opens the pages that are made for it, and no more.
OPENS_CASE = (
    Purpose.OWN_CASE,
    Purpose.CASE_WORK,
    Purpose.LEADERSHIP,
    Purpose.BREAK_GLASS,
    Purpose.DELEGATION,
    Purpose.AFTER_CLOSING,
)
# What counts for whoever helps a citizen: that, and nothing that they hold for other work.
OPENS_OWN_PAGES = (Purpose.REPRESENTATIVE,)
