"""The trial's rules (RMB 2013), worked by hand.

Where an example does not say otherwise, the citizen enters the trial on Monday 2 January 2012, so that week 8 ends on
26 February, week 9 begins on 27 February 2012, and nine months end on 1 October 2012.
"""

from typing import NamedTuple

import pytest

from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules import Facts, InForce, Obligation, obligations, status
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import a_case, day, lines

RMB = pack_by_key("rmb-trial")


class Example(NamedTuple):
    name: str
    facts: Facts
    expected: list[str]


def entered(**parts: str) -> Facts:
    """In the trial for a few weeks, by default the first two."""
    since = {"case": "2012-01-02..2012-01-16", "benefits": "cash_benefit 2011-01-03.."}
    return a_case(**{**since, **parts})


WEEKS = [
    Example(
        "held, and missed at the week's end, each by itself",
        entered(talks="2012-01-04 in_person"),
        [
            "week 2012-01-02 due 2012-01-08 met 2012-01-04",
            "week 2012-01-09 due 2012-01-15 closed 2012-01-16 period_ended",
            "week 2012-01-16 due 2012-01-22 closed 2012-01-16 case_closed",
        ],
    ),
    Example(
        "on the first and the last day of a week",
        entered(talks="2012-01-08 walk, 2012-01-09 at_company"),
        [
            "week 2012-01-02 due 2012-01-08 met 2012-01-08",
            "week 2012-01-09 due 2012-01-15 met 2012-01-09",
            "week 2012-01-16 due 2012-01-22 closed 2012-01-16 case_closed",
        ],
    ),
    Example(
        "a conversation by phone, or of an unknown form, in the first eight weeks is none",
        entered(talks="2012-01-04 phone, 2012-01-10, 2012-01-12 no_show"),
        [
            "week 2012-01-02 due 2012-01-08 closed 2012-01-09 period_ended",
            "week 2012-01-09 due 2012-01-15 closed 2012-01-16 period_ended",
            "week 2012-01-16 due 2012-01-22 closed 2012-01-16 case_closed",
        ],
    ),
    Example(
        "exempt for a whole week: nothing is owed; for a part of one: it is",
        entered(exempt="conversation 2012-01-02..2012-01-10"),
        [
            "week 2012-01-09 due 2012-01-15 closed 2012-01-16 period_ended",
            "week 2012-01-16 due 2012-01-22 closed 2012-01-16 case_closed",
        ],
    ),
    Example(
        "exempt from activation: conversations go on",
        entered(exempt="offer 2012-01-01..2012-12-31", case="2012-01-02..2012-01-08"),
        ["week 2012-01-02 due 2012-01-08 closed 2012-01-08 case_closed"],
    ),
    Example(
        "benefit ends on a Wednesday",
        entered(benefits="cash_benefit 2011-01-03..2012-01-11", case="2012-01-02.."),
        [
            "week 2012-01-02 due 2012-01-08 closed 2012-01-09 period_ended",
            "week 2012-01-09 due 2012-01-15 closed 2012-01-11 benefit_ended",
        ],
    ),
    Example(
        "entered on 29 February",
        entered(case="2012-02-29..2012-03-06"),
        ["week 2012-02-29 due 2012-03-06 closed 2012-03-06 case_closed"],
    ),
]
LATER = [
    Example(
        "from week 9 every second at least in person: by phone, by phone, walking, by phone",
        entered(
            case="2012-01-02..2012-03-25",
            talks="2012-02-22 in_person, 2012-02-28 phone, 2012-03-06 phone, 2012-03-13 walk, 2012-03-20 phone",
        ),
        [
            "week 2012-02-20 due 2012-02-26 met 2012-02-22",
            "week 2012-02-27 due 2012-03-04 met 2012-02-28",
            "week 2012-03-05 due 2012-03-11 closed 2012-03-12 period_ended",
            "week 2012-03-12 due 2012-03-18 met 2012-03-13",
            "week 2012-03-19 due 2012-03-25 met 2012-03-20",
        ],
    ),
    Example(
        "a phone call and a visit in one week: the visit counts for the next",
        entered(
            case="2012-01-02..2012-03-11",
            talks="2012-02-22 in_person, 2012-02-28 phone, 2012-03-01 at_home, 2012-03-06 phone",
        ),
        [
            "week 2012-02-20 due 2012-02-26 met 2012-02-22",
            "week 2012-02-27 due 2012-03-04 met 2012-02-28",
            "week 2012-03-05 due 2012-03-11 met 2012-03-06",
        ],
    ),
]
ACTIVE = [
    Example(
        "from week 9; ten hours, and nine hours",
        entered(
            case="2012-01-02..2012-03-25",
            efforts="company_placement 2012-03-07..2012-03-12 10h, company_placement 2012-03-13.. 9h",
        ),
        [
            "active 2012-02-27 due 2012-03-04 closed 2012-03-05 period_ended",
            "active 2012-03-05 due 2012-03-11 met 2012-03-07",
            "active 2012-03-12 due 2012-03-18 met 2012-03-12",
            "active 2012-03-19 due 2012-03-25 closed 2012-03-25 case_closed",
        ],
    ),
    Example(
        "fewer hours for a stated period",
        entered(
            case="2012-01-02..2012-03-12",
            efforts="company_placement 2012-02-20.. 4h",
            exempt="hours 2012-02-27..2012-03-04",
        ),
        [
            "active 2012-02-27 due 2012-03-04 met 2012-02-27",
            "active 2012-03-05 due 2012-03-11 closed 2012-03-12 period_ended",
            "active 2012-03-12 due 2012-03-18 closed 2012-03-12 case_closed",
        ],
    ),
    Example(
        "a course is no activation at a workplace",
        entered(case="2012-01-02..2012-03-05", efforts="guidance_upskilling 2012-01-02.. 20h"),
        [
            "active 2012-02-27 due 2012-03-04 closed 2012-03-05 period_ended",
            "active 2012-03-05 due 2012-03-11 closed 2012-03-05 case_closed",
        ],
    ),
    Example(
        "exempt from activation", entered(case="2012-01-02..2012-03-05", exempt="offer 2012-01-02..2012-12-31"), []
    ),
]
TOTAL = [
    Example(
        "nine months in all, in one",
        entered(case="2012-01-02..", efforts="company_placement 2012-01-31.. 12h"),
        ["total 2012-01-31 due 2012-10-30"],
    ),
    Example(
        "in two, with July between: 31 days later",
        entered(
            case="2012-01-02..", efforts="company_placement 2012-03-05..2012-06-30 12h, wage_subsidy 2012-08-01.. 20h"
        ),
        ["total 2012-03-05 due 2012-12-04 met 2012-06-30", "total 2012-08-01 due 2013-01-04"],
    ),
    Example(
        "what lies before the entry does not count",
        entered(case="2012-01-02..", efforts="company_placement 2011-11-01.. 12h"),
        ["total 2012-01-02 due 2012-10-01"],
    ),
]
MENTORS = [
    Example(
        "a mentor from the first day, and one who comes later",
        entered(
            case="2012-01-02..",
            efforts="company_placement 2012-03-05..2012-03-30 12h, company_placement 2012-04-02..2012-06-29 12h,"
            "mentor 2012-03-05..2012-03-30, mentor 2012-04-10..",
        ),
        ["beside 2012-03-05 due 2012-03-05 met 2012-03-05", "beside 2012-04-02 due 2012-04-02 met 2012-04-10"],
    ),
    Example(
        "judged unnecessary, for good and for a time",
        entered(
            case="2012-01-02..",
            efforts="company_placement 2012-03-05..2012-03-30 12h, company_placement 2012-04-02..2012-06-29 12h",
            exempt="mentor 2012-03-01..2012-04-15",
        ),
        ["beside 2012-04-16 due 2012-04-16 closed 2012-06-29 effort_ended"],
    ),
]


