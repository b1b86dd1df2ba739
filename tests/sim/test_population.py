"""The whole demo: the same again for the same seed, enough people, and the shares it promises."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from fremdrift_sim import Population, population
from fremdrift_sim.schema import CasePlan
from tests.sim.shape import DAYS, OFFERS, TUESDAY, demo, held, holds, open_cases, staff


def named(people: Population, username: str) -> tuple[str, str]:
    return next((unit, person.name) for unit, person in staff(people) if person.username == username)


def weeks(case: CasePlan, group: str) -> Iterator[date]:
    for spell in case.target_groups:
        day = spell.begins_on
        while spell.group == group and day <= min(spell.ends_on or TUESDAY, TUESDAY):
            yield day
            day += timedelta(weeks=1)


def share_in_offer(group: str) -> float:
    found = [
        any(e.kind in OFFERS and holds(e.begins_on, e.ends_on, day) for e in case.efforts)
        for case in demo().cases
        for day in weeks(case, group)
    ]
    return sum(found) / len(found)


def test_same_seed_and_day_give_the_same_people() -> None:
    assert population(1, TUESDAY) == demo()


def test_another_seed_gives_other_people() -> None:
    assert {case.person.name for case in demo(seed=2).cases} != {case.person.name for case in demo().cases}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_counts(today: date) -> None:
    people = demo(today)
    assert len(people.towns) == 3
    assert [len(town.caseworkers) for town in people.towns] == [4, 4, 4]
    assert len(open_cases(people)) == 900
    assert 0.07 <= 1 - 900 / len(people.cases) <= 0.09


@pytest.mark.parametrize("cases", [12, 24, 100, 901])
def test_as_many_open_cases_as_asked_for(cases: int) -> None:
    assert len(open_cases(population(3, TUESDAY, cases))) == cases


def test_too_few_cases_say_what_to_do() -> None:
    with pytest.raises(ValueError, match="at least 12"):
        population(1, TUESDAY, cases=5)


def test_it_is_fast() -> None:
    start = time.process_time()
    population(9, TUESDAY)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("username", "unit", "name"),
    [
        ("signe", "nordby", "Signe Demogaard"),
        ("peter", "sydby", "Peter Skabelund"),
        ("ulla", "nordby", "Ulla Opdigt"),
        ("eva", "nordby", "Eva Talmark"),
        ("adam", "nordby", "Adam Opsæt"),
        ("rie", "nordby", "Rie Eftersyn"),
        ("jens", "nordby", "Jens Konstrueret"),
        ("tove", "proevebaenken", "Tove Testrup"),
        ("bo", "proevebaenken", "Bo Modelskov"),
    ],
)
def test_the_personas_work_where_they_should(username: str, unit: str, name: str) -> None:
    assert named(demo(), username) == (unit, name)


def test_usernames_are_plain_and_unique() -> None:
    usernames = [person.username for _, person in staff(demo())]
    assert len(usernames) == len(set(usernames))
    assert all(username.isascii() and username.islower() for username in usernames)


def test_every_office_is_staffed() -> None:
    wanted = {"caseworker", "leader", "administrator", "auditor", "evaluator", "consultant"}
    assert all({person.role for person in town.people} == wanted for town in demo().towns)


def test_shares_stay_within_their_bounds() -> None:
    talks = Counter(talk.state for case in demo().cases for talk in case.conversations)
    assert 0.05 <= talks["no_show"] / (talks["held"] + talks["no_show"]) <= 0.18
    assert 0.26 <= share_in_offer("match_2") <= 0.33
    assert share_in_offer("match_3") <= 0.05
    protected = sum(case.person.protected_address for case in demo().cases) / len(demo().cases)
    assert 0.01 <= protected <= 0.05


def test_changes_of_contact_person_go_from_none_to_four() -> None:
    changes = Counter(len(case.contact_persons) - 1 for case in demo().cases)
    assert set(changes) == {0, 1, 2, 3, 4}
    assert changes[0] > changes[1] > changes[2] > changes[3] > changes[4]


def test_ordinary_conversations_last_about_twenty_minutes() -> None:
    lengths = sorted(talk.length for case in demo().cases for talk in held(case)[1:])
    assert lengths[len(lengths) // 2] == 20


def test_cases_end_for_more_than_one_reason() -> None:
    reasons = Counter(case.closing_reason for case in demo().cases if case.closed)
    assert {"job", "education", "flex_job", "disability_pension", "moved"} <= set(reasons)
    assert reasons["job"] == max(reasons.values())


def test_some_have_treatment_mentor_and_a_workplace_at_once() -> None:
    together = [
        case.person.name
        for case in open_cases(demo())
        if {"treatment", "mentor", "company_placement"}
        <= {e.kind for e in case.efforts if holds(e.begins_on, e.ends_on, TUESDAY)}
    ]
    assert len(together) >= 3
