"""What a role may do at all. Which rows it may do it to is `visible_to` on the models."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a screen or a service lets somebody do."""

    SIGNED_IN = "signed_in"  # pages about nobody in particular
    WORKLIST_VIEW = "worklist.view"
    CASE_VIEW = "case.view"
    CASE_OPEN = "case.open"
    CASE_CHANGE = "case.change"
    CONTACT_PERSON_CHANGE = "contact_person.change"
    CONVERSATION_RECORD = "conversation.record"
    CITIZENS_IMPORT = "citizens.import"
