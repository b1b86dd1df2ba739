"""Writes about conversations and agreements, and the recomputation of obligations."""

from fremdrift.conversations.services.agreements import agreement_follow_up
from fremdrift.conversations.services.conversations import (
    NewAgreement,
    Record,
    conversation_cancel,
    conversation_plan,
    conversation_record,
    minutes_share,
)
from fremdrift.conversations.services.obligations import obligations_check, obligations_recompute
from fremdrift.conversations.services.waiting_notes import waiting_note_end, waiting_note_set

__all__ = [
    "NewAgreement",
    "Record",
    "agreement_follow_up",
    "conversation_cancel",
    "conversation_plan",
    "conversation_record",
    "minutes_share",
    "obligations_check",
    "obligations_recompute",
    "waiting_note_end",
    "waiting_note_set",
]
