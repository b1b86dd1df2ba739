"""The worklist's rules: which duty stands when, in which group and order, and filters that combine."""

import datetime as dt
import random
from dataclasses import replace
from uuid import UUID

import pytest

from fremdrift.overview.enums import Duty, Filter, Group
from fremdrift.overview.rules import (
    Aside,
    Fell,
    Measuring,
    Note,
    OpenHearing,
    OpenNeed,
    OwnStep,
    Promise,
    Situation,
    Talk,
    Work,
    end_of_week,
    lines,
    spoken_of,
    worklist,
)
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


def step(due_on: dt.date) -> OwnStep:
    return OwnStep(UUID(int=9), "Finde en mentor", due_on)


def need(since: dt.date, area: str = "debt") -> OpenNeed:
    return OpenNeed(UUID(int=11), "Hjælp til gælden", area, since)


def asked(by: dt.date, answered: dt.date | None = None) -> OpenHearing:
    return OpenHearing(UUID(int=5), by, answered)


def case(number: int = 1, **parts: object) -> Situation:
    return Situation(UUID(int=number), **parts)  # type: ignore[arg-type]  # the parts of a situation by name


def seen(situation: Situation, today: dt.date = TODAY) -> list[tuple[Duty, Group]]:
    rows = worklist([situation], [], today).rows
    return [(item.duty, item.group) for row in rows for item in row.items]


DUE_IN_3 = dt.date(2026, 8, 27)  # + 3 months is Friday of this week
DUE_IN_6 = dt.date(2026, 8, 30)  # + 3 months is Monday of the next week
LATE_BY_4 = dt.date(2026, 8, 20)


OLD = TODAY - days(400)
MET = talk(TODAY - days(1), "held")


