"""CPR numbers: encrypted for one row of one installation, found by a blind index that says nothing elsewhere."""

import secrets
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Citizen
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.core.encryption import UnreadableSecret, decrypt, encrypt
from tests.access.tables import MODELS, table
from tests.world import BERTIL, CILLA, World, add_case


@pytest.fixture
def cilla(world: World) -> Iterator[Citizen]:
    """Cilla's row, seen by the system of Nordby."""
    with acting(system_actor(world.nordby)):
        yield Citizen.objects.get(name="Cilla Papirsen")


def test_a_number_reads_as_it_was_written(cilla: Citizen) -> None:
    assert cilla.cpr == CILLA


def test_a_number_cannot_be_moved_to_another_row(cilla: Citizen) -> None:
    bertil = Citizen.objects.get(name="Bertil Demosen")
    bertil.cpr_sealed = cilla.cpr_sealed
    bertil.save(update_fields=["cpr_sealed"])
    with pytest.raises(UnreadableSecret, match="does not belong to this row"):
        Citizen.objects.get(name="Bertil Demosen").cpr  # noqa: B018 - reading it is what fails


def test_a_number_cannot_be_changed(cilla: Citizen) -> None:
    sealed = bytes(cilla.cpr_sealed)
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(UnreadableSecret):
            decrypt(changed, f"citizen|{cilla.pk}")
    for shorter in range(len(sealed)):
        with pytest.raises((UnreadableSecret, ValueError)):
            decrypt(sealed[:shorter], f"citizen|{cilla.pk}")


def test_another_key_reads_nothing(cilla: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KEYS", replace(settings.KEYS, cpr=secrets.token_hex(32)))
    with pytest.raises(UnreadableSecret):
        cilla.cpr  # noqa: B018 - reading it is what fails


def test_the_two_keys_are_two(cilla: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can search by number cannot read numbers, and the other way round."""
    monkeypatch.setattr(settings, "KEYS", replace(settings.KEYS, cpr_index=secrets.token_hex(32)))
    assert cilla.cpr == CILLA
    assert cpr_index(cilla.municipality_id, CILLA) != bytes(cilla.cpr_index)


@given(text=st.text(max_size=40), row=st.text(max_size=40))
def test_equal_texts_look_different_when_sealed(text: str, row: str) -> None:
    first, second = encrypt(text, row), encrypt(text, row)
    assert first != second
    assert decrypt(first, row) == decrypt(second, row) == text


def test_the_index_is_equal_within_a_municipality_and_nowhere_else(cilla: Citizen, world: World) -> None:
    assert cpr_index(world.nordby.pk, CILLA) == bytes(cilla.cpr_index)
    assert cpr_index(world.sydby.pk, CILLA) != bytes(cilla.cpr_index)
    assert cpr_index(world.nordby.pk, BERTIL) != bytes(cilla.cpr_index)


def test_a_person_of_two_municipalities_is_two_rows_that_do_not_know_each_other(world: World) -> None:
    add_case(world.sydby, "other-caseworker", "Cilla Papirsen", CILLA)
    found = {}
    for home in (world.nordby, world.sydby):
        with acting(system_actor(home)):
            found[home] = Citizen.objects.get(cpr_index=cpr_index(home.pk, CILLA))
            other = world.sydby if home == world.nordby else world.nordby
            assert not Citizen.objects.filter(cpr_index=cpr_index(other.pk, CILLA)).exists()
    here, there = found.values()
    assert bytes(here.cpr_index) != bytes(there.cpr_index)


def test_no_number_stands_in_the_database_in_clear(caseworker: Actor, world: World) -> None:
    """Rows as text, with binary columns as their bytes."""
    names = [table(model) for model in MODELS]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"select string_agg(t::text, '') from {name} t")
            text = cursor.fetchone()[0] or ""
            for number in (CILLA, BERTIL):
                assert number not in text
                assert number.encode().hex() not in text
