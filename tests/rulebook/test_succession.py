"""Packs that follow one another: what one leaves and the next finds, and an arm of a trial in between."""

from datetime import date
from typing import NamedTuple

import pytest

from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules import Facts, InForce, obligations, overridden, status
from fremdrift.rulebook.selectors import lines as known_lines
from fremdrift.rulebook.selectors import pack_by_key, packs_in_force
from tests.rulebook.shorthand import NAMES, a_case, day, line


class Example(NamedTuple):
    name: str
    facts: Facts
    kinds: tuple[str, ...]
    expected: list[str]


def found_in(facts: Facts, packs: tuple[InForce, ...], kinds: tuple[str, ...]) -> list[str]:
    """Each with its pack, so that one sees which asks."""
    found = sorted(obligations(facts, packs, day("2030-12-31")), key=lambda item: (item.arises_on, item.rule))
    return [f"{item.rule.split('.')[0]}: {line(item)}" for item in found if NAMES[item.kind] in kinds]


def across(new_year: str, **parts: str) -> Facts:
    return a_case(**{"case": f"{new_year}..", "benefits": f"cash_benefit {new_year}..", "born": "1970-01-01", **parts})


LAW = [
    Example(
        "an interval of LAB 2011 falls away with the act; nothing is asked in the years that no pack covers",
        across("2013-06-03", groups="match_2 2013-01-01..", talks="2013-11-04, 2014-05-01"),
        ("first", "interval", "count"),
        [
            "lab-2011: first 2013-06-03 due 2013-09-03 met 2013-11-04",
            "lab-2011: interval 2013-11-04 due 2014-02-04 closed 2013-12-31 rules_changed",
        ],
    ),
    Example(
        "begun on the last day of LAB 2011",
        across("2013-12-31", groups="match_2 2013-01-01.."),
        ("first",),
        ["lab-2011: first 2013-12-31 due 2014-03-31 closed 2013-12-31 rules_changed"],
    ),
    Example(
        "held on the first day of LAB 2020: its own",
        across("2019-12-30", groups="job_ready 2019-01-01..", talks="2020-01-01"),
        ("first",),
        ["lab-2020: first 2020-01-01 due 2020-01-06 met 2020-01-01"],
    ),
    Example(
        "held on the day before: done, and nothing to LAB 2020",
        across("2019-12-30", groups="job_ready 2019-01-01..", talks="2019-12-31"),
        ("first",),
        [],
    ),
    Example(
        "six months on benefit count on into LAB 2020, and the deadline is as it would have been",
        across("2019-10-07", groups="activity_ready 2019-01-01..", case="2019-10-07..2025-12-31"),
        ("offer", "count"),
        [
            "lab-2020: count 2020-01-01 base 2020-04-07 due 2020-06-23 closed 2020-06-24 period_ended",
            "lab-2020: offer 2020-01-01 base 2020-04-07 due 2020-06-23 closed 2025-12-31 case_closed",
        ],
    ),
    Example(
        "what ought to have been done long before is due on the act's first day; a count that has ended is gone",
        across("2019-02-04", groups="activity_ready 2019-01-01..", case="2019-02-04..2025-12-31"),
        ("first", "offer", "count"),
        [
            "lab-2020: first 2020-01-01 due 2020-01-01 closed 2025-12-31 case_closed",
            "lab-2020: offer 2020-01-01 due 2020-01-01 closed 2025-12-31 case_closed",
        ],
    ),
    Example(
        "what was done before is done",
        across(
            "2019-02-04",
            groups="activity_ready 2019-01-01..",
            talks="2019-03-01",
            efforts="mentor 2019-05-06..2019-06-28, guidance_upskilling 2019-05-06..2019-06-28",
        ),
        ("first", "offer", "count", "max"),
        [],
    ),
    Example(
        "from LAB 2020 to LAB 2026 in the middle of the six months",
        across("2026-01-05", groups="job_ready 2025-01-01..", talks="2026-01-09, 2026-02-10, 2026-03-10, 2026-06-30"),
        ("first", "count"),
        [
            "lab-2020: count 2026-01-05 due 2026-07-05 closed 2026-01-31 rules_changed",
            "lab-2020: first 2026-01-05 due 2026-01-12 met 2026-01-09",
            "lab-2026: count 2026-02-01 due 2026-07-05 met 2026-06-30",
        ],
    ),
]


