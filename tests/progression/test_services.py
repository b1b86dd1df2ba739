"""Rhythms, measurements that hide the other's answer, choices of a phase, and the municipality's own guidance."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.db import Error, connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import selectors, services
from fremdrift.progression.models import GuidanceText, MeasurementRhythm, MeasurementRound, PhaseChoice
from fremdrift.questionnaires.rules import Given, Texts
from tests.world import TODAY, World

Actors = Callable[[str], Actor]
A_DAY = dt.timedelta(days=1)
THREE, FOUR = Given(chosen=("3",)), Given(chosen=("4",))


@pytest.fixture
def caseworker(actor: Actors) -> Iterator[Actor]:
    found = actor("caseworker")
    with acting(found):
        yield found


@pytest.fixture
def cilla(world: World, caseworker: Actor) -> Case:
    return Case.objects.get(pk=world.cilla)


@pytest.fixture
def measured(cilla: Case, caseworker: Actor) -> Case:
    services.rhythm_set(case=cilla, every="quarter", begins_on=TODAY, by=caseworker)
    return cilla


def shown(by: Actor, case: Case) -> list[tuple[set[str], frozenset[str]]]:
    with acting(by):
        return [(set(found.responses), found.hidden) for found in selectors.measurements(by, case)]


def test_a_rhythm_takes_the_place_of_the_one_before(cilla: Case, caseworker: Actor) -> None:
    services.rhythm_set(case=cilla, every="quarter", begins_on=TODAY, by=caseworker)
    with clock.at(TODAY + 10 * A_DAY), acting(caseworker):
        services.rhythm_set(case=cilla, every="fortnight", begins_on=TODAY + 10 * A_DAY, by=caseworker)
    every = {n: selectors.rhythm_on(caseworker, cilla, TODAY + n * A_DAY) for n in (-1, 0, 9, 10, 999)}
    found = {n: rhythm.every if rhythm else None for n, rhythm in every.items()}
    assert found == {-1: None, 0: "quarter", 9: "quarter", 10: "fortnight", 999: "fortnight"}


def test_a_rhythm_can_end_and_begins_on_no_day_that_has_passed(measured: Case, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"rhythm\.in_past"):
        services.rhythm_set(case=measured, every="fortnight", begins_on=TODAY - A_DAY, by=caseworker)
    services.rhythm_end(case=measured, last_day=TODAY + A_DAY, by=caseworker)
    assert selectors.rhythm_on(caseworker, measured, TODAY + A_DAY) is not None
    assert selectors.rhythm_on(caseworker, measured, TODAY + 2 * A_DAY) is None


def test_a_rhythm_is_changed_on_its_first_day_until_somebody_has_answered(measured: Case, caseworker: Actor) -> None:
    services.rhythm_set(case=measured, every="fortnight", begins_on=TODAY, by=caseworker)
    (only,) = MeasurementRhythm.objects.filter(case=measured)
    assert (only.every, only.begins_on, only.ends_on) == ("fortnight", TODAY, None)
    services.measurement_answer(case=measured, opens_on=TODAY, given={"everyday": THREE}, by=caseworker)
    with pytest.raises(RuleViolation, match=r"rhythm\.later_one"):
        services.rhythm_set(case=measured, every="quarter", begins_on=TODAY, by=caseworker)


def test_a_plan_for_later_is_changed_in_its_place(measured: Case, caseworker: Actor) -> None:
    for every, days in (("fortnight", 20), ("quarter", 10)):
        services.rhythm_set(case=measured, every=every, begins_on=TODAY + days * A_DAY, by=caseworker)
    found = MeasurementRhythm.objects.filter(case=measured).values_list("begins_on", "ends_on", "every")
    assert list(found) == [(TODAY, TODAY + 9 * A_DAY, "quarter"), (TODAY + 10 * A_DAY, None, "quarter")]


def test_raw_sql_makes_no_two_rhythms_on_a_day(measured: Case, caseworker: Actor) -> None:
    with pytest.raises(Error, match="rhythm_no_overlap"), transaction.atomic():
        MeasurementRhythm.objects.create(
            case=measured, municipality_id=measured.municipality_id, every="fortnight", begins_on=TODAY + 5 * A_DAY
        )


def test_the_others_answer_is_hidden_until_ones_own_is_given(measured: Case, caseworker: Actor, actor: Actors) -> None:
    citizen = actor("citizen")
    services.measurement_answer(case=measured, opens_on=TODAY, given={"everyday": THREE}, by=caseworker)
    assert shown(citizen, measured) == [(set(), frozenset())]  # what is only begun is not told at all
    services.measurement_give(case=measured, opens_on=TODAY, given={"belief": FOUR}, by=caseworker)
    assert shown(citizen, measured) == [(set(), frozenset({"caseworker"}))]
    with acting(citizen):
        services.measurement_answer(case=measured, opens_on=TODAY, given={"everyday": FOUR}, by=citizen)
    assert shown(citizen, measured) == [({"citizen"}, frozenset({"caseworker"}))]
    assert shown(caseworker, measured) == [({"caseworker"}, frozenset())]
    with acting(citizen):
        services.measurement_give(case=measured, opens_on=TODAY, given={}, by=citizen)
    assert shown(citizen, measured) == shown(caseworker, measured) == [({"citizen", "caseworker"}, frozenset())]


def test_who_answered_is_kept_under_their_own_name(measured: Case, caseworker: Actor, actor: Actors) -> None:
    citizen = actor("citizen")
    with acting(citizen):
        given = services.measurement_give(case=measured, opens_on=TODAY, given={"everyday": FOUR}, by=citizen)
    assert (given.respondent, given.given_by_id) == ("citizen", citizen.user_id)


def test_a_measurement_that_nobody_asked_for_or_that_has_closed_takes_no_answer(cilla: Case, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"round\.closed"):
        services.measurement_give(case=cilla, opens_on=TODAY, given={"everyday": THREE}, by=caseworker)
    services.rhythm_set(case=cilla, every="quarter", begins_on=TODAY, by=caseworker)
    services.measurement_give(case=cilla, opens_on=TODAY, given={"everyday": THREE}, by=caseworker)
    with pytest.raises(RuleViolation, match=r"response\.given_already"):
        services.measurement_give(case=cilla, opens_on=TODAY, given={"everyday": FOUR}, by=caseworker)
    services.rhythm_end(case=cilla, last_day=TODAY, by=caseworker)
    with clock.at(TODAY + A_DAY), acting(caseworker), pytest.raises(RuleViolation, match=r"round\.closed"):
        services.measurement_answer(case=cilla, opens_on=TODAY, given={"everyday": FOUR}, by=caseworker)


def test_the_next_round_asks_anew(measured: Case, caseworker: Actor) -> None:
    services.measurement_give(case=measured, opens_on=TODAY, given={"everyday": THREE}, by=caseworker)
    with clock.at(TODAY + 100 * A_DAY), acting(caseworker):
        opened = selectors.round_on(caseworker, measured, clock.today())
        assert opened is not None
        services.measurement_give(case=measured, opens_on=opened.opens_on, given={"everyday": FOUR}, by=caseworker)
        with pytest.raises(RuleViolation, match=r"round\.closed"):
            services.measurement_give(case=measured, opens_on=TODAY, given={"belief": FOUR}, by=caseworker)
        steps = [
            found.responses["caseworker"].answers.get(item="everyday").keys
            for found in selectors.measurements(caseworker, measured)
        ]
    assert steps == [["3"], ["4"]]
    assert MeasurementRound.objects.count() == 2


def test_both_say_which_phase_it_is_and_both_stay(cilla: Case, caseworker: Actor, actor: Actors) -> None:
    citizen = actor("citizen")
    services.phase_choose(case=cilla, phase="standstill", why="Venter på svar", by=caseworker)
    with acting(citizen):
        services.phase_choose(case=cilla, phase="decline", by=citizen)
        services.phase_choose(case=cilla, phase="progress", by=citizen)
    said = [(choice.chooser, choice.phase) for choice in selectors.phase_choices(caseworker, cilla)]
    assert said == [("caseworker", "standstill"), ("citizen", "decline"), ("citizen", "progress")]
    with pytest.raises(RuleViolation, match=r"phase\.not_one_of_four"):
        services.phase_choose(case=cilla, phase="lost", by=caseworker)
    with pytest.raises(RuleViolation, match=r"phase\.why"):
        services.phase_choose(case=cilla, phase="progress", why=" ", by=caseworker)


def test_what_was_said_of_a_phase_is_never_changed(cilla: Case, caseworker: Actor, actor: Actors) -> None:
    services.phase_choose(case=cilla, phase="standstill", why="Venter", by=caseworker)
    for statement in (
        "update progression_phasechoice set phase = 'progress'",
        "delete from progression_phasechoice",
    ):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert PhaseChoice.objects.get().phase == "standstill"


def test_a_leader_reads_no_choice_of_a_phase(cilla: Case, caseworker: Actor, actor: Actors) -> None:
    services.phase_choose(case=cilla, phase="standstill", why="Venter", by=caseworker)
    seen = {}
    for persona in ("citizen", "caseworker", "leader", "colleague", "other-caseworker"):
        with acting(actor(persona)):
            seen[persona] = len(selectors.phase_choices(actor(persona), cilla))
    assert seen == {"citizen": 1, "caseworker": 1, "leader": 0, "colleague": 0, "other-caseworker": 0}


def test_a_municipality_writes_guidance_in_its_own_words(actor: Actors, cilla: Case) -> None:
    administrator, caseworker = actor("administrator"), actor("caseworker")
    own, standard = (
        Texts(da="Sig, hvornår svaret kommer.", en="Say when the answer comes."),
        selectors.standard_guidance(),
    )
    key = "standstill.momentum"
    with acting(administrator):
        services.guidance_write(key=key, da=own.da, en=f" {own.en} ", by=administrator)
    with acting(caseworker):
        assert selectors.guidance(caseworker) == standard | {key: own}
    with acting(actor("other-caseworker")):
        assert selectors.guidance(actor("other-caseworker")) == standard
    with acting(actor("delegate")):  # who belongs to no municipality, and speaks with its citizen
        assert selectors.guidance(actor("delegate")) == standard
        assert selectors.guidance(actor("delegate"), cilla) == standard | {key: own}
    with acting(administrator):
        services.guidance_write(key=key, da=standard[key].da, en=standard[key].en, by=administrator)
        assert not GuidanceText.objects.exists()
        for changes, code in (({"key": "x.y"}, "unknown"), ({"en": " "}, "both_languages")):
            with pytest.raises(RuleViolation, match=rf"guidance\.{code}"):
                services.guidance_write(**{"key": key, "da": "a", "en": "b", **changes}, by=administrator)
