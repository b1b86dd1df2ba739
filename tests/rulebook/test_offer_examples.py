"""LAB 2011, offers: worked by hand from the rules.

Where an example does not say otherwise, the citizen is 35 years old and on benefit from 3 January 2011.
"""

from typing import NamedTuple

import pytest

from fremdrift.rulebook.rules import Facts, obligations
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import a_case, day, lines

YOUNG = "1985-02-28"
FIRST_FEBRUARY = "offer 2011-01-03 due 2011-10-03 met 2011-02-01"


class Example(NamedTuple):
    name: str
    facts: Facts
    expected: list[str]


FIRST = [
    Example("30 and over: nine months", a_case(), ["offer 2011-01-03 due 2011-10-03"]),
    Example("under 30: thirteen weeks", a_case(born=YOUNG), ["offer 2011-01-03 due 2011-04-04"]),
    Example("the day before the 30th birthday", a_case(born="1981-01-04"), ["offer 2011-01-03 due 2011-04-04"]),
    Example("on the 30th birthday", a_case(born="1981-01-03"), ["offer 2011-01-03 due 2011-10-03"]),
    Example(
        "turning 30 while it counts changes nothing",
        a_case(born="1981-02-01"),
        ["offer 2011-01-03 due 2011-04-04"],
    ),
    Example(
        "thirteen weeks over 29 February",
        a_case(born=YOUNG, benefits="cash_benefit 2012-01-02.."),
        ["offer 2012-01-02 due 2012-04-02"],
    ),
    Example(
        "nine months from 31 May end with February",
        a_case(benefits="cash_benefit 2011-05-31.."),
        ["offer 2011-05-31 due 2012-02-29"],
    ),
    Example(
        "met by an offer on the last day",
        a_case(born=YOUNG, efforts="company_placement 2011-04-04.."),
        ["offer 2011-01-03 due 2011-04-04 met 2011-04-04"],
    ),
    Example(
        "met on the first day",
        a_case(efforts="guidance_upskilling 2011-01-03.."),
        ["offer 2011-01-03 due 2011-10-03 met 2011-01-03"],
    ),
    Example("met by wage subsidy", a_case(efforts="wage_subsidy 2011-02-01.."), [FIRST_FEBRUARY]),
    Example("met by ordinary education", a_case(efforts="ordinary_education 2011-02-01.."), [FIRST_FEBRUARY]),
    Example(
        "mentor, treatment, debt advice, housing and own activity are no offers",
        a_case(
            efforts="mentor 2011-02-01.., treatment 2011-02-01.., debt_advice 2011-02-01..,"
            "housing 2011-02-01.., own_activity 2011-02-01.."
        ),
        ["offer 2011-01-03 due 2011-10-03"],
    ),
    Example(
        "an offer that already ran does not meet it, and nothing follows from its end",
        a_case(case="2010-12-01..", efforts="company_placement 2010-12-15..2011-02-15"),
        ["offer 2011-01-03 due 2011-10-03"],
    ),
    Example(
        "a case opened later than the benefit began",
        a_case(case="2011-03-01..", benefits="cash_benefit 2010-06-01.."),
        ["offer 2011-03-01 due 2011-12-01"],
    ),
    Example(
        "the case closes",
        a_case(case="2011-01-03..2011-08-31"),
        ["offer 2011-01-03 due 2011-10-03 closed 2011-08-31 case_closed"],
    ),
    Example(
        "an offer that begins after the case closed does not count",
        a_case(case="2011-01-03..2011-08-31", efforts="company_placement 2011-09-01.."),
        ["offer 2011-01-03 due 2011-10-03 closed 2011-08-31 case_closed"],
    ),
    Example(
        "exempt from offers: 31 days",
        a_case(born=YOUNG, exempt="offer 2011-03-01..2011-03-31"),
        ["offer 2011-01-03 base 2011-04-04 due 2011-05-05"],
    ),
    Example(
        "exempt from offers without end",
        a_case(exempt="offer 2011-03-01.."),
        ["offer 2011-01-03 base 2011-10-03 due never"],
    ),
    Example(
        "exempt from conversations only",
        a_case(exempt="conversation 2011-03-01..2011-03-31"),
        ["offer 2011-01-03 due 2011-10-03"],
    ),
]

