"""Characteristics: five at a time at most, each once, and what is none of the list in own words."""

import datetime as dt

import pytest

from fremdrift.access.actor import Actor
from fremdrift.cases import services
from fremdrift.cases.models import Case, Characteristic
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY, World

FIVE = ["mental", "isolated", "long_term", "physical", "financial"]
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.get(pk=world.cilla)


def add(case: Case, by: Actor, kind: str, begins: dt.date = TODAY, ends: dt.date | None = None, words: str = ""):
    return services.characteristic_add(case=case, kind=kind, begins_on=begins, ends_on=ends, words=words, by=by)


def refused(case: Case, by: Actor, kind: str, **said: object) -> tuple[str, str | None]:
    with pytest.raises(RuleViolation) as violation:
        add(case, by, kind, **said)
    return violation.value.code, violation.value.field


def test_a_sixth_is_refused_and_has_room_when_one_has_ended(case: Case, caseworker: Actor) -> None:
    for kind in FIVE:
        add(case, caseworker, kind)
    assert refused(case, caseworker, "housing") == ("characteristic.five", "kind")
    first = Characteristic.objects.get(case=case, kind="mental")
    services.spell_end(spell=first, ends_on=TODAY, by=caseworker)
    assert refused(case, caseworker, "housing") == ("characteristic.five", "kind")  # it still holds today
    add(case, caseworker, "housing", TOMORROW)
    with pytest.raises(RuleViolation, match=r"characteristic\.five"):
        services.spell_end(spell=first, ends_on=TOMORROW, by=caseworker)


def test_the_same_one_twice_is_refused(case: Case, caseworker: Actor) -> None:
    add(case, caseworker, "mental")
    assert refused(case, caseworker, "mental") == ("characteristic.overlaps", "kind")


def test_words_belong_to_other_and_other_needs_them(case: Case, caseworker: Actor) -> None:
    assert refused(case, caseworker, "other") == ("characteristic.words_needed", "words")
    assert refused(case, caseworker, "mental", words="x") == ("characteristic.words_of_other", "words")
    assert add(case, caseworker, "other", words="Passer sin syge mor").words == "Passer sin syge mor"
