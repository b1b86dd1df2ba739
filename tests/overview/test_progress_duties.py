"""Measurements to answer, and what is to be talked of: from values by a table, and as the worklist reads them."""

import datetime as dt
from collections.abc import Callable

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import Grant
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.overview.enums import Duty, Group
from fremdrift.overview.rules import Fell, Item, Measuring, Situation, Talk, lines, to_talk_of, worklist
from fremdrift.overview.selectors import case_lines
from tests.measured import answers, rhythm, says
from tests.overview.test_worklist import case, seen, talk
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)
PROGRESS = {Duty.MEASUREMENT, Duty.FELL, Duty.DIFFER}


def measuring(due: int, *, begun: bool = False) -> Situation:
    return case(measuring=Measuring(TODAY + (due - 14) * A_DAY, TODAY + due * A_DAY, begun))


def fell(ago: int, *held: int) -> Situation:
    told = Fell("citizen", TODAY - 200 * A_DAY, TODAY - ago * A_DAY)
    return case(falls=[told], talks=[talk(TODAY - n * A_DAY, "held") for n in held])


def differ(ago: int, *talked: Talk) -> Situation:
    return case(differ_since=TODAY - ago * A_DAY, talks=list(talked))


@pytest.mark.parametrize(
    ("name", "situation", "expected"),
    [
        ("nothing is open", case(), []),
        ("opened today", measuring(14), [(Duty.MEASUREMENT, Group.WEEK)]),
        ("the last day", measuring(0), [(Duty.MEASUREMENT, Group.WEEK)]),
        ("the day after", measuring(-1), [(Duty.MEASUREMENT, Group.LATE)]),
        ("begun, and late", measuring(-1, begun=True), [(Duty.MEASUREMENT, Group.LATE)]),
        ("fell today", fell(0), [(Duty.FELL, Group.WEEK)]),
        ("fell two weeks ago", fell(14), [(Duty.FELL, Group.WEEK)]),
        ("fell longer ago", fell(15), [(Duty.FELL, Group.LATE)]),
        ("fell, and talked of", fell(15, 14), []),
        ("fell, and talked of on the day", fell(15, 15), []),
        ("talked the day before", fell(15, 16), [(Duty.FELL, Group.LATE)]),
        ("fell within half a year", fell(181), [(Duty.FELL, Group.LATE)]),
        ("fell half a year ago", fell(182), []),
        ("see it differently since today", differ(0), [(Duty.DIFFER, Group.WEEK)]),
        ("for two weeks", differ(14), [(Duty.DIFFER, Group.WEEK)]),
        ("for longer", differ(15), [(Duty.DIFFER, Group.LATE)]),
        ("for half a year", differ(182), []),
        ("and talked of it", differ(15, talk(TODAY, "held")), []),
        (
            "and a conversation was missed",
            differ(15, talk(TODAY - A_DAY, "no_show"), talk(TODAY + A_DAY)),
            [(Duty.DIFFER, Group.LATE)],
        ),
    ],
)
def test_which_duty_stands(name: str, situation: Situation, expected: list[tuple[Duty, Group]]) -> None:
    assert seen(situation) == expected, name


def test_each_party_that_fell_is_a_line_of_its_own_and_weighs_no_more() -> None:
    told = [Fell(party, TODAY - 200 * A_DAY, TODAY - A_DAY) for party in ("citizen", "caseworker")]
    both, one = (worklist([case(falls=falls)], [], TODAY).rows[0] for falls in (told, told[:1]))
    assert [item.duty for item in both.items] == [Duty.FELL, Duty.FELL]
    assert len({item.fact for item in both.items}) == 2
    assert both.order == one.order


def test_who_has_the_same_reason_since_the_same_day_has_the_same_place() -> None:
    """The order of two is that of their keys alone, which say nothing."""
    (one,), (other,) = (lines(situation, TODAY) for situation in (fell(3), fell(3)))
    assert one.order == other.order


@pytest.mark.parametrize(
    ("said", "talked", "expected"),
    [(0, None, True), (-1, None, False), (181, None, True), (182, None, False), (9, 9, False), (9, 10, True)],
)
def test_what_is_still_to_talk_of(said: int, talked: int | None, expected: bool) -> None:
    held = None if talked is None else TODAY - talked * A_DAY
    assert to_talk_of(TODAY - said * A_DAY, held, TODAY) is expected