ACCUMULATED = [
    Example(
        "28 days without benefit do not count",
        a_case(born=YOUNG, benefits="cash_benefit 2011-01-03..2011-01-30, cash_benefit 2011-02-28.."),
        ["offer 2011-01-03 base 2011-04-04 due 2011-05-02"],
    ),
    Example(
        "two gaps: 10 and 5 days",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-03-16.., cash_benefit 2011-01-03..2011-01-31,"
            "cash_benefit 2011-02-11..2011-03-10",
        ),
        ["offer 2011-01-03 base 2011-04-04 due 2011-04-19"],
    ),
    Example(
        "a gap filled with self-support is a gap",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-01-03..2011-01-30, self_supported 2011-01-31..2011-02-27,"
            "cash_benefit 2011-02-28..",
        ),
        ["offer 2011-01-03 base 2011-04-04 due 2011-05-02"],
    ),
    Example(
        "a gap and an exemption that overlap: 31 January to 5 March, 34 days",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-01-03..2011-01-30, cash_benefit 2011-02-28..",
            exempt="offer 2011-02-20..2011-03-05",
        ),
        ["offer 2011-01-03 base 2011-04-04 due 2011-05-08"],
    ),
    Example(
        "benefit that never resumes: lapses on its last day",
        a_case(born=YOUNG, benefits="cash_benefit 2011-01-03..2011-02-28"),
        ["offer 2011-01-03 due 2011-04-04 closed 2011-02-28 benefit_ended"],
    ),
    Example(
        "another kind at once: a new count",
        a_case(born=YOUNG, benefits="cash_benefit 2011-01-03..2011-02-28, sickness_benefit 2011-03-01.."),
        [
            "offer 2011-01-03 due 2011-04-04 closed 2011-02-28 benefit_changed",
            "offer 2011-03-01 due 2011-05-31",
        ],
    ),
    Example(
        "another kind after a gap: a new count",
        a_case(born=YOUNG, benefits="cash_benefit 2011-01-03..2011-02-28, sickness_benefit 2011-03-15.."),
        [
            "offer 2011-01-03 due 2011-04-04 closed 2011-02-28 benefit_ended",
            "offer 2011-03-15 due 2011-06-14",
        ],
    ),
    Example(
        "there and back again: three counts",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-01-03..2011-01-31, sickness_benefit 2011-02-01..2011-02-28,"
            "cash_benefit 2011-03-01..",
        ),
        [
            "offer 2011-01-03 due 2011-04-04 closed 2011-01-31 benefit_changed",
            "offer 2011-02-01 due 2011-05-03 closed 2011-02-28 benefit_changed",
            "offer 2011-03-01 due 2011-05-31",
        ],
    ),
    Example(
        "an offer in the gap meets it; the next counts from the return",
        a_case(
            born=YOUNG,
            benefits="cash_benefit 2011-01-03..2011-01-30, cash_benefit 2011-02-28..",
            efforts="wage_subsidy 2011-02-01..2011-02-20",
        ),
        [
            "offer 2011-01-03 base 2011-04-04 due 2011-05-02 met 2011-02-01",
            "again 2011-02-28 due 2011-08-28",
        ],
    ),
    Example(
        "a gap after the offer began no longer moves it",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-03-31, cash_benefit 2011-05-01..",
            efforts="company_placement 2011-02-01..2011-06-15",
        ),
        [FIRST_FEBRUARY, "again 2011-06-15 due 2011-12-15"],
    ),
]

