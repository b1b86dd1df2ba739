"""LAB 2020, worked by hand from the act: §§ 9, 31, 61, 102 and 167.

Where an example does not say otherwise, the citizen is 35 years old, activity-ready and on cash benefit from Monday 4
January 2021.
"""

from typing import NamedTuple

import pytest

from fremdrift.rulebook.rules import Facts, obligations
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import a_case, day, lines


class Example(NamedTuple):
    name: str
    facts: Facts
    expected: list[str]


def since_2021(**parts: str) -> Facts:
    since = {
        "born": "1985-06-15",
        "case": "2021-01-04..",
        "benefits": "cash_benefit 2021-01-04..",
        "groups": "activity_ready 2020-01-01..",
    }
    return a_case(**{**since, **parts})


FOUR = "2021-01-08, 2021-03-02 phone, 2021-04-13 video, 2021-06-22"

FIRST = [
    Example("§ 31(3): a week", since_2021(), ["first 2021-01-04 due 2021-01-11"]),
    Example("§ 31(3): a week for the young too", since_2021(born="2001-02-28"), ["first 2021-01-04 due 2021-01-11"]),
    Example(
        "§ 31(3): over 29 February",
        since_2021(case="2024-02-26..", benefits="cash_benefit 2024-02-26.."),
        ["first 2024-02-26 due 2024-03-04"],
    ),
    Example(
        "§ 31(3): met on the last day",
        since_2021(talks="2021-01-11"),
        ["first 2021-01-04 due 2021-01-11 met 2021-01-11"],
    ),
    Example("§ 31(3): not for the insured", since_2021(groups="insured 2020-01-01.."), []),
    Example("§ 31(3): not on a resource course", since_2021(groups="in_resource_course 2020-01-01.."), []),
    Example(
        "a group of before 2014 keeps every duty",
        since_2021(groups="match_2 2020-01-01.."),
        ["first 2021-01-04 due 2021-01-11"],
    ),
]

COUNT = [
    Example("§ 31(1): four in six months", since_2021(talks=FOUR), ["count 2021-01-04 due 2021-07-04 met 2021-06-22"]),
    Example(
        "§ 31(1): the fourth on the last day",
        since_2021(talks="2021-01-08, 2021-03-02, 2021-04-13, 2021-07-04"),
        ["count 2021-01-04 due 2021-07-04 met 2021-07-04"],
    ),
    Example(
        "§ 31(1): the fourth a day late is missed, and nothing makes it good",
        since_2021(talks="2021-01-08, 2021-03-02, 2021-04-13, 2021-07-05"),
        ["count 2021-01-04 due 2021-07-04 closed 2021-07-05 period_ended"],
    ),
    Example(
        "§ 31(1): two on one day are one",
        since_2021(talks="2021-01-08, 2021-01-08 phone, 2021-03-02, 2021-04-13"),
        ["count 2021-01-04 due 2021-07-04 closed 2021-07-05 period_ended"],
    ),
    Example(
        "§ 9: a change of benefit starts a new count",
        since_2021(talks=FOUR, benefits="cash_benefit 2021-01-04..2021-04-30, job_clarification_course 2021-05-01.."),
        [
            "count 2021-01-04 due 2021-07-04 closed 2021-04-30 benefit_changed",
            "count 2021-05-01 due 2021-11-01 closed 2021-11-02 period_ended",
        ],
    ),
    Example(
        "from 31 August to the end of February",
        since_2021(case="2021-08-31..", benefits="cash_benefit 2021-08-31.."),
        ["count 2021-08-31 due 2022-02-28 closed 2022-03-01 period_ended"],
    ),
    Example(
        "from 31 August to 29 February",
        since_2021(case="2023-08-31..", benefits="cash_benefit 2023-08-31.."),
        ["count 2023-08-31 due 2024-02-29 closed 2024-03-01 period_ended"],
    ),
    Example(
        "the case closes on the very last day: nothing is missed",
        since_2021(case="2021-01-04..2021-07-04"),
        ["count 2021-01-04 due 2021-07-04 closed 2021-07-04 case_closed"],
    ),
    Example(
        "exempt in May: 31 days",
        since_2021(
            exempt="conversation 2021-05-01..2021-05-31", talks="2021-01-08, 2021-03-02, 2021-04-13, 2021-08-04"
        ),
        ["count 2021-01-04 base 2021-07-04 due 2021-08-04 met 2021-08-04"],
    ),
    Example(
        "exempt without end: no date",
        since_2021(exempt="conversation 2021-05-01.."),
        ["count 2021-01-04 base 2021-07-04 due never"],
    ),
    Example(
        "§ 31(1): the insured too, up to 2023",
        since_2021(groups="insured 2020-01-01..", benefits="unemployment_insurance 2021-01-04..", talks=FOUR),
        ["count 2021-01-04 due 2021-07-04 met 2021-06-22"],
    ),
    Example("§ 31(1): not the sick-listed", since_2021(groups="sick_listed 2020-01-01.."), []),
    Example(
        "§ 31(3) from 2024: four for the others",
        since_2021(
            case="2024-01-01..",
            benefits="cash_benefit 2024-01-01..",
            talks="2024-01-05, 2024-02-29, 2024-04-02, 2024-06-03",
        ),
        ["count 2024-01-01 due 2024-07-01 met 2024-06-03"],
    ),
    Example(
        "§ 31(1) from 2024: three for the insured, in the three months that are the municipality's",
        since_2021(
            case="2024-04-01..",
            benefits="unemployment_insurance 2024-01-01..",
            groups="insured 2024-01-01..",
            talks="2024-04-16, 2024-05-14, 2024-06-11",
        ),
        ["count 2024-04-01 due 2024-07-01 met 2024-06-11"],
    ),
]

