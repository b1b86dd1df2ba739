"""The facts file: what is read, and the place and sentence of everything wrong."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    ConversationState,
    EffortKind,
    PauseKind,
    TargetGroup,
)
from fremdrift.rulebook.rules import (
    BenefitFact,
    ConversationFact,
    EducationFact,
    EffortFact,
    ExemptionFact,
    Facts,
    FactsError,
    GroupFact,
    Period,
    facts_from_json,
)
from tests.rulebook.shorthand import day

Document = dict[str, Any]
GROUPS = ", ".join(TargetGroup)


def right() -> Document:
    """A facts file in which every field is used."""
    return {
        "born": "1985-02-28",
        "case": {"opened": "2011-01-03", "closed": "2012-06-30"},
        "benefits": [
            {"kind": "cash_benefit", "from": "2011-01-03", "to": "2011-03-31"},
            {"kind": "sickness_benefit", "from": "2011-04-01", "to": None},
        ],
        "target_groups": [{"group": "match_2", "from": "2011-01-03"}],
        "exemptions": [
            {
                "from": "2011-04-01",
                "to": "2011-04-30",
                "pauses": ["conversation", "offer"],
                "reason": "operation",
            }
        ],
        "conversations": [{"on": "2011-03-01", "state": "held", "form": "in_person", "resets": False}],
        "efforts": [
            {
                "kind": "company_placement",
                "from": "2011-05-02",
                "to": "2011-07-29",
                "hours": 15.5,
                "at_workplace": True,
            }
        ],
        "plans": [{"on": "2011-02-01"}],
        "education": {"qualifying": False, "children_at_home": True, "judged_able_on": "2011-02-01"},
    }


def test_every_field_is_read() -> None:
    assert facts_from_json(json.dumps(right())) == Facts(
        born=day("1985-02-28"),
        case=Period(start=day("2011-01-03"), end=day("2012-06-30")),
        benefits=(
            BenefitFact(kind=BenefitKind.CASH_BENEFIT, start=day("2011-01-03"), end=day("2011-03-31")),
            BenefitFact(kind=BenefitKind.SICKNESS_BENEFIT, start=day("2011-04-01")),
        ),
        target_groups=(GroupFact(group=TargetGroup.MATCH_2, start=day("2011-01-03")),),
        exemptions=(
            ExemptionFact(
                start=day("2011-04-01"),
                end=day("2011-04-30"),
                pauses=frozenset({PauseKind.CONVERSATION, PauseKind.OFFER}),
                reason="operation",
            ),
        ),
        conversations=(
            ConversationFact(
                on=day("2011-03-01"),
                state=ConversationState.HELD,
                form=ConversationForm.IN_PERSON,
                resets=False,
            ),
        ),
        efforts=(
            EffortFact(
                kind=EffortKind.COMPANY_PLACEMENT,
                start=day("2011-05-02"),
                end=day("2011-07-29"),
                hours=15.5,
                at_workplace=True,
            ),
        ),
        plans=(day("2011-02-01"),),
        education=EducationFact(qualifying=False, children_at_home=True, judged_able_on=day("2011-02-01")),
    )


def test_born_and_the_opening_are_enough() -> None:
    facts = facts_from_json('{"born": "1985-02-28", "case": {"opened": "2011-01-03"}}')
    assert facts == Facts(born=day("1985-02-28"), case=Period(start=day("2011-01-03")))


def test_a_held_conversation_resets_unless_said_otherwise() -> None:
    document = right()
    document["conversations"] = [{"on": "2011-03-01", "state": "held", "form": None}]
    (conversation,) = facts_from_json(json.dumps(document)).conversations
    assert conversation.resets
    assert conversation.form is None


class Wrong(NamedTuple):
    path: str
    change: Callable[[Document], object]
    sentence: str


def put(*place: str | int, value: object) -> Callable[[Document], object]:
    """A change that puts a value at a place in the document."""

    def change(document: Document) -> None:
        at: Any = document
        for step in place[:-1]:
            at = at[step]
        at[place[-1]] = value

    return change


def drop(*place: str | int) -> Callable[[Document], object]:
    """A change that removes what stands at a place in the document."""

    def change(document: Document) -> None:
        at: Any = document
        for step in place[:-1]:
            at = at[step]
        del at[place[-1]]

    return change


def overlapping(name: str, **word: str) -> Callable[[Document], object]:
    """A change that makes the second spell begin on the last day of the first."""
    return put(
        name,
        value=[
            {**word, "from": "2011-03-31", "to": None},
            {**word, "from": "2011-01-03", "to": "2011-03-31"},
        ],
    )


WRONG = [
    Wrong("born", drop("born"), "is missing."),
    Wrong("born", put("born", value=None), "must be a date like 2011-01-03, not null."),
    Wrong("born", put("born", value="28-02-1985"), "must be a date like 2011-01-03, not '28-02-1985'."),
    Wrong("born", put("born", value="19850228"), "must be a date like 2011-01-03, not '19850228'."),
    Wrong("born", put("born", value="1985-02-29"), "is no day in the calendar: '1985-02-29'."),
    Wrong("born", put("born", value=1985), "must be a date like 2011-01-03, not 1985."),
    Wrong("born", put("born", value="0985-02-28"), "must lie between 1900 and 2199, not '0985-02-28'."),
    Wrong("born", put("born", value="2011-01-04"), "2011-01-04 lies after the case was opened on 2011-01-03."),
    Wrong("case", drop("case"), "is missing."),
    Wrong("case", put("case", value="2011-01-03"), "must be an object with named fields, not '2011-01-03'."),
    Wrong("case.opened", drop("case", "opened"), "is missing."),
    Wrong("case.open", put("case", "open", value="2011-01-03"), "is not known here; known are opened, closed."),
    Wrong(
        "case.closed",
        put("case", "closed", value="2011-01-02"),
        "2011-01-02 lies before the case was opened on 2011-01-03.",
    ),
    Wrong("benefits", put("benefits", value={}), "must be a list, not an object."),
    Wrong("benefits", put("benefits", value=None), "must be a list, not null."),
    Wrong("benefits[0]", put("benefits", 0, value=[]), "must be an object with named fields, not a list."),
    Wrong("benefits[1].kind", drop("benefits", 1, "kind"), "is missing."),
    Wrong(
        "benefits[1].kind",
        put("benefits", 1, "kind", value="kontanthjælp"),
        "must be one of cash_benefit, education_benefit, unemployment_insurance, sickness_benefit,"
        " vocational_rehabilitation, resource_course, job_clarification_course, flex_unemployment_allowance,"
        " disability_pension, flex_job, self_supported, not 'kontanthjælp'.",
    ),
    Wrong(
        "benefits[0].to",
        put("benefits", 0, "to", value="2011-01-02"),
        "2011-01-02 lies before from, 2011-01-03.",
    ),
    Wrong(
        "benefits[0].from",
        put("benefits", 0, "from", value=True),
        "must be a date like 2011-01-03, not true.",
    ),
    Wrong(
        "benefits[0]",
        overlapping("benefits", kind="cash_benefit"),
        "begins 2011-03-31, before benefits[1] has ended; they may not overlap.",
    ),
    Wrong(
        "target_groups[0]",
        overlapping("target_groups", group="match_1"),
        "begins 2011-03-31, before target_groups[1] has ended; they may not overlap.",
    ),
    Wrong(
        "target_groups[0].group",
        put("target_groups", 0, "group", value=2),
        f"must be one of {GROUPS}, not 2.",
    ),
    Wrong(
        "target_groups[0].group",
        put("target_groups", 0, "group", value="match_4"),
        f"must be one of {GROUPS}, not 'match_4'.",
    ),
    Wrong("exemptions[0].pauses", drop("exemptions", 0, "pauses"), "is missing."),
    Wrong(
        "exemptions[0].pauses",
        put("exemptions", 0, "pauses", value=[]),
        "must name what it pauses: conversation, offer, hours, mentor.",
    ),
    Wrong(
        "exemptions[0].pauses[1]",
        put("exemptions", 0, "pauses", 1, value="everything"),
        "must be one of conversation, offer, hours, mentor, not 'everything'.",
    ),
    Wrong("exemptions[0].reason", put("exemptions", 0, "reason", value=7), "must be a text, not 7."),
    Wrong(
        "conversations[0].state",
        put("conversations", 0, "state", value="missed"),
        "must be one of planned, held, no_show, cancelled, moved, not 'missed'.",
    ),
    Wrong(
        "conversations[0].form",
        put("conversations", 0, "form", value="letter"),
        "must be one of in_person, phone, video, walk, at_company, at_home, not 'letter'.",
    ),
    Wrong(
        "conversations[0].resets",
        put("conversations", 0, "resets", value="yes"),
        "must be true or false, not 'yes'.",
    ),
    Wrong(
        "conversations[0].date",
        put("conversations", 0, "date", value="2011-03-01"),
        "is not known here; known are on, state, resets, form.",
    ),
    Wrong(
        "efforts[0].kind",
        put("efforts", 0, "kind", value="x" * 60),
        "must be one of company_placement, wage_subsidy, guidance_upskilling, ordinary_education, mentor,"
        f" treatment, debt_advice, housing, own_activity, not '{'x' * 39}….",
    ),
    Wrong("efforts[0].hours", put("efforts", 0, "hours", value=-1), "must be a number from 0 to 168, not -1."),
    Wrong("efforts[0].hours", put("efforts", 0, "hours", value=169), "must be a number from 0 to 168, not 169."),
    Wrong(
        "efforts[0].hours",
        put("efforts", 0, "hours", value=True),
        "must be a number from 0 to 168, not true.",
    ),
    Wrong(
        "efforts[0].hours",
        put("efforts", 0, "hours", value="15"),
        "must be a number from 0 to 168, not '15'.",
    ),
    Wrong("plans", put("plans", value=None), "must be a list, not null."),
    Wrong(
        "plans[0]",
        put("plans", 0, value="2011-02-01"),
        "must be an object with named fields, not '2011-02-01'.",
    ),
    Wrong("plans[0].on", put("plans", 0, value={}), "is missing."),
    Wrong("education.qualifying", drop("education", "qualifying"), "is missing."),
    Wrong(
        "education.children_at_home",
        put("education", "children_at_home", value=0),
        "must be true or false, not 0.",
    ),
    Wrong(
        "name",
        put("name", value="N.N."),
        "is not known here; known are born, case, benefits, target_groups, exemptions, conversations,"
        " efforts, plans, education.",
    ),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: f"{w.path}: {w.sentence[:40]}")
def test_wrong_input_is_named(wrong: Wrong) -> None:
    document = right()
    wrong.change(document)
    with pytest.raises(FactsError) as caught:
        facts_from_json(json.dumps(document))
    assert (caught.value.path, caught.value.sentence) == (wrong.path, wrong.sentence)
    assert str(caught.value) == f"{wrong.path}: {wrong.sentence}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: this is not JSON: Expecting value."),
        (
            '{"born": "1985-02-28",\n "case" {}}',
            "line 2, column 9: this is not JSON: Expecting ':' delimiter.",
        ),
        ("[]", "must be an object with named fields, not a list."),
        (
            '{"born": "1985-02-28", "born": "1986-02-28"}',
            "born: stands twice in one object; keep the one that is right.",
        ),
        ('{"born": NaN}', "NaN is no number; leave the field out or write null."),
        ("[" * 100_000, "The file is nested too deeply to be a facts file."),
    ],
)
def test_text_that_is_no_facts_file(text: str, message: str) -> None:
    with pytest.raises(FactsError) as caught:
        facts_from_json(text)
    assert str(caught.value) == message


def test_spells_that_meet_day_by_day_do_not_overlap() -> None:
    document = right()
    document["benefits"].reverse()
    assert len(facts_from_json(json.dumps(document)).benefits) == 2


def test_a_period_may_be_a_single_day() -> None:
    document = right()
    document["efforts"][0]["to"] = document["efforts"][0]["from"]
    (effort,) = facts_from_json(json.dumps(document)).efforts
    assert (effort.start, effort.end) == (day("2011-05-02"), day("2011-05-02"))
