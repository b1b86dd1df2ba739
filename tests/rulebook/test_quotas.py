"""Quotas by unit: who counts, and what is met. Reimbursement by weeks on benefit."""

from datetime import date

import pytest

from fremdrift.rulebook.rules import Facts, Obligation, QuotaShare, obligations, quota, reimbursement
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import a_case, day

IN_TIME = "2026-07-03, 2026-09-01, 2026-10-01, 2026-12-31"
LATE = "2026-07-03, 2026-09-01, 2026-10-01, 2027-01-02"


def citizen(**parts: str) -> Facts:
    """Job-ready and on cash benefit from 1 July 2026, so that the six months end on 1 January 2027."""
    since = {"case": "2026-07-01..", "benefits": "cash_benefit 2026-07-01..", "groups": "job_ready 2026-01-01.."}
    return a_case(**{**since, **parts})


def unit(*citizens: Facts, pack: str = "lab-2026") -> list[Obligation]:
    return [item for facts in citizens for item in obligations(facts, pack_by_key(pack), date.max)]


def share(name: str, found: list[Obligation], on: str, pack: str = "lab-2026") -> QuotaShare:
    (one,) = [item for item in quota(found, pack_by_key(pack), day(on)) if item.quota.id == f"{pack}.{name}"]
    return one


def counts(found: list[Obligation], on: str = "2027-02-01") -> tuple[int, int, bool | None]:
    one = share("conversations", found, on)
    return one.met, one.counted, one.reached


class TestThreeOfFour:
    """LAB 2026: at least 75 % of those close to the labour market have their conversations."""

    def test_three_of_four_are_enough_and_two_of_three_are_not(self) -> None:
        met, late = citizen(talks=IN_TIME), citizen(talks=LATE)
        assert counts(unit(met, met, met, late)) == (3, 4, True)
        assert counts(unit(met, met, late)) == (2, 3, False)

    def test_nobody_counts_before_the_six_months_are_over(self) -> None:
        found = unit(citizen(talks=IN_TIME))
        assert counts(found, "2026-12-31") == (0, 0, None)
        assert counts(found, "2027-01-01") == (1, 1, True)
        assert share("conversations", found, "2026-12-31").percent is None

    def test_whoever_left_before_counts_neither_for_nor_against(self) -> None:
        assert counts(unit(citizen(case="2026-07-01..2026-12-31"))) == (0, 0, None)
        assert counts(unit(citizen(benefits="cash_benefit 2026-07-01..2026-10-31"))) == (0, 0, None)

    def test_whoever_was_left_out_counts_as_not_met(self) -> None:
        assert counts(unit(citizen(exempt="conversation 2026-07-15..", talks="2026-07-03"))) == (0, 1, False)

    def test_groups_far_from_the_labour_market_do_not_count(self) -> None:
        assert counts(unit(citizen(groups="activity_ready 2026-01-01.."))) == (0, 0, None)

    def test_it_is_no_demand_before_july(self) -> None:
        assert quota(unit(citizen()), pack_by_key("lab-2026"), day("2026-06-30")) == []

    def test_offers_have_their_own(self) -> None:
        found = unit(citizen(efforts="company_placement 2026-11-02.. 20h"), citizen())
        one = share("offers", found, "2027-02-01")
        assert (one.met, one.counted, one.percent, one.reached) == (1, 2, 50.0, False)


def test_the_trial_asks_for_weeks_at_a_site() -> None:
    """Four citizens with five weeks each, of whom three lack one week."""
    every = "2012-01-03 walk, 2012-01-10 walk, 2012-01-17 walk, 2012-01-24 walk"
    site = [
        a_case(case="2012-01-02..2012-02-06", benefits="cash_benefit 2011-01-03..", talks=talks)
        for talks in (f"{every}, 2012-01-31 walk", every, every, every)
    ]
    found = unit(*site, pack="rmb-trial")
    assert (share("conversations", found, "2012-02-06", "rmb-trial").met, len(site)) == (17, 4)
    assert share("conversations", found, "2012-02-06", "rmb-trial").counted == 20
    assert share("conversations", found, "2012-01-29", "rmb-trial").percent == 100.0
    assert share("activation", found, "2012-02-06", "rmb-trial").reached is None


@pytest.mark.parametrize(("met", "reached"), [(3, False), (4, True)])
def test_forty_per_cent_of_activation(met: int, reached: bool) -> None:
    placed = "company_placement 2012-02-27..2012-03-04 12h"
    site = [
        a_case(case="2012-01-02..2012-03-05", benefits="cash_benefit 2011-01-03..", efforts=placed if n < met else "")
        for n in range(10)
    ]
    one = share("activation", unit(*site, pack="rmb-trial"), "2012-03-05", "rmb-trial")
    assert (one.met, one.counted, one.reached) == (met, 10, reached)


class TestReimbursement:
    """Act on the municipalities' financing § 5(2): 80 % in weeks 1–4, 40 % to 26, 30 % to 52, then 20 %."""

    facts = a_case(case="2021-01-04..", benefits="cash_benefit 2021-01-04..2022-12-31")

    @pytest.mark.parametrize(
        ("week", "percent"),
        [
            ("2021-01-04", 80),
            ("2021-01-31", 80),  # Sunday of the fourth week
            ("2021-02-01", 40),
            ("2021-07-04", 40),  # the 26th
            ("2021-07-05", 30),
            ("2022-01-02", 30),  # the 52nd
            ("2022-01-03", 20),
            ("2022-12-31", 20),
            ("2020-12-31", None),
            ("2023-01-02", None),
        ],
    )
    def test_steps_by_weeks(self, week: str, percent: int | None) -> None:
        assert reimbursement(self.facts, pack_by_key("lab-2020"), day(week)) == percent

    def test_weeks_without_benefit_do_not_count_and_a_change_of_benefit_does_not_start_anew(self) -> None:
        facts = a_case(
            case="2021-01-04..",
            benefits="cash_benefit 2021-01-04..2021-01-24, sickness_benefit 2021-03-01..2021-03-31",
        )
        assert [reimbursement(facts, pack_by_key("lab-2020"), day(week)) for week in ("2021-03-01", "2021-03-08")] == [
            80,
            40,
        ]

    def test_after_three_years_without_it_begins_again(self) -> None:
        facts = a_case(case="2016-01-04..", benefits="cash_benefit 2016-01-04..2018-01-07, cash_benefit 2021-01-11..")
        assert reimbursement(facts, pack_by_key("lab-2020"), day("2021-01-11")) == 80

    def test_a_pack_without_steps_says_nothing(self) -> None:
        assert reimbursement(self.facts, pack_by_key("lab-2011"), day("2021-01-04")) is None
