"""Classes of fields, and the purposes for which a grant opens them."""

from enum import StrEnum


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
