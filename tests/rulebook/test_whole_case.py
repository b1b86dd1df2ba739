"""The example of the domain model, worked by hand in full, and how obligations read."""

from datetime import date

from fremdrift.rulebook.enums import Meets, MetBy, PauseBecause
from fremdrift.rulebook.rules import (
    Obligation,
    Pause,
    as_json,
    facts_from_json,
    obligations,
)
from fremdrift.rulebook.selectors import pack_by_key
from tests.rulebook.shorthand import a_case, day, line, lines

EXAMPLE = """
{"born": "1985-02-28", "case": {"opened": "2011-01-03", "closed": null},
 "benefits": [{"kind": "cash_benefit", "from": "2011-01-03", "to": null}],
 "target_groups": [{"group": "match_2", "from": "2011-01-03", "to": null}],
 "exemptions": [{"from": "2011-04-01", "to": "2011-04-30", "pauses": ["conversation", "offer"],
                 "reason": "operation"}],
 "conversations": [{"on": "2011-03-01", "state": "held", "form": "in_person", "resets": true}],
 "efforts": [{"kind": "company_placement", "from": "2011-05-02", "to": "2011-07-29", "hours": 15,
              "at_workplace": true}]}
"""
OPERATION = Pause(start=day("2011-04-01"), end=day("2011-04-30"), because=PauseBecause.EXEMPTION, reason="operation")


def found_in_example(until: str = "2012-12-31") -> list[Obligation]:
    return obligations(facts_from_json(EXAMPLE), pack_by_key("lab-2011"), day(until))


def one(rule: str) -> Obligation:
    (obligation,) = [item for item in found_in_example() if item.rule == f"lab-2011.{rule}"]
    return obligation


def test_every_obligation_in_order_of_due_date() -> None:
    assert [line(item) for item in found_in_example()] == [
        "first 2011-01-03 due 2011-02-03 met 2011-03-01",
        "offer 2011-01-03 base 2011-04-04 due 2011-05-04 met 2011-05-02",
        "interval 2011-03-01 base 2011-06-01 due 2011-07-01",
        "max 2011-05-02 due 2011-07-31 met 2011-07-29",
        "min 2011-05-02 due 2011-11-01 closed 2011-07-29 ended_short",
        "again 2011-07-29 due 2012-01-29",
    ]


def test_without_a_due_date_comes_last() -> None:
    facts = a_case(talks="2011-02-01", exempt="conversation 2011-03-01..")
    found = obligations(facts, pack_by_key("lab-2011"), day("2012-12-31"))
    assert [item.due_on for item in found] == [day("2011-04-03"), day("2011-10-03"), None]


def test_until_is_the_last_day_to_arise_on() -> None:
    assert "again 2011-07-29 due 2012-01-29" in lines(found_in_example("2011-07-29"))
    assert lines(found_in_example("2011-07-28")) == lines(found_in_example())[:-1]


def test_an_obligation_says_why_by_which_rule_and_what_would_meet_it() -> None:
    interval = one("conversation.interval")
    assert interval.source == "LAB chapter 7; LAB 2011 as SFI 2012 describes it"
    assert interval.reason == "Conversation at least every 3 months. Last conversation 2011-03-01."
    assert interval.reason_params == {"since": day("2011-03-01"), "count": 3, "unit": "months"}
    assert interval.what_would_meet_it is Meets.HOLD_CONVERSATION
    assert interval.met_by is None
    assert one("conversation.first").met_by is MetBy.CONVERSATION
    assert one("offer.first").met_by is MetBy.EFFORT


