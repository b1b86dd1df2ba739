"""Who may open which address: the one table that the access matrix holds the program against.

A row per address: the personas of `tests.world` who are let in, and what they are answered, to a GET and to a POST
of an empty form. Addresses with a case answer so for a case that the persona's grants open (`SEES`), and 404 for
every other. What all other personas and methods are answered follows from the row, see `access_matrix`.

A page about one order, or one of its reports, has a row with `order=`: the name of the order of which GET and POST
answer as the row says (`ORDERS`, by who stands on the other side). The order waits for an answer, and its report is of
one that runs and is not yet written; `OF_RUNNING` and `OF_SUBMITTED` name the pages that are asked otherwise. Everybody
who is let in is asked about each order that they do not see, too, and must get 404. Without `order=` the address is
asked with a number that no order has.
"""

from dataclasses import dataclass

from tests.world import STAFF

MEMBERS = frozenset(STAFF)
EVERYBODY = MEMBERS | {"stranger", "anonymous"}
CASEWORKERS = frozenset({"caseworker", "colleague", "other-caseworker"})
CITIZENS = frozenset({"citizen"})
HELPED = CITIZENS | {"representative"}  # the citizen, and whoever helps on the citizen's own pages
READ_ONLY = frozenset({"representative"})  # who sends nothing from a page but what `sends` says
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
PROVIDERS = frozenset({"provider", "delegate", "other-provider"})
CONSULTANTS = frozenset({"consultant"})
RULE_READERS = CASEWORKERS | ADMINISTRATORS | LEADERS | PROVIDERS
NOTING = CASEWORKERS | LEADERS | {"consultant"}  # who writes on offers what they have seen
CATALOGUE = NOTING | ADMINISTRATORS
FINDING = ADMINISTRATORS | {"consultant"}  # who keeps companies and workplaces
WITH_DELEGATES = CASEWORKERS | PROVIDERS
REGISTERING = WITH_DELEGATES | LEADERS

