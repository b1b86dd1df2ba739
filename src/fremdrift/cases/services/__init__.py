"""Writes about people and cases. Each is atomic: rule, write, history and grants in one transaction."""

from fremdrift.cases.services.cases import case_close, case_open
from fremdrift.cases.services.citizens import citizen_add, citizen_sign_in_add, citizen_update
from fremdrift.cases.services.contact_persons import Worker, contact_person_cancel, contact_person_set
from fremdrift.cases.services.reassigning import Move, cases_reassign, cases_undo
from fremdrift.cases.services.spells import benefit_add, effort_add, exemption_add, spell_end, target_group_add
from fremdrift.cases.services.transfers import transfer_propose, transfer_withdraw

__all__ = [
    "Move",
    "Worker",
    "benefit_add",
    "case_close",
    "case_open",
    "cases_reassign",
    "cases_undo",
    "citizen_add",
    "citizen_sign_in_add",
    "citizen_update",
    "contact_person_cancel",
    "contact_person_set",
    "effort_add",
    "exemption_add",
    "spell_end",
    "target_group_add",
    "transfer_propose",
    "transfer_withdraw",
]