def test_every_reason_is_a_sentence() -> None:
    facts = a_case(
        born="1989-05-10",
        benefits="cash_benefit 2011-01-03..2011-05-31, cash_benefit 2011-06-20..",
        efforts="wage_subsidy 2011-02-01..2011-02-28, company_placement 2011-07-01..2011-07-31",
        talks="2011-03-01",
        plans="2011-03-01",
        able="2011-02-01",
    )
    found = obligations(facts, pack_by_key("lab-2011"), day("2012-12-31"))
    assert {item.rule.removeprefix("lab-2011."): item.reason for item in reversed(found)} == {
        "conversation.first": "First conversation within 1 month (under 30 years). Counted from 2011-01-03.",
        "conversation.interval": "Conversation at least every 3 months. Last conversation 2011-03-01.",
        "offer.first": "First offer after at most 13 weeks on benefit (under 30 years). Counted from 2011-01-03.",
        "offer.repeat": "New offer within 6 months. The last one ended 2011-02-28.",
        "offer.young.length": "Offers of at least 6 months without a break (under 30 years). Began 2011-02-01.",
        "placement.length": "At most 13 weeks of company placement. Began 2011-07-01.",
        "wage-subsidy.length": "At most 1 year of wage subsidy. Began 2011-02-01.",
        "wage-subsidy.earliest": "No wage subsidy before 6 months on benefit. On benefit since 2011-01-03.",
        "education.order": "Education order (under 25 years), no qualifying education,"
        " no children at home. Judged able 2011-02-01.",
        "plan.before-offer": "Job plan before the first offer. Counted from 2011-01-03.",
    }
    assert "New offer within 6 months. The duty resumed 2011-06-20." in {item.reason for item in found}


def test_thirty_and_over_is_said() -> None:
    found = obligations(a_case(), pack_by_key("lab-2011"), day("2011-01-03"))
    assert [item.reason for item in found] == [
        "First conversation within 3 months (30 years and over). Counted from 2011-01-03.",
        "First offer after at most 9 months on benefit (30 years and over). Counted from 2011-01-03.",
    ]


def test_pauses_are_named() -> None:
    assert one("conversation.interval").paused == (OPERATION,)
    assert one("offer.first").paused == (OPERATION,)
    assert one("conversation.first").paused == ()


def test_days_without_benefit_are_pauses_of_the_accumulated_count() -> None:
    facts = a_case(benefits="cash_benefit 2011-01-03..2011-01-31, cash_benefit 2011-03-01..")
    found = obligations(facts, pack_by_key("lab-2011"), day("2011-01-03"))
    (offer,) = [item for item in found if item.rule == "lab-2011.offer.first"]
    assert offer.paused == (Pause(start=day("2011-02-01"), end=day("2011-02-28"), because=PauseBecause.NO_BENEFIT),)


def test_a_pause_is_cut_where_counting_begins() -> None:
    facts = a_case(talks="2011-02-01", exempt="conversation 2011-01-20..2011-02-10")
    found = obligations(facts, pack_by_key("lab-2011"), day("2011-12-31"))
    (interval,) = [item for item in found if item.rule == "lab-2011.conversation.interval"]
    assert [(pause.start, pause.end) for pause in interval.paused] == [(day("2011-02-02"), day("2011-02-10"))]


def test_only_doubtful_parameters_that_matter_make_an_obligation_unconfirmed() -> None:
    facts = a_case(groups="match_2 2011-01-03..2011-02-28, match_3 2011-03-01..")
    found = obligations(facts, pack_by_key("lab-2011"), day("2011-12-31"))
    assert {item.rule: item.unconfirmed for item in found} == {
        "lab-2011.conversation.first": False,
        "lab-2011.offer.first": True,
    }
    assert not any(item.unconfirmed for item in found_in_example())


def test_as_json_carries_everything_as_text() -> None:
    row = as_json([one("conversation.interval")], date(2011, 4, 15))
    assert row == [
        {
            "kind": "conversation_interval",
            "status": "paused",
            "rule": "lab-2011.conversation.interval",
            "source": "LAB chapter 7; LAB 2011 as SFI 2012 describes it",
            "reason": "Conversation at least every 3 months. Last conversation 2011-03-01.",
            "reason_code": "conversation_interval",
            "reason_params": {"since": "2011-03-01", "count": 3, "unit": "months"},
            "arises_on": "2011-03-01",
            "due_on": "2011-07-01",
            "base_due_on": "2011-06-01",
            "met_on": None,
            "met_by": None,
            "closed_on": None,
            "closed_because": None,
            "paused": [{"from": "2011-04-01", "to": "2011-04-30", "because": "exemption", "reason": "operation"}],
            "what_would_meet_it": "hold_conversation",
            "unconfirmed": False,
        }
    ]
