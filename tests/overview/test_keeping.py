"""How long drafts are kept: dated rules, told before anything goes, and nothing goes too early."""

import datetime as dt
from uuid import uuid4

import pytest

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.overview.models import Draft
from fremdrift.overview.rules import DRAFTS, Keeping, goes_on, in_force
from fremdrift.overview.services import draft_drop
from tests.world import TODAY, World

JANUARY, MARCH = dt.date(2027, 1, 1), dt.date(2027, 3, 1)
LONG = Keeping(JANUARY, dt.timedelta(days=90), "law")


@pytest.mark.parametrize(
    ("rules", "touched", "goes"),
    [
        ((LONG,), dt.date(2026, 12, 1), dt.date(2027, 3, 1)),
        ((LONG,), dt.date(2026, 1, 1), JANUARY),  # long over, when the rule begins
        ((LONG, Keeping(MARCH, dt.timedelta(days=10), "law")), dt.date(2027, 1, 15), MARCH),
        ((LONG, Keeping(MARCH, dt.timedelta(days=10), "law")), dt.date(2027, 2, 25), dt.date(2027, 3, 7)),
        ((LONG, Keeping(MARCH, dt.timedelta(days=180), "law")), dt.date(2027, 1, 15), dt.date(2027, 7, 14)),
        ((LONG, Keeping(MARCH, dt.timedelta(days=180), "law")), dt.date(2026, 11, 1), dt.date(2027, 1, 30)),
        ((), dt.date(2026, 1, 1), None),
    ],
)
def test_the_day_something_goes(rules: tuple[Keeping, ...], touched: dt.date, goes: dt.date | None) -> None:
    assert goes_on(rules, touched) == goes
    for on in (touched + dt.timedelta(days=n) for n in range(600)):  # day by day, as the command judges
        rule = in_force(rules, on)
        if rule is not None and touched + rule.length <= on:
            assert on == goes
            break


def test_every_rule_says_since_when_and_by_what() -> None:
    assert all(rule.source and rule.length for rule in DRAFTS)
    assert len({rule.since for rule in DRAFTS}) == len(DRAFTS)


@pytest.fixture
def world(copy_of_database: None) -> World:
    """The world where what is written is committed: the owner of the tables has a connection of its own."""
    return World.read()


def draft(world: World, persona: str, case: str, saved: dt.datetime) -> None:
    by = actor_of(world.users[persona], TODAY)
    assert by is not None
    with acting(by):
        Draft.objects.create(
            case=Case.objects.get(pk=getattr(world, case)), municipality_id=by.municipality_id, user_id=by.user_id,
            form=f"{saved:%d.%m. %H}", content={}, begun_at=saved, saved_at=saved, window=uuid4(),
        )  # fmt: skip


def left(world: World, persona: str) -> list[str]:
    by = actor_of(world.users[persona], TODAY)
    assert by is not None
    with acting(by):
        return sorted(Draft.objects.values_list("form", flat=True))


def test_old_drafts_are_counted_and_then_deleted(world: World) -> None:
    last = dt.datetime(2027, 1, 5, 23, tzinfo=clock.COPENHAGEN)
    today = last.date() + DRAFTS[0].length
    draft(world, "caseworker", "cilla", last)
    draft(world, "caseworker", "cilla", last + dt.timedelta(hours=1))  # the next day
    draft(world, "colleague", "bertil", last - dt.timedelta(days=9))
    draft(world, "other-caseworker", "gerda", last)
    nordby = system_actor(world.nordby)
    with clock.at(today - dt.timedelta(days=1)):
        assert draft_drop(dry=True, by=nordby) == 1
    with clock.at(today):
        assert draft_drop(dry=True, by=nordby) == 2
        assert left(world, "caseworker") == ["05.01. 23", "06.01. 00"]
        assert draft_drop(dry=False, by=nordby) == 2
        assert draft_drop(dry=True, by=nordby) == 0
    assert (left(world, "caseworker"), left(world, "colleague")) == (["06.01. 00"], [])
    assert left(world, "other-caseworker") == ["05.01. 23"]  # of another municipality


def test_before_the_rule_nothing_goes(world: World) -> None:
    draft(world, "caseworker", "cilla", dt.datetime(2020, 1, 1, tzinfo=clock.COPENHAGEN))
    with clock.at(DRAFTS[0].since - dt.timedelta(days=1)):
        assert draft_drop(dry=False, by=system_actor(world.nordby)) == 0
    assert left(world, "caseworker") == ["01.01. 00"]
