"""Invented measurements: the same each time, within the steps, moved by what the sources say, the truth kept apart."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

import fremdrift
from fremdrift.progression.enums import Phase
from fremdrift.questionnaires.selectors import standard_forms
from fremdrift_sim.population import population
from fremdrift_sim.progress import CASEWORKER, CITIZEN, PHASES, Course, courses, truth
from fremdrift_sim.schema import Population
from fremdrift_sim.writers import write_truth

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def people() -> Population:
    return population(2026, TODAY, 400)


@pytest.fixture(scope="module")
def found(people: Population) -> list[Course]:
    return list(courses(people, every=1))


def test_the_same_population_gives_the_same_measurements(people: Population, found: list[Course]) -> None:
    assert list(courses(people, every=1)) == found
    assert len(list(courses(people))) < len(found) * 0.6


def test_what_is_answered_is_what_is_asked() -> None:
    items = standard_forms()["progression"].items
    asked = [tuple(item.key for item in items if party in item.asked_of) for party in ("citizen", "caseworker")]
    assert [set(keys) for keys in asked] == [set(CITIZEN), set(CASEWORKER)]
    assert list(PHASES) == Phase.values


def test_answers_are_steps_given_while_the_case_stood(found: list[Course]) -> None:
    for course in found:
        assert course.case.opened <= course.begins_on <= TODAY
        for sitting in course.sittings:
            assert course.begins_on <= sitting.on <= TODAY
            assert set(sitting.steps.values()) <= {1, 2, 3, 4, 5}
            assert set(sitting.steps) <= set(CASEWORKER if sitting.party == "caseworker" else CITIZEN)


def test_each_party_answers_a_round_once(found: list[Course]) -> None:
    for course in found:
        opens = [on for on, _phase in course.phases]
        rounds = Counter((s.party, max(on for on in opens if on <= s.on)) for s in course.sittings)
        assert set(rounds.values()) <= {1}


def test_somebody_in_progress_answers_higher(found: list[Course]) -> None:
    means = {}
    for phase in PHASES:
        steps = [
            step
            for course in found
            for sitting in course.sittings
            for step in sitting.steps.values()
            if _phase_at(course, sitting.on) == phase
        ]
        means[phase] = sum(steps) / len(steps)
    assert means["progress"] > means["standstill"] > means["decline"] > means["derailment"]


def _phase_at(course: Course, on: dt.date) -> str:
    return max((opened, phase) for opened, phase in course.phases if opened <= on)[1]


def test_the_truth_names_every_round(found: list[Course]) -> None:
    rows = list(truth(found))
    assert len(rows) == sum(len(course.phases) for course in found)
    assert {phase for _cpr, _on, phase in rows} == set(PHASES)


def test_the_truth_is_written_beside_the_product_and_read_by_nothing_of_it(people: Population, tmp_path: Path) -> None:
    lines = write_truth(people, tmp_path / "truth.csv").read_text("utf-8").splitlines()
    assert lines[0] == "cpr;dato;fase"
    assert len(lines) == 1 + sum(len(course.phases) for course in courses(people))
    product = Path(fremdrift.__file__).parent
    texts = {path.relative_to(product).as_posix(): path.read_text("utf-8") for path in product.rglob("*.py")}
    assert [name for name, text in texts.items() if "truth.csv" in text or "write_truth" in text] == ["cli/web.py"]
    assert not [name for name, text in texts.items() if ".phases" in text and "fremdrift_sim" in text]