GROUPS = [
    Example("match group 3 has no offers", a_case(groups="match_3 2011-01-03.."), []),
    Example("no known group: the duty stands", a_case(groups=""), ["offer 2011-01-03 due 2011-10-03"]),
    Example(
        "a group the pack does not know: the duty stands",
        a_case(groups="activity_ready 2011-01-03.."),
        ["offer 2011-01-03 due 2011-10-03"],
    ),
    Example(
        "from match 1 to match 2 it counts on",
        a_case(groups="match_1 2011-01-03..2011-02-28, match_2 2011-03-01.."),
        ["offer 2011-01-03 due 2011-10-03"],
    ),
    Example(
        "to match 3: closed on the last day before",
        a_case(groups="match_2 2011-01-03..2011-02-28, match_3 2011-03-01.."),
        ["offer 2011-01-03 due 2011-10-03 closed 2011-02-28 target_group_changed"],
    ),
    Example(
        "and back: counted from the change",
        a_case(
            born=YOUNG,
            groups="match_2 2011-01-03..2011-02-28, match_3 2011-03-01..2011-04-30, match_2 2011-05-01..",
        ),
        [
            "offer 2011-01-03 due 2011-04-04 closed 2011-02-28 target_group_changed",
            "offer 2011-05-01 due 2011-07-31",
        ],
    ),
    Example(
        "from match 3 to match 2",
        a_case(born=YOUNG, groups="match_3 2011-01-03..2011-03-31, match_2 2011-04-01.."),
        ["offer 2011-04-01 due 2011-07-01"],
    ),
    Example(
        "benefit ends in match 3 and resumes in match 2: not the same obligation",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-03-31, cash_benefit 2011-05-01..",
            groups="match_2 2011-01-03..2011-02-28, match_3 2011-03-01..2011-03-31, match_2 2011-04-01..",
        ),
        [
            "offer 2011-01-03 due 2011-10-03 closed 2011-02-28 target_group_changed",
            "offer 2011-05-01 due 2012-02-01",
        ],
    ),
    Example(
        "a whole run of benefit in match 3 lies between: not the same obligation",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-01-31, cash_benefit 2011-03-01..2011-03-31,"
            "cash_benefit 2011-05-01..",
            groups="match_2 2011-01-03..2011-02-28, match_3 2011-03-01..2011-04-30, match_2 2011-05-01..",
        ),
        [
            "offer 2011-01-03 due 2011-10-03 closed 2011-01-31 benefit_ended",
            "offer 2011-05-01 due 2012-02-01",
        ],
    ),
    Example(
        "benefit resumes in match 3: not the same obligation",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-02-28, cash_benefit 2011-04-01..",
            groups="match_2 2011-01-03..2011-03-31, match_3 2011-04-01..2011-04-30, match_2 2011-05-01..",
        ),
        [
            "offer 2011-01-03 due 2011-10-03 closed 2011-02-28 benefit_ended",
            "offer 2011-05-01 due 2012-02-01",
        ],
    ),
]

