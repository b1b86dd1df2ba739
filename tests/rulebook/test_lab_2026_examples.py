"""LAB 2026, worked by hand from the bill L 66 and the labour market agency's answers, as far as they say.

Where an example does not say otherwise, the citizen is 40 years old, job-ready and on cash benefit from Monday 2 March
2026.
"""

from typing import NamedTuple

import pytest

from fremdrift.rulebook.rules import Facts, Obligation, obligations
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import NAMES, a_case, day, lines


class Example(NamedTuple):
    name: str
    facts: Facts
    expected: list[str]


def since_march(**parts: str) -> Facts:
    since = {
        "born": "1986-01-15",
        "case": "2026-03-02..",
        "benefits": "cash_benefit 2026-03-02..",
        "groups": "job_ready 2026-01-01..",
    }
    return a_case(**{**since, **parts})


def from_july(group: str = "job_ready", **parts: str) -> Facts:
    return since_march(
        **{
            "case": "2026-07-01..",
            "benefits": "cash_benefit 2026-07-01..",
            "groups": f"{group} 2026-01-01..",
            **parts,
        }
    )


TALKS = [
    Example(
        "§ 31: the first within a week, four in six months",
        since_march(talks="2026-03-06, 2026-04-10, 2026-05-12, 2026-07-02"),
        [
            "count 2026-03-02 due 2026-09-02 met 2026-07-02",
            "first 2026-03-02 due 2026-03-09 met 2026-03-06",
        ],
    ),
    Example(
        "§ 31(1): three for the insured",
        since_march(groups="insured 2026-01-01..", benefits="unemployment_insurance 2026-03-02.."),
        ["count 2026-03-02 due 2026-06-02 closed 2026-06-03 period_ended"],
    ),
    Example(
        "up to 30 June all groups have four",
        from_july(group="activity_ready", case="2026-06-30..", benefits="cash_benefit 2026-06-30.."),
        [
            "count 2026-06-30 due 2026-12-30 closed 2026-12-31 period_ended",
            "first 2026-06-30 due 2026-07-07",
        ],
    ),
    Example(
        "from 1 July those far from the labour market have no number",
        from_july(group="activity_ready"),
        ["first 2026-07-01 due 2026-07-08"],
    ),
    Example(
        "from 1 July the job-ready have four, of whom the unit owes 75 %",
        from_july(talks="2026-07-03, 2026-09-01, 2026-10-01, 2026-12-31"),
        [
            "count 2026-07-01 due 2027-01-01 met 2026-12-31",
            "first 2026-07-01 due 2026-07-08 met 2026-07-03",
        ],
    ),
    Example(
        "from 1 July the insured have two with the municipality",
        from_july(group="insured", benefits="unemployment_insurance 2026-07-01..", talks="2026-07-03, 2026-09-01"),
        ["count 2026-07-01 due 2026-10-01 met 2026-09-01"],
    ),
    Example(
        "from 31 August to the end of February",
        from_july(case="2026-08-31..", benefits="cash_benefit 2026-08-31.."),
        [
            "count 2026-08-31 due 2027-02-28 closed 2027-03-01 period_ended",
            "first 2026-08-31 due 2026-09-07",
        ],
    ),
]
OFFERS = [
    Example(
        "§ 102: within six months, two weeks long",
        since_march(efforts="company_placement 2026-06-01..2026-08-28 20h"),
        ["min 2026-06-01 due 2026-06-14 met 2026-06-14", "offer 2026-03-02 due 2026-09-02 met 2026-06-01"],
    ),
    Example(
        "§ 102: exempt when it is due",
        since_march(exempt="offer 2026-08-01..2026-12-31"),
        ["offer 2026-03-02 base 2026-09-02 due 2027-01-31"],
    ),
    Example("§ 102: not the education-ready", since_march(groups="education_ready 2026-01-01.."), []),
]
LENGTHS = [
    Example(
        "§ 61: 26 weeks, then 13",
        since_march(efforts="company_placement 2026-06-01..2027-01-15 20h"),
        ["max 2026-06-01 due 2026-11-29 met 2026-11-29", "max 2026-11-30 due 2027-02-28 met 2027-01-15"],
    ),
    Example(
        "§ 167: a mentor for six months",
        since_march(efforts="mentor 2026-08-31.."),
        ["max 2026-08-31 due 2027-02-27"],
    ),
]
CLOSED = [
    Example(
        "act 1750: a new resource course from 1 February",
        since_march(benefits="cash_benefit 2025-01-01..2026-01-31, resource_course 2026-02-01..", case="2025-01-01.."),
        ["closed 2026-02-01 due 2026-02-01"],
    ),
    Example(
        "act 1750: begun the day before",
        since_march(benefits="cash_benefit 2025-01-01..2026-01-30, resource_course 2026-01-31..", case="2025-01-01.."),
        [],
    ),
    Example(
        "act 1750: back to rehabilitation after a pause",
        since_march(
            benefits="vocational_rehabilitation 2025-01-01..2025-12-31, cash_benefit 2026-01-01..2026-03-31,"
            "vocational_rehabilitation 2026-04-01..",
            case="2025-01-01..",
        ),
        [],
    ),
    Example(
        "act 1750: another benefit mends it",
        since_march(benefits="vocational_rehabilitation 2026-03-02..2026-03-31, cash_benefit 2026-04-01.."),
        ["closed 2026-03-02 due 2026-03-02 met 2026-03-31"],
    ),
]


def found_in(facts: Facts) -> list[Obligation]:
    return obligations(facts, pack_by_key("lab-2026"), day("2030-12-31"))


@pytest.mark.parametrize(
    ("kinds", "example"),
    [
        *((("first", "count"), example) for example in TALKS),
        *((("offer", "min"), example) for example in OFFERS),
        *((("max",), example) for example in LENGTHS),
        *((("closed",), example) for example in CLOSED),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_lab_2026(kinds: tuple[str, ...], example: Example) -> None:
    assert lines(found_in(example.facts), kinds) == sorted(example.expected, key=lambda text: text.split()[1::-1])


def test_what_was_not_seen_in_the_act_is_marked() -> None:
    found = found_in(since_march(efforts="mentor 2026-08-31..", exempt="offer 2026-08-01..2026-12-31"))
    assert {NAMES[item.kind]: item.unconfirmed for item in found} == {
        "first": True,
        "count": False,
        "offer": True,
        "max": True,
    }