def work(ended: int | None, begins: int = 200, area: str = "social") -> Work:
    """An effort that ended, or ends, so many days ago."""
    end = None if ended is None else TODAY - days(ended)
    return Work(UUID(int=1000 + (ended or 0)), "Mentor", TODAY - days(begins), end, area)


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
        ("our sub-goal is over", case(steps=[step(TODAY - days(1))]), [(Duty.SUB_GOAL, Group.LATE)]),
        ("our sub-goal is due today", case(steps=[step(TODAY)]), []),
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
        ("a need of three weeks", case(needs=[need(TODAY - days(27))]), []),
        ("a need of four weeks", case(needs=[need(TODAY - days(28))]), [(Duty.NEED, Group.WEEK)]),
        ("a need of five weeks", case(needs=[need(TODAY - days(35))]), [(Duty.NEED, Group.LATE)]),
        (
            "a need, and an effort about something else",
            case(needs=[need(TODAY - days(35))], efforts=[work(None)]),
            [(Duty.NEED, Group.LATE)],
        ),
        (
            "a need, and an effort about it",
            case(needs=[need(TODAY - days(35))], efforts=[work(None, area="debt")]),
            [],
        ),
        (
            "a need, and an effort about it to come",
            case(needs=[need(TODAY - days(35))], efforts=[work(None, -20, "debt")]),
            [],
        ),
        (
            "a need, and an effort about it that ended three weeks ago",
            case(needs=[need(TODAY - days(90))], efforts=[work(21, area="debt")]),
            [],
        ),
        (
            "a need, and an effort about it that ended five weeks ago",
            case(needs=[need(TODAY - days(90))], efforts=[work(35, area="debt")]),
            [(Duty.NEED, Group.LATE)],
        ),
        ("nothing for four weeks", case(since=TODAY - days(28)), [(Duty.NO_EFFORT, Group.WEEK)]),
        ("nothing for less", case(since=TODAY - days(27)), []),
        ("nothing for a day more", case(since=TODAY - days(29)), [(Duty.NO_EFFORT, Group.LATE)]),
        (
            "an effort ended four weeks ago",
            case(since=OLD, talks=[MET], efforts=[work(28)]),
            [(Duty.NO_EFFORT, Group.WEEK)],
        ),
        (
            "an effort ended four weeks and a day ago",
            case(since=OLD, talks=[MET], efforts=[work(29)]),
            [(Duty.NO_EFFORT, Group.LATE)],
        ),
        ("the citizen wrote three days ago", case(asked_on=TODAY - days(3)), [(Duty.MESSAGE, Group.WEEK)]),
        ("the citizen wrote four days ago", case(asked_on=TODAY - days(4)), [(Duty.MESSAGE, Group.LATE)]),
        ("an effort ended", case(since=OLD, talks=[MET], efforts=[work(30)]), [(Duty.NO_EFFORT, Group.LATE)]),
        ("an effort ended lately", case(since=OLD, talks=[MET], efforts=[work(27)]), []),
        ("one runs without end", case(since=OLD, talks=[MET], efforts=[work(60), work(None)]), []),
        ("one is agreed", case(since=OLD, talks=[MET], efforts=[work(60), work(-90, begins=-30)]), []),
        ("exempt", case(since=OLD, talks=[MET], efforts=[work(60)], exempt=True), []),
        ("one ends soon", case(since=OLD, talks=[MET], efforts=[work(-21)]), [(Duty.ENDING, Group.WEEK)]),
        ("one ends later", case(since=OLD, talks=[MET], efforts=[work(-22)]), []),
        ("another follows", case(since=OLD, talks=[MET], efforts=[work(-9), work(-90, begins=-8)]), []),
        ("nobody has met them", case(since=OLD, efforts=[work(None)]), [(Duty.NO_CONTACT, Group.LATE)]),
        (
            "not met for 13 weeks",
            case(since=OLD, talks=[talk(TODAY - days(91), "held")], efforts=[work(None)]),
            [(Duty.NO_CONTACT, Group.WEEK)],
        ),
        ("met since", case(since=OLD, talks=[talk(TODAY - days(90), "held")], efforts=[work(None)]), []),
        ("a time is set", case(since=OLD, talks=[talk(TODAY + days(9))], efforts=[work(None)]), []),
        (
            "the law asks for it already",
            case(since=OLD, obligations=owed(LATE_BY_4), efforts=[work(None)]),
            [(Duty.CONVERSATION, Group.LATE)],
        ),
        (
            "did not come, and long not met",
            case(since=OLD, talks=[talk(TODAY - days(2), "no_show")], efforts=[work(None)]),
            [(Duty.NEW_TIME, Group.WEEK)],
        ),
        ("a note to oneself", case(notes=[Note(UUID(int=7), TODAY, "x")]), [(Duty.REMINDER, Group.WEEK)]),
        ("an old note is not late", case(notes=[Note(UUID(int=7), OLD, "x")]), [(Duty.REMINDER, Group.WEEK)]),
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
        aside(case(8, obligations=owed(LATE_BY_4)), Duty.CONVERSATION),
        case(9, since=TODAY - days(50), talks=[talk(TODAY - days(50), "held")]),
        case(10, notes=[Note(UUID(int=7), TODAY, "x")]),
    ]


def aside(situation: Situation, duty: Duty, until: dt.date | None = None) -> Situation:
    """The same, with the line of a duty put aside as it stands."""
    item = next(item for item in lines(situation, TODAY) if item.duty is duty)
    return replace(situation, asides=[Aside(UUID(int=9), duty, item.fact, "x", until)])