AGAIN = [
    Example(
        "six months after it ended",
        a_case(efforts="company_placement 2011-02-01..2011-02-28"),
        [FIRST_FEBRUARY, "again 2011-02-28 due 2011-08-28"],
    ),
    Example(
        "six months from 31 August end on 29 February",
        a_case(efforts="guidance_upskilling 2011-02-01..2011-08-31"),
        [FIRST_FEBRUARY, "again 2011-08-31 due 2012-02-29"],
    ),
    Example(
        "the next begins the day after: connected",
        a_case(efforts="company_placement 2011-02-01..2011-02-28, guidance_upskilling 2011-03-01..2011-03-31"),
        [FIRST_FEBRUARY, "again 2011-03-31 due 2011-09-30"],
    ),
    Example(
        "a day between: two runs",
        a_case(efforts="company_placement 2011-02-01..2011-02-28, guidance_upskilling 2011-03-02..2011-03-31"),
        [
            FIRST_FEBRUARY,
            "again 2011-02-28 due 2011-08-28 met 2011-03-02",
            "again 2011-03-31 due 2011-09-30",
        ],
    ),
    Example(
        "overlapping, the later one inside the first",
        a_case(efforts="guidance_upskilling 2011-03-01..2011-03-31, company_placement 2011-02-01..2011-05-31"),
        [FIRST_FEBRUARY, "again 2011-05-31 due 2011-11-30"],
    ),
    Example("one that runs on has no next", a_case(efforts="company_placement 2011-02-01.."), [FIRST_FEBRUARY]),
    Example(
        "met late",
        a_case(efforts="company_placement 2011-02-01..2011-02-28, company_placement 2011-09-10.."),
        [FIRST_FEBRUARY, "again 2011-02-28 due 2011-08-28 met 2011-09-10"],
    ),
    Example(
        "exempt for 10 days",
        a_case(efforts="company_placement 2011-02-01..2011-02-28", exempt="offer 2011-03-10..2011-03-19"),
        [FIRST_FEBRUARY, "again 2011-02-28 base 2011-08-28 due 2011-09-07"],
    ),
    Example(
        "benefit ends and resumes: counted from the return",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-05-31, cash_benefit 2011-08-01..",
            efforts="company_placement 2011-02-01..2011-02-28",
        ),
        [
            FIRST_FEBRUARY,
            "again 2011-02-28 due 2011-08-28 closed 2011-05-31 benefit_ended",
            "again 2011-08-01 due 2012-02-01",
        ],
    ),
    Example(
        "another kind of benefit: a first offer anew",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-05-31, sickness_benefit 2011-06-01..",
            efforts="company_placement 2011-02-01..2011-02-28",
        ),
        [
            FIRST_FEBRUARY,
            "again 2011-02-28 due 2011-08-28 closed 2011-05-31 benefit_changed",
            "offer 2011-06-01 due 2012-03-01",
        ],
    ),
    Example(
        "an offer that runs over the change of benefit does not meet the new first",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-05-31, sickness_benefit 2011-06-01..",
            efforts="company_placement 2011-05-02..2011-06-30",
        ),
        ["offer 2011-01-03 due 2011-10-03 met 2011-05-02", "offer 2011-06-01 due 2012-03-01"],
    ),
    Example(
        "through match 3: closed, then counted from the change",
        a_case(
            groups="match_2 2011-01-03..2011-03-31, match_3 2011-04-01..2011-06-30, match_2 2011-07-01..",
            efforts="company_placement 2011-02-01..2011-02-28",
        ),
        [
            FIRST_FEBRUARY,
            "again 2011-02-28 due 2011-08-28 closed 2011-03-31 target_group_changed",
            "again 2011-07-01 due 2012-01-01",
        ],
    ),
    Example(
        "the duty returns while an offer runs: counted from its end",
        a_case(
            groups="match_2 2011-01-03..2011-03-31, match_3 2011-04-01..2011-06-30, match_2 2011-07-01..",
            efforts="company_placement 2011-02-01..2011-02-28, company_placement 2011-06-15..2011-07-31",
        ),
        [
            FIRST_FEBRUARY,
            "again 2011-02-28 due 2011-08-28 closed 2011-03-31 target_group_changed",
            "again 2011-07-31 due 2012-01-31",
        ],
    ),
    Example(
        "one that already ran ends before the first begins: nothing follows from it",
        a_case(
            case="2010-12-01..",
            efforts="guidance_upskilling 2010-12-15..2011-01-20, company_placement 2011-02-01..",
        ),
        [FIRST_FEBRUARY],
    ),
    Example(
        "benefit resumes for a single day: nothing new arises",
        a_case(
            benefits="cash_benefit 2011-01-03..2011-05-31, cash_benefit 2011-08-01..2011-08-01",
            efforts="company_placement 2011-02-01..2011-02-28",
        ),
        [FIRST_FEBRUARY, "again 2011-02-28 due 2011-08-28 closed 2011-05-31 benefit_ended"],
    ),
    Example(
        "it ends on the day the case closes: nothing new arises",
        a_case(case="2011-01-03..2011-08-31", efforts="guidance_upskilling 2011-02-01..2011-08-31"),
        [FIRST_FEBRUARY],
    ),
]


@pytest.mark.parametrize("example", [*FIRST, *ACCUMULATED, *GROUPS, *AGAIN], ids=lambda e: e.name)
def test_offers(example: Example) -> None:
    found = obligations(example.facts, pack_by_key("lab-2011"), day("2013-12-31"))
    assert lines(found, ("offer", "again")) == example.expected
