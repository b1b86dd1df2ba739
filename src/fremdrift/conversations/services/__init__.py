"""Writes about conversations and agreements, and the recomputation of obligations."""

from fremdrift.conversations.services.agreements import agreement_follow_up
from fremdrift.conversations.services.attempts import contact_attempt_add
from fremdrift.conversations.services.conversations import (
    NewAgreement,
    Record,
    conversation_cancel,
    conversation_move,
    conversation_plan,
    conversation_record,
)
from fremdrift.conversations.services.hearings import hearing_answer, hearing_close, hearing_hand_off, hearing_open
from fremdrift.conversations.services.minutes import minutes_share, minutes_write
from fremdrift.conversations.services.obligations import obligations_check, obligations_recompute
from fremdrift.conversations.services.participants import NewParticipant, participants_set
from fremdrift.conversations.services.waiting_notes import waiting_note_end, waiting_note_set

__all__ = [
    "NewAgreement",
    "NewParticipant",
    "Record",
    "agreement_follow_up",
    "contact_attempt_add",
    "conversation_cancel",
    "conversation_move",
    "conversation_plan",
    "conversation_record",
    "hearing_answer",
    "hearing_close",
    "hearing_hand_off",
    "hearing_open",
    "minutes_share",
    "minutes_write",
    "obligations_check",
    "obligations_recompute",
    "participants_set",
    "waiting_note_end",
    "waiting_note_set",
]