class TestPutAside:
    two = case(2, obligations=owed(LATE_BY_4), talks=[talk(TODAY - days(2), "held", "draft")])

    def test_the_line_goes_and_the_other_leads(self) -> None:
        (row,) = worklist([aside(self.two, Duty.CONVERSATION)], [], TODAY).rows
        assert [item.duty for item in row.items] == [Duty.MINUTES]

    def test_it_stands_by_itself_where_it_is_asked_for(self) -> None:
        found = worklist([aside(self.two, Duty.CONVERSATION)], [Filter.ASIDE], TODAY)
        assert [(row.group, row.first.duty) for row in found.rows] == [(Group.ASIDE, Duty.CONVERSATION)]
        assert worklist([aside(self.two, Duty.CONVERSATION)], [], TODAY).counts[Filter.ASIDE] == 1

    def test_it_combines_with_other_counts(self) -> None:
        situation = aside(self.two, Duty.MINUTES)
        assert worklist([situation], [Filter.ASIDE, Filter.OVERDUE], TODAY).rows == ()
        assert len(worklist([situation], [Filter.ASIDE, Filter.MINUTES], TODAY).rows) == 1
        assert worklist([situation], [Filter.MINUTES], TODAY).rows == ()

    @pytest.mark.parametrize(("until", "gone"), [(None, True), (TODAY + days(1), True), (TODAY, False)])
    def test_on_its_day_it_is_back(self, until: dt.date | None, gone: bool) -> None:
        (row,) = worklist([aside(self.two, Duty.CONVERSATION, until)], [], TODAY).rows
        assert (row.first.duty is Duty.MINUTES) is gone

    def test_another_fact_is_another_line(self) -> None:
        before = aside(self.two, Duty.CONVERSATION)
        moved = replace(before, obligations=owed(LATE_BY_4 - days(1)))
        assert worklist([moved], [], TODAY).rows[0].first.duty is Duty.CONVERSATION

    def test_every_line_of_a_case_has_a_fact_of_its_own(self) -> None:
        efforts = [work(-3), replace(work(-3), id=UUID(int=77))]
        promises = [Promise("x", "citizen", TODAY, UUID(int=n)) for n in (1, 2)]
        steps = [OwnStep(UUID(int=n), "x", TODAY - days(1)) for n in (3, 4)]
        situation = replace(self.two, efforts=efforts, promises=promises, steps=steps, asked_on=OLD, since=OLD)
        found = [(item.duty, item.fact) for item in lines(situation, TODAY)]
        assert len(set(found)) == len(found) == 9
        assert max(len(fact) for _, fact in found) <= 120


def test_signs_count_where_another_duty_says_the_same() -> None:
    """Who has not been met stands under that count also when the law asks for the conversation."""
    situation = case(1, since=OLD, obligations=owed(LATE_BY_4))
    found = worklist([situation], [Filter.NO_CONTACT, Filter.NO_EFFORT], TODAY)
    assert [item.duty for item in found.rows[0].items] == [Duty.CONVERSATION, Duty.NO_EFFORT]


ALL_AT_ONCE = case(
    1,
    since=OLD,
    obligations=owed(LATE_BY_4),
    talks=[talk(TODAY - days(3)), talk(TODAY - days(2), "held", "draft"), talk(TODAY)],
    promises=[Promise("x", "citizen", TODAY - days(1)), Promise("y", "citizen", TODAY)],
    hearings=[asked(TODAY - days(1))],
    asked_on=TODAY - days(1),
    efforts=[work(-3)],
    mine_since=TODAY - days(1),
    taken_over=True,
    measuring=Measuring(TODAY - days(1), TODAY + days(13)),
    falls=[Fell("citizen", OLD, TODAY - days(1))],
    differ_since=TODAY - days(1),
    notes=[Note(UUID(int=7), TODAY, "x")],
)
ABOUT = {
    Filter.TODAY: Duty.MEETING,
    Filter.AGREEMENT: Duty.AGREEMENT,
    Filter.RECORD: Duty.RECORD,
    Filter.MINUTES: Duty.MINUTES,
    Filter.MESSAGE: Duty.MESSAGE,
    Filter.HEARING: Duty.HEARING,
    Filter.ENDING: Duty.ENDING,
    Filter.MEASUREMENT: Duty.MEASUREMENT,
    Filter.FELL: Duty.FELL,
    Filter.DIFFER: Duty.DIFFER,
    Filter.NEW_TO_ME: Duty.HANDOVER,
    Filter.REMINDER: Duty.REMINDER,
}


