"""Hypothesis strategies: made-up cases of 2010–2013 with spells that do not overlap, and their JSON."""

import json
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

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
    GroupFact,
    Period,
)

T = TypeVar("T")

FIRST, LAST = date(2010, 9, 1), date(2013, 6, 30)
DAYS = st.dates(FIRST, LAST)
OFTEN_CASH = st.sampled_from(
    [BenefitKind.CASH_BENEFIT, BenefitKind.CASH_BENEFIT, BenefitKind.SICKNESS_BENEFIT, BenefitKind.FLEX_JOB]
)
GROUPS = st.sampled_from([TargetGroup.MATCH_1, TargetGroup.MATCH_2, TargetGroup.MATCH_3, TargetGroup.JOB_READY])
OFTEN_OFFERS = st.sampled_from(
    [EffortKind.COMPANY_PLACEMENT, EffortKind.WAGE_SUBSIDY, EffortKind.ORDINARY_EDUCATION, EffortKind.MENTOR]
)


@st.composite
def periods(draw: DrawFn) -> Period:
    """A period of up to nine months, or one that runs on."""
    start = draw(DAYS)
    length = draw(st.none() | st.integers(0, 270))
    return Period(start=start, end=None if length is None else start + timedelta(days=length))


@st.composite
def spells(draw: DrawFn) -> list[Period]:
    """Up to four periods that do not overlap; often the next begins the day after."""
    found: list[Period] = []
    start = draw(DAYS)
    for _ in range(draw(st.integers(0, 4))):
        end = start + timedelta(days=draw(st.integers(0, 250)))
        found.append(Period(start=start, end=end))
        start = end + timedelta(days=draw(st.sampled_from([1, 1, 2, 30, 120])))
    runs_on: bool = draw(st.booleans())
    if found and runs_on:
        found[-1] = Period(start=found[-1].start)
    return found


@st.composite
def conversations(draw: DrawFn) -> ConversationFact:
    return ConversationFact(
        on=draw(DAYS),
        state=draw(st.sampled_from([ConversationState.HELD, *ConversationState])),
        form=draw(st.none() | st.sampled_from(ConversationForm)),
        resets=draw(st.sampled_from([True, True, False])),
    )


@st.composite
def exemptions(draw: DrawFn) -> ExemptionFact:
    period = draw(periods())
    return ExemptionFact(
        start=period.start,
        end=period.end,
        pauses=draw(st.frozensets(st.sampled_from(PauseKind), min_size=1)),
        reason=draw(st.sampled_from(["", "operation", "barsel"])),
    )


@st.composite
def efforts(draw: DrawFn) -> EffortFact:
    period = draw(periods())
    return EffortFact(
        start=period.start,
        end=period.end,
        kind=draw(OFTEN_OFFERS),
        hours=draw(st.none() | st.sampled_from([0.0, 12.5, 37.0])),
        at_workplace=draw(st.booleans()),
    )


@st.composite
def cases(draw: DrawFn) -> Facts:
    """A made-up case."""
    opened = draw(st.dates(FIRST, date(2011, 12, 31)))
    closed = draw(st.none() | st.dates(opened, LAST))
    return Facts(
        born=draw(st.dates(date(1976, 1, 1), date(1992, 12, 31)) | st.just(date(1984, 2, 29))),
        case=Period(start=opened, end=closed),
        benefits=tuple(
            BenefitFact(start=spell.start, end=spell.end, kind=draw(OFTEN_CASH)) for spell in draw(spells())
        ),
        target_groups=tuple(
            GroupFact(start=spell.start, end=spell.end, group=draw(GROUPS)) for spell in draw(spells())
        ),
        exemptions=_up_to(draw, 3, exemptions()),
        conversations=_up_to(draw, 6, conversations()),
        efforts=_up_to(draw, 5, efforts()),
        plans=draw(st.none() | st.lists(DAYS, max_size=2).map(tuple)),
        education=draw(
            st.none()
            | st.builds(
                EducationFact,
                qualifying=st.just(False),
                children_at_home=st.booleans(),
                judged_able_on=st.none() | DAYS,
            )
        ),
    )


def _up_to(draw: DrawFn, most: int, strategy: SearchStrategy[T]) -> tuple[T, ...]:
    return tuple(draw(st.lists(strategy, max_size=most)))


def to_json(facts: Facts) -> str:
    """The facts file that says the same."""
    return json.dumps(
        {
            "born": str(facts.born),
            "case": {"opened": str(facts.case.start), "closed": _text(facts.case.end)},
            "benefits": [{"kind": item.kind, **_period(item)} for item in facts.benefits],
            "target_groups": [{"group": item.group, **_period(item)} for item in facts.target_groups],
            "exemptions": [
                {"pauses": sorted(item.pauses), "reason": item.reason, **_period(item)} for item in facts.exemptions
            ],
            "conversations": [
                {"on": str(item.on), "state": item.state, "form": item.form, "resets": item.resets}
                for item in facts.conversations
            ],
            "efforts": [
                {
                    "kind": item.kind,
                    "hours": item.hours,
                    "at_workplace": item.at_workplace,
                    **_period(item),
                }
                for item in facts.efforts
            ],
            "education": facts.education
            and {
                "qualifying": facts.education.qualifying,
                "children_at_home": facts.education.children_at_home,
                "judged_able_on": _text(facts.education.judged_able_on),
            },
            **({} if facts.plans is None else {"plans": [{"on": str(on)} for on in facts.plans]}),
        }
    )


def _period(item: Period) -> dict[str, str | None]:
    return {"from": str(item.start), "to": _text(item.end)}


def _text(day: date | None) -> str | None:
    return str(day) if day else None
