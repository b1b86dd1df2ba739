"""Writes about people and cases. Each is atomic: rule, write, history and grants in one transaction."""

from fremdrift.cases.services._common import Worker
from fremdrift.cases.services.cases import case_close, case_open
from fremdrift.cases.services.citizens import citizen_add, citizen_sign_in_add, citizen_update
from fremdrift.cases.services.contact_persons import (
    contact_person_add,
    contact_person_cancel,
    contact_person_delegate,
    contact_person_end,
    contact_person_set,
)
from fremdrift.cases.services.spells import benefit_add, effort_add, exemption_add, spell_end, target_group_add
from fremdrift.cases.services.transfers import (
    transfer_accept,
    transfer_decline,
    transfer_propose,
    transfer_withdraw,
)

__all__ = [
    "Worker",
    "benefit_add",
    "case_close",
    "case_open",
    "citizen_add",
    "citizen_sign_in_add",
    "citizen_update",
    "contact_person_add",
    "contact_person_cancel",
    "contact_person_delegate",
    "contact_person_end",
    "contact_person_set",
    "effort_add",
    "exemption_add",
    "spell_end",
    "target_group_add",
    "transfer_accept",
    "transfer_decline",
    "transfer_propose",
    "transfer_withdraw",
]
