"""The suite's database, its world of named people, and clients signed in as each of them."""

import fcntl
import os
import signal

os.environ["FREMDRIFT_TODAY"] = "2026-11-24"  # a Tuesday; every test that needs another day says so
os.environ.setdefault("TZ", "Europe/Copenhagen")

from collections.abc import Callable, Iterator
from contextlib import nullcontext

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from psycopg import sql

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.screen import log_writer
from fremdrift.accounts.selectors import actor_of
from fremdrift.core import clock
from fremdrift.core.database import embedded, provision
from tests.copies import COPY, copied
from tests.world import World, make_world

# A shell that starts the suite in the background lets it ignore Ctrl-C, and all that it starts; some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)  # who deals the tests out reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file are one process's; all browser tests are, for they share a running demo."""
    for item in items:
        group = "browser" if "e2e" in item.path.parts else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def server() -> Iterator[None]:
    """PostgreSQL: the embedded one, or that of DATABASE_URL."""
    cluster = embedded(settings.HOME)
    with cluster.lease() if cluster else nullcontext():
        yield


@pytest.fixture(scope="session")
def django_db_setup(server: None, django_db_blocker, django_db_keepdb: bool) -> Iterator[None]:
    """A fresh database with the world in it, committed; each test's own writes are rolled back.

    With --reuse-db the database of the run before, its row-level security written anew.
    """
    if not django_db_keepdb:
        _make_database()
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        if not django_db_keepdb:
            make_world()
        yield
        connections.close_all()
        log_writer().close()


def _make_database() -> None:
    with (
        (settings.HOME / "database.lock").open("w") as lock,
        psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE.admin, "postgres"), autocommit=True) as connection,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)  # the suite's processes share the roles, and they are made here
        name = sql.Identifier(settings.DATABASE.name)
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        provision(settings.DATABASE)


@pytest.fixture
def copy_of_database(django_db_setup: None, django_db_blocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The connections lead to a copy of the database, where all that is written is committed."""
    with django_db_blocker.unblock(), copied():
        for alias in connections:
            monkeypatch.setitem(connections.settings[alias], "NAME", COPY)
        yield


@pytest.fixture
def world(db: None) -> World:
    """The named people and their cases."""
    return World.read()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    """A browser's client, signed in as a persona."""

    def client(persona: str) -> Client:
        signed_in = Client()
        signed_in.force_login(world.users[persona], backend="django.contrib.auth.backends.ModelBackend")
        return signed_in

    return client


@pytest.fixture
def actor(world: World) -> Callable[[str], Actor]:
    """The actor that a persona is today."""

    def of(persona: str) -> Actor:
        found = actor_of(world.users[persona], clock.today())
        assert found is not None
        return found

    return of


@pytest.fixture
def caseworker(actor: Callable[[str], Actor]) -> Iterator[Actor]:
    """The caseworker of Nordby, with the database context in force."""
    found = actor("caseworker")
    with acting(found):
        yield found
