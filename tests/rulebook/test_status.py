"""What an obligation is on a date."""

from typing import NamedTuple

import pytest

from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules import Facts, Obligation, obligations, status
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import NAMES, a_case, day


class Reading(NamedTuple):
    name: str
    facts: Facts
    kind: str
    on: dict[str, Status]


READINGS = [
    Reading(
        "open until seven days before, then due soon, then overdue",
        a_case(),
        "first",
        {
            "2011-01-02": Status.UPCOMING,
            "2011-01-03": Status.OPEN,
            "2011-03-26": Status.OPEN,
            "2011-03-27": Status.DUE_SOON,
            "2011-04-03": Status.DUE_SOON,
            "2011-04-04": Status.OVERDUE,
        },
    ),
    Reading(
        "held on the due date: in time, and not known before it was held",
        a_case(talks="2011-04-03"),
        "first",
        {"2011-04-02": Status.DUE_SOON, "2011-04-03": Status.MET, "2012-01-01": Status.MET},
    ),
    Reading(
        "held a day later: overdue, then met late",
        a_case(talks="2011-04-05"),
        "first",
        {"2011-04-04": Status.OVERDUE, "2011-04-05": Status.MET_LATE},
    ),
    Reading(
        "paused, and counting on afterwards",
        a_case(exempt="conversation 2011-03-01..2011-03-31"),
        "first",
        {
            "2011-02-28": Status.OPEN,
            "2011-03-01": Status.PAUSED,
            "2011-03-31": Status.PAUSED,
            "2011-04-01": Status.OPEN,
            "2011-04-27": Status.DUE_SOON,
            "2011-05-04": Status.DUE_SOON,
            "2011-05-05": Status.OVERDUE,
        },
    ),
    Reading(
        "paused without end",
        a_case(exempt="conversation 2011-03-01.."),
        "first",
        {"2011-02-28": Status.OPEN, "2011-03-01": Status.PAUSED, "2021-01-01": Status.PAUSED},
    ),
    Reading(
        "met while paused without end",
        a_case(exempt="conversation 2011-03-01..", talks="2012-06-01"),
        "first",
        {"2012-05-31": Status.PAUSED, "2012-06-01": Status.MET},
    ),
    Reading(
        "days without benefit pause the first offer",
        a_case(benefits="cash_benefit 2011-01-03..2011-01-31, cash_benefit 2011-03-01.."),
        "offer",
        {"2011-01-31": Status.OPEN, "2011-02-01": Status.PAUSED, "2011-03-01": Status.OPEN},
    ),
    Reading(
        "benefit ends before it was due: lapsed from the last day",
        a_case(benefits="cash_benefit 2011-01-03..2011-02-28"),
        "first",
        {"2011-02-27": Status.OPEN, "2011-02-28": Status.LAPSED, "2012-01-01": Status.LAPSED},
    ),
    Reading(
        "benefit ends on the due date: lapsed",
        a_case(benefits="cash_benefit 2011-01-03..2011-04-03"),
        "first",
        {"2011-04-02": Status.DUE_SOON, "2011-04-03": Status.LAPSED},
    ),
    Reading(
        "benefit ends when it was overdue: missed",
        a_case(benefits="cash_benefit 2011-01-03..2011-04-04"),
        "first",
        {"2011-04-03": Status.DUE_SOON, "2011-04-04": Status.MISSED},
    ),
    Reading(
        "offers for the young that end short: missed",
        a_case(born="1985-02-28", efforts="guidance_upskilling 2011-03-01..2011-05-31"),
        "min",
        {"2011-05-30": Status.OPEN, "2011-05-31": Status.MISSED},
    ),
    Reading(
        "a placement that runs too long",
        a_case(efforts="company_placement 2011-05-02..2011-08-10"),
        "max",
        {
            "2011-07-31": Status.DUE_SOON,
            "2011-08-01": Status.OVERDUE,
            "2011-08-10": Status.MET_LATE,
        },
    ),
    Reading(
        "wage subsidy too early: overdue until six months are reached",
        a_case(efforts="wage_subsidy 2011-06-01.."),
        "earliest",
        {
            "2011-05-31": Status.UPCOMING,
            "2011-06-01": Status.DUE_SOON,
            "2011-06-02": Status.OVERDUE,
            "2011-07-03": Status.MET_LATE,
        },
    ),
    Reading(
        "an education order has no date to be late for",
        a_case(born="1986-04-15", able="2011-02-01"),
        "education",
        {"2011-02-01": Status.OPEN, "2011-04-13": Status.OPEN, "2011-04-14": Status.LAPSED},
    ),
]


def only(facts: Facts, kind: str) -> Obligation:
    found = obligations(facts, pack_by_key("lab-2011"), day("2013-12-31"))
    (obligation,) = [item for item in found if NAMES[item.kind] == kind]
    return obligation


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.name)
def test_status(reading: Reading) -> None:
    obligation = only(reading.facts, reading.kind)
    assert {on: status(obligation, day(on)) for on in reading.on} == reading.on
