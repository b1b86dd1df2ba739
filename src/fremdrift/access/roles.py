"""Roles in words, what each may do, and how far into the persons' tables each can reach."""

from dataclasses import dataclass, field
from enum import StrEnum

from fremdrift.access.permissions import Permission


class Role(StrEnum):
    """The work somebody does here; a membership gives it for a period."""

    CITIZEN = "citizen"
    REPRESENTATIVE = "representative"  # helps a citizen on the citizen's own pages
    CASEWORKER = "caseworker"
    CONSULTANT = "consultant"
    MENTOR = "mentor"
    PROVIDER = "provider"
    LEADER = "leader"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    SYSTEM = "system"  # imports and background work, always for one municipality


class Reach(StrEnum):
    """What row-level security lets a role's database context touch at the very most."""

    MUNICIPALITY = "municipality"  # rows of the own municipality
    GRANTS = "grants"  # rows about persons for whom a grant holds today
    NOBODY = "nobody"  # no row about any person


@dataclass(frozen=True)
class RoleRule:
    """A role: a sentence that says what it is for, its permissions and its reach."""

    words: str
    permissions: frozenset[Permission]
    reach: Reach
    only_reads: frozenset[Permission] = field(default=frozenset())  # of its permissions, those that open a page alone


_COMMON = {Permission.SIGNED_IN}
_CASEWORK = {
    Permission.WORKLIST_VIEW,
    Permission.CASE_VIEW,
    Permission.CASE_OPEN,
    Permission.CASE_CHANGE,
    Permission.CONTACT_PERSON_CHANGE,
    Permission.CONVERSATION_RECORD,
    Permission.CITIZEN_SEARCH,
    Permission.CITIZEN_CHANGE,
    Permission.ACCESS_CHANGE,
    Permission.BREAK_GLASS,
    Permission.TRANSFER_ANSWER,
    Permission.PLAN_CHANGE,
    Permission.MEASURE,
    Permission.ROUNDS_VIEW,
    Permission.REGISTRATIONS_VIEW,
    Permission.WAITING_NOTE,
    Permission.LIST_SAVE,
    Permission.DRAFT_SAVE,
    Permission.MESSAGE_WRITE,
    Permission.CALENDAR_SUBSCRIBE,
    Permission.RULES_VIEW,
    Permission.ORDER_VIEW,
    Permission.ORDER_CHANGE,
}
_OWN = {
    Permission.OWN_PAGE,
    Permission.OWN_PLAN,
    Permission.OWN_LOG,
    Permission.OWN_MESSAGES,
    Permission.OWN_ORDERS,
    Permission.OWN_ANSWERS,
    Permission.OWN_HELPERS,
}
_CATALOGUE = {Permission.CATALOGUE_VIEW, Permission.EXPERIENCE_WRITE}
_KEEPING = {
    Permission.CATALOGUE_VIEW,
    Permission.OFFERS_KEEP,
    Permission.WORKPLACES_KEEP,
    Permission.QUESTIONNAIRES_KEEP,
    Permission.GUIDANCE_KEEP,
}
_DELEGATED = {
    Permission.DELEGATED_VIEW,
    Permission.RULES_VIEW,
    Permission.CASE_VIEW,
    Permission.CONVERSATION_RECORD,
    Permission.MEASURE,
    Permission.ROUNDS_VIEW,
    Permission.REGISTRATIONS_VIEW,
    Permission.DRAFT_SAVE,
}
_ROUNDS = {Permission.ROUNDS_VIEW, Permission.ROUNDS_KEEP}
_LEADING = {
    Permission.TEAM_VIEW,
    Permission.TEAM_REASSIGN,
    Permission.TEAM_COVER,
    Permission.ACCESS_CHANGE,
    Permission.RULES_VIEW,
    Permission.REGISTRATIONS_VIEW,
} | _ROUNDS

ON_OWN_PAGES = frozenset({Role.CITIZEN, Role.REPRESENTATIVE})

ROLES: dict[Role, RoleRule] = {
    Role.CITIZEN: RoleRule(
        "Sees all of the own case and nobody else's.",
        frozenset(_COMMON | _OWN),
        Reach.GRANTS,
    ),
    Role.REPRESENTATIVE: RoleRule(
        "Helps a citizen on the citizen's own pages for a period; answers nothing and chooses nothing in their place.",
        frozenset(_COMMON | {Permission.OWN_MESSAGES, Permission.OWN_ORDERS, Permission.OWN_PLAN}),
        Reach.GRANTS,
        only_reads=frozenset({Permission.OWN_ORDERS, Permission.OWN_PLAN}),
    ),
    Role.CASEWORKER: RoleRule(
        "Sees and works with the cases that a grant opens: own, covered, of the team.",
        frozenset(_COMMON | _CASEWORK | _CATALOGUE),
        Reach.MUNICIPALITY,
    ),
    Role.CONSULTANT: RoleRule(
        "Finds workplaces; sees cases with an active placement task.",
        frozenset(_COMMON | _CATALOGUE | {Permission.WORKPLACES_KEEP, Permission.PLACEMENT_WORK}),
        Reach.MUNICIPALITY,
    ),
    Role.MENTOR: RoleRule(
        "Sees the citizens that a mentor agreement names, in its period.", frozenset(_COMMON), Reach.GRANTS
    ),
    Role.PROVIDER: RoleRule(
        "Sees what an order to the own unit shares, and works with the citizens delegated to them, each in its period.",
        frozenset(_COMMON | _DELEGATED | {Permission.UNIT_ORDERS}),
        Reach.GRANTS,
    ),
    Role.LEADER: RoleRule(
        "Sees the team's cases without health; reassigns and covers.",
        frozenset(_COMMON | _LEADING | _CATALOGUE),
        Reach.MUNICIPALITY,
    ),
    Role.EVALUATOR: RoleRule(
        "Sees nobody as a named person.",
        frozenset(_COMMON | {Permission.ROUNDS_VIEW, Permission.REGISTRATIONS_EXPORT}),
        Reach.NOBODY,
    ),
    Role.ADMINISTRATOR: RoleRule(
        "Sets up people, roles and rules; keeps offers, questionnaires and guidance; reads files in; sees no case.",
        frozenset(_COMMON | _KEEPING | _ROUNDS | {Permission.CITIZENS_IMPORT, Permission.RULES_VIEW}),
        Reach.NOBODY,
    ),
    Role.AUDITOR: RoleRule("Reads the municipality's look-up log and nothing else.", frozenset(_COMMON), Reach.NOBODY),
    Role.SYSTEM: RoleRule(
        "Imports and background work for one municipality.",
        frozenset(_COMMON | _CASEWORK | _KEEPING | _ROUNDS | {Permission.CITIZENS_IMPORT}),
        Reach.MUNICIPALITY,
    ),
}
