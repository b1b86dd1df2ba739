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
LEADERS = frozenset({"leader"})
ADMINISTRATORS = frozenset({"administrator"})

# The cases that each persona's grants open. Whoever is not here sees nobody.
SEES = {
    "caseworker": {"cilla"},
    "colleague": {"bertil"},
    "other-caseworker": {"gerda"},
    "leader": {"cilla", "bertil"},
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
    "case":                Row(CASEWORKERS,    200, NO),
    "conversation_record": Row(CASEWORKERS,    200, 422),
    "conversation_plan":   Row(CASEWORKERS,    200, 422),
    "conversation":        Row(CASEWORKERS,    200, NO),
    "minutes_share":       Row(CASEWORKERS,    NO,  302),
    "conversation_cancel": Row(CASEWORKERS,    NO,  302),
    "contact_persons":     Row(CASEWORKERS,    200, 422),
    "contact_person_cancel": Row(CASEWORKERS,  NO,  302),
    "facts":               Row(CASEWORKERS,    200, NO),
    "fact_add":            Row(CASEWORKERS,    200, 422),
    "fact_end":            Row(CASEWORKERS,    200, 422),
    "team":                Row(LEADERS,        200, NO),
    "team_export":         Row(LEADERS,        200, NO),
    "team_cases":          Row(LEADERS,        200, NO),
    "team_cases_export":   Row(LEADERS,        200, NO),
    "covers":              Row(LEADERS,        200, 422),
    "cover":               Row(LEADERS,        404, 404),
    "cover_add":           Row(LEADERS,        NO,  404),
    "cover_end":           Row(LEADERS,        NO,  404),
    "reassign":            Row(LEADERS,        200, 422),
    "take_back":           Row(LEADERS,        NO,  302),
    "import_citizens":     Row(ADMINISTRATORS, 200, 422),
}
# fmt: on
