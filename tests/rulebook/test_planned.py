"""What the rules do not allow of an effort that is planned, worked by hand from the packs."""

import pytest

from fremdrift.rulebook.enums import EffortKind
from fremdrift.rulebook.rules import EffortFact, not_allowed, size_limit
from fremdrift.rulebook.selectors import packs_in_force
from tests.rulebook.shorthand import a_case, day, period

GROUPS_2021 = "activity_ready 2021-01-04.."


def planned(kind: str, days: str) -> EffortFact:
    return EffortFact(start=period(days).start, end=period(days).end, kind=EffortKind(kind), at_workplace=True)


def broken(pack: str, kind: str, days: str, was: str = "", **facts: str) -> list[tuple[str, str, str]]:
    """The rules that are broken, each with the last allowed day and the day from which it may begin."""
    found = not_allowed(a_case(**facts), packs_in_force(pack), planned(kind, days), day(was) if was else None)
    return [(o.rule, str(o.due_on), str(o.met_on or "")) for o in found]


def test_a_placement_of_2011_lasts_13_weeks() -> None:
    assert broken("lab-2011", "company_placement", "2011-05-02..2011-07-31") == []
    (found,) = broken("lab-2011", "company_placement", "2011-05-02..2011-08-01")
    assert found[:2] == ("lab-2011.placement.length", "2011-07-31")


def test_and_is_not_made_longer() -> None:
    days = "2011-05-02..2011-08-01"
    assert [rule for rule, *_ in broken("lab-2011", "company_placement", days, was="2011-06-30")] == [
        "lab-2011.placement.length"
    ]
    assert broken("lab-2011", "company_placement", "2011-05-02..2011-07-31", was="2011-06-30") == []


def test_a_wage_subsidy_begins_after_six_months_and_lasts_a_year() -> None:
    assert broken("lab-2011", "wage_subsidy", "2011-07-03..2012-07-02") == []
    (early,) = broken("lab-2011", "wage_subsidy", "2011-07-02..2012-07-01")
    assert (early[0], early[2]) == ("lab-2011.wage-subsidy.earliest", "2011-07-03")
    (late,) = broken("lab-2011", "wage_subsidy", "2011-07-03..2012-07-03")
    assert late[:2] == ("lab-2011.wage-subsidy.length", "2012-07-02")


def test_with_a_benefit_that_ends_before_there_is_no_day_to_begin() -> None:
    facts = {"benefits": "cash_benefit 2011-01-03..2011-04-30"}
    assert broken("lab-2011", "wage_subsidy", "2011-07-03..2011-12-31", **facts) == [
        ("lab-2011.wage-subsidy.earliest", "2011-07-03", "")
    ]


def test_a_placement_of_2020_is_extended_13_weeks_at_a_time() -> None:
    facts = {"case": "2021-01-04..", "benefits": "cash_benefit 2021-01-04..", "groups": GROUPS_2021}
    long = "2021-02-01..2021-08-02"  # 26 weeks end on 1 August
    assert broken("lab-2020", "company_placement", "2021-02-01..2021-08-01", **facts) == []
    assert broken("lab-2020", "company_placement", long, **facts)[0][:2] == ("lab-2020.placement.length", "2021-08-01")
    assert broken("lab-2020", "company_placement", "2021-02-01..2021-10-31", was="2021-08-01", **facts) == []
    too_long = broken("lab-2020", "company_placement", "2021-02-01..2021-11-01", was="2021-08-01", **facts)
    assert [last for _, last, _ in too_long] == ["2021-10-31"]
    assert broken("lab-2020", "company_placement", "2021-02-01..2022-01-30", was="2021-10-31", **facts) == []


def test_doubt_about_the_limit_is_told() -> None:
    facts = a_case(case="2026-03-02..", benefits="cash_benefit 2026-03-02..", groups="job_ready 2026-03-02..")
    (found,) = not_allowed(facts, packs_in_force("lab-2026"), planned("company_placement", "2026-06-01..2027-06-01"))
    assert found.unconfirmed


def test_activation_in_the_trial_has_a_length_in_all() -> None:
    facts = {
        "case": "2011-01-03..",
        "efforts": "company_placement 2011-03-07..2011-09-04 12h",
        "groups": "match_2 2009-01-01..",
    }
    assert broken("rmb-trial", "company_placement", "2011-09-05..2011-12-04", **facts) == []
    assert [rule for rule, *_ in broken("rmb-trial", "company_placement", "2011-09-05..2012-01-31", **facts)] == [
        "rmb-trial.activation.total"
    ]


@pytest.mark.parametrize("kind", ["guidance_upskilling", "ordinary_education"])
def test_what_no_rule_limits_may_last(kind: str) -> None:
    assert broken("lab-2011", kind, "2011-02-01..2014-02-01") == []


@pytest.mark.parametrize(
    ("employees", "most"), [(0, 1), (4, 1), (9, 1), (10, 2), (24, 4), (50, 10), (59, 10), (60, 11), (130, 18)]
)
def test_how_many_may_be_at_a_workplace_follows_from_its_size(employees: int, most: int) -> None:
    for pack in ("lab-2011", "lab-2020"):
        limit = size_limit(packs_in_force(pack), day("2021-06-01"), employees)
        assert limit is not None
        assert limit.most == most


def test_full_time_counts_as_one_from_2020() -> None:
    old, new = (size_limit(packs_in_force(pack), day("2021-06-01"), 10) for pack in ("lab-2011", "lab-2020"))
    assert old is not None
    assert new is not None
    assert (old.counts(18.5), new.counts(18.5), new.counts(None), new.counts(40)) == (1, 0.5, 1, 1)


def test_a_pack_without_the_limit_sets_none() -> None:
    assert size_limit(packs_in_force("rmb-trial"), day("2011-06-01"), 3) is None
