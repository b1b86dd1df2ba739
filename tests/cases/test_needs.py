"""Needs: named once, met by something, let go for a reason, and taken up again by their table."""

import datetime as dt
from collections.abc import Callable
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from fremdrift.access.actor import Actor
from fremdrift.cases import rules, selectors, services
from fremdrift.cases.enums import EffortKind, NeedState
from fremdrift.cases.models import Case, Effort, Need
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY, World

NAMED = services.Named("Hjælp til at få styr på gælden", "debt")
MOVES: dict[str, Callable[[Need, Actor], Need]] = {
    "meet": lambda need, by: services.need_meet(need=need, met_by="Gældsrådgivning i banken", by=by),
    "let_go": lambda need, by: services.need_let_go(need=need, reason="Gælden er betalt", by=by),
    "reopen": lambda need, by: services.need_reopen(need=need, by=by),
}
# From → verb → to, written out by hand. What is not here is refused, or is there already.
LEADS = {
    ("open", "meet"): "met",
    ("open", "let_go"): "let_go",
    ("met", "reopen"): "open",
    ("let_go", "reopen"): "open",
}
THERE_ALREADY = {("open", "reopen"), ("met", "meet"), ("let_go", "let_go")}


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.get(pk=world.cilla)


def name(case: Case, by: Actor, **others: object) -> Need:
    return services.need_name(case=case, named=NAMED, by=by, **others)  # type: ignore[arg-type]  # a day, if any


def in_state(case: Case, state: str, by: Actor) -> Need:
    need = name(case, by)
    if state != "open":
        MOVES["meet" if state == "met" else "let_go"](need, by)
    return Need.objects.get(pk=need.pk)


def effort(case: Case, by: Actor) -> Effort:
    return services.effort_add(
        case=case, kind="debt_advice", title="Gæld", organiser="other", begins_on=TODAY, ends_on=None, by=by
    )


def test_a_need_is_named_today_and_open(case: Case, caseworker: Actor) -> None:
    name(case, caseworker)
    (need,) = selectors.needs(caseworker, [case.pk])
    assert (need.what, need.area, need.named_by) == (NAMED.what, "debt", "citizen")
    assert (need.state, need.named_on, need.state_on) == ("open", TODAY, TODAY)


def test_an_import_says_when_it_was_named(case: Case, caseworker: Actor) -> None:
    day = TODAY - dt.timedelta(days=40)
    assert name(case, caseworker, on=day).state_on == day


def test_the_same_need_twice_is_refused_while_it_is_open(case: Case, caseworker: Actor) -> None:
    need = name(case, caseworker)
    with pytest.raises(RuleViolation, match=r"need\.already_there"):
        services.need_name(case=case, named=services.Named(NAMED.what.upper(), "debt"), by=caseworker)
    MOVES["meet"](need, caseworker)
    assert name(case, caseworker).pk != need.pk


@pytest.mark.parametrize(("state", "verb"), sorted(product(NeedState.values, MOVES)))
def test_the_table_of_moves_holds(state: str, verb: str, case: Case, caseworker: Actor) -> None:
    need = in_state(case, state, caseworker)
    if (state, verb) in LEADS:
        moved = MOVES[verb](need, caseworker)
        assert (moved.state, moved.version) == (LEADS[state, verb], need.version + 1)
    elif (state, verb) in THERE_ALREADY:
        assert MOVES[verb](need, caseworker).version == need.version
    else:
        with pytest.raises(RuleViolation, match=r"need\.moved_meanwhile"):
            MOVES[verb](need, caseworker)
    assert set(rules.need_moves(state)) == {v for s, v in LEADS if s == state}


def test_an_effort_meets_it(case: Case, caseworker: Actor) -> None:
    runs = effort(case, caseworker)
    need = services.need_meet(need=name(case, caseworker), effort=runs, by=caseworker)
    assert (need.effort_id, need.met_by, need.state_on) == (runs.pk, "", TODAY)


def test_nothing_meets_nothing(case: Case, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"need\.met_by_what"):
        services.need_meet(need=name(case, caseworker), by=caseworker)


def test_an_effort_of_another_case_meets_nothing(case: Case, caseworker: Actor, world: World) -> None:
    elsewhere = effort(case, caseworker)
    elsewhere.case_id = world.bertil
    with pytest.raises(RuleViolation, match=r"need\.effort_elsewhere"):
        services.need_meet(need=name(case, caseworker), effort=elsewhere, by=caseworker)


def test_it_is_let_go_for_a_reason_alone(case: Case, caseworker: Actor) -> None:
    need = name(case, caseworker)
    with pytest.raises(RuleViolation, match=r"need\.why_let_go"):
        services.need_let_go(need=need, reason="", by=caseworker)
    assert MOVES["let_go"](need, caseworker).reason == "Gælden er betalt"


def test_taken_up_again_it_counts_from_today(case: Case, caseworker: Actor) -> None:
    need = name(case, caseworker, on=TODAY - dt.timedelta(days=60))
    MOVES["let_go"](need, caseworker)
    again = services.need_reopen(need=need, by=caseworker)
    assert (again.reason, again.named_on, again.state_on) == ("", TODAY - dt.timedelta(days=60), TODAY)


def test_who_writes_over_what_they_did_not_see_is_refused(case: Case, caseworker: Actor) -> None:
    need = name(case, caseworker)
    first, second = services.Named("Et budget", "debt"), services.Named("En rådgiver", "debt")
    services.need_update(need=need, named=first, expected_version=0, by=caseworker)
    with pytest.raises(RuleViolation, match=r"need\.changed_meanwhile"):
        services.need_update(need=need, named=second, expected_version=0, by=caseworker)
    assert Need.objects.get(pk=need.pk).what == "Et budget"
    assert services.need_update(need=need, named=second, expected_version=1, by=caseworker).what == "En rådgiver"


@pytest.mark.parametrize(
    "values", [{"state": "let_go"}, {"state": "met"}, {"reason": "x"}, {"met_by": "x"}, {"state": "lost"}]
)
def test_the_database_knows_what_belongs_together(values: dict[str, str], case: Case, caseworker: Actor) -> None:
    need = name(case, caseworker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**values)


def test_every_kind_of_effort_has_its_area() -> None:
    assert set(rules.AREA_OF_EFFORT) == set(EffortKind.values)
