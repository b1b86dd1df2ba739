"""The worklist's rules: which duty stands when, in which group and order, and filters that combine."""

import datetime as dt
import random
from uuid import UUID

import pytest

from fremdrift.overview.enums import Duty, Filter, Group
from fremdrift.overview.rules import Asked, Promise, Situation, Talk, end_of_week, worklist
from fremdrift.rulebook.enums import BenefitKind, ConversationState, PauseKind, TargetGroup
from fremdrift.rulebook.rules import (
    BenefitFact,
    ConversationFact,
    ExemptionFact,
    Facts,
    GroupFact,
    Obligation,
    Period,
    obligations,
)
from fremdrift.rulebook.selectors import pack_by_key
from tests.world import TODAY

SUNDAY = dt.date(2026, 11, 29)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def owed(last_talk: dt.date, exempt: tuple[dt.date, dt.date | None] | None = None) -> list[Obligation]:
    """Obligations of somebody in match group 3 on cash benefit whose last conversation was held on a day."""
    opened = last_talk - days(30)
    pauses = frozenset({PauseKind.CONVERSATION})
    facts = Facts(
        born=dt.date(1980, 1, 1),
        case=Period(start=opened),
        benefits=(BenefitFact(start=opened, kind=BenefitKind.CASH_BENEFIT),),
        target_groups=(GroupFact(start=opened, group=TargetGroup.MATCH_3),),
        conversations=(ConversationFact(on=last_talk, state=ConversationState.HELD),),
        exemptions=(ExemptionFact(start=exempt[0], end=exempt[1], pauses=pauses, reason="operation"),)
        if exempt
        else (),
    )
    return obligations(facts, pack_by_key("lab-2011"), dt.date.max)


def talk(on: dt.date, state: str = "planned", minutes: str = "none") -> Talk:
    return Talk(UUID(int=on.toordinal()), state, on, dt.time(10), "phone", minutes)


def asked(by: dt.date, answered: dt.date | None = None) -> Asked:
    return Asked(UUID(int=5), by, answered)


def case(number: int = 1, **parts: object) -> Situation:
    return Situation(UUID(int=number), **parts)  # type: ignore[arg-type]  # the parts of a situation by name


def seen(situation: Situation, today: dt.date = TODAY) -> list[tuple[Duty, Group]]:
    rows = worklist([situation], [], today).rows
    return [(item.duty, item.group) for row in rows for item in row.items]


DUE_IN_3 = dt.date(2026, 8, 27)  # + 3 months is Friday of this week
DUE_IN_6 = dt.date(2026, 8, 30)  # + 3 months is Monday of the next week
LATE_BY_4 = dt.date(2026, 8, 20)


