"""Rule packs: what each says in numbers, that each rule has an example, and how a wrong pack is refused."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from fremdrift.rulebook.enums import BenefitKind, ObligationKind, TargetGroup, Unit
from fremdrift.rulebook.rules import Length, PackError, Period, Rule, obligations, pack_from_toml
from fremdrift.rulebook.selectors import PACKS, UnknownPack, pack_by_key, packs
from tests.rulebook.shorthand import day


def rule(name: str, pack: str = "lab-2011") -> Rule:
    (found,) = [item for item in pack_by_key(pack).rules if item.name == name]
    return found


def test_packs_are_read_once_and_listed_by_key() -> None:
    assert [pack.key for pack in packs()] == ["lab-2011", "lab-2020", "lab-2026", "rmb-trial", "suspension-2020"]
    assert pack_by_key("lab-2011") is packs()[0]


def test_an_unknown_pack_names_those_that_exist() -> None:
    with pytest.raises(UnknownPack, match="no rule pack 'lab-1999'; those that exist are lab, lab-2011, lab-2020"):
        pack_by_key("lab-1999")


def test_the_numbers_of_2011() -> None:
    assert {
        item.id.removeprefix("lab-2011."): [(limit.from_age, limit.under_age, limit.length) for limit in item.limits]
        for item in pack_by_key("lab-2011").rules
    } == {
        "conversation.first": [
            (None, 30, Length(1, Unit.MONTHS)),
            (30, None, Length(3, Unit.MONTHS)),
        ],
        "conversation.interval": [(None, None, Length(3, Unit.MONTHS))],
        "offer.first": [(None, 30, Length(13, Unit.WEEKS)), (30, None, Length(9, Unit.MONTHS))],
        "offer.repeat": [(None, None, Length(6, Unit.MONTHS))],
        "offer.young.length": [(None, 30, Length(6, Unit.MONTHS))],
        "placement.length": [(None, None, Length(13, Unit.WEEKS))],
        "wage-subsidy.length": [(None, None, Length(1, Unit.YEARS))],
        "wage-subsidy.earliest": [(None, None, Length(6, Unit.MONTHS))],
        "education.order": [(None, 25, None)],
        "plan.before-offer": [],
    }


def test_the_numbers_of_2020() -> None:
    assert {
        item.name: (item.times, [limit.length for limit in item.limits], item.extend or item.after_exemption)
        for item in pack_by_key("lab-2020").rules
    } == {
        "conversation.first": (1, [Length(1, Unit.WEEKS)], None),
        "conversation.count": (4, [Length(6, Unit.MONTHS)], None),
        "conversation.count-2024": (4, [Length(6, Unit.MONTHS)], None),
        "conversation.insured-2024": (3, [Length(3, Unit.MONTHS)], None),
        "offer.first": (1, [Length(6, Unit.MONTHS)], Length(1, Unit.MONTHS)),
        "offer.length": (1, [Length(2, Unit.WEEKS)], None),
        "placement.length": (1, [Length(26, Unit.WEEKS)], Length(13, Unit.WEEKS)),
        "mentor.length": (1, [Length(6, Unit.MONTHS)], Length(6, Unit.MONTHS)),
    }
    terms = pack_by_key("lab-2020").reimbursement
    assert terms is not None
    assert [(step.from_week, step.percent) for step in terms.steps] == [(1, 80), (5, 40), (27, 30), (53, 20)]


def test_the_numbers_of_the_trial() -> None:
    talks, activation = rule("conversation.weekly", "rmb-trial").weekly, rule("activation.weekly", "rmb-trial")
    assert talks is not None
    assert activation.weekly is not None
    assert (talks.in_person_weeks, talks.in_person_every, talks.lasts) == (8, 2, Length(9, Unit.MONTHS))
    assert (activation.weekly.from_week, activation.hours, activation.at_workplace) == (9, 10, True)
    assert [(item.id, item.percent) for item in pack_by_key("rmb-trial").quotas] == [
        ("rmb-trial.conversations", 80),
        ("rmb-trial.activation", 40),
    ]


def test_the_suspension_has_days_and_no_rules() -> None:
    pack = pack_by_key("suspension-2020")
    assert (pack.validity, pack.rules) == (Period(start=day("2020-03-12"), end=day("2020-05-27")), ())


def test_the_quota_of_2026_and_what_it_closes() -> None:
    quotas = {item.id: (item.percent, item.validity.start) for item in pack_by_key("lab-2026").quotas}
    assert quotas["lab-2026.conversations"] == (75, day("2026-07-01"))
    closed = rule("benefit.closed", "lab-2026")
    assert closed.closed_benefits == (BenefitKind.RESOURCE_COURSE, BenefitKind.VOCATIONAL_REHABILITATION)


def test_every_kind_of_rule_is_in_a_pack() -> None:
    assert {item.kind for pack in packs() for item in pack.rules} == set(ObligationKind)


@pytest.mark.parametrize("item", [item for pack in packs() for item in pack.rules], ids=lambda item: item.id)
def test_every_rule_carries_an_example_that_leads_to_it(item: Rule) -> None:
    assert item.example is not None
    found = obligations(item.example, pack_by_key(item.id.split(".")[0]), day("2030-12-31"))
    assert item.id in {obligation.rule for obligation in found}


def test_offers_leave_out_match_group_3_and_that_is_marked() -> None:
    for name in ("offer.first", "offer.repeat", "offer.young.length", "education.order", "plan.before-offer"):
        assert rule(name).excluded_groups == {TargetGroup.MATCH_3}
        assert "target_groups" in rule(name).unconfirmed
    assert rule("conversation.interval").excluded_groups == frozenset()


def test_long_offers_for_the_young_end_with_2011() -> None:
    assert rule("offer.young.length").validity.end == day("2011-12-31")


def test_what_makes_no_obligation_is_recorded() -> None:
    recorded = {item.id: dict(item.values) for item in pack_by_key("lab-2011").information}
    assert recorded == {
        "right-and-duty": {"weeks": 4},
        "workplace.size": {"first": 50, "one_for": 5, "then_one_for": 10, "at_least": 1},
        "reimbursement.before-2011": {"percent_active": 65, "percent_otherwise": 30},
        "reimbursement.from-2011": {"percent_company_or_education": 50, "percent_otherwise": 30},
        "reimbursement.lost": {},
    }


def document() -> dict[str, Any]:
    return tomllib.loads((PACKS / "lab-2011.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("source"), "source: is missing."),
        (
            lambda d: d["rules"][0].update(kind="quota"),
            f"rules[0].kind: must be one of {', '.join(ObligationKind)}, not 'quota'.",
        ),
        (
            lambda d: d["rules"][1]["limits"][0].update(weeks=2),
            "rules[1].limits[0]: must give one length, not several.",
        ),
        (
            lambda d: d["rules"][1]["limits"][0].update(months=-3),
            "rules[1].limits[0].months: must be a whole number from 0 up, not -3.",
        ),
        (
            lambda d: d["rules"][1]["limits"][0].update(months=3.5),
            "rules[1].limits[0].months: must be a whole number from 0 up, not 3.5.",
        ),
        (
            lambda d: d["rules"].append(d["rules"][0]),
            "rules[10]: lab-2011.conversation.first is there twice.",
        ),
        (
            lambda d: d["rules"][9].update(before="offer.last"),
            "rules[9].before: must name a rule that stands earlier in the pack.",
        ),
        (
            lambda d: d["rules"][5].update(extend={}),
            "rules[5].extend: must give a length in days, weeks, months, years.",
        ),
        (
            lambda d: d["rules"][0]["example"]["benefits"][0].update(kind="cash"),
            f"rules[0].example.benefits[0].kind: must be one of {', '.join(BenefitKind)}, not 'cash'.",
        ),
        (
            lambda d: d.update(quotas=[{"id": "all", "percent": 101, "rules": ["offer.first"]}]),
            "quotas[0].percent: must be at most 100, not 101.",
        ),
        (lambda d: d.update(note={"da": "Kun dansk"}), "note.en: is missing."),
        (
            lambda d: d.update(suspends=True),
            (
                "target_groups: is not known here; known are key, title, source, valid_from, valid_to, line, note,"
                " suspends."
            ),
        ),
        (lambda d: d.update(valid_from="2011"), "valid_from: must be a date like 2011-01-03, not '2011'."),
        (
            lambda d: d["rules"][2].update(target_group="match_1"),
            (
                "rules[2].target_group: is not known here; known are id, kind, paragraph, valid_from,"
                " valid_to, target_groups, limits, efforts, paused_by, before, of, times, extend, after_exemption,"
                " weekly, at_workplace, hours, support, closed_benefits, unconfirmed, note, example."
            ),
        ),
    ],
)
def test_a_wrong_pack_is_refused(change: Callable[[dict[str, Any]], object], message: str) -> None:
    data = document()
    change(data)
    with pytest.raises(PackError) as caught:
        pack_from_toml(data)
    assert str(caught.value) == message
