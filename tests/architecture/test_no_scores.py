"""Nobody is given a score: the worklist knows duties, not people, and its order does not follow who they are."""

import datetime as dt
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case, Citizen
from fremdrift.conversations import services as talks
from fremdrift.orders.models import AttentionPoint
from fremdrift.overview import rules
from fremdrift.overview.selectors import own_worklist
from tests.world import TODAY, World, add_case

SCORE = re.compile(r"score|rank|risk|points?$|probability|chance|likelihood|predict|priority|readiness|rating")
# What a report looks at, by name: five topics, each with a text. Nobody gets points for them.
TOPICS = {"AttentionPoint.point", "AttentionPointEvent.point", "ProgressReport.points"}
ABOUT_PEOPLE = {
    "age",
    "gender",
    "sex",
    "ethnicity",
    "nationality",
    "origin",
    "language",
    "address",
    "postcode",
    "health",
}
# CPR numbers of day + 60: three more citizens, for an order that says something.
MORE = {"Anna Eksempel": "6202701234", "Åse Prøvesen": "6505682345", "Mads Modelsen": "7111753456"}


def reached(kind: object, seen: set[type]) -> Iterator[type]:
    """The dataclasses that a type holds, and those that they hold."""
    for part in typing.get_args(kind):
        yield from reached(part, seen)
    if isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        yield kind
        for hint in typing.get_type_hints(kind).values():
            yield from reached(hint, seen)


def columns_about(model: type[models.Model]) -> set[str]:
    """What the database knows about somebody, by name of the column."""
    return {field.name for field in model._meta.fields} - {"id", "municipality"}


def knows_about_people(kind: type) -> list[str]:
    """Fields of a dataclass that are about the person: it or what it holds must have none."""
    forbidden = columns_about(Citizen) | ABOUT_PEOPLE
    names = {f"{part.__name__}.{field.name}" for part in reached(kind, set()) for field in fields(part)}
    return sorted(name for name in names if name.split(".")[1] in forbidden or SCORE.search(name.split(".")[1]))


def scores_stored() -> list[str]:
    """Columns of any table whose name speaks of a score."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("fremdrift.")]
    found = [f"{model.__name__}.{field.name}" for model in ours for field in model._meta.get_fields()]
    return sorted(name for name in found if SCORE.search(name.split(".")[1]) and name not in TOPICS)


def numbers_in(kind: type) -> list[str]:
    """Fields that could weigh one person against another: plain numbers."""
    return [f"{kind.__name__}.{name}" for name, hint in typing.get_type_hints(kind).items() if hint in {int, float}]


@dataclass(frozen=True)
class Weighed:
    """What must not come: a situation that knows the person and weighs it."""

    protected_address: bool
    risk: float


@dataclass(frozen=True)
class Holds:
    """It would not be less bad one level down."""

    inner: tuple[Weighed, ...]


@pytest.mark.parametrize("kind", [rules.Situation, rules.Row, rules.Worklist], ids=lambda kind: kind.__name__)
def test_the_worklist_knows_nothing_about_people(kind: type) -> None:
    assert {part.__name__ for part in reached(kind, set())} >= {kind.__name__, "Obligation"}
    assert knows_about_people(kind) == []


def test_the_worklist_weighs_nobody() -> None:
    for kind in (rules.Situation, rules.Talk, rules.Promise, rules.Item, rules.Row):
        assert numbers_in(kind) == []


def test_no_table_stores_a_score() -> None:
    assert scores_stored() == []


def test_the_topics_of_a_report_are_words() -> None:
    columns = {field.name: type(field) for field in AttentionPoint._meta.get_fields()}
    assert (columns["point"], columns["direction"]) == (models.CharField, models.CharField)
    assert not {models.IntegerField, models.FloatField, models.DecimalField} & set(columns.values())


def test_a_score_would_be_found() -> None:
    assert knows_about_people(Holds) == ["Weighed.protected_address", "Weighed.risk"]
    assert numbers_in(Weighed) == ["Weighed.risk"]
    assert SCORE.search("job_chance")
    assert not SCORE.search("appointed_on")


@pytest.fixture
def several(world: World) -> list[Case]:
    """A caseload with duties of many ages and kinds, none of which follows from who the citizens are."""
    opened = [TODAY - dt.timedelta(days=days) for days in (400, 95, 91)]
    found = [
        add_case(world.nordby, "caseworker", name, cpr, day)
        for (name, cpr), day in zip(MORE.items(), opened, strict=True)
    ]
    by = system_actor(world.nordby)
    with acting(by):
        talks.conversation_record(case=found[0], record=talks.Record("no_show", "phone", TODAY), by=by)
        talks.conversation_record(
            case=found[1],
            record=talks.Record("held", "phone", TODAY - dt.timedelta(days=9), minutes="Et referat."),
            by=by,
        )
    return found


def order(actor: Actor) -> list[tuple[UUID, list[tuple[object, ...]]]]:
    """The worklist as somebody sees it: whose lines, in which order, with which duties."""
    with acting(actor):
        rows = own_worklist(actor).worklist.rows
    return [(row.case_id, [(i.duty, i.group, i.due_on) for i in row.items]) for row in rows]


def turn_around(citizens: list[Citizen]) -> None:
    """Give each citizen what is the opposite of before, or somebody else's; all stay within their age group."""
    names = [citizen.name for citizen in citizens]
    for citizen, name in zip(citizens, reversed(names), strict=True):
        citizen.rename(name)
        citizen.protected_address = not citizen.protected_address
        citizen.is_synthetic = not citizen.is_synthetic
        citizen.phone, citizen.email = citizen.phone[::-1], f"{name[:1].lower()}@example.org"
        citizen.born = dt.date(1940 + citizen.born.year % 50, 1 + citizen.born.day % 12, 1)
        citizen.save()


def test_the_order_does_not_follow_who_people_are(
    world: World, several: list[Case], actor: Callable[[str], Actor]
) -> None:
    caseworker = actor("caseworker")
    before = order(caseworker)
    assert len(before) >= len(several)
    assert len({duties[0] for _, duties in before}) > 1
    with acting(system_actor(world.nordby)):
        mine = [case_id for case_id, _ in before]
        turn_around([case.citizen for case in Case.objects.filter(pk__in=mine).select_related("citizen")])
        talks.obligations_recompute(mine)
    assert order(caseworker) == before