@pytest.mark.parametrize(
    ("name", "situation", "expected"),
    [
        ("nothing at all", case(), []),
        ("due on Friday", case(obligations=owed(DUE_IN_3)), [(Duty.CONVERSATION, Group.WEEK)]),
        ("due next Monday is not this week", case(obligations=owed(DUE_IN_6)), []),
        ("four days late", case(obligations=owed(LATE_BY_4)), [(Duty.CONVERSATION, Group.LATE)]),
        ("planned in time", case(obligations=owed(DUE_IN_3), talks=[talk(TODAY + days(2))]), []),
        (
            "planned after the deadline",
            case(obligations=owed(DUE_IN_3), talks=[talk(TODAY + days(9))]),
            [(Duty.CONVERSATION, Group.WEEK)],
        ),
        (
            "late and planned later",
            case(obligations=owed(LATE_BY_4), talks=[talk(TODAY + days(2))]),
            [(Duty.CONVERSATION, Group.LATE)],
        ),
        ("meeting today", case(obligations=owed(DUE_IN_3), talks=[talk(TODAY)]), [(Duty.MEETING, Group.WEEK)]),
        (
            "meeting today, already late",
            case(obligations=owed(LATE_BY_4), talks=[talk(TODAY)]),
            [(Duty.MEETING, Group.LATE)],
        ),
        ("meeting today without any rule", case(talks=[talk(TODAY)]), [(Duty.MEETING, Group.WEEK)]),
        ("yesterday's is not written up", case(talks=[talk(TODAY - days(1))]), [(Duty.RECORD, Group.LATE)]),
        ("did not come, no new time", case(talks=[talk(TODAY - days(2), "no_show")]), [(Duty.NEW_TIME, Group.WEEK)]),
        ("did not come long ago", case(talks=[talk(TODAY - days(20), "no_show")]), [(Duty.NEW_TIME, Group.LATE)]),
        ("did not come, new time set", case(talks=[talk(TODAY - days(2), "no_show"), talk(TODAY + days(3))]), []),
        ("minutes not shared", case(talks=[talk(TODAY - days(2), "held", "draft")]), [(Duty.MINUTES, Group.WEEK)]),
        ("minutes too old", case(talks=[talk(TODAY - days(8), "held", "draft")]), [(Duty.MINUTES, Group.LATE)]),
        ("minutes shared", case(talks=[talk(TODAY - days(2), "held", "shared")]), []),
        ("agreement this week", case(promises=[Promise("x", "citizen", SUNDAY)]), [(Duty.AGREEMENT, Group.WEEK)]),
        ("agreement next week", case(promises=[Promise("x", "citizen", SUNDAY + days(1))]), []),
        ("agreement over", case(promises=[Promise("x", "other", TODAY - days(1))]), [(Duty.AGREEMENT, Group.LATE)]),
        ("agreement without a day", case(promises=[Promise("x", "citizen", None)]), []),
        ("asked, and there is time to answer", case(hearings=[asked(TODAY)]), []),
        ("no answer by yesterday", case(hearings=[asked(TODAY - days(1))]), [(Duty.HEARING, Group.WEEK)]),
        ("no answer, and nobody concluded", case(hearings=[asked(TODAY - days(8))]), [(Duty.HEARING, Group.LATE)]),
        ("answered today", case(hearings=[asked(TODAY + days(9), TODAY)]), [(Duty.HEARING, Group.WEEK)]),
        (
            "answered, and nobody concluded",
            case(hearings=[asked(TODAY + days(9), TODAY - days(8))]),
            [(Duty.HEARING, Group.LATE)],
        ),
        ("taken over", case(mine_since=TODAY - days(3), taken_over=True), [(Duty.HANDOVER, Group.WEEK)]),
        ("taken over long ago", case(mine_since=TODAY - days(8), taken_over=True), []),
        ("mine from the start", case(mine_since=TODAY - days(3)), []),
        (
            "exempt without end",
            case(obligations=owed(LATE_BY_4, (TODAY - days(10), None))),
            [(Duty.CONVERSATION, Group.WAITING)],
        ),
        (
            "exempt until next year",
            case(obligations=owed(DUE_IN_3, (TODAY - days(10), TODAY + days(60)))),
            [(Duty.CONVERSATION, Group.WAITING)],
        ),
    ],
)
def test_which_duty_stands(name: str, situation: Situation, expected: list[tuple[Duty, Group]]) -> None:
    assert seen(situation) == expected, name


def crowd() -> list[Situation]:
    """One of each, with overlapping duties."""
    return [
        case(1, obligations=owed(DUE_IN_3)),
        case(2, obligations=owed(LATE_BY_4), talks=[talk(TODAY - days(2), "held", "draft")]),
        case(3, obligations=owed(LATE_BY_4 - days(10))),
        case(4, promises=[Promise("x", "citizen", TODAY - days(30))]),
        case(5, talks=[talk(TODAY)]),
        case(6, obligations=owed(DUE_IN_3, (TODAY - days(10), None))),
        case(7, obligations=owed(DUE_IN_3)),
    ]


def test_late_first_then_law_then_oldest_date() -> None:
    rows = worklist(crowd(), [], TODAY).rows
    assert [row.case_id.int for row in rows] == [3, 2, 4, 5, 1, 7, 6]


def test_the_order_does_not_depend_on_the_order_of_reading() -> None:
    expected = worklist(crowd(), [], TODAY).rows
    for seed in range(20):
        mixed = crowd()
        random.Random(seed).shuffle(mixed)
        assert worklist(mixed, [], TODAY).rows == expected


def test_filters_combine_and_counts_say_what_each_would_leave() -> None:
    late = worklist(crowd(), [Filter.OVERDUE], TODAY)
    assert [row.case_id.int for row in late.rows] == [3, 2, 4]
    assert late.counts[Filter.MINUTES] == 1
    both = worklist(crowd(), [Filter.OVERDUE, Filter.MINUTES], TODAY)
    assert [row.case_id.int for row in both.rows] == [2]
    assert worklist(crowd(), [Filter.OVERDUE, Filter.WAITING], TODAY).rows == ()


@pytest.mark.parametrize("chosen", list(Filter))
def test_every_count_is_the_number_of_rows_it_leaves(chosen: Filter) -> None:
    whole = worklist(crowd(), [], TODAY)
    assert whole.counts[chosen] == len(worklist(crowd(), [chosen], TODAY).rows)


@pytest.mark.parametrize(
    ("today", "sunday"),
    [
        (dt.date(2026, 11, 23), SUNDAY),
        (dt.date(2026, 11, 27), SUNDAY),
        (dt.date(2026, 11, 28), SUNDAY + days(7)),
        (SUNDAY, SUNDAY + days(7)),
    ],
)
def test_at_the_weekend_the_next_week_counts(today: dt.date, sunday: dt.date) -> None:
    assert end_of_week(today) == sunday
