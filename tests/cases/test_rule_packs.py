"""A case that follows another rule pack for a time: its deadlines follow at once, and come back afterwards."""

import datetime as dt

import pytest

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Municipality
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, RulePackSpell
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Obligation
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY, World

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    """Cilla's, judged by LAB 2011."""
    return Case.objects.get(pk=world.cilla)


def rules(case: Case) -> dict[str, int]:
    """How many obligations stand or stood by each pack."""
    found: dict[str, int] = {}
    for row in Obligation.objects.filter(case=case):
        pack = row.rule.split(".")[0]
        found[pack] = found.get(pack, 0) + 1
    return found


def follow(case: Case, by: Actor, pack: str = "rmb-trial", **days: dt.date | None) -> RulePackSpell:
    period = {"begins_on": TODAY, "ends_on": TODAY + 4 * WEEK - dt.timedelta(days=1), **days}
    return cases.rule_pack_set(case=case, pack=pack, reason="Forsøg", **period, by=by)


def test_the_deadlines_are_those_of_the_arm_in_its_days(case: Case, caseworker: Actor) -> None:
    before = rules(case)
    assert list(before) == ["lab-2011"]
    follow(case, caseworker)
    weeks = Obligation.objects.filter(case=case, rule="rmb-trial.conversation.weekly").order_by("arises_on")
    assert [week.arises_on for week in weeks] == [TODAY + n * WEEK for n in range(4)]
    interval = Obligation.objects.get(case=case, rule="lab-2011.conversation.interval", closed_on__isnull=False)
    assert (interval.closed_on, interval.value.closed_because) == (TODAY - dt.timedelta(days=1), "rules_changed")
    again = Obligation.objects.get(case=case, rule="lab-2011.conversation.interval", closed_on=None, met_on=None)
    assert again.arises_on == TODAY + 4 * WEEK
    assert talks.obligations_check(by=caseworker) == 0


def test_ending_it_brings_the_usual_rules_back(case: Case, caseworker: Actor) -> None:
    spell = follow(case, caseworker, ends_on=None)
    assert rules(case)["rmb-trial"] > 4
    cases.spell_end(spell=spell, ends_on=TODAY, by=caseworker)
    assert rules(case)["rmb-trial"] == 1
    assert talks.obligations_check(by=caseworker) == 0


def test_two_at_a_time_are_refused(case: Case, caseworker: Actor) -> None:
    follow(case, caseworker)
    with pytest.raises(RuleViolation, match=r"rule_pack\.overlaps"):
        follow(case, caseworker, pack="lab-2020", ends_on=TODAY)


@pytest.mark.parametrize("pack", ["lab", "lab-1999", "suspension-2020"])
def test_only_a_pack_with_rules_can_be_followed(case: Case, caseworker: Actor, pack: str) -> None:
    with pytest.raises(RuleViolation, match=r"rule_pack\.unknown"):
        follow(case, caseworker, pack=pack)


def test_a_period_ends_after_it_begins(case: Case, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"period\.ends_first"):
        follow(case, caseworker, ends_on=TODAY - WEEK)


def test_a_municipality_may_follow_the_law_as_it_changes(case: Case, caseworker: Actor) -> None:
    """Cilla's case was opened in January 2026, a few days before LAB 2026 took over from LAB 2020."""
    Municipality.objects.filter(pk=case.municipality_id).update(rule_pack="lab")
    assert talks.obligations_check(by=caseworker) > 0
    talks.obligations_recompute([case.pk])
    found = Obligation.objects.filter(case=case, rule__endswith="conversation.first").order_by("arises_on")
    assert [(row.rule, row.arises_on) for row in found] == [
        ("lab-2020.conversation.first", dt.date(2026, 1, 28)),
        ("lab-2026.conversation.first", dt.date(2026, 2, 1)),
    ]
    assert talks.obligations_check(by=caseworker) == 0
