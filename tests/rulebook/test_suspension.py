"""The suspension of 12 March to 27 May 2020 (VFC 2020) takes the force of every duty exactly on its 77 days."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules import Facts, InForce, Obligation, obligations, status
from fremdrift.rulebook.selectors import pack_by_key, packs_in_force
from tests.rulebook.made_up import cases
from tests.rulebook.shorthand import NAMES, a_case, day, line, lines
from tests.rulebook.test_properties import moved, thorough

FIRST, LAST = day("2020-03-12"), day("2020-05-27")
DAY = timedelta(days=1)
STANDS = {Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED}
LAB_2020 = packs_in_force("lab-2020")
TRIAL_2020 = (
    InForce(start=date.min, pack=pack_by_key("rmb-trial")),
    InForce(start=FIRST, end=LAST, pack=pack_by_key("suspension-2020")),
)


def on_benefit_from(first: str, **parts: str) -> Facts:
    return a_case(
        **{
            "born": "1985-06-15",
            "case": f"{first}..",
            "benefits": f"cash_benefit {first}..",
            "groups": "job_ready 2019-01-01..",
            **parts,
        }
    )


def owed(facts: Facts, name: str, packs: tuple[InForce, ...] = LAB_2020) -> list[Obligation]:
    found = obligations(facts, packs, day("2030-12-31"))
    return sorted((item for item in found if NAMES[item.kind] == name), key=lambda item: item.arises_on)


class Example(NamedTuple):
    name: str
    first: str
    expected: str


DUE = [
    Example("due on the last day before it", "2020-03-04", "first 2020-03-04 due 2020-03-11"),
    Example(
        "due on its first day: on the first after it", "2020-03-05", "first 2020-03-05 base 2020-03-12 due 2020-05-28"
    ),
    Example("a day later, a day later", "2020-03-06", "first 2020-03-06 base 2020-03-13 due 2020-05-29"),
    Example(
        "begun on its first day: seven days after it", "2020-03-12", "first 2020-03-12 base 2020-03-19 due 2020-06-03"
    ),
    Example("begun on its last day: seven days after it", "2020-05-27", "first 2020-05-27 due 2020-06-03"),
    Example("begun the day after", "2020-05-28", "first 2020-05-28 due 2020-06-04"),
]


@pytest.mark.parametrize("example", DUE, ids=lambda example: example.name)
def test_its_days_do_not_count(example: Example) -> None:
    (first,) = owed(on_benefit_from(example.first), "first")
    assert line(first) == example.expected


def test_it_lasts_77_days() -> None:
    (offer,) = owed(on_benefit_from("2020-01-06"), "offer")
    assert (offer.base_due_on, offer.due_on) == (day("2020-07-06"), day("2020-07-06") + 77 * DAY)


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [("2020-02-20", Status.OVERDUE, Status.OVERDUE), ("2020-03-06", Status.OPEN, Status.DUE_SOON)],
    ids=["late already", "not yet due"],
)
def test_no_duty_has_force_from_its_first_to_its_last_day(first: str, before: Status, after: Status) -> None:
    (item,) = owed(on_benefit_from(first), "first")
    days = [FIRST - DAY, FIRST, LAST, LAST + DAY]
    assert [status(item, on) for on in days] == [before, Status.VOLUNTARY, Status.VOLUNTARY, after]


def test_what_is_held_voluntarily_counts() -> None:
    (first,) = owed(on_benefit_from("2020-03-09", talks="2020-04-14"), "first")
    assert line(first) == "first 2020-03-09 base 2020-03-16 due 2020-06-01 met 2020-04-14"
    assert status(first, day("2020-04-14")) is Status.MET


def test_a_short_offer_that_would_have_to_last_into_it_owes_no_length() -> None:
    facts = on_benefit_from("2020-01-06", efforts="guidance_upskilling 2020-03-02..2020-03-11")
    assert [line(item) for item in owed(facts, "min")] == ["min 2020-03-02 due 2020-03-15 closed 2020-03-11 suspended"]
    assert owed(on_benefit_from("2020-01-06", efforts="guidance_upskilling 2020-03-12..2020-03-13"), "min") == []


def test_a_placement_may_last_as_much_longer() -> None:
    (placement,) = owed(on_benefit_from("2020-01-06", efforts="company_placement 2020-02-03..2020-10-18"), "max")
    assert line(placement) == "max 2020-02-03 base 2020-08-02 due 2020-10-18 met 2020-10-18"


def test_a_week_of_the_trial_that_ends_in_it_is_void_and_one_that_ends_after_it_is_not() -> None:
    facts = on_benefit_from("2020-03-02", case="2020-03-02..2020-06-07")
    assert lines(owed(facts, "week", TRIAL_2020)) == [
        "week 2020-03-02 due 2020-03-08 closed 2020-03-09 period_ended",
        "week 2020-03-09 due 2020-03-15 closed 2020-03-11 suspended",
        "week 2020-05-28 due 2020-05-31 closed 2020-06-01 period_ended",
        "week 2020-06-01 due 2020-06-07 closed 2020-06-07 case_closed",
    ]


@settings(thorough, max_examples=40)
@given(st.sampled_from(["lab-2011", "lab-2020", "rmb-trial"]), cases())
def test_it_voids_everything_on_its_days_and_nothing_on_others(pack: str, made_up: Facts) -> None:
    facts = moved(made_up, day("2020-04-01") - day("2011-12-01"))
    for item in obligations(facts, packs_in_force(pack), day("2021-12-31")):
        inside = {status(item, on) for on in (FIRST, FIRST + DAY, day("2020-04-20"), LAST - DAY, LAST)}
        outside = {status(item, on) for on in (FIRST - 40 * DAY, FIRST - DAY, LAST + DAY, LAST + 40 * DAY)}
        assert not inside & STANDS
        assert Status.VOLUNTARY not in outside
        over = item.met_on or item.closed_on or date.max
        if over >= FIRST and item.due_on is not None and item.due_on != item.arises_on:
            assert not FIRST <= item.due_on <= LAST
