"""Who may open which address: the one table that the access matrix holds the program against.

A row per address: the personas of `tests.world` who are let in, and what they are answered, to a GET and to a POST
of an empty form. Addresses with a case answer so for a case that the persona's grants open (`SEES`), and 404 for
every other. What all other personas and methods are answered follows from the row, see `access_matrix`.
"""

from dataclasses import dataclass

from tests.world import STAFF

MEMBERS = frozenset(STAFF)
EVERYBODY = MEMBERS | {"stranger", "anonymous"}
CASEWORKERS = frozenset({"caseworker", "colleague", "other-caseworker"})
CITIZENS = frozenset({"citizen"})
# Colleagues with a relation to Cilla's case, made by `tests.web.access_relations`, and in which role.
RELATED = {
    "barred": "caseworker",
    "declared": "caseworker",
    "excluded": "caseworker",
    "unlisted": "caseworker",
    "emergency": "caseworker",
    "after-emergency": "caseworker",
    "barred-emergency": "caseworker",
    "stand-in": "caseworker",
    "barred-stand-in": "caseworker",
    "former-stand-in": "caseworker",
    "barred-leader": "leader",
}
MEMBERS = frozenset(STAFF) | frozenset(RELATED)
EVERYBODY = frozenset(STAFF) | {"stranger", "anonymous"}
CASEWORKERS = frozenset(
    {"caseworker", "colleague", "other-caseworker", *(name for name, role in RELATED.items() if role == "caseworker")}
)
DECIDING = CASEWORKERS | {"leader", "barred-leader"}  # who decides who may see a case
LEADERS = frozenset({"leader", "barred-leader"})
ADMINISTRATORS = frozenset({"administrator"})
# At a provider: the delegate has the contact with Cilla for a period; of the other one nobody asked anything.
PROVIDERS = frozenset({"provider", "delegate"})
RULE_READERS = CASEWORKERS | ADMINISTRATORS | LEADERS | PROVIDERS
WITH_DELEGATES = CASEWORKERS | PROVIDERS

# The cases that each persona sees. Whoever is not here sees nobody.
SEES = {
    "caseworker": {"cilla"},
    "colleague": {"bertil"},
    "other-caseworker": {"gerda"},
    "leader": {"cilla", "bertil"},
    "barred-leader": {"bertil"},
    "delegate": {"cilla"},
    "citizen": {"cilla"},
    "emergency": {"cilla"},
    "stand-in": {"cilla"},
}
# Who has said that they must not see a case is told so.
TOLD = {"declared": {"cilla"}}

NO = 405


@dataclass(frozen=True)
class Row:
    """What one address promises; `open` ones carry no `@screen`, since nobody needs to be signed in."""

    who: frozenset[str]
    get: int
    post: int
    open: bool = False
    own: bool = False  # what one put on one's own list, and nobody else's


