"""Rule packs: what the one for 2011 says, and how a wrong one is refused."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from fremdrift.rulebook.enums import ObligationKind, TargetGroup, Unit
from fremdrift.rulebook.rules import Length, PackError, Rule, pack_from_toml
from fremdrift.rulebook.selectors import PACKS, UnknownPack, pack_by_key, packs
from tests.rulebook.shorthand import day


def rule(name: str) -> Rule:
    (found,) = [item for item in pack_by_key("lab-2011").rules if item.id == f"lab-2011.{name}"]
    return found


def test_packs_are_read_once_and_listed_by_key() -> None:
    assert [pack.key for pack in packs()] == ["lab-2011"]
    assert pack_by_key("lab-2011") is packs()[0]


def test_an_unknown_pack_names_those_that_exist() -> None:
    with pytest.raises(UnknownPack, match="no rule pack 'lab-1999'; those that exist are lab-2011"):
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


def test_every_kind_of_rule_is_in_the_pack() -> None:
    assert {item.kind for item in pack_by_key("lab-2011").rules} == set(ObligationKind)


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
        (lambda d: d.update(valid_from="2011"), "valid_from: must be a date like 2011-01-03, not '2011'."),
        (
            lambda d: d["rules"][2].update(target_group="match_1"),
            (
                "rules[2].target_group: is not known here; known are id, kind, paragraph, valid_from,"
                " valid_to, target_groups, limits, efforts, paused_by, before, unconfirmed."
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