def found_in(facts: Facts) -> list[Obligation]:
    return obligations(facts, RMB, day("2030-12-31"))


@pytest.mark.parametrize(
    ("kinds", "first", "example"),
    [
        *((("week",), "2012-01-01", example) for example in WEEKS),
        *((("week",), "2012-02-20", example) for example in LATER),
        *((("active",), "2012-01-01", example) for example in ACTIVE),
        *((("total",), "2012-01-01", example) for example in TOTAL),
        *((("beside",), "2012-01-01", example) for example in MENTORS),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_trial(kinds: tuple[str, ...], first: str, example: Example) -> None:
    found = [item for item in found_in(example.facts) if item.arises_on >= day(first)]
    assert lines(found, kinds) == example.expected


def test_nine_months_have_forty_weeks_of_which_the_last_is_short() -> None:
    found = [item for item in found_in(entered(case="2012-01-02..")) if item.rule == "rmb-trial.conversation.weekly"]
    assert len(found) == 40
    assert (found[-1].arises_on, found[-1].due_on) == (day("2012-10-01"), day("2012-10-01"))


def test_a_missed_week_stands_to_its_end_and_is_then_missed_for_good() -> None:
    week = found_in(entered())[0]
    readings = {"2012-01-02": Status.DUE_SOON, "2012-01-08": Status.DUE_SOON, "2012-01-09": Status.MISSED}
    assert {on: status(week, day(on)) for on in readings} == readings


def test_weeks_count_from_the_day_the_case_follows_the_trial() -> None:
    arm = (InForce(start=day("2012-02-01"), end=day("2012-02-10"), pack=RMB),)
    found = obligations(entered(case="2012-01-02.."), arm, day("2012-12-31"))
    assert lines(found, ["week"]) == [
        "week 2012-02-01 due 2012-02-07 closed 2012-02-08 period_ended",
        "week 2012-02-08 due 2012-02-14 closed 2012-02-10 rules_changed",
    ]
