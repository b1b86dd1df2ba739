"""Roles: what each is for in words, what it may, and how far it reaches; changed here and in the program alike."""

from collections.abc import Callable

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import ROLES, Reach, Role
from fremdrift.accounts.models import Membership
from fremdrift.accounts.selectors import system_actor
from tests.access.screens import OF_PERSONS
from tests.web.access_matrix import patterns
from tests.web.access_policy import MEMBERS, RELATED
from tests.world import STAFF, World

CASEWORK = {
    "worklist.view",
    "case.view",
    "case.open",
    "case.change",
    "contact_person.change",
    "conversation.record",
    "citizen.search",
    "citizen.change",
    "access.change",
    "access.break_glass",
    "transfer.answer",
    "plan.change",
    "measure",
    "rounds.view",
    "registrations.view",
    "waiting.note",
    "list.save",
    "draft.save",
    "message.write",
    "calendar.subscribe",
    "rules.view",
    "order.view",
    "order.change",
}
ROUNDS = {"rounds.view", "rounds.keep"}
LEADING = {"team.view", "team.reassign", "team.cover", "access.change", "rules.view", "registrations.view"} | ROUNDS
DELEGATED = {
    *("rules.view", "delegated.view", "case.view", "conversation.record", "measure", "draft.save"),
    *("rounds.view", "registrations.view"),
}
OWN = {"own.page", "own.plan", "own.log", "own.messages", "own.orders", "own.answers", "own.helpers"}
HELPING = {"own.messages", "own.orders", "own.plan"}
CATALOGUE = {"catalogue.view", "experience.write"}
KEEPING = {"catalogue.view", "offers.keep", "workplaces.keep", "questionnaires.keep", "guidance.keep"}
# fmt: off
MAY = {  # besides the pages about nobody in particular, which are for everybody who is signed in
    "citizen":       (OWN,                                         "grants"),
    "representative": (HELPING,                                    "grants"),
    "caseworker":    (CASEWORK | CATALOGUE,                        "municipality"),
    "consultant":    (CATALOGUE | {"workplaces.keep", "placement.work"}, "municipality"),
    "mentor":        (set(),                                       "grants"),
    "provider":      (DELEGATED | {"unit.orders"},                 "grants"),
    "leader":        (LEADING | CATALOGUE,                         "municipality"),
    "evaluator":     ({"rounds.view", "registrations.export"},     "nobody"),
    "administrator": ({"citizens.import", "rules.view"} | KEEPING | ROUNDS, "nobody"),
    "auditor":       (set(),                                       "nobody"),
    "system":        (CASEWORK | {"citizens.import"} | KEEPING | ROUNDS, "municipality"),
}
# fmt: on


def test_each_role_may_what_the_table_says_and_reaches_as_far() -> None:
    found = {
        str(role): (set(map(str, rule.permissions)) - {"signed_in"}, str(rule.reach)) for role, rule in ROLES.items()
    }
    assert found == MAY
    assert all(Permission.SIGNED_IN in rule.permissions for rule in ROLES.values())


def test_whoever_helps_a_citizen_sends_messages_and_nothing_else() -> None:
    found = {str(role): set(map(str, rule.only_reads)) for role, rule in ROLES.items() if rule.only_reads}
    assert found == {"representative": {"own.orders", "own.plan"}}


def test_each_role_is_said_in_a_sentence() -> None:
    assert set(ROLES) == set(Role)
    words = [rule.words for rule in ROLES.values()]
    assert len(set(words)) == len(words)
    assert [sentence for sentence in words if not sentence.endswith(".") or not sentence[0].isupper()] == []


def test_every_permission_is_somebodys() -> None:
    assert set().union(*(rule.permissions for rule in ROLES.values())) == set(Permission)


def test_who_reaches_nobody_may_open_no_screen_about_a_person() -> None:
    needed = {p.callback.screen.permission for p in patterns() if p.name in OF_PERSONS}
    for role, rule in ROLES.items():
        if rule.reach is Reach.NOBODY:
            assert not needed & rule.permissions, role


def test_the_tests_know_somebody_of_every_role() -> None:
    assert {role for role, _, _ in STAFF.values()} | {Role.SYSTEM} == set(Role)
    assert set(STAFF) | set(RELATED) == MEMBERS


@pytest.mark.parametrize(
    ("persona", "held"),
    [
        ("caseworker", ["user"]),
        ("leader", ["user", "leaders"]),
        ("provider", ["user", "provider"]),
        ("mentor", ["user"]),
        ("citizen", ["user"]),
        ("representative", ["user"]),
    ],
)
def test_in_whose_name_each_holds_grants(persona: str, held: list[str], actor: Callable[[str], Actor]) -> None:
    assert [name.partition(":")[0] for name in actor(persona).holders] == held


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.LEADER])
def test_without_a_unit_nobody_holds_in_its_name(role: Role) -> None:
    assert Actor(7, "", role).holders == ["user:7"]


def test_the_unit_acted_for(actor: Callable[[str], Actor], world: World) -> None:
    team, place = (world.users[name].memberships.get() for name in ("caseworker", "provider"))
    assert actor("caseworker").unit == f"team:{team.team_id}"
    assert actor("provider").unit == f"provider:{place.provider_id}"
    assert actor("citizen").unit == ""


def test_an_administrator_who_reads_a_file_in_works_for_the_own_municipality(
    actor: Callable[[str], Actor], world: World
) -> None:
    administrator = actor("administrator")
    working = administrator.as_system()
    assert (working.role, working.municipality_id) == (Role.SYSTEM, world.nordby.pk)
    assert working.user_id == administrator.user_id  # history names the person all the same


def test_the_system_is_no_role_that_somebody_can_be_given(world: World) -> None:
    offered = {value for value, _ in Membership._meta.get_field("role").choices}
    assert offered == set(Role) - {Role.SYSTEM}
    assert system_actor(world.nordby).user_id == 0
