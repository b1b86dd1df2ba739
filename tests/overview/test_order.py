"""The worklist's order is explained by duties alone: who somebody is, and what ails them, moves nobody up or down.

Where somebody comes from is not stored at all (test_no_scores), so nothing can be ordered by it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, Characteristic, Citizen, Exemption
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.orders import services as orders
from fremdrift.orders.models import Order
from fremdrift.overview.enums import Column, Duty, Filter
from fremdrift.overview.rules import Row, Situation
from fremdrift.overview.rules import worklist as listed
from fremdrift.overview.selectors import caseload, own_worklist, worklist
from fremdrift.progression import services as progression
from fremdrift.progression.models import Answer, PhaseChoice
from tests.measured import answers, rhythm
from tests.orders.made import a_draft, an_offer
from tests.world import TODAY, World, add_case

DAY = dt.timedelta(days=1)
NAMES = ("Anders And", "Fatima Al-Prøve", "Olena Testenko", "Zita Ågaard", "Aisha Demo", "Bo Bo", "Ö Öström")


@pytest.fixture
def crowd(world: World) -> list[Case]:
    """Citizens with duties of several kinds and ages; some are exempt."""
    by, found, offer = system_actor(world.nordby), [], an_offer(world, places=20)
    for number, name in enumerate(NAMES):
        case = add_case(world.nordby, "caseworker", name, f"6103820{400 + number}", TODAY - (400 - 37 * number) * DAY)
        with acting(by):
            if number % 2:
                on = TODAY - 8 * number * DAY
                agreed = [talks.NewAgreement("Ringe", due_on=TODAY - number * DAY)]
                record = talks.Record("held", "phone", on, minutes="Et referat.", agreements=agreed)
                talks.conversation_record(case=case, record=record, by=by)
            if number % 3 == 0:
                period = {"begins_on": TODAY - 9 * DAY, "ends_on": None}
                cases.exemption_add(case=case, pauses="both", reason="rejse", **period, by=by)
        if number % 2 == 0:
            draft = a_draft(world, offer, case.pk, begins_on=TODAY + 40 * DAY, midway_on=TODAY + 50 * DAY)
            with acting(by):
                orders.order_send(order=draft, at=clock.evening(TODAY - (15 + number) * DAY), by=by)
        found.append(case)
        _measured(world, case, number)
    return found


def _measured(world: World, case: Case, number: int) -> None:
    """Some are to be answered, the answers of some fell twice, and some say another phase than the caseworker."""
    by = system_actor(world.nordby)
    if number % 3 == 1:
        rounds = rhythm(world, case, TODAY - (190 + number) * DAY)
        for one, step in zip(rounds, (4, 3, 2)[: 2 + number % 2], strict=False):
            answers(by, case, one, step)
    if number in {0, 4}:
        with acting(by):
            for role, phase in ((Role.CITIZEN, "decline"), (by.role, "progress")):
                at = clock.evening(TODAY - number * DAY)
                progression.phase_choose(case=case, phase=phase, why="x", at=at, by=replace(by, role=role, user_id=0))


def order(actor: Actor) -> list[object]:
    """The list as somebody sees it."""
    with acting(actor):
        rows = own_worklist(actor).worklist.rows
    return [(row.case_id, [(i.duty, i.group, i.authority, i.due_on) for i in row.items]) for row in rows]


def other_names(crowd: list[Case]) -> None:
    for case, name in zip(crowd, reversed(NAMES), strict=True):
        case.citizen.rename(name)
        case.citizen.save()


def other_language(crowd: list[Case]) -> None:
    User.objects.update(language="en")


def diagnoses(crowd: list[Case]) -> None:
    for number, case in enumerate(crowd):
        for kind in ("mental", "substance", "physical")[: number % 4]:
            Characteristic.objects.create(
                case=case, municipality_id=case.municipality_id, kind=kind, begins_on=case.opened_on
            )
    for exemption in Exemption.objects.all():
        exemption.reason = "indlagt med psykose"
        exemption.save()
    talks.obligations_recompute([case.pk for case in crowd])


def protection(crowd: list[Case]) -> None:
    for number, case in enumerate(crowd):
        case.citizen.protected_address = number % 2 == 0
        case.citizen.address = "Hemmelig Vej 1"
        case.citizen.save()


def words_of_orders(crowd: list[Case]) -> None:
    for number, order in enumerate(Order.objects.order_by("pk")):
        order.question = "Kan hun arbejde trods psykosen?" * (number % 3 + 1)
        order.save(update_fields=["question"])


CHANGES = [words_of_orders, other_names, other_language, diagnoses, protection]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_order_stays(
    change: Callable[[list[Case]], None], crowd: list[Case], world: World, actor: Callable[[str], Actor]
) -> None:
    before = order(actor("caseworker"))
    assert len(before) >= len(crowd)
    with acting(system_actor(world.nordby)):
        change(crowd)
    assert order(actor("caseworker")) == before


def all_orders(actor: Actor) -> dict[object, list[Any]]:
    """The worklist under each count, and own citizens by each column."""
    with acting(actor):
        load = own_worklist(actor)
        found: dict[object, list[Any]] = {
            f: [row.case_id for row in listed(load.situations.values(), [f], load.today).rows] for f in Filter
        }
        for column in (None, *Column):
            found[column or "name"] = [case.pk for case in caseload(actor, sort=column).cases]
        found["down"] = [case.pk for case in caseload(actor, sort=Column.DEADLINE, down=True).cases]
    return found


def answers_change(crowd: list[Case]) -> None:
    """What was answered and said is another; that the answers fell, and that two differ, stays."""
    assert Answer.objects.filter(item="everyday").exists()
    for number, choice in enumerate(PhaseChoice.objects.filter(chooser="citizen").order_by("pk")):
        again = replace(system_actor(choice.municipality), role=Role.CITIZEN, user_id=0)
        phase = ("derailment", "standstill")[number % 2]
        progression.phase_choose(case=choice.case, phase=phase, at=choice.chosen_at, by=again)


@pytest.mark.parametrize(
    "change",
    [words_of_orders, other_language, diagnoses, protection, answers_change],
    ids=lambda change: change.__name__,
)
def test_every_order_stays(
    change: Callable[[list[Case]], None], crowd: list[Case], world: World, actor: Callable[[str], Actor]
) -> None:
    before = all_orders(actor("caseworker"))
    assert all(before[f] for f in (Filter.MEASUREMENT, Filter.DIFFER, Filter.NO_EFFORT, Filter.AGREEMENT))
    with acting(system_actor(world.nordby)):
        change(crowd)
    assert all_orders(actor("caseworker")) == before


def test_the_crowd_has_every_reason_about_how_it_goes(crowd: list[Case], actor: Callable[[str], Actor]) -> None:
    by = actor("caseworker")
    with acting(by):
        found = {item.duty for row in own_worklist(by).worklist.rows for item in row.items}
    assert found >= {Duty.MEASUREMENT, Duty.FELL, Duty.DIFFER}


def by_name(row: Row) -> tuple[object, ...]:
    """An order that must not come: people of some names first."""
    return (Citizen.objects.get(cases=row.case_id).name < "M", *row.order)


def by_protection(row: Row) -> tuple[object, ...]:
    return (Citizen.objects.get(cases=row.case_id).protected_address, *row.order)


def by_diagnosis(row: Row) -> tuple[object, ...]:
    return (Characteristic.objects.filter(case=row.case_id, kind="mental").exists(), *row.order)


@pytest.mark.parametrize(
    ("planted", "change"), [(by_name, other_names), (by_protection, protection), (by_diagnosis, diagnoses)]
)
def test_an_order_by_who_somebody_is_would_be_seen(
    planted: Callable[[Row], tuple[object, ...]],
    change: Callable[[list[Case]], None],
    crowd: list[Case],
    world: World,
    actor: Callable[[str], Actor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sorts = worklist.worklist

    def biased(situations: list[Situation], *rest: object) -> object:
        found = sorts(situations, *rest)
        return replace(found, rows=tuple(sorted(found.rows, key=planted)))

    monkeypatch.setattr(worklist, "worklist", biased)
    before = order(actor("caseworker"))
    with acting(system_actor(world.nordby)):
        change(crowd)
    assert order(actor("caseworker")) != before
