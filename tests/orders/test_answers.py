"""What a provider answers in a report to the indicators of its order: only those, 1 to 5 or skipped, none after."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Bar
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import services
from fremdrift.orders.enums import Indicator
from fremdrift.orders.models import IndicatorAnswer, Order, ProgressReport
from fremdrift.orders.selectors import PlaceAnswers, asked_in_report, place_answers
from fremdrift.progression import selectors as progression
from fremdrift.progression import services as measuring
from fremdrift.questionnaires import services as questions
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Given
from fremdrift.questionnaires.selectors import standard_forms
from tests.orders.made import DAY, actor, running
from tests.orders.test_walls import POINTS
from tests.world import TODAY, World

NAMED = {"everyday": "Kommer op", "skills": "Kender planter"}
THREE = Given(chosen=("3",))


@pytest.fixture
def order(world: World) -> Order:
    """An order that runs and names two indicators."""
    return running(world, indicators=NAMED)


@pytest.fixture
def unit(world: World) -> Actor:
    return actor(world, "provider")


@pytest.fixture
def report(order: Order, unit: Actor) -> ProgressReport:
    with acting(unit):
        return ProgressReport.objects.get(order=order, kind="midway")


def said(indicators: Mapping[str, tuple[int | None, str]], **values: Any) -> services.Report:
    return services.Report(**{"points": POINTS, "recommendation": "continue", "indicators": indicators, **values})


def send(report: ProgressReport, unit: Actor, indicators: Mapping[str, tuple[int | None, str]]) -> None:
    with acting(unit):
        services.report_submit(report=report, content=said(indicators), at=clock.evening(TODAY), by=unit)


def kept(world: World) -> dict[str, tuple[int | None, str]]:
    with acting(system_actor(world.nordby)):
        return {row.indicator: (row.step, row.evidence) for row in IndicatorAnswer.objects.all()}


def shown(by: Actor, world: World) -> PlaceAnswers:
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        return place_answers(by, case, progression.measurements(by, case))


def measured(world: World, by: Actor) -> Case:
    """Cilla is measured every third month from today."""
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        measuring.rhythm_set(case=case, every="quarter", begins_on=TODAY, by=by)
        return case


def test_indicators_are_what_the_measurement_asks_a_provider() -> None:
    asked = [item for item in standard_forms()["progression"].items if "provider" in item.asked_of]
    with translation.override("en"):
        assert [(i.value, str(i.label)) for i in Indicator] == [(item.key, item.label.en) for item in asked]


def test_what_is_answered_is_kept_and_what_is_skipped_leaves_no_trace(
    report: ProgressReport, unit: Actor, world: World
) -> None:
    with acting(unit):
        services.report_save(
            report=report, content=said({"everyday": (2, "Ringer"), "skills": (None, "")}, recommendation=""), by=unit
        )
    assert kept(world) == {"everyday": (2, "Ringer")}
    send(report, unit, {"everyday": (None, ""), "skills": (4, "Stikler")})
    assert kept(world) == {"everyday": (None, ""), "skills": (4, "Stikler")}


def test_without_answers_nobody_begins_a_questionnaire(report: ProgressReport, unit: Actor) -> None:
    send(report, unit, {"everyday": (None, " "), "skills": (None, "")})
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize(
    ("indicators", "code"),
    [
        ({"everyday": (6, "")}, "indicator.step_off"),
        ({"everyday": (0, "")}, "indicator.step_off"),
        ({"goals": (3, "")}, "indicator.not_ordered"),
        ({"worker_belief": (3, "")}, "indicator.not_ordered"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    report: ProgressReport, unit: Actor, world: World, indicators: dict[str, tuple[int | None, str]], code: str
) -> None:
    with pytest.raises(RuleViolation, match=code):
        send(report, unit, indicators)
    assert kept(world) == {}


def test_raw_sql_answers_no_report_that_was_sent_and_nothing_that_is_not_asked(
    report: ProgressReport, unit: Actor, world: World
) -> None:
    system = system_actor(world.nordby)

    def write(statement: str, *values: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)

    with acting(unit):
        services.report_save(report=report, content=said({"everyday": (2, "")}), by=unit)
    with acting(system):
        write("update orders_indicatoranswer set step = 3")  # the control: it is still the unit's own
        with pytest.raises(Error, match="does not name it"):
            write("update orders_indicatoranswer set indicator = 'goals'")
        with pytest.raises(Error, match="indicator_answer_step"):
            write("update orders_indicatoranswer set step = 6")
    send(report, unit, {})
    with acting(system), pytest.raises(Error, match="report was sent"):
        write("update orders_indicatoranswer set step = 1")
    assert kept(world) == {"everyday": (3, "")}


def test_the_unit_writes_nothing_itself(report: ProgressReport, unit: Actor) -> None:
    with acting(unit):
        services.report_save(report=report, content=said({"everyday": (2, "")}), by=unit)
    with acting(unit), connection.cursor() as cursor:
        cursor.execute("select step from orders_indicatoranswer")
        assert cursor.fetchall() == [(2,)]
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            cursor.execute("update orders_indicatoranswer set step = 5")


def test_a_report_that_came_back_can_be_answered_anew(report: ProgressReport, unit: Actor, world: World) -> None:
    send(report, unit, {"everyday": (2, "")})
    by = actor(world, "caseworker")
    with acting(by):
        services.report_return(report=report, missing="Hvad med mandagene?", by=by)
    assert shown(by, world).shown == []
    send(report, unit, {"everyday": (3, "Også mandage")})
    assert [one.steps for one in shown(by, world).shown] == [{"everyday": 3}]


def test_a_report_keeps_to_the_words_that_it_was_begun_with(report: ProgressReport, unit: Actor, world: World) -> None:
    with acting(unit):
        services.report_save(report=report, content=said({"everyday": (2, "")}), by=unit)
    by = system_actor(world.nordby)
    with acting(by):
        form = standard_forms()["progression"]
        fewer = form.model_copy(update={"items": tuple(i for i in form.items if i.key != "skills")})
        draft = questions.questionnaire_begin(form=fewer, by=by)
        questions.questionnaire_publish(draft=draft, by=by)
    with acting(unit):
        assert [item.key for item in asked_in_report(unit, report)] == ["everyday", "skills"]
        other = ProgressReport.objects.get(order=report.order, kind="final")
        assert [item.key for item in asked_in_report(unit, other)] == ["everyday"]


def test_what_only_another_unit_or_a_stranger_sees_is_nothing(
    report: ProgressReport, unit: Actor, world: World
) -> None:
    send(report, unit, {"everyday": (2, "")})
    for name, count in {"provider": 1, "caseworker": 1, "citizen": 1, "other-caseworker": 0}.items():
        with acting(actor(world, name)):
            assert IndicatorAnswer.objects.visible_to(actor(world, name)).count() == count, name
    with acting(system_actor(world.nordby)):
        Bar.objects.create(
            municipality=world.nordby,
            subject=Case.objects.get(pk=world.cilla).citizen_id,
            holder=f"user:{world.users['caseworker'].pk}",
            kind="conflict",
            relation="family",
            begins_on=TODAY,
        )
    with acting(actor(world, "caseworker")):
        assert not IndicatorAnswer.objects.visible_to(actor(world, "caseworker")).exists()


@pytest.mark.parametrize("who", ["caseworker", "citizen"])
def test_what_falls_in_an_open_measurement_waits_for_ones_own_answers(
    report: ProgressReport, unit: Actor, world: World, who: str
) -> None:
    case = measured(world, actor(world, "caseworker"))
    send(report, unit, {"everyday": (2, "")})
    by = actor(world, who)
    assert shown(by, world) == PlaceAnswers([], frozenset({report.pk}))
    other = actor(world, "citizen" if who == "caseworker" else "caseworker")
    with acting(other):
        measuring.measurement_give(case=case, opens_on=TODAY, given={"everyday": THREE}, by=other)
    assert shown(by, world).hidden  # what the other has answered opens nothing
    with acting(by):
        measuring.measurement_answer(case=case, opens_on=TODAY, given={"everyday": THREE}, by=by)
    assert shown(by, world).hidden  # a draft neither
    with acting(by):
        measuring.measurement_give(case=case, opens_on=TODAY, given={}, by=by)
    assert [one.steps for one in shown(by, world).shown] == [{"everyday": 2}]


def test_what_was_sent_before_the_measurement_opened_is_shown(
    report: ProgressReport, unit: Actor, world: World
) -> None:
    send(report, unit, {"everyday": (2, "")})
    by = actor(world, "caseworker")
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        measuring.rhythm_set(case=case, every="quarter", begins_on=TODAY + DAY, by=by)
    with clock.at(TODAY + DAY):
        found = shown(by, world)
    assert [one.on for one in found.shown] == [TODAY]


def test_when_the_measurement_has_closed_the_report_can_be_read(
    report: ProgressReport, unit: Actor, world: World
) -> None:
    by = actor(world, "caseworker")
    measured(world, by)
    send(report, unit, {"everyday": (2, "")})
    with clock.at(TODAY + dt.timedelta(days=93)):
        assert [one.steps for one in shown(by, world).shown] == [{"everyday": 2}]