# fmt: off
POLICY = {
    #                        let in          GET  empty POST
    "home":                Row(EVERYBODY,      302, NO,  open=True),
    "signin":              Row(EVERYBODY,      200, 422, open=True),
    "signout":             Row(EVERYBODY,      NO,  302, open=True),
    "language":            Row(EVERYBODY,      NO,  302, open=True),
    "accessibility":       Row(EVERYBODY,      200, NO,  open=True),
    "stay":                Row(MEMBERS,        200, NO),
    "coming":              Row(MEMBERS,        200, NO),
    "worklist":            Row(CASEWORKERS,    200, NO),
    "worklist_export":     Row(CASEWORKERS,    200, NO),
    "saved_list_add":      Row(CASEWORKERS,    200, 422),
    "saved_list":          Row(CASEWORKERS,    404, 404),  # nobody has a list with this number
    "saved_list_remove":   Row(CASEWORKERS,    NO,  404),
    "search":              Row(CASEWORKERS,    200, 200),
    "caseload":            Row(CASEWORKERS,    200, NO),
    "caseload_export":     Row(CASEWORKERS,    200, NO),
    "citizen_new":         Row(CASEWORKERS,    200, 422),
    "citizen_alike":       Row(CASEWORKERS,    NO,  200),
    "closed_cases":        Row(CASEWORKERS,    200, NO),
    "case":                Row(WITH_DELEGATES, 200, NO),
    "dismissal_add":       Row(CASEWORKERS,    200, 422),
    "dismissal_undo":      Row(CASEWORKERS,    NO,  302, own=True),
    "reminder_add":        Row(CASEWORKERS,    200, 422),
    "reminder_close":      Row(CASEWORKERS,    NO,  302, own=True),
    "reminder_reopen":     Row(CASEWORKERS,    NO,  302, own=True),
    "drafts":              Row(WITH_DELEGATES, 200, NO),
    "draft_save":          Row(WITH_DELEGATES, NO,  302),
    "draft_discard":       Row(WITH_DELEGATES, NO,  302),
    "person":              Row(CASEWORKERS,    200, 422),
    "case_close":          Row(CASEWORKERS,    200, 422),
    "case_reopen":         Row(CASEWORKERS,    302, 302),
    "merge":               Row(CASEWORKERS,    200, 422),
    "merge_undo":          Row(CASEWORKERS,    NO,  302),
    "conversation_record": Row(WITH_DELEGATES, 200, 422),
    "conversation_plan":   Row(WITH_DELEGATES, 200, 422),
    "conversation":        Row(WITH_DELEGATES, 200, NO),
    "minutes_share":       Row(WITH_DELEGATES, NO,  302),
    "conversation_cancel": Row(WITH_DELEGATES, NO,  302),
    "minutes_write":       Row(WITH_DELEGATES, 200, 422),
    "conversation_move":   Row(WITH_DELEGATES, 200, 422),
    "invitation":          Row(WITH_DELEGATES, 200, NO),
    "hearing":             Row(WITH_DELEGATES, 200, 422),
    "agreements":          Row(WITH_DELEGATES, 200, 422),
    "contact_attempts":    Row(WITH_DELEGATES, 200, 422),
    "conversation_prepare": Row(WITH_DELEGATES, 200, NO),
    "calendar":            Row(CASEWORKERS,    200, 200),
    "calendar_revoke":     Row(CASEWORKERS,    NO,  302),
    "calendar_feed":       Row(EVERYBODY,      404, NO,  open=True),  # here without a secret that somebody has
    "delegated":           Row(PROVIDERS,      200, NO),
    "contact_persons":     Row(CASEWORKERS,    200, 422),
    "contact_person_add":  Row(CASEWORKERS,    200, 422),
    "contact_person_end":  Row(CASEWORKERS,    200, 422),
    "contact_person_cancel": Row(CASEWORKERS,  NO,  302),
    "messages":            Row(CASEWORKERS,    200, 422),
    "message_settle":      Row(CASEWORKERS,    NO,  302),
    "own_messages":        Row(CITIZENS,       200, 422),
    "waiting_note":        Row(CASEWORKERS,    200, 422),
    "waiting_note_end":    Row(CASEWORKERS,    NO,  302),
    "rules":               Row(RULE_READERS,   200, NO),
    "rule_pack":           Row(RULE_READERS,   200, NO),
    "plan":                Row(CASEWORKERS,    200, 422),
    "plan_edit":           Row(CASEWORKERS,    200, 422),
    "plan_versions":       Row(WITH_DELEGATES, 200, NO),
    "plan_print":          Row(WITH_DELEGATES, 200, NO),
    "sub_goal":            Row(CASEWORKERS,    200, 422),
    "sub_goal_move":       Row(CASEWORKERS,    NO,  422),
    "handover":            Row(CASEWORKERS,    200, 302),
    "transfer_withdraw":   Row(CASEWORKERS,    NO,  302),
    "facts":               Row(CASEWORKERS,    200, NO),
    "fact_add":            Row(CASEWORKERS,    200, 422),
    "fact_end":            Row(CASEWORKERS,    200, 422),
    "access":              Row(DECIDING,       200, NO),
    "conflict":            Row(DECIDING,       200, 422),
    "keep_out":            Row(DECIDING,       200, 422),
    "let_in":              Row(DECIDING,       NO,  302),
    "restriction":         Row(DECIDING,       200, 422),
    "restriction_lift":    Row(DECIDING,       NO,  302),
    # Orders and offers are none of the world's: 404, whoever is let in.
    "orders":              Row(CASEWORKERS,    200, NO),
    "order_new":           Row(CASEWORKERS,    200, 422),
    "order":               Row(CASEWORKERS,    404, NO),
    "order_edit":          Row(CASEWORKERS,    404, 404),
    "order_check":         Row(CASEWORKERS,    NO,  404),
    "order_print":         Row(CASEWORKERS,    404, NO),
    "order_send":          Row(CASEWORKERS,    NO,  404),
    "order_withdraw":      Row(CASEWORKERS,    NO,  404),
    "order_interrupt":     Row(CASEWORKERS,    NO,  404),
    "order_answer":        Row(CASEWORKERS,    NO,  404),
    "order_message":       Row(CASEWORKERS,    NO,  404),
    "order_message_settle": Row(CASEWORKERS,   NO,  404),
    "order_meet":          Row(CASEWORKERS,    NO,  404),
    "change_propose":      Row(CASEWORKERS,    404, 404),
    "change_decide":       Row(CASEWORKERS,    NO,  404),
    "offer_show":          Row(CASEWORKERS,    404, 404),
    "offer_show_end":      Row(CASEWORKERS,    NO,  302),
    "offer_citizen":       Row(CASEWORKERS,    404, 404),
    "own_orders":          Row(CITIZENS,       200, NO),
    "own_order":           Row(CITIZENS,       404, 404),
    "own_offers":          Row(CITIZENS,       200, 422),
    "break_glass":         Row(CASEWORKERS,    200, 422),
    "report_review":       Row(CASEWORKERS,    404, 404),  # of orders that somebody has, see test_review_access
    "report_print":        Row(CASEWORKERS,    404, NO),
    "report_ask":          Row(CASEWORKERS,    404, 404),
    "own_report":          Row(CITIZENS,       404, 404),
    "own_report_read":     Row(CITIZENS,       NO,  404),
    "team":                Row(LEADERS,        200, NO),
    "team_export":         Row(LEADERS,        200, NO),
    "team_cases":          Row(LEADERS,        200, NO),
    "team_cases_export":   Row(LEADERS,        200, NO),
    "team_orders":         Row(LEADERS,        200, NO),
    "attention":           Row(LEADERS,        200, NO),
    "break_glass_see":     Row(LEADERS,        NO,  404),  # nobody opened a case in an emergency with this number
    "covers":              Row(LEADERS,        200, 422),
    "cover":               Row(LEADERS,        404, 404),
    "cover_add":           Row(LEADERS,        NO,  404),
    "cover_end":           Row(LEADERS,        NO,  404),
    "reassign":            Row(LEADERS,        200, 422),
    "take_back":           Row(LEADERS,        NO,  302),
    "import_citizens":     Row(ADMINISTRATORS, 200, 422),
}
# fmt: on
