"""Nobody in the demo can be mistaken for somebody: names and CPR numbers."""

from datetime import date

import pytest

from fremdrift_sim.dates import dice
from fremdrift_sim.people import SURNAMES, Registry
from fremdrift_sim.schema import Person
from tests.sim.shape import DAYS, TUESDAY, demo, staff

PEOPLE = [case.person for case in demo().cases]


def century(seventh: int, year: int) -> int:
    """The birth century that the CPR rule reads from the seventh digit and the two-digit year."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def born(person: Person) -> date:
    """The birthday that the number tells when the sixty is taken off again."""
    day, month, year = (int(person.cpr[at : at + 2]) for at in (0, 2, 4))
    return date(century(int(person.cpr[6]), year) + year, month, day - 60)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_number_tells_the_birthday_with_sixty_added(today: date) -> None:
    for case in demo(today).cases:
        assert len(case.person.cpr) == 10
        assert case.person.cpr.isdigit()
        assert born(case.person) == case.person.born


def test_the_last_digit_tells_the_sex() -> None:
    assert all((int(person.cpr[-1]) % 2 == 1) == (person.sex == "m") for person in PEOPLE)


def test_numbers_names_and_keys_are_unique() -> None:
    assert len({person.cpr for person in PEOPLE}) == len(PEOPLE)
    assert len({person.name for person in PEOPLE}) == len(PEOPLE)
    assert len({person.key for person in PEOPLE}) == len(PEOPLE)


def test_a_number_is_given_once_even_on_crowded_birthdays() -> None:
    registry, rng = Registry(), dice(1, "crowd")
    numbers = [registry.person(str(n), "nordby", TUESDAY, rng, ("Somebody", "f", 40)).cpr for n in range(3000)]
    assert len(set(numbers)) == len(numbers)


def test_every_surname_is_invented() -> None:
    known = {
        "Papirsen",
        "Prøvesen",
        "Demosen",
        "Modelgaard",
        "Mønsterby",
        "Eksempelgaard",
        "Øvelund",
        *SURNAMES,
    }
    assert {person.name.split(maxsplit=1)[1] for person in PEOPLE} <= known


def test_names_use_the_whole_alphabet() -> None:
    names = " ".join(person.name for person in PEOPLE).lower()
    assert all(names.count(letter) > 20 for letter in ("æ", "ø", "å", "aa"))


def test_no_citizen_shares_a_name_with_staff() -> None:
    names = {person.name for _, person in staff(demo())}
    assert names.isdisjoint(person.name for person in PEOPLE)


def test_nobody_can_be_reached() -> None:
    assert all(person.phone.startswith("00 ") for person in PEOPLE)
    addresses = [person.email for person in PEOPLE if person.email]
    assert all(address.isascii() and address.endswith("@borger.example") for address in addresses)
    assert len(addresses) > 0.85 * len(PEOPLE)


def test_everybody_is_of_working_age() -> None:
    assert all(18 <= (case.opened - case.person.born).days / 365.25 < 65 for case in demo().cases)
