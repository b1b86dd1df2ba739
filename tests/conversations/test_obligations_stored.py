"""Stored obligations equal a full recomputation, whatever the order of writes, on every later day."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fremdrift.access.actor import Actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import BenefitSpell, Case, Effort
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Obligation
from fremdrift.conversations.rules import stored as as_columns
from fremdrift.conversations.selectors import judged
from fremdrift.core import changes, clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.rulebook.rules import Obligation as RulebookObligation
from fremdrift.rulebook.rules import obligations
from tests.world import TODAY, World, add_case

OPENED = TODAY - dt.timedelta(days=500)
days = st.integers(0, 499).map(lambda n: OPENED + dt.timedelta(days=n))
lengths = st.one_of(st.none(), st.integers(1, 200))


@dataclass(frozen=True)
class Write:
    """One write that does not depend on another: what, when, for how long."""

    what: str
    on: dt.date
    length: int | None
    kind: str


writes = st.builds(
    Write,
    st.sampled_from(["exemption", "effort", "held", "no_show", "planned", "group_end", "arm"]),
    days,
    lengths,
    st.sampled_from(["company_placement", "wage_subsidy", "mentor", "guidance_upskilling"]),
)


def put(case: Case, write: Write, by: Actor) -> None:
    """Do one write through the services; what a rule refuses is refused in every order alike or not at all."""
    ends = None if write.length is None else write.on + dt.timedelta(days=write.length)
    match write.what:
        case "exemption":
            cases.exemption_add(case=case, pauses="both", reason="op", begins_on=write.on, ends_on=ends, by=by)
        case "arm":
            arm = "rmb-trial" if write.length is None or write.length % 2 else "lab-2020"
            cases.rule_pack_set(case=case, pack=arm, reason="arm", begins_on=write.on, ends_on=ends, by=by)
        case "effort":
            cases.effort_add(
                case=case, kind=write.kind, title="x", organiser="other", begins_on=write.on, ends_on=ends, by=by
            )
        case "held" | "no_show":
            reason = "ill" if write.what == "no_show" else ""
            record = talks.Record(write.what, "phone", write.on, no_show_reason=reason)
            talks.conversation_record(case=case, record=record, by=by)
        case "planned":
            talks.conversation_plan(case=case, on=TODAY + dt.timedelta(days=write.length or 0), form="phone", by=by)
        case "group_end":
            spell = case.targetgroupspells.get()
            if spell.ends_on is None or spell.ends_on > write.on:
                cases.spell_end(spell=spell, ends_on=max(write.on, spell.begins_on), by=by)


def stored(case: Case) -> list[str]:
    """The stored obligations, as text and in a fixed order."""
    return sorted(_text(row.value) for row in Obligation.objects.filter(case=case))


def _text(found: RulebookObligation) -> str:
    return json.dumps(as_columns(found), sort_keys=True, default=str)


def recomputed(case: Case) -> list[str]:
    """What a full recomputation from the case's facts says."""
    ((_, facts, packs),) = judged([case.pk])
    return sorted(_text(found) for found in obligations(facts, packs, dt.date.max))


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    """A case of 500 days on cash benefit, with nothing else in it."""
    return add_case(world.nordby, "caseworker", "Karla Test-Holm", "6302900123", OPENED)


def _all(case: Case, order: list[Write], by: Actor) -> None:
    for write in order:
        try:
            put(case, write, by)
        except RuleViolation:
            continue
        assert stored(case) == recomputed(case)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(writes, min_size=1, max_size=7), st.data())
def test_any_order_gives_what_a_recomputation_gives(case: Case, caseworker: Actor, plan: list[Write], data) -> None:
    alone = [[w for w in plan if w.what == what][:1] for what in ("exemption", "arm")]  # two could refuse one another
    plan = [w for w in plan if w.what not in {"exemption", "arm"}] + [w for one in alone for w in one]
    outcomes = []
    for order in (plan, data.draw(st.permutations(plan))):
        with transaction.atomic():
            _all(case, list(order), caseworker)
            outcomes.append(stored(case))
            for later in (TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=400)):
                with clock.at(later):
                    assert talks.obligations_recompute([case.pk]) == 0
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]


def test_a_write_that_forgets_to_tell_is_found(case: Case, caseworker: Actor, monkeypatch) -> None:
    """The control: without `case_changed` the stored rows go stale, and the check sees it."""
    assert talks.obligations_check(by=caseworker) == 0
    monkeypatch.setattr("fremdrift.cases.services.spells.case_changed", lambda _case_id: None)
    placement = {"kind": "company_placement", "title": "x", "organiser": "other", "ends_on": None}
    cases.effort_add(case=case, begins_on=TODAY, **placement, by=caseworker)
    assert talks.obligations_check(by=caseworker) > 0


def test_two_alike_are_kept_as_two(case: Case, caseworker: Actor) -> None:
    """Two placements that begin on one day give two equal obligations; a second recomputation adds none."""
    for _ in range(2):
        placement = {"kind": "company_placement", "title": "x", "organiser": "other"}
        cases.effort_add(case=case, begins_on=TODAY, ends_on=None, **placement, by=caseworker)
    alike = Obligation.objects.filter(case=case, kind="max_length")
    assert alike.count() == 2
    assert talks.obligations_recompute([case.pk]) == 0


def test_a_change_of_benefit_is_seen_at_once(case: Case, caseworker: Actor) -> None:
    old = BenefitSpell.objects.get(case=case)
    cases.spell_end(spell=old, ends_on=TODAY - dt.timedelta(days=1), by=caseworker)
    cases.benefit_add(case=case, kind="sickness_benefit", begins_on=TODAY, ends_on=None, by=caseworker)
    first = Obligation.objects.get(case=case, kind="first_conversation", arises_on=TODAY)
    assert first.due_on == dt.date(2027, 2, 24)


def test_gathered_changes_are_worked_out_once(case: Case, caseworker: Actor, monkeypatch) -> None:
    """An import of many facts recomputes a case once, at its end."""
    asked: list[list[object]] = []
    count: Callable[..., None] = lambda ids: asked.append(list(ids))  # noqa: E731 - a subscriber in one line
    monkeypatch.setattr(changes, "_subscribers", [count])
    with changes.together():
        for offset in (10, 20, 30):
            on = OPENED + dt.timedelta(days=offset)
            cases.effort_add(
                case=case, kind="mentor", title="x", organiser="other", begins_on=on, ends_on=on, by=caseworker
            )
    assert asked == [[case.pk]]
    assert Effort.objects.filter(case=case).count() == 3


def test_a_plan_is_known_from_the_day_it_was_first_written(world: World, caseworker: Actor) -> None:
    case = Case.objects.get(pk=world.cilla)
    asked = Obligation.objects.filter(case=case, rule="lab-2011.plan.before-offer")
    cases.sub_goal_add(case=case, step=cases.Step("Ring til gartneriet"), by=caseworker)
    assert not asked.exists()  # a plan may stand elsewhere
    begun, later = TODAY - dt.timedelta(days=40), TODAY - dt.timedelta(days=10)
    for version, (text, on) in enumerate([("Gartner", begun), ("Gartner i Nordby", later)]):
        cases.plan_save(
            case=case, texts={"job_goal": text}, expected_version=version, at=clock.evening(on), by=caseworker
        )
    assert [(found.arises_on, found.met_on) for found in asked] == [(case.opened_on, begun)]
    assert talks.obligations_check(by=caseworker.as_system()) == 0
    [(_case, facts, _packs)] = judged([case.pk])
    assert facts.plans == (begun,)
