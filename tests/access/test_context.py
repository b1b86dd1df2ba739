"""The signed context: nothing but what the application signed, for its time, with the key in force, opens a row."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

from fremdrift.access.actor import Actor
from fremdrift.access.context import CONTEXT, acting, pads, signed
from tests.access.tables import seen
from tests.world import TODAY, World

Personas = Callable[[str], Actor]


@contextmanager
def context(text: str) -> Iterator[None]:
    """A transaction with a context that somebody has put there by SQL."""
    with transaction.atomic():
        with connections["default"].cursor() as cursor:
            cursor.execute("select set_config(%s, %s, true)", [CONTEXT, text])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sound(world: World) -> str:
    """A context as the application signs it for Nordby."""
    text = signed("municipality", 7, "", world.nordby.pk, TODAY, 60)
    with context(text):
        assert "cases_citizen" in seen()
    return text


def changed(text: str, place: int, value: str) -> str:
    """The context with one part exchanged."""
    parts = text.split("|")
    parts[place] = value
    return "|".join(parts)


def signed_by(key: str, text: str) -> str:
    """The context signed anew with another key."""
    body = text.rpartition("|")[0]
    return f"{body}|{hmac.new(bytes.fromhex(key), body.encode(), hashlib.sha256).hexdigest()}"


FORGERIES: dict[str, Callable[[str], str]] = {
    "no context": lambda _: "",
    "no signature": lambda text: changed(text, 6, ""),
    "one digit of the signature": lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
    "signature in capitals": lambda text: changed(text, 6, text.rpartition("|")[2].upper()),
    "signed with a guessed key": lambda text: signed_by("00" * 32, text),
    "signed with the key's hash": lambda text: signed_by(hashlib.sha256(b"").hexdigest(), text),
    "another municipality": lambda text: changed(text, 3, str(int(text.split("|")[3]) + 1)),
    "another actor": lambda text: changed(text, 1, "8"),
    "another reach": lambda text: changed(text, 0, "maintenance"),
    "another day": lambda text: changed(text, 4, "2026-11-25"),
    "a longer life": lambda text: changed(text, 5, "99999999999"),
    "too few parts": lambda text: text.partition("|")[2],
    "too many parts": lambda text: text + "|",
    "a part in front": lambda text: "municipality|" + text,
    "the body twice": lambda text: text.rpartition("|")[0] + "|" + text,
    "garbage": lambda _: "\u00e6\u00f8\u00e5 \U0001f600 || \\",
    "separators alone": lambda _: "||||||",
    "SQL instead of a municipality": lambda text: changed(text, 3, "1 or 1=1"),
    "SQL instead of a signature": lambda text: changed(text, 6, "' or ''='"),
    "SQL at the end": lambda text: text + "'; set role postgres; --",
    "an array": lambda text: "{" + text.replace("|", ",") + "}",
    "a line break": lambda text: text + "\n",
    "very long": lambda text: text + "0" * 100_000,
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_context_opens_nothing(forgery: Callable[[str], str], sound: str) -> None:
    text = forgery(sound)
    assert text != sound
    with context(text):
        assert seen() == {}


def test_a_context_opens_nothing_after_its_time(world: World) -> None:
    with context(signed("municipality", 7, "", world.nordby.pk, TODAY, -1)):
        assert seen() == {}


def test_a_context_of_before_a_change_of_key_opens_nothing(sound: str, world: World) -> None:
    with another_key(secrets.token_hex(32)), context(sound):
        assert seen() == {}
    with context(sound):
        assert "cases_citizen" in seen()


def test_a_context_signed_with_a_stolen_key_of_another_installation_opens_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KEYS", replace(settings.KEYS, context=secrets.token_hex(32)))
    with context(signed("municipality", 7, "", world.nordby.pk, TODAY, 60)):
        assert seen() == {}


def test_a_name_of_a_unit_cannot_bring_parts_of_its_own(world: World, actor: Personas) -> None:
    """The signature covers the text as a whole, and the text has seven parts or counts for nothing."""
    with context(signed("grants", 7, f"x|{world.nordby.pk}", None, TODAY, 60)):
        assert seen() == {}


def test_who_works_for_no_municipality_reads_no_municipalitys_log(actor: Personas) -> None:
    who = replace(actor("auditor"), municipality_id=None)
    with acting(who), connections["default"].cursor() as cursor:
        cursor.execute("select sec.log_municipality(), sec.municipality(), sec.actor()")
        assert cursor.fetchone() == (None, None, who.user_id)


def test_the_context_never_outlives_its_transaction(world: World, actor: Personas) -> None:
    """Seen on a connection of its own, as the test itself runs in a transaction."""
    text = signed("municipality", 7, "", world.nordby.pk, TODAY, 60)
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.app)) as app:
        with app.transaction():
            app.execute("select set_config(%s, %s, true)", [CONTEXT, text])
            assert app.execute("select count(*) > 0 from cases_case").fetchone() == (True,)
        assert app.execute("select count(*) from cases_case").fetchone() == (0,)


def test_history_names_nobody_after_the_block(actor: Personas) -> None:
    with acting(actor("caseworker")):
        pass
    with connections["default"].cursor() as cursor:
        cursor.execute("select current_setting('pghistory.context_metadata', true)")
        assert cursor.fetchone()[0] in {None, ""}


@contextmanager
def another_key(key: str) -> Iterator[None]:
    """The database knows another key meanwhile."""
    _put_key(key)
    try:
        yield
    finally:
        _put_key(settings.KEYS.context)


def _put_key(key: str) -> None:
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as owner:
        owner.execute(sql.SQL("update sec.key set inner_pad = %s, outer_pad = %s"), pads(key))
