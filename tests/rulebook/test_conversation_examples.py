"""LAB 2011, conversations: worked by hand from the rules.

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


FIRST = [
    Example("30 and over: three months", a_case(), ["first 2011-01-03 due 2011-04-03"]),
    Example("under 30: one month", a_case(born=YOUNG), ["first 2011-01-03 due 2011-02-03"]),
    Example(
        "the day before the 30th birthday",
        a_case(born="1981-01-04"),
        ["first 2011-01-03 due 2011-02-03"],
    ),
    Example("on the 30th birthday", a_case(born="1981-01-03"), ["first 2011-01-03 due 2011-04-03"]),
    Example(
        "born 29 February, 27 February of a common year: still 29",
        a_case(born="1980-02-29", case="2010-02-27..", benefits="cash_benefit 2010-02-27.."),
        ["first 2010-02-27 due 2010-03-27"],
    ),
    Example(
        "born 29 February, 28 February of a common year: 30",
        a_case(born="1980-02-29", case="2010-02-28..", benefits="cash_benefit 2010-02-28.."),
        ["first 2010-02-28 due 2010-05-28"],
    ),
    Example(
        "born 29 February, 28 February of a leap year: still 29",
        a_case(born="1984-02-29", case="2012-02-28..", benefits="cash_benefit 2012-02-28.."),
        ["first 2012-02-28 due 2012-03-28"],
    ),
    Example(
        "a month from 31 January ends on 28 February",
        a_case(born=YOUNG, benefits="cash_benefit 2011-01-31.."),
        ["first 2011-01-31 due 2011-02-28"],
    ),
    Example(
        "a month from 31 January ends on 29 February in a leap year",
        a_case(born=YOUNG, benefits="cash_benefit 2012-01-31.."),
        ["first 2012-01-31 due 2012-02-29"],
    ),
    Example(
        "three months from 30 November end with February",
        a_case(benefits="cash_benefit 2011-11-30.."),
        ["first 2011-11-30 due 2012-02-29"],
    ),
    Example(
        "held on the first day of benefit",
        a_case(talks="2011-01-03"),
        ["first 2011-01-03 due 2011-04-03 met 2011-01-03", "interval 2011-01-03 due 2011-04-03"],
    ),
    Example(
        "held the day before benefit: does not count",
        a_case(case="2011-01-01..", talks="2011-01-02"),
        ["first 2011-01-03 due 2011-04-03"],
    ),
    Example(
        "no-show, cancelled, planned and not resetting: do not count",
        a_case(talks="2011-01-10 no_show, 2011-01-17 cancelled, 2011-01-24 planned, 2011-01-31 does not reset"),
        ["first 2011-01-03 due 2011-04-03"],
    ),
    Example(
        "met late",
        a_case(born=YOUNG, talks="2011-02-04"),
        ["first 2011-01-03 due 2011-02-03 met 2011-02-04", "interval 2011-02-04 due 2011-05-04"],
    ),
    Example(
        "match group 3 has conversations",
        a_case(groups="match_3 2011-01-03.."),
        ["first 2011-01-03 due 2011-04-03"],
    ),
    Example("no known group has conversations", a_case(groups=""), ["first 2011-01-03 due 2011-04-03"]),
    Example(
        "a change of group does not restart",
        a_case(groups="match_1 2011-01-03..2011-02-28, match_3 2011-03-01.."),
        ["first 2011-01-03 due 2011-04-03"],
    ),
    Example(
        "self-support, pension and flex job are not covered",
        a_case(
            benefits="self_supported 2011-01-03..2011-01-31, disability_pension 2011-02-01..2011-02-28,"
            "flex_job 2011-03-01.."
        ),
        [],
    ),
    Example(
        "a case opened later than the benefit began",
        a_case(case="2011-02-01..", benefits="cash_benefit 2010-10-01..", talks="2011-01-15"),
        ["first 2011-02-01 due 2011-05-01"],
    ),
    Example("no benefit while the case is open", a_case(benefits="cash_benefit 2010-01-01..2010-12-31"), []),
]

INTERVAL = [
    Example(
        "counted from the day it was held, clipped to the month's end",
        a_case(talks="2011-01-31"),
        ["first 2011-01-03 due 2011-04-03 met 2011-01-31", "interval 2011-01-31 due 2011-04-30"],
    ),
    Example(
        "each from its own anchor, over 29 February",
        a_case(benefits="cash_benefit 2011-11-01..", talks="2011-11-30, 2012-02-29"),
        [
            "first 2011-11-01 due 2012-02-01 met 2011-11-30",
            "interval 2011-11-30 due 2012-02-29 met 2012-02-29",
            "interval 2012-02-29 due 2012-05-29",
        ],
    ),
    Example(
        "several on one day count once",
        a_case(talks="2011-02-01, 2011-02-01, 2011-02-01 no_show"),
        ["first 2011-01-03 due 2011-04-03 met 2011-02-01", "interval 2011-02-01 due 2011-05-01"],
    ),
    Example(
        "a missed one stays open until it is met late",
        a_case(talks="2011-02-01, 2011-07-15"),
        [
            "first 2011-01-03 due 2011-04-03 met 2011-02-01",
            "interval 2011-02-01 due 2011-05-01 met 2011-07-15",
            "interval 2011-07-15 due 2011-10-15",
        ],
    ),
    Example(
        "the case closes",
        a_case(case="2011-01-03..2011-05-31", talks="2011-02-01"),
        [
            "first 2011-01-03 due 2011-04-03 met 2011-02-01",
            "interval 2011-02-01 due 2011-05-01 closed 2011-05-31 case_closed",
        ],
    ),
    Example(
        "held on the day the case closes: met, and nothing new arises",
        a_case(case="2011-01-03..2011-04-20", talks="2011-02-01, 2011-04-20"),
        [
            "first 2011-01-03 due 2011-04-03 met 2011-02-01",
            "interval 2011-02-01 due 2011-05-01 met 2011-04-20",
        ],
    ),
    Example(
        "held the day after the case closed: does not count",
        a_case(case="2011-01-03..2011-04-20", talks="2011-02-01, 2011-04-21"),
        [
            "first 2011-01-03 due 2011-04-03 met 2011-02-01",
            "interval 2011-02-01 due 2011-05-01 closed 2011-04-20 case_closed",
        ],
    ),
    Example(
        "held on the last day of benefit",
        a_case(benefits="cash_benefit 2011-01-03..2011-03-31", talks="2011-03-31"),
        ["first 2011-01-03 due 2011-04-03 met 2011-03-31"],
    ),
]

BENEFIT = [
    Example(
        "spells of one kind day by day are one run",
        a_case(benefits="cash_benefit 2011-01-03..2011-02-28, cash_benefit 2011-03-01.."),
        ["first 2011-01-03 due 2011-04-03"],
    ),
    Example(
        "one day without benefit is a new start",
        a_case(benefits="cash_benefit 2011-01-03..2011-02-28, cash_benefit 2011-03-02.."),
        [
            "first 2011-01-03 due 2011-04-03 closed 2011-02-28 benefit_ended",
            "first 2011-03-02 due 2011-06-02",
        ],
    ),
    Example(
        "another kind of benefit restarts, and an open interval lapses",
        a_case(benefits="cash_benefit 2011-01-03..2011-03-31, sickness_benefit 2011-04-01..", talks="2011-02-01"),
        [
            "first 2011-01-03 due 2011-04-03 met 2011-02-01",
            "interval 2011-02-01 due 2011-05-01 closed 2011-03-31 benefit_changed",
            "first 2011-04-01 due 2011-07-01",
        ],
    ),
    Example(
        "the age is that of the day the count starts",
        a_case(born="1981-02-15", benefits="cash_benefit 2011-01-03..2011-03-31, sickness_benefit 2011-04-01.."),
        [
            "first 2011-01-03 due 2011-02-03 closed 2011-03-31 benefit_changed",
            "first 2011-04-01 due 2011-07-01",
        ],
    ),
    Example(
        "to flex job: benefit has ended",
        a_case(benefits="cash_benefit 2011-01-03..2011-03-31, flex_job 2011-04-01.."),
        ["first 2011-01-03 due 2011-04-03 closed 2011-03-31 benefit_ended"],
    ),
    Example(
        "held on the day the benefit changed: counts for the new one",
        a_case(benefits="cash_benefit 2011-01-03..2011-03-31, sickness_benefit 2011-04-01..", talks="2011-04-01"),
        [
            "first 2011-01-03 due 2011-04-03 closed 2011-03-31 benefit_changed",
            "first 2011-04-01 due 2011-07-01 met 2011-04-01",
            "interval 2011-04-01 due 2011-07-01",
        ],
    ),
]


def held_in_february(exempt: str) -> Facts:
    """A conversation on 1 February, so that the next is due on 1 May when nothing stops the clock."""
    return a_case(talks="2011-02-01", exempt=exempt)


FIRST_MET = "first 2011-01-03 due 2011-04-03 met 2011-02-01"

EXEMPTIONS = [
    Example(
        "inside the three months: 30 days",
        a_case(talks="2011-03-01", exempt="conversation 2011-04-01..2011-04-30"),
        [
            "first 2011-01-03 due 2011-04-03 met 2011-03-01",
            "interval 2011-03-01 base 2011-06-01 due 2011-07-01",
        ],
    ),
    Example(
        "across the due date: 16 days",
        held_in_february("conversation 2011-04-25..2011-05-10"),
        [FIRST_MET, "interval 2011-02-01 base 2011-05-01 due 2011-05-17"],
    ),
    Example(
        "from the due date: 3 days",
        held_in_february("conversation 2011-05-01..2011-05-03"),
        [FIRST_MET, "interval 2011-02-01 base 2011-05-01 due 2011-05-04"],
    ),
    Example(
        "from the day after the due date: nothing",
        held_in_february("conversation 2011-05-02..2011-05-31"),
        [FIRST_MET, "interval 2011-02-01 due 2011-05-01"],
    ),
    Example(
        "without end from the day after the due date: nothing",
        held_in_february("conversation 2011-05-02.."),
        [FIRST_MET, "interval 2011-02-01 due 2011-05-01"],
    ),
    Example(
        "to the very day of the conversation: moves the first by 23 days, not the interval",
        held_in_february("conversation 2011-01-10..2011-02-01"),
        [
            "first 2011-01-03 base 2011-04-03 due 2011-04-26 met 2011-02-01",
            "interval 2011-02-01 due 2011-05-01",
        ],
    ),
    Example(
        "over the conversation: 22 days for the first, the 9 after it for the interval",
        held_in_february("conversation 2011-01-20..2011-02-10"),
        [
            "first 2011-01-03 base 2011-04-03 due 2011-04-25 met 2011-02-01",
            "interval 2011-02-01 base 2011-05-01 due 2011-05-10",
        ],
    ),
    Example(
        "without end",
        held_in_february("conversation 2011-03-01.."),
        [FIRST_MET, "interval 2011-02-01 base 2011-05-01 due never"],
    ),
    Example(
        "without end, and yet held",
        a_case(talks="2011-02-01, 2011-06-01", exempt="conversation 2011-03-01..2011-06-01"),
        [
            FIRST_MET,
            "interval 2011-02-01 base 2011-05-01 due 2011-08-02 met 2011-06-01",
            "interval 2011-06-01 due 2011-09-01",
        ],
    ),
    Example(
        "two that overlap: 1–31 March counts once",
        held_in_february("conversation 2011-03-11..2011-03-31, conversation 2011-03-01..2011-03-20"),
        [FIRST_MET, "interval 2011-02-01 base 2011-05-01 due 2011-06-01"],
    ),
    Example(
        "one inside another: 1–31 March counts once",
        held_in_february("conversation 2011-03-01..2011-03-31, conversation+offer 2011-03-10..2011-03-12"),
        [FIRST_MET, "interval 2011-02-01 base 2011-05-01 due 2011-06-01"],
    ),
    Example(
        "a second that is reached only because the first moved the date: 10 and 5 days",
        held_in_february("conversation 2011-04-20..2011-04-29, conversation 2011-05-05..2011-05-09"),
        [FIRST_MET, "interval 2011-02-01 base 2011-05-01 due 2011-05-16"],
    ),
    Example(
        "a second that begins the day after the moved date: 10 days",
        held_in_february("conversation 2011-04-20..2011-04-29, conversation 2011-05-12..2011-05-20"),
        [FIRST_MET, "interval 2011-02-01 base 2011-05-01 due 2011-05-11"],
    ),
    Example(
        "from offers only: conversations go on",
        held_in_february("offer 2011-03-01..2011-03-31"),
        [FIRST_MET, "interval 2011-02-01 due 2011-05-01"],
    ),
    Example(
        "over 29 February: 15 days",
        a_case(
            benefits="cash_benefit 2011-12-01..",
            talks="2012-01-15",
            exempt="conversation 2012-02-20..2012-03-05",
        ),
        [
            "first 2011-12-01 due 2012-03-01 met 2012-01-15",
            "interval 2012-01-15 base 2012-04-15 due 2012-04-30",
        ],
    ),
    Example(
        "after the case closed: nothing",
        a_case(case="2011-01-03..2011-03-31", exempt="conversation 2011-04-01..2011-04-30"),
        ["first 2011-01-03 due 2011-04-03 closed 2011-03-31 case_closed"],
    ),
]


@pytest.mark.parametrize("example", [*FIRST, *INTERVAL, *BENEFIT, *EXEMPTIONS], ids=lambda e: e.name)
def test_conversations(example: Example) -> None:
    found = obligations(example.facts, pack_by_key("lab-2011"), day("2013-12-31"))
    assert lines(found, ("first", "interval")) == example.expected