OFFERS = [
    Example("§ 102(1): six months", since_2021(), ["offer 2021-01-04 due 2021-07-04"]),
    Example(
        "§ 102(1) and (2): met, and two weeks long",
        since_2021(efforts="guidance_upskilling 2021-05-03..2021-05-16"),
        ["min 2021-05-03 due 2021-05-16 met 2021-05-16", "offer 2021-01-04 due 2021-07-04 met 2021-05-03"],
    ),
    Example(
        "§ 102(2): a day short of two weeks",
        since_2021(efforts="guidance_upskilling 2021-05-03..2021-05-15"),
        [
            "min 2021-05-03 due 2021-05-16 closed 2021-05-15 ended_short",
            "offer 2021-01-04 due 2021-07-04 met 2021-05-03",
        ],
    ),
    Example(
        "§ 102(2): two that connect are one; the second offer need not last",
        since_2021(
            efforts="guidance_upskilling 2021-05-03..2021-05-09, company_placement 2021-05-10..2021-05-16,"
            "guidance_upskilling 2021-06-01..2021-06-02"
        ),
        ["min 2021-05-03 due 2021-05-16 met 2021-05-16", "offer 2021-01-04 due 2021-07-04 met 2021-05-03"],
    ),
    Example(
        "§ 102(4): exempt on the day it is due: a month after the exemption",
        since_2021(exempt="offer 2021-06-14..2021-08-31"),
        ["offer 2021-01-04 base 2021-07-04 due 2021-09-30"],
    ),
    Example(
        "§ 102(4): exempt to 30 January 2022: the end of February",
        since_2021(exempt="offer 2021-06-14..2022-01-30"),
        ["offer 2021-01-04 base 2021-07-04 due 2022-02-28"],
    ),
    Example(
        "§ 102(4): exempt from the very day it is due",
        since_2021(exempt="offer 2021-07-04..2021-07-04"),
        ["offer 2021-01-04 base 2021-07-04 due 2021-08-04"],
    ),
    Example(
        "§ 102(4): exempt up to the day before stops no clock",
        since_2021(exempt="offer 2021-02-01..2021-07-03"),
        ["offer 2021-01-04 due 2021-07-04"],
    ),
    Example(
        "§ 102(4): exempt from the day after",
        since_2021(exempt="offer 2021-07-05..2021-12-31"),
        ["offer 2021-01-04 due 2021-07-04"],
    ),
    Example(
        "§ 102(4): exempt without end",
        since_2021(exempt="offer 2021-06-14.."),
        ["offer 2021-01-04 base 2021-07-04 due never"],
    ),
    Example(
        "§ 102(4): exempt again when the month has passed",
        since_2021(exempt="offer 2021-06-14..2021-08-31, offer 2021-09-20..2021-10-10"),
        ["offer 2021-01-04 base 2021-07-04 due 2021-11-10"],
    ),
    Example(
        "§ 9: cash benefit counts as a connected time",
        since_2021(benefits="cash_benefit 2021-01-04..2021-02-28, cash_benefit 2021-03-02.."),
        ["offer 2021-01-04 due 2021-07-04 closed 2021-02-28 benefit_ended", "offer 2021-03-02 due 2021-09-02"],
    ),
    Example(
        "§ 9: unemployment insurance is counted together: 29 days without",
        since_2021(
            groups="insured 2020-01-01..",
            benefits="unemployment_insurance 2021-01-04..2021-01-31, unemployment_insurance 2021-03-02..",
        ),
        ["offer 2021-01-04 base 2021-07-04 due 2021-08-02"],
    ),
    Example("§ 102(1): not the education-ready", since_2021(groups="education_ready 2020-01-01.."), []),
]