@pytest.mark.parametrize("example", LAW, ids=lambda example: example.name)
def test_acts_follow_one_another(example: Example) -> None:
    assert found_in(example.facts, packs_in_force("lab"), example.kinds) == example.expected


def test_the_line_is_the_law_and_a_fixed_pack_is_itself_on_every_day() -> None:
    assert known_lines() == ["lab"]
    law = [(part.pack.key, part.start, part.end) for part in packs_in_force("lab")]
    assert law == [
        ("lab-2011", day("2011-01-01"), day("2013-12-31")),
        ("lab-2020", day("2020-01-01"), day("2026-01-31")),
        ("lab-2026", day("2026-02-01"), None),
        ("suspension-2020", day("2020-03-12"), day("2020-05-27")),
    ]
    fixed = [(part.pack.key, part.start, part.end) for part in packs_in_force("lab-2011")]
    assert fixed == [("lab-2011", date.min, None), ("suspension-2020", day("2020-03-12"), day("2020-05-27"))]


class TestAnArmOfATrial:
    """From 1 March to 14 March 2012 the case follows the trial, else LAB 2011."""

    arm = InForce(start=day("2012-03-01"), end=day("2012-03-14"), pack=pack_by_key("rmb-trial"))
    packs = overridden(packs_in_force("lab-2011"), (arm,))

    def test_overrides_the_usual_pack_on_its_days_alone(self) -> None:
        assert [(part.pack.key, part.start, part.end) for part in self.packs] == [
            ("lab-2011", date.min, day("2012-02-29")),
            ("rmb-trial", day("2012-03-01"), day("2012-03-14")),
            ("lab-2011", day("2012-03-15"), None),
            ("suspension-2020", day("2020-03-12"), day("2020-05-27")),
        ]

    def test_what_stood_falls_away_and_comes_back_where_it_was(self) -> None:
        facts = across("2011-12-01", groups="match_2 2011-01-01..", talks="2012-01-16")
        assert found_in(facts, self.packs, ("first", "interval", "week")) == [
            "lab-2011: first 2011-12-01 due 2012-03-01 met 2012-01-16",
            "lab-2011: interval 2012-01-16 due 2012-04-16 closed 2012-02-29 rules_changed",
            "rmb-trial: week 2012-03-01 due 2012-03-07 closed 2012-03-08 period_ended",
            "rmb-trial: week 2012-03-08 due 2012-03-14 closed 2012-03-15 period_ended",
            "lab-2011: interval 2012-03-15 due 2012-04-16",
        ]

    def test_a_conversation_of_the_trial_counts_afterwards(self) -> None:
        facts = across("2011-12-01", groups="match_2 2011-01-01..", talks="2012-01-16, 2012-03-06 in_person")
        assert found_in(facts, self.packs, ("interval", "week"))[-2:] == [
            "rmb-trial: week 2012-03-08 due 2012-03-14 closed 2012-03-15 period_ended",
            "lab-2011: interval 2012-03-15 due 2012-06-06",
        ]

    def test_a_missed_last_week_of_the_arm_is_missed(self) -> None:
        found = obligations(across("2011-12-01"), self.packs, day("2030-12-31"))
        (last,) = [item for item in found if item.due_on == day("2012-03-14")]
        assert status(last, day("2012-03-15")) is Status.MISSED

    def test_a_case_that_opens_after_it_knows_nothing_of_it(self) -> None:
        assert found_in(across("2012-04-02"), self.packs, ("week",)) == []
