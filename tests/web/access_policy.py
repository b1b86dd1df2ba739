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
ADMINISTRATORS = frozenset({"administrator"})
# At a provider: the delegate has the contact with Cilla for a period; of the other one nobody asked anything.
PROVIDERS = frozenset({"provider", "delegate"})
WITH_DELEGATES = CASEWORKERS | PROVIDERS

# The cases that each persona's grants open. Whoever is not here sees nobody.
SEES = {
    "caseworker": {"cilla"},
    "colleague": {"bertil"},
    "other-caseworker": {"gerda"},
    "leader": {"cilla", "bertil"},
    "delegate": {"cilla"},
    "citizen": {"cilla"},
}

NO = 405


@dataclass(frozen=True)
class Row:
    """What one address promises; `open` ones carry no `@screen`, since nobody needs to be signed in."""

    who: frozenset[str]
    get: int
    post: int
    open: bool = False


# fmt: off
POLICY = {
    #                        let in          GET  empty POST
    "home":                Row(EVERYBODY,      302, NO,  open=True),
    "signin":              Row(EVERYBODY,      200, 422, open=True),
    "signout":             Row(EVERYBODY,      NO,  302, open=True),
    "language":            Row(EVERYBODY,      NO,  302, open=True),
    "accessibility":       Row(EVERYBODY,      200, NO,  open=True),
    "coming":              Row(MEMBERS,        200, NO),
    "worklist":            Row(CASEWORKERS,    200, NO),
    "worklist_export":     Row(CASEWORKERS,    200, NO),
    "caseload":            Row(CASEWORKERS,    200, NO),
    "citizen_new":         Row(CASEWORKERS,    200, 422),
    "delegated":           Row(PROVIDERS,      200, NO),
    "case":                Row(WITH_DELEGATES, 200, NO),
    "conversation_record": Row(WITH_DELEGATES, 200, 422),
    "conversation_plan":   Row(WITH_DELEGATES, 200, 422),
    "conversation":        Row(WITH_DELEGATES, 200, NO),
    "minutes_share":       Row(WITH_DELEGATES, NO,  302),
    "conversation_cancel": Row(WITH_DELEGATES, NO,  302),
    "contact_persons":     Row(CASEWORKERS,    200, 422),
    "contact_person_add":  Row(CASEWORKERS,    200, 422),
    "contact_person_end":  Row(CASEWORKERS,    200, 422),
    "contact_person_cancel": Row(CASEWORKERS,  NO,  302),
    "handover":            Row(CASEWORKERS,    200, 302),
    "transfer_withdraw":   Row(CASEWORKERS,    NO,  302),
    "facts":               Row(CASEWORKERS,    200, NO),
    "fact_add":            Row(CASEWORKERS,    200, 422),
    "fact_end":            Row(CASEWORKERS,    200, 422),
    "import_citizens":     Row(ADMINISTRATORS, 200, 422),
}
# fmt: on
