"""Writes about people and cases. Each is atomic: rule, write, history and grants in one transaction."""

from fremdrift.cases.services._common import Worker
from fremdrift.cases.services.cases import case_close, case_open, case_reopen
from fremdrift.cases.services.characteristics import characteristic_add
from fremdrift.cases.services.citizens import citizen_add, citizen_sign_in_add, citizen_update
from fremdrift.cases.services.contact_persons import (
    contact_person_add,
    contact_person_cancel,
    contact_person_delegate,
    contact_person_end,
    contact_person_set,
)
from fremdrift.cases.services.merges import citizens_merge, merge_undo
from fremdrift.cases.services.messages import message_read, message_send, message_settle
from fremdrift.cases.services.needs import Named, need_let_go, need_meet, need_name, need_reopen, need_update
from fremdrift.cases.services.network import (
    Around,
    consent_give,
    consent_withdraw,
    network_person_add,
    network_person_end,
    network_person_update,
)
from fremdrift.cases.services.plan_replies import plan_reply_add
from fremdrift.cases.services.plans import (
    Step,
    plan_save,
    sub_goal_accept,
    sub_goal_add,
    sub_goal_drop,
    sub_goal_reach,
    sub_goal_reopen,
    sub_goal_update,
)
from fremdrift.cases.services.reassigning import Move, cases_reassign, cases_undo
from fremdrift.cases.services.representations import (
    NewSignIn,
    Wish,
    representation_accept,
    representation_end,
    representation_invite,
)
from fremdrift.cases.services.rule_packs import rule_pack_set
from fremdrift.cases.services.spells import benefit_add, effort_add, exemption_add, spell_end, target_group_add
from fremdrift.cases.services.transfers import transfer_accept, transfer_decline, transfer_propose, transfer_withdraw

__all__ = [
    "Around",
    "Move",
    "Named",
    "NewSignIn",
    "Step",
    "Wish",
    "Worker",
    "benefit_add",
    "case_close",
    "case_open",
    "case_reopen",
    "cases_reassign",
    "cases_undo",
    "characteristic_add",
    "citizen_add",
    "citizen_sign_in_add",
    "citizen_update",
    "citizens_merge",
    "consent_give",
    "consent_withdraw",
    "contact_person_add",
    "contact_person_cancel",
    "contact_person_delegate",
    "contact_person_end",
    "contact_person_set",
    "effort_add",
    "exemption_add",
    "merge_undo",
    "message_read",
    "message_send",
    "message_settle",
    "need_let_go",
    "need_meet",
    "need_name",
    "need_reopen",
    "need_update",
    "network_person_add",
    "network_person_end",
    "network_person_update",
    "plan_reply_add",
    "plan_save",
    "representation_accept",
    "representation_end",
    "representation_invite",
    "rule_pack_set",
    "spell_end",
    "sub_goal_accept",
    "sub_goal_add",
    "sub_goal_drop",
    "sub_goal_reach",
    "sub_goal_reopen",
    "sub_goal_update",
    "target_group_add",
    "transfer_accept",
    "transfer_decline",
    "transfer_propose",
    "transfer_withdraw",
]