# The cases that each persona sees. Whoever is not here sees nobody.
SEES = {
    "caseworker": {"cilla"},
    "colleague": {"bertil"},
    "other-caseworker": {"gerda"},
    "leader": {"cilla", "bertil"},
    "barred-leader": {"bertil"},
    "delegate": {"cilla"},
    "citizen": {"cilla"},
    "representative": {"cilla"},
    "emergency": {"cilla"},
    "stand-in": {"cilla"},
}
# Which of Cilla's orders (`tests.web.access_orders`) those see who see no case for it. Others see all with the case.
ORDERS = ("provider", "other-provider", "consultant", "draft", "ended", "nobody")
# Pages asked for an order that runs, and for a report that was submitted.
OF_RUNNING = frozenset({"change_decide", "placement_attendance", "placement_report"})
OF_SUBMITTED = frozenset({"own_report", "own_report_read", "report_print", "report_review"})
SEES_ORDERS = {
    "provider": {"provider"},
    "delegate": {"provider"},
    "other-provider": {"other-provider"},
    "consultant": {"consultant"},
}
# Who works in the other municipality, and sees nothing of this one's catalogue.
ELSEWHERE = frozenset({"other-caseworker"})
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
    catalogue: bool = False  # of Nordby's offers, companies and workplaces
    sends: bool = False  # whoever only reads elsewhere sends this form, too
    order: str = ""  # where the address names an order or its report: who stands on its other side


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
    # Of an order that was sent to their unit, and nobody has answered yet.
    "inbox":               Row(PROVIDERS,      200, NO),
    "inbox_export":        Row(PROVIDERS,      200, NO),
    "unit_attendance":     Row(PROVIDERS,      200, 302),
    "unit_order":          Row(PROVIDERS,      200, NO,  order="provider"),
    "unit_order_print":    Row(PROVIDERS,      200, NO,  order="provider"),
    "unit_order_answer":   Row(PROVIDERS,      NO,  422, order="provider"),
    "unit_order_message":  Row(PROVIDERS,      NO,  422, order="provider"),
    "unit_order_meet":     Row(PROVIDERS,      NO,  422, order="provider"),
    "unit_order_start":    Row(PROVIDERS,      NO,  422, order="provider"),
    "unit_order_change":   Row(PROVIDERS,      NO,  422, order="provider"),
    "unit_order_change_withdraw": Row(PROVIDERS, NO, 302, order="provider"),
    "unit_order_interrupt": Row(PROVIDERS,     NO,  422, order="provider"),
    "unit_report":         Row(PROVIDERS,      200, 422, order="provider"),
    "unit_report_save":    Row(PROVIDERS,      NO,  302, order="provider"),
    "contact_persons":     Row(CASEWORKERS,    200, 422),
    "contact_person_add":  Row(CASEWORKERS,    200, 422),
    "contact_person_end":  Row(CASEWORKERS,    200, 422),
    "contact_person_cancel": Row(CASEWORKERS,  NO,  302),
    "network_persons":     Row(CASEWORKERS,    200, 422),
    "network_person":      Row(CASEWORKERS,    200, 422),
    "consent_give":        Row(CASEWORKERS,    NO,  422),
    "consent_withdraw":    Row(CASEWORKERS,    NO,  422),
    "network_person_end":  Row(CASEWORKERS,    NO,  302),
    "measurements":        Row(WITH_DELEGATES, 200, 422),
    "phase":               Row(WITH_DELEGATES, 200, 422),
    "calibration":         Row(WITH_DELEGATES, 200, NO),
    "calibration_scene":   Row(WITH_DELEGATES, 200, 422),
    "reflection":          Row(WITH_DELEGATES, 200, NO),
    "caseload_reflection": Row(CASEWORKERS,    200, NO),
    "participation":       Row(WITH_DELEGATES, 200, 422),
    "registration_round":  Row(REGISTERING,    404, NO),  # no round has this number
    "registration_rounds": Row(REGISTERING | ADMINISTRATORS | {"evaluator"}, 200, NO),
    "registration_round_add": Row(ADMINISTRATORS | LEADERS, 200, 422),
    "registration_round_end": Row(ADMINISTRATORS | LEADERS, 404, 404),
    "registrations_export": Row(frozenset({"evaluator"}), 404, NO),
    "measurement_answer":  Row(WITH_DELEGATES, 200, 302),
    "needs":               Row(CASEWORKERS,    200, 422),
    "need":                Row(CASEWORKERS,    200, 422),
    "need_move":           Row(CASEWORKERS,    NO,  422),
    "messages":            Row(CASEWORKERS,    200, 422),
    "message_settle":      Row(CASEWORKERS,    NO,  302),
    "own_messages":        Row(HELPED,         200, 422, sends=True),
    "own_helpers":         Row(CITIZENS,       200, 422),
    "own_helper_end":      Row(CITIZENS,       NO,  404),  # nobody helps with this number
    "helper_invited":      Row(EVERYBODY,      404, 404, open=True),  # here with a secret that no invitation has
    "helpers":             Row(CASEWORKERS,    200, 422),
    "helper_end":          Row(CASEWORKERS,    NO,  404),  # nor here
    "waiting_note":        Row(CASEWORKERS,    200, 422),
    "waiting_note_end":    Row(CASEWORKERS,    NO,  302),
    "placement_new":       Row(CASEWORKERS,    200, 422),
    "placements":          Row(CONSULTANTS,    200, NO),
    "placement":           Row(CONSULTANTS,    200, NO,  order="consultant"),
    "placement_accept":    Row(CONSULTANTS,    NO,  422, order="consultant"),
    "placement_decline":   Row(CONSULTANTS,    NO,  422, order="consultant"),
    "placement_message":   Row(CONSULTANTS,    NO,  422, order="consultant"),
    "placement_change":    Row(CONSULTANTS,    NO,  422, order="consultant"),
    "placement_attendance": Row(CONSULTANTS,   200, 302, order="consultant"),
    "placement_report":    Row(CONSULTANTS,    200, 422, order="consultant"),
    "placement_print":     Row(CONSULTANTS,    200, NO,  order="consultant"),
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
    "orders":              Row(CASEWORKERS,    200, NO),
    "order_new":           Row(CASEWORKERS,    200, 422),
    "order":               Row(CASEWORKERS,    200, NO,  order="provider"),
    "order_edit":          Row(CASEWORKERS,    200, 422, order="draft"),
    "order_check":         Row(CASEWORKERS,    NO,  200, order="draft"),
    "order_print":         Row(CASEWORKERS,    200, NO,  order="provider"),
    "order_send":          Row(CASEWORKERS,    NO,  302, order="draft"),
    "order_withdraw":      Row(CASEWORKERS,    NO,  422, order="provider"),
    "order_interrupt":     Row(CASEWORKERS,    NO,  422, order="provider"),
    "order_answer":        Row(CASEWORKERS,    NO,  422, order="draft"),
    "order_message":       Row(CASEWORKERS,    NO,  422, order="provider"),
    "order_message_settle": Row(CASEWORKERS,   NO,  302, order="provider"),
    "order_meet":          Row(CASEWORKERS,    NO,  422, order="provider"),
    "change_propose":      Row(CASEWORKERS,    200, 422, order="provider"),
    "change_decide":       Row(CASEWORKERS,    NO,  422, order="provider"),
    "offer_show":          Row(CASEWORKERS,    200, 302, catalogue=True),
    "offer_show_end":      Row(CASEWORKERS,    NO,  302),
    "offer_citizen":       Row(CASEWORKERS,    200, 200, catalogue=True),
    "own_page":            Row(CITIZENS,       200, NO),
    "own_print":           Row(CITIZENS,       200, NO),
    "own_plan":            Row(HELPED,         200, 422),
    "own_step_reach":      Row(HELPED,         NO,  404),  # there is no step with this number
    "own_log":             Row(CITIZENS,       200, NO),
    "own_conversation":    Row(CITIZENS,       200, 422),
    "own_answers":         Row(CITIZENS,       200, NO),
    "own_question":        Row(CITIZENS,       200, 422),
    "own_answers_send":    Row(CITIZENS,       200, 302),
    "own_phase":           Row(CITIZENS,       200, 422),
    "own_participation":   Row(CITIZENS,       200, 422),
    "own_orders":          Row(HELPED,         200, NO),
    "own_order":           Row(HELPED,         200, 422, order="draft"),
    "own_offers":          Row(HELPED,         200, 422),
    "break_glass":         Row(CASEWORKERS,    200, 422),
    "report_review":       Row(CASEWORKERS,    200, 422, order="provider"),
    "report_print":        Row(CASEWORKERS,    200, NO,  order="provider"),
    "report_ask":          Row(CASEWORKERS,    200, 422, order="provider"),
    "own_report":          Row(HELPED,         200, 422, order="provider"),
    "own_report_read":     Row(HELPED,         NO,  302, order="provider"),
    "team":                Row(LEADERS,        200, NO),
    "team_export":         Row(LEADERS,        200, NO),
    "team_cases":          Row(LEADERS,        200, NO),
    "team_cases_export":   Row(LEADERS,        200, NO),
    "team_orders":         Row(LEADERS,        200, NO),
    "team_phases":         Row(LEADERS,        200, NO),
    "attention":           Row(LEADERS,        200, NO),
    "break_glass_see":     Row(LEADERS,        NO,  404),  # nobody opened a case in an emergency with this number
    "covers":              Row(LEADERS,        200, 422),
    "cover":               Row(LEADERS,        404, 404),
    "cover_add":           Row(LEADERS,        NO,  404),
    "cover_end":           Row(LEADERS,        NO,  404),
    "reassign":            Row(LEADERS,        200, 422),
    "take_back":           Row(LEADERS,        NO,  302),
    "import_citizens":     Row(ADMINISTRATORS, 200, 422),
    "offers":              Row(CATALOGUE,      200, NO),
    "offers_export":       Row(CATALOGUE,      200, NO),
    "offers_compare":      Row(CATALOGUE,      200, NO),
    "offer":               Row(CATALOGUE,      200, NO,  catalogue=True),
    "experience_add":      Row(NOTING,         200, 422, catalogue=True),
    "experience_withdraw": Row(CATALOGUE,      NO,  302, catalogue=True),
    "experience_reopen":   Row(CATALOGUE,      NO,  302, catalogue=True),
    "offers_kept":         Row(ADMINISTRATORS, 200, NO),
    "offer_add":           Row(ADMINISTRATORS, 200, 422),
    "offer_edit":          Row(ADMINISTRATORS, 200, 422, catalogue=True),
    "offer_review":        Row(ADMINISTRATORS, NO,  302, catalogue=True),
    "offer_retire":        Row(ADMINISTRATORS, NO,  302, catalogue=True),
    "offer_reopen":        Row(ADMINISTRATORS, NO,  302, catalogue=True),
    "companies":           Row(FINDING,        200, NO),
    "company_add":         Row(FINDING,        200, 422),
    "company":             Row(FINDING,        200, NO,  catalogue=True),
    "company_edit":        Row(FINDING,        200, 422, catalogue=True),
    "workplace_add":       Row(FINDING,        200, 422, catalogue=True),
    "workplace_edit":      Row(FINDING,        200, 422, catalogue=True),
    "questionnaires":      Row(ADMINISTRATORS, 200, NO),
    "questionnaire_add":   Row(ADMINISTRATORS, 200, 422),
    "questionnaire_upload": Row(ADMINISTRATORS, 200, 422),
    "questionnaire_standard": Row(ADMINISTRATORS, 200, NO),
    "questionnaire_standard_download": Row(ADMINISTRATORS, 200, NO),
    "questionnaire_standard_copy": Row(ADMINISTRATORS, NO, 302),
    "questionnaire":       Row(ADMINISTRATORS, 200, NO),
    "questionnaire_changes": Row(ADMINISTRATORS, 200, NO),
    "questionnaire_download": Row(ADMINISTRATORS, 200, NO),
    "questionnaire_copy":  Row(ADMINISTRATORS, NO,  302),
    "questionnaire_publish": Row(ADMINISTRATORS, NO, 302),
    "questionnaire_retire": Row(ADMINISTRATORS, NO, 302),
    "questionnaire_reopen": Row(ADMINISTRATORS, NO, 302),
    "questionnaire_discard": Row(ADMINISTRATORS, NO, 302),
    "questionnaire_edit":  Row(ADMINISTRATORS, 200, 422),
    "question_add":        Row(ADMINISTRATORS, 200, 422),
    "question":            Row(ADMINISTRATORS, 200, 422),
    "question_move":       Row(ADMINISTRATORS, NO,  302),
    "question_remove":     Row(ADMINISTRATORS, NO,  302),
    "guidance":            Row(ADMINISTRATORS, 200, NO),
    "guidance_text":       Row(ADMINISTRATORS, 200, 422),
}
# fmt: on
