"""Reads across apps: the worklist, the caseload, saved lists, a case's *now* and its timeline."""

from fremdrift.overview.selectors.caseload import OwnCase, Table, caseload, own_lines
from fremdrift.overview.selectors.drafts import Place, Writer, drafts_of_case, other_writers, own_drafts
from fremdrift.overview.selectors.entries import Entry
from fremdrift.overview.selectors.handover import Delegated, Handover, delegated, handed_over
from fremdrift.overview.selectors.lists import (
    coming_reminders,
    dismissal_by_id,
    reminder_by_id,
    saved_list_by_id,
    saved_lists,
)
from fremdrift.overview.selectors.now import Now, case_now, timeline
from fremdrift.overview.selectors.signs import Told, told_in
from fremdrift.overview.selectors.worklist import Caseload, case_lines, own_worklist

__all__ = [
    "Caseload",
    "Delegated",
    "Entry",
    "Handover",
    "Now",
    "OwnCase",
    "Place",
    "Table",
    "Told",
    "Writer",
    "case_lines",
    "case_now",
    "caseload",
    "coming_reminders",
    "delegated",
    "dismissal_by_id",
    "drafts_of_case",
    "handed_over",
    "other_writers",
    "own_drafts",
    "own_lines",
    "own_worklist",
    "reminder_by_id",
    "saved_list_by_id",
    "saved_lists",
    "timeline",
    "told_in",
]
