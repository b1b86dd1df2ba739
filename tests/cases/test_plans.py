"""The job plan: texts over the version one saw, sub-goals by their table, and versions that nobody changes."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import rules, selectors, services
from fremdrift.cases.enums import SubGoalState
from fremdrift.cases.models import Case, JobPlan, PlanVersion, SubGoal
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY, World

VERBS = {
    "accept": services.sub_goal_accept,
    "reach": services.sub_goal_reach,
    "drop": services.sub_goal_drop,
    "reopen": services.sub_goal_reopen,
}
# From → verb → to, written out by hand. What is not here is refused, or is there already.
MOVES = {
    ("proposed", "accept"): "open",
    ("proposed", "drop"): "dropped",
    ("open", "reach"): "reached",
    ("open", "drop"): "dropped",
    ("reached", "reopen"): "open",
    ("dropped", "reopen"): "open",
}
THERE_ALREADY = {("open", "accept"), ("open", "reopen"), ("reached", "reach"), ("dropped", "drop")}
STEP = services.Step("Stå op kl. 8", due_on=TODAY + dt.timedelta(days=7), area="social")


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.select_related("citizen").get(pk=world.cilla)


def save(case: Case, by: Actor, seen: int, **texts: str) -> JobPlan:
    return services.plan_save(case=case, texts=texts, expected_version=seen, by=by)


def in_state(case: Case, state: str, by: Actor) -> SubGoal:
    """A sub-goal that came to stand there by the services alone."""
    goal = services.sub_goal_add(case=case, step=STEP, proposed_by_citizen=state == "proposed", by=by)
    if state in {"reached", "dropped"}:
        VERBS["reach" if state == "reached" else "drop"](sub_goal=goal, by=by)
    return SubGoal.objects.get(pk=goal.pk)


def test_a_saved_plan_stands_and_is_kept_as_a_version(case: Case, caseworker: Actor) -> None:
    save(case, caseworker, 0, own_words="Jeg vil arbejde med planter igen.")
    plan = selectors.job_plan(caseworker, case)
    assert plan is not None
    assert (plan.version, plan.own_words) == (1, "Jeg vil arbejde med planter igen.")
    (version,) = selectors.plan_versions(caseworker, case)
    assert (version.number, version.made_by_id) == (1, caseworker.user_id)
    assert version.content["texts"]["own_words"] == "Jeg vil arbejde med planter igen."


def test_who_writes_over_what_they_did_not_see_is_refused(case: Case, caseworker: Actor) -> None:
    save(case, caseworker, 0, own_words="Et.")
    save(case, caseworker, 1, own_words="To.")
    with pytest.raises(RuleViolation) as refused:
        save(case, caseworker, 1, own_words="Tre.")
    assert refused.value.code == "plan.changed_meanwhile"
    assert JobPlan.objects.get(case=case).own_words == "To."
    assert save(case, caseworker, 2, own_words="Tre.").version == 3


def test_the_same_save_twice_is_one_version(case: Case, caseworker: Actor) -> None:
    for _time in range(2):
        save(case, caseworker, 0, own_words="Et.")
    assert [v.number for v in selectors.plan_versions(caseworker, case)] == [1]


def test_nothing_written_makes_no_plan(case: Case, caseworker: Actor) -> None:
    save(case, caseworker, 0, own_words="")
    assert selectors.job_plan(caseworker, case) is None


def test_a_sub_goal_is_under_way_at_once_and_a_proposal_waits(case: Case, caseworker: Actor) -> None:
    assert in_state(case, "open", caseworker).state_on == TODAY
    proposed = services.sub_goal_add(
        case=case, step=replace(STEP, what="Kørekort til trailer"), proposed_by_citizen=True, by=caseworker
    )
    assert (proposed.state, proposed.proposed_by_citizen) == ("proposed", True)


@pytest.mark.parametrize(("state", "verb"), list(product(SubGoalState.values, VERBS)))
def test_a_sub_goal_goes_where_the_table_says_and_nowhere_else(
    case: Case, caseworker: Actor, state: str, verb: str
) -> None:
    goal = in_state(case, state, caseworker)
    before = PlanVersion.objects.filter(case=case).count()
    if (state, verb) in MOVES:
        VERBS[verb](sub_goal=goal, by=caseworker)
    elif (state, verb) in THERE_ALREADY:
        assert VERBS[verb](sub_goal=goal, by=caseworker).state == state
    else:
        with pytest.raises(RuleViolation, match=r"sub_goal\.moved_meanwhile"):
            VERBS[verb](sub_goal=goal, by=caseworker)
    assert SubGoal.objects.get(pk=goal.pk).state == MOVES.get((state, verb), state)
    assert PlanVersion.objects.filter(case=case).count() == before + ((state, verb) in MOVES)


def test_the_table_knows_every_state() -> None:
    sources = {state for froms, _to in rules.SUB_GOAL_MOVES.values() for state in froms}
    assert sources | {to for _froms, to in rules.SUB_GOAL_MOVES.values()} == set(SubGoalState.values)


def test_taking_up_again_keeps_the_note(case: Case, caseworker: Actor) -> None:
    goal = in_state(case, "reached", caseworker)
    services.sub_goal_reopen(sub_goal=goal, note="To dårlige uger; vi begynder forfra.", by=caseworker)
    latest = selectors.plan_versions(caseworker, case)[-1]
    assert latest.note == "To dårlige uger; vi begynder forfra."
    assert [g["state"] for g in latest.content["sub_goals"]] == ["open"]


def test_the_same_sub_goal_twice_is_one(case: Case, caseworker: Actor) -> None:
    in_state(case, "open", caseworker)
    with pytest.raises(RuleViolation, match=r"sub_goal\.already_there"):
        in_state(case, "open", caseworker)
    in_state_again = SubGoal.objects.get(case=case)
    services.sub_goal_reach(sub_goal=in_state_again, by=caseworker)
    in_state(case, "open", caseworker)
    assert SubGoal.objects.filter(case=case).count() == 2


def test_a_change_of_a_sub_goal_over_another_change_is_refused(case: Case, caseworker: Actor) -> None:
    goal = in_state(case, "open", caseworker)
    later = replace(STEP, due_on=TODAY + dt.timedelta(days=30))
    services.sub_goal_update(sub_goal=goal, step=later, expected_version=0, by=caseworker)
    with pytest.raises(RuleViolation, match=r"sub_goal\.changed_meanwhile"):
        services.sub_goal_update(sub_goal=goal, step=replace(STEP, what="Gå en tur"), expected_version=0, by=caseworker)
    assert SubGoal.objects.get(pk=goal.pk).due_on == later.due_on
    services.sub_goal_update(sub_goal=goal, step=later, expected_version=0, by=caseworker)
    assert len(selectors.plan_versions(caseworker, case)) == 2


def test_a_version_holds_texts_sub_goals_and_efforts(case: Case, caseworker: Actor) -> None:
    services.effort_add(
        case=case, kind="mentor", title="Mentor", organiser="municipality", begins_on=TODAY, ends_on=None, by=caseworker
    )
    save(case, caseworker, 0, job_goal="Gartnerimedhjælper")
    in_state(case, "open", caseworker)
    content = selectors.plan_versions(caseworker, case)[-1].content
    assert content["version"] == 1
    assert content["texts"]["job_goal"] == "Gartnerimedhjælper"
    assert [g["what"] for g in content["sub_goals"]] == ["Stå op kl. 8"]
    assert [(e["title"], e["begins_on"]) for e in content["efforts"]] == [("Mentor", TODAY.isoformat())]


@pytest.mark.parametrize("change", ["content = '{}'", "made_at = now()", "made_by_id = null", "note = 'pænere'"])
def test_no_version_is_rewritten_not_even_by_raw_sql(case: Case, caseworker: Actor, change: str) -> None:
    save(case, caseworker, 0, own_words="Et.")
    sql = f"update cases_planversion set {change} where case_id = %s"
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [case.pk])


def test_two_versions_of_a_plan_never_share_a_number(case: Case, caseworker: Actor) -> None:
    save(case, caseworker, 0, own_words="Et.")
    first = PlanVersion.objects.get(case=case)
    with pytest.raises(IntegrityError, match="plan_version_number"), transaction.atomic():
        PlanVersion.objects.create(
            case=case, municipality=first.municipality, number=1, content={}, made_at=clock.now()
        )


def test_an_import_says_when_it_was(case: Case, caseworker: Actor) -> None:
    then = clock.evening(TODAY - dt.timedelta(days=40))
    goal = services.sub_goal_add(case=case, step=STEP, at=then, by=caseworker)
    assert (goal.state_on, selectors.plan_versions(caseworker, case)[0].made_at) == (then.date(), then)


def test_nobody_without_a_grant_reads_a_plan(case: Case, caseworker: Actor, actor, world: World) -> None:
    save(case, caseworker, 0, own_words="Et.")
    goal = in_state(case, "open", caseworker)
    for persona in ("colleague", "other-caseworker", "provider"):
        stranger = actor(persona)
        with acting(stranger):
            assert selectors.job_plan(stranger, case) is None
            assert selectors.sub_goals(stranger, [case.pk]) == []
            assert selectors.sub_goal_by_id(stranger, case, goal.pk) is None
            assert selectors.plan_versions(stranger, case) == []
    system = system_actor(world.nordby)
    with acting(system):
        assert selectors.job_plan(system, case) is not None


def test_sub_goals_stand_in_the_order_of_their_days(case: Case, caseworker: Actor) -> None:
    for what, due_on in (("uden dag", None), ("sidst", TODAY + dt.timedelta(days=9)), ("først", TODAY)):
        services.sub_goal_add(case=case, step=services.Step(what, due_on=due_on), by=caseworker)
    assert [g.what for g in selectors.sub_goals(caseworker, [case.pk])] == ["først", "sidst", "uden dag"]


def test_overdue_are_the_offices_own_open_ones_whose_day_has_passed(case: Case, caseworker: Actor) -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    for what, owner, due_on in (
        ("vores", "caseworker", yesterday),
        ("i dag", "caseworker", TODAY),
        ("borgerens", "citizen", yesterday),
        ("andres", "other", yesterday),
        ("uden dag", "caseworker", None),
    ):
        services.sub_goal_add(case=case, step=services.Step(what, owner=owner, due_on=due_on), by=caseworker)
    done = services.sub_goal_add(
        case=case, step=services.Step("nået", owner="caseworker", due_on=yesterday), by=caseworker
    )
    services.sub_goal_reach(sub_goal=done, by=caseworker)
    assert [g.what for g in SubGoal.objects.visible_to(caseworker).owed_by_the_office(TODAY)] == ["vores"]


def minutes(*after: int) -> list[dt.datetime]:
    start = clock.evening(TODAY)
    return [start + dt.timedelta(minutes=m) for m in after]


def test_what_one_person_changes_within_ten_minutes_is_told_as_one() -> None:
    made = list(zip(("signe",) * 4, minutes(0, 4, 10, 11), strict=True))
    assert rules.sittings(made) == [[0, 1, 2], [3]]


def test_somebody_else_between_parts_them() -> None:
    made = list(zip(("signe", "malthe", "signe"), minutes(0, 1, 2), strict=True))
    assert rules.sittings(made) == [[0], [1], [2]]