class TestSpokenOf:
    """The duty that a row tells and acts on."""

    @pytest.mark.parametrize("chosen", list(ABOUT))
    def test_it_is_what_the_chosen_count_is_about(self, chosen: Filter) -> None:
        (row,) = worklist([ALL_AT_ONCE], [chosen], TODAY).rows
        assert spoken_of(row, [chosen]).duty is ABOUT[chosen]

    @pytest.mark.parametrize("chosen", [[], [Filter.DUE], [Filter.OVERDUE], [Filter.DUE, Filter.OVERDUE]])
    def test_else_the_foremost(self, chosen: list[Filter]) -> None:
        (row,) = worklist([ALL_AT_ONCE], chosen, TODAY).rows
        assert spoken_of(row, chosen) == row.first

    def test_of_several_the_foremost(self) -> None:
        chosen = [Filter.MESSAGE, Filter.AGREEMENT, Filter.OVERDUE]
        (row,) = worklist([ALL_AT_ONCE], chosen, TODAY).rows
        told = spoken_of(row, chosen)
        assert (told.duty, told.due_on) == (Duty.AGREEMENT, TODAY - days(1))

    def test_a_sign_that_another_duty_says_already(self) -> None:
        (row,) = worklist([replace(ALL_AT_ONCE, talks=[], obligations=owed(LATE_BY_4))], [], TODAY).rows
        assert spoken_of(row, [Filter.NO_CONTACT]).duty is Duty.CONVERSATION
        idle = case(1, since=OLD, talks=[talk(TODAY - days(9), "no_show")], asked_on=OLD, efforts=[work(60)])
        (row,) = worklist([idle], [], TODAY).rows
        assert row.first.duty is Duty.MESSAGE
        assert spoken_of(row, [Filter.NO_CONTACT]).duty is Duty.NEW_TIME
        assert spoken_of(row, [Filter.NO_EFFORT]).duty is Duty.NO_EFFORT

    def test_what_waits(self) -> None:
        paused = case(6, obligations=owed(DUE_IN_3, (TODAY - days(10), None)), asked_on=TODAY)
        (row,) = worklist([paused], [Filter.WAITING], TODAY).rows
        assert (row.first.duty, spoken_of(row, [Filter.WAITING]).duty) == (Duty.MESSAGE, Duty.CONVERSATION)
        assert spoken_of(row, [Filter.WAITING, Filter.MESSAGE]).duty is Duty.MESSAGE


@pytest.mark.parametrize("chosen", list(Filter))
def test_a_count_leaves_rows_where_they_stood(chosen: Filter) -> None:
    """What a row tells follows the choice; its place, its group and all its duties do not."""
    people = [*crowd(), replace(ALL_AT_ONCE, case_id=UUID(int=11)), case(12, asked_on=OLD, obligations=owed(DUE_IN_3))]
    left = worklist(people, [chosen], TODAY).rows
    whole = worklist(people, [Filter.ASIDE] if chosen is Filter.ASIDE else [], TODAY).rows
    assert left == tuple(row for row in whole if row in left)
    assert len(left) == worklist(people, [], TODAY).counts[chosen]


def test_late_first_then_law_then_oldest_date() -> None:
    rows = worklist(crowd(), [], TODAY).rows
    assert [row.case_id.int for row in rows] == [3, 2, 4, 9, 5, 1, 7, 10, 6]


def test_the_order_does_not_depend_on_the_order_of_reading() -> None:
    expected = worklist(crowd(), [], TODAY).rows
    for seed in range(20):
        mixed = crowd()
        random.Random(seed).shuffle(mixed)
        assert worklist(mixed, [], TODAY).rows == expected


def test_filters_combine_and_counts_say_what_each_would_leave() -> None:
    late = worklist(crowd(), [Filter.OVERDUE], TODAY)
    assert [row.case_id.int for row in late.rows] == [3, 2, 4, 9]
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
