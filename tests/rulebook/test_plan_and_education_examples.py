"""LAB 2011, job plan and education order: worked by hand. Not set otherwise: benefit from 3 January 2011."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from fremdrift.rulebook.rules import EducationFact, Facts, obligations
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import a_case, day, lines

AGED_21 = "1989-05-10"


class Example(NamedTuple):
    name: str
    facts: Facts
    expected: list[str]


PLAN = [
    Example("plans are not recorded", a_case(), []),
    Example("no plan yet: due with the first offer", a_case(plans=""), ["plan 2011-01-03 due 2011-10-03"]),
    Example(
        "under 30: due after thirteen weeks",
        a_case(born="1985-02-28", plans=""),
        ["plan 2011-01-03 due 2011-04-04"],
    ),
    Example("made", a_case(plans="2011-03-01, 2011-02-01"), ["plan 2011-01-03 due 2011-10-03 met 2011-02-01"]),
    Example(
        "made before the benefit began: it stands",
        a_case(plans="2010-12-01"),
        ["plan 2011-01-03 due 2011-10-03 met 2011-01-03"],
    ),
    Example(
        "made on the day the offer began: in time",
        a_case(plans="2011-03-01", efforts="company_placement 2011-03-01.."),
        ["plan 2011-01-03 due 2011-10-03 met 2011-03-01"],
    ),
    Example(
        "an offer began first: due that day, met late",
        a_case(plans="2011-03-15", efforts="company_placement 2011-03-01.."),
        ["plan 2011-01-03 due 2011-03-01 met 2011-03-15"],
    ),
    Example(
        "an offer began and there is no plan",
        a_case(plans="", efforts="company_placement 2011-03-01.."),
        ["plan 2011-01-03 due 2011-03-01"],
    ),
    Example(
        "the offer came late: the plan was due when the offer was",
        a_case(plans="", efforts="company_placement 2011-11-15.."),
        ["plan 2011-01-03 due 2011-10-03"],
    ),
    Example(
        "exempt from offers for 31 days, then an offer without a plan before the moved date",
        a_case(
            born="1985-02-28",
            plans="",
            exempt="offer 2011-03-01..2011-03-31",
            efforts="company_placement 2011-05-02..",
        ),
        ["plan 2011-01-03 base 2011-04-04 due 2011-05-02"],
    ),
    Example(
        "an offer without a plan inside the exemption: due that day",
        a_case(
            born="1985-02-28",
            plans="",
            exempt="offer 2011-03-01..2011-03-31",
            efforts="company_placement 2011-03-20..",
        ),
        ["plan 2011-01-03 due 2011-03-20"],
    ),
    Example("match group 3", a_case(plans="", groups="match_3 2011-01-03.."), []),
    Example(
        "the case closes",
        a_case(plans="", case="2011-01-03..2011-06-30"),
        ["plan 2011-01-03 due 2011-10-03 closed 2011-06-30 case_closed"],
    ),
    Example(
        "a plan made after the case closed does not count",
        a_case(plans="2011-07-01", case="2011-01-03..2011-06-30"),
        ["plan 2011-01-03 due 2011-10-03 closed 2011-06-30 case_closed"],
    ),
]

EDUCATION = [
    Example("education is not recorded", a_case(born=AGED_21), []),
    Example(
        "judged able: no date in the law",
        a_case(born=AGED_21, able="2011-02-01"),
        ["education 2011-02-01 due never closed 2014-05-09 age_reached"],
    ),
    Example(
        "judged able before the benefit began",
        a_case(born=AGED_21, able="2010-11-01"),
        ["education 2011-01-03 due never closed 2014-05-09 age_reached"],
    ),
    Example(
        "turns 25: closed on the last day at 24",
        a_case(born="1986-04-15", able="2011-02-01"),
        ["education 2011-02-01 due never closed 2011-04-14 age_reached"],
    ),
    Example(
        "born 29 February: 25 on 28 February 2013",
        a_case(born="1988-02-29", able="2011-02-01"),
        ["education 2011-02-01 due never closed 2013-02-27 age_reached"],
    ),
    Example("25 on the day of the judgement", a_case(born="1986-02-01", able="2011-02-01"), []),
    Example(
        "an education begins",
        a_case(born=AGED_21, able="2011-02-01", efforts="ordinary_education 2011-09-01.."),
        ["education 2011-02-01 due never met 2011-09-01"],
    ),
    Example(
        "an education already runs",
        a_case(born=AGED_21, able="2011-02-01", efforts="ordinary_education 2011-01-15.."),
        ["education 2011-02-01 due never met 2011-02-01"],
    ),
    Example(
        "an education that is over does not count",
        a_case(born=AGED_21, able="2011-02-01", efforts="ordinary_education 2011-01-15..2011-01-31"),
        ["education 2011-02-01 due never closed 2014-05-09 age_reached"],
    ),
    Example(
        "an education begun at 25 does not count",
        a_case(born="1986-04-15", able="2011-02-01", efforts="ordinary_education 2011-04-15.."),
        ["education 2011-02-01 due never closed 2011-04-14 age_reached"],
    ),
    Example(
        "benefit ends",
        a_case(born=AGED_21, able="2011-02-01", benefits="cash_benefit 2011-01-03..2011-06-30"),
        ["education 2011-02-01 due never closed 2011-06-30 benefit_ended"],
    ),
    Example(
        "benefit ends on the last day at 24",
        a_case(born="1986-04-15", able="2011-02-01", benefits="cash_benefit 2011-01-03..2011-04-14"),
        ["education 2011-02-01 due never closed 2011-04-14 benefit_ended"],
    ),
    Example(
        "an education begins on the last day at 24",
        a_case(born="1986-04-15", able="2011-02-01", efforts="ordinary_education 2011-04-14.."),
        ["education 2011-02-01 due never met 2011-04-14"],
    ),
    Example(
        "judged able after the case closed",
        a_case(born=AGED_21, case="2011-01-03..2011-01-31", able="2011-02-01"),
        [],
    ),
    Example("match group 3", a_case(born=AGED_21, able="2011-02-01", groups="match_3 2011-01-03.."), []),
]


@pytest.mark.parametrize("example", [*PLAN, *EDUCATION], ids=lambda e: e.name)
def test_plan_and_education(example: Example) -> None:
    found = obligations(example.facts, pack_by_key("lab-2011"), day("2013-12-31"))
    assert lines(found, ("plan", "education")) == example.expected


@pytest.mark.parametrize(
    "education",
    [
        EducationFact(qualifying=True, children_at_home=False, judged_able_on=day("2011-02-01")),
        EducationFact(qualifying=False, children_at_home=True, judged_able_on=day("2011-02-01")),
        EducationFact(qualifying=False, children_at_home=False),
    ],
    ids=["qualifying education", "children at home", "not judged able"],
)
def test_no_education_order_for(education: EducationFact) -> None:
    facts = replace(a_case(born=AGED_21), education=education)
    found = obligations(facts, pack_by_key("lab-2011"), day("2013-12-31"))
    assert lines(found, ("education",)) == []


def test_pauses_of_a_plan_are_cut_where_an_offer_began_without_it() -> None:
    facts = a_case(
        born="1985-02-28",
        plans="",
        exempt="offer 2011-03-01..2011-03-31, offer 2011-04-10..2011-04-12",
        efforts="company_placement 2011-03-20..",
    )
    found = obligations(facts, pack_by_key("lab-2011"), day("2011-01-03"))
    (plan,) = [item for item in found if item.rule == "lab-2011.plan.before-offer"]
    assert [(pause.start, pause.end) for pause in plan.paused] == [(day("2011-03-01"), day("2011-03-20"))]
