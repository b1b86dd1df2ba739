"""LAB 2011, lengths: worked by hand from the rules.

Where an example does not say otherwise, the citizen is 35 years old and on benefit from 3 January 2011.
"""

from typing import NamedTuple

import pytest

from fremdrift.rulebook.rules import Facts, obligations
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import a_case, day, lines

YOUNG = "1985-02-28"


class Example(NamedTuple):
    name: str
    facts: Facts
    expected: list[str]


LONGEST = [
    Example(
        "a placement of exactly 13 weeks",
        a_case(efforts="company_placement 2011-05-02..2011-07-31"),
        ["max 2011-05-02 due 2011-07-31 met 2011-07-31"],
    ),
    Example(
        "a placement of one day more",
        a_case(efforts="company_placement 2011-05-02..2011-08-01"),
        ["max 2011-05-02 due 2011-07-31 met 2011-08-01"],
    ),
    Example(
        "a placement without an end",
        a_case(efforts="company_placement 2011-05-02.."),
        ["max 2011-05-02 due 2011-07-31"],
    ),
    Example(
        "one after the other: 13 weeks each",
        a_case(efforts="company_placement 2011-05-02..2011-07-31, company_placement 2011-08-01..2011-08-31"),
        ["max 2011-05-02 due 2011-07-31 met 2011-07-31", "max 2011-08-01 due 2011-10-30 met 2011-08-31"],
    ),
    Example(
        "two on the same days are two",
        a_case(efforts="company_placement 2011-05-02..2011-05-31, company_placement 2011-05-02..2011-06-30"),
        ["max 2011-05-02 due 2011-07-31 met 2011-05-31", "max 2011-05-02 due 2011-07-31 met 2011-06-30"],
    ),
    Example(
        "exemptions, match group 3 and no benefit change nothing",
        a_case(
            benefits="",
            groups="match_3 2011-01-03..",
            exempt="offer+conversation 2011-05-10..2011-05-31",
            efforts="company_placement 2011-05-02..2011-07-31",
        ),
        ["max 2011-05-02 due 2011-07-31 met 2011-07-31"],
    ),
    Example(
        "it began before the case was opened: counted from its start",
        a_case(efforts="company_placement 2010-12-01..2011-01-31"),
        ["max 2010-12-01 due 2011-03-01 met 2011-01-31"],
    ),
    Example("it ended before the case was opened", a_case(efforts="company_placement 2010-06-01..2011-01-02"), []),
    Example(
        "the case closes while it runs",
        a_case(case="2011-01-03..2011-06-30", efforts="company_placement 2011-05-02..2011-08-31"),
        ["max 2011-05-02 due 2011-07-31 closed 2011-06-30 case_closed"],
    ),
    Example(
        "it begins after the case closed",
        a_case(case="2011-01-03..2011-06-30", efforts="company_placement 2011-07-01..2011-08-31"),
        [],
    ),
]

WAGE_SUBSIDY = [
    Example(
        "a year, after six months on benefit",
        a_case(efforts="wage_subsidy 2011-08-01..2012-07-31"),
        [
            "earliest 2011-08-01 due 2011-08-01 met 2011-07-03",
            "max 2011-08-01 due 2012-07-31 met 2012-07-31",
        ],
    ),
    Example(
        "from 29 February: a year ends on 27 February",
        a_case(efforts="wage_subsidy 2012-02-29.."),
        ["earliest 2012-02-29 due 2012-02-29 met 2011-07-03", "max 2012-02-29 due 2013-02-27"],
    ),
    Example(
        "on the day six months are reached",
        a_case(efforts="wage_subsidy 2011-07-03.."),
        ["earliest 2011-07-03 due 2011-07-03 met 2011-07-03", "max 2011-07-03 due 2012-07-02"],
    ),
    Example(
        "a day too early",
        a_case(efforts="wage_subsidy 2011-07-02.."),
        ["earliest 2011-07-02 due 2011-07-02 met 2011-07-03", "max 2011-07-02 due 2012-07-01"],
    ),
    Example(
        "too early, and over before six months were reached",
        a_case(efforts="wage_subsidy 2011-05-01..2011-06-15"),
        [
            "earliest 2011-05-01 due 2011-05-01 closed 2011-06-15 effort_ended",
            "max 2011-05-01 due 2012-04-30 met 2011-06-15",
        ],
    ),
    Example(
        "29 days without benefit do not count",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-03-02, cash_benefit 2011-04-01..",
            efforts="wage_subsidy 2011-08-01..",
        ),
        ["earliest 2011-08-01 due 2011-08-01 met 2011-08-01", "max 2011-08-01 due 2012-07-31"],
    ),
    Example(
        "benefit of six months that ends as the subsidy begins",
        a_case(benefits="cash_benefit 2011-01-03..2011-07-02", efforts="wage_subsidy 2011-07-03.."),
        ["earliest 2011-07-03 due 2011-07-03 met 2011-07-03", "max 2011-07-03 due 2012-07-02"],
    ),
    Example(
        "benefit of two days less",
        a_case(benefits="cash_benefit 2011-01-03..2011-06-30", efforts="wage_subsidy 2011-07-03..2011-12-31"),
        [
            "earliest 2011-07-03 due 2011-07-03 closed 2011-12-31 effort_ended",
            "max 2011-07-03 due 2012-07-02 met 2011-12-31",
        ],
    ),
    Example(
        "another kind of benefit starts the six months again",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-04-30, sickness_benefit 2011-05-01..",
            efforts="wage_subsidy 2011-08-01..",
        ),
        ["earliest 2011-08-01 due 2011-08-01 met 2011-11-01", "max 2011-08-01 due 2012-07-31"],
    ),
    Example(
        "benefit before the case was opened counts",
        a_case(case="2011-05-01..", benefits="cash_benefit 2010-12-01..", efforts="wage_subsidy 2011-06-15.."),
        ["earliest 2011-06-15 due 2011-06-15 met 2011-06-01", "max 2011-06-15 due 2012-06-14"],
    ),
    Example(
        "the case closes before six months are reached",
        a_case(case="2011-01-03..2011-05-31", efforts="wage_subsidy 2011-05-01.."),
        [
            "earliest 2011-05-01 due 2011-05-01 closed 2011-05-31 case_closed",
            "max 2011-05-01 due 2012-04-30 closed 2011-05-31 case_closed",
        ],
    ),
    Example(
        "the subsidy ends on the day the case closes, too early",
        a_case(case="2011-01-03..2011-05-31", efforts="wage_subsidy 2011-05-01..2011-05-31"),
        [
            "earliest 2011-05-01 due 2011-05-01 closed 2011-05-31 case_closed",
            "max 2011-05-01 due 2012-04-30 met 2011-05-31",
        ],
    ),
    Example(
        "a benefit that begins while the subsidy runs changes nothing",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-09-30, sickness_benefit 2011-10-01..",
            efforts="wage_subsidy 2011-08-01..",
        ),
        ["earliest 2011-08-01 due 2011-08-01 met 2011-07-03", "max 2011-08-01 due 2012-07-31"],
    ),
    Example(
        "never on a covered benefit: no such rule",
        a_case(benefits="flex_job 2011-01-03..", efforts="wage_subsidy 2011-05-01.."),
        ["max 2011-05-01 due 2012-04-30"],
    ),
]