@pytest.fixture
def cilla(world: World) -> Case:
    with acting(system_actor(world.nordby)):
        return Case.objects.select_related("citizen").get(pk=world.cilla)


def found(by: Actor, of: Case) -> list[Item]:
    with acting(by):
        return [item for item in case_lines(by, of) if item.duty in PROGRESS]


Actors = Callable[[str], Actor]


def three(world: World, of: Case, actor: Actors, own: tuple[int, ...], other: tuple[int, ...]) -> None:
    """Three measurements of which the last opened two days ago."""
    begins_on = dt.date(2026, 5, 22)
    for one, step, also in zip(rhythm(world, of, begins_on), own, other, strict=False):
        answers(actor("citizen"), of, one, step)
        if also:
            answers(actor("caseworker"), of, one, also)


@pytest.mark.parametrize(("ago", "late"), [(0, False), (14, False), (15, True)])
def test_a_measurement_that_is_open_is_to_be_answered(
    ago: int, late: bool, world: World, cilla: Case, actor: Actors
) -> None:
    (one,) = rhythm(world, cilla, TODAY - ago * A_DAY)
    (item,) = found(actor("caseworker"), cilla)
    assert item.duty is Duty.MEASUREMENT
    assert (item.group is Group.LATE, item.due_on) == (late, one.due_on)


def test_one_that_is_answered_in_part_is_to_be_finished(world: World, cilla: Case, actor: Actors) -> None:
    by = actor("caseworker")
    (one,) = rhythm(world, cilla, TODAY)
    answers(actor("citizen"), cilla, one, 3)
    answers(by, cilla, one, 3, give=False)
    (item,) = found(by, cilla)
    assert item.measuring is not None
    assert item.measuring.begun
    answers(by, cilla, one, 3)
    assert found(by, cilla) == []


def test_answers_that_fell_twice_are_to_be_talked_of(world: World, cilla: Case, actor: Actors) -> None:
    by = actor("caseworker")
    three(world, cilla, actor, (4, 3, 2), (3, 3, 3))
    (item,) = found(by, cilla)
    assert item.fell == Fell("citizen", dt.date(2026, 5, 22), dt.date(2026, 11, 22))
    with acting(by):
        talks.conversation_record(case=cilla, record=talks.Record("held", "phone", TODAY, minutes="x"), by=by)
    assert found(by, cilla) == []


def test_what_the_citizen_answered_is_not_known_before_the_own_answer(world: World, cilla: Case, actor: Actors) -> None:
    three(world, cilla, actor, (4, 3, 2), (3, 3, 0))
    assert [item.duty for item in found(actor("caseworker"), cilla)] == [Duty.MEASUREMENT]


def test_the_caseworkers_answers_count_by_themselves(world: World, cilla: Case, actor: Actors) -> None:
    three(world, cilla, actor, (2, 3, 4), (4, 3, 2))
    (item,) = found(actor("caseworker"), cilla)
    assert item.fell is not None
    assert item.fell.party == "caseworker"


def test_two_who_see_it_differently_are_to_talk_of_it(world: World, cilla: Case, actor: Actors) -> None:
    by = actor("caseworker")
    says(actor("citizen"), cilla, "decline", TODAY - 9 * A_DAY)
    assert found(by, cilla) == []
    says(by, cilla, "standstill", TODAY - 5 * A_DAY)
    (item,) = found(by, cilla)
    assert (item.duty, item.since) == (Duty.DIFFER, TODAY - 5 * A_DAY)
    says(by, cilla, "decline", TODAY - 4 * A_DAY)
    assert found(by, cilla) == []


def test_whoever_may_not_see_how_somebody_is_gets_none_of_it(world: World, cilla: Case, actor: Actors) -> None:
    by = actor("caseworker")
    three(world, cilla, actor, (4, 3, 2), (3, 3, 3))
    says(actor("citizen"), cilla, "decline", TODAY)
    says(by, cilla, "progress", TODAY)
    assert {item.duty for item in found(by, cilla)} == {Duty.FELL, Duty.DIFFER}
    with acting(system_actor(world.nordby)):
        for grant in Grant.objects.filter(subject=cilla.citizen_id):
            grant.fields = [one for one in grant.fields if one != FieldClass.HEALTH]
            grant.save()
    assert found(by, cilla) == []