LENGTHS = [
    Example(
        "§ 61: 26 weeks",
        since_2021(efforts="company_placement 2021-02-01..2021-08-01"),
        ["max 2021-02-01 due 2021-08-01 met 2021-08-01"],
    ),
    Example(
        "§ 61: a day more is an extension of 13 weeks",
        since_2021(efforts="company_placement 2021-02-01..2021-08-02"),
        ["max 2021-02-01 due 2021-08-01 met 2021-08-01", "max 2021-08-02 due 2021-10-31 met 2021-08-02"],
    ),
    Example(
        "§ 61: extended twice",
        since_2021(efforts="company_placement 2021-02-01..2021-12-31"),
        [
            "max 2021-02-01 due 2021-08-01 met 2021-08-01",
            "max 2021-08-02 due 2021-10-31 met 2021-10-31",
            "max 2021-11-01 due 2022-01-30 met 2021-12-31",
        ],
    ),
    Example(
        "§ 61: no end is registered",
        since_2021(efforts="company_placement 2021-02-01.."),
        ["max 2021-02-01 due 2021-08-01"],
    ),
    Example(
        "§ 61: the case closes in the extension",
        since_2021(case="2021-01-04..2021-09-15", efforts="company_placement 2021-02-01..2021-12-31"),
        ["max 2021-02-01 due 2021-08-01 met 2021-08-01", "max 2021-08-02 due 2021-10-31 closed 2021-09-15 case_closed"],
    ),
    Example(
        "§ 167(1): a mentor six months at a time, from 31 August",
        since_2021(efforts="mentor 2021-08-31..2022-03-31"),
        ["max 2021-08-31 due 2022-02-27 met 2022-02-27", "max 2022-02-28 due 2022-08-27 met 2022-03-31"],
    ),
]


@pytest.mark.parametrize(
    ("kinds", "example"),
    [
        *((("first",), example) for example in FIRST),
        *((("count",), example) for example in COUNT),
        *((("offer", "min", "again"), example) for example in OFFERS),
        *((("max",), example) for example in LENGTHS),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_lab_2020(kinds: tuple[str, ...], example: Example) -> None:
    found = obligations(example.facts, pack_by_key("lab-2020"), day("2030-12-31"))
    assert lines(found, kinds) == sorted(example.expected, key=lambda text: text.split()[1::-1])