SHORTEST = [
    Example(
        "exactly six months",
        a_case(born=YOUNG, efforts="guidance_upskilling 2011-03-01..2011-08-31"),
        ["min 2011-03-01 due 2011-08-31 met 2011-08-31"],
    ),
    Example(
        "a day less",
        a_case(born=YOUNG, efforts="guidance_upskilling 2011-03-01..2011-08-30"),
        ["min 2011-03-01 due 2011-08-31 closed 2011-08-30 ended_short"],
    ),
    Example(
        "connected offers are one",
        a_case(born=YOUNG, efforts="guidance_upskilling 2011-03-01..2011-05-31, ordinary_education 2011-06-01.."),
        ["min 2011-03-01 due 2011-08-31 met 2011-08-31"],
    ),
    Example(
        "a day between: two",
        a_case(
            born=YOUNG,
            efforts="guidance_upskilling 2011-03-01..2011-05-31, ordinary_education 2011-06-02..2011-12-31",
        ),
        [
            "min 2011-03-01 due 2011-08-31 closed 2011-05-31 ended_short",
            "min 2011-06-02 due 2011-12-01 met 2011-12-01",
        ],
    ),
    Example(
        "six months from 31 August end on 28 February 2012",
        a_case(born=YOUNG, efforts="ordinary_education 2011-08-31.."),
        ["min 2011-08-31 due 2012-02-28 met 2012-02-28"],
    ),
    Example(
        "begun on the last day the rule held",
        a_case(born=YOUNG, efforts="ordinary_education 2011-12-31.."),
        ["min 2011-12-31 due 2012-06-29 met 2012-06-29"],
    ),
    Example("begun a day later", a_case(born=YOUNG, efforts="ordinary_education 2012-01-01.."), []),
    Example("begun on the 30th birthday", a_case(born="1981-03-01", efforts="ordinary_education 2011-03-01.."), []),
    Example(
        "begun the day before the 30th birthday",
        a_case(born="1981-03-02", efforts="ordinary_education 2011-03-01.."),
        ["min 2011-03-01 due 2011-08-31 met 2011-08-31"],
    ),
    Example(
        "benefit ends first: lapses",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-01-03..2011-05-31",
            efforts="guidance_upskilling 2011-03-01..2011-06-30",
        ),
        ["min 2011-03-01 due 2011-08-31 closed 2011-05-31 benefit_ended"],
    ),
    Example(
        "benefit and offer end on the same day: lapses",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-01-03..2011-05-31",
            efforts="guidance_upskilling 2011-03-01..2011-05-31",
        ),
        ["min 2011-03-01 due 2011-08-31 closed 2011-05-31 benefit_ended"],
    ),
    Example(
        "benefit ends, and it lasts nonetheless",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-01-03..2011-05-31",
            efforts="guidance_upskilling 2011-03-01..2011-08-31",
        ),
        ["min 2011-03-01 due 2011-08-31 met 2011-08-31"],
    ),
    Example(
        "match group 3 and days before the benefit: no such duty",
        a_case(
            born=YOUNG,
            case="2010-12-01..",
            groups="match_3 2011-06-01..",
            efforts="guidance_upskilling 2010-12-15..2011-01-31, guidance_upskilling 2011-06-01..2011-06-30",
        ),
        [],
    ),
]


@pytest.mark.parametrize("example", [*LONGEST, *WAGE_SUBSIDY, *SHORTEST], ids=lambda e: e.name)
def test_lengths(example: Example) -> None:
    found = obligations(example.facts, pack_by_key("lab-2011"), day("2013-12-31"))
    assert lines(found, ("max", "min", "earliest")) == example.expected
