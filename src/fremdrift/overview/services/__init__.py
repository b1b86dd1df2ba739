"""Writes of what somebody puts aside, wants to be reminded of, keeps as a list, or has begun to write."""

from fremdrift.overview.services.closing import case_close
from fremdrift.overview.services.dismissals import dismissal_add, dismissal_undo
from fremdrift.overview.services.drafts import draft_discard, draft_drop, draft_save
from fremdrift.overview.services.recording import Next, Scores, Stands, conversation_write
from fremdrift.overview.services.reminders import reminder_add, reminder_close, reminder_reopen
from fremdrift.overview.services.saved_lists import saved_list_remove, saved_list_save, saved_list_update

__all__ = [
    "Next",
    "Scores",
    "Stands",
    "case_close",
    "conversation_write",
    "dismissal_add",
    "dismissal_undo",
    "draft_discard",
    "draft_drop",
    "draft_save",
    "reminder_add",
    "reminder_close",
    "reminder_reopen",
    "saved_list_remove",
    "saved_list_save",
    "saved_list_update",
]
