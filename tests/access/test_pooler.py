"""Behind a pooler that lends one connection to many: whoever comes next has nothing of the context before."""

from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from django.db import connections
from psycopg.conninfo import conninfo_to_dict
from pytest_django import DjangoDbBlocker

from fremdrift.access.actor import Actor
from fremdrift.access.context import CONTEXT, acting, signed
from fremdrift.accounts.models import Municipality
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from tests.access.pooler import pooler
from tests.world import TODAY

TRIES = 200


@pytest.fixture
def address() -> Iterator[str]:
    with pooler() as found:
        yield found


@pytest.fixture
def nordby(django_db_setup: None, django_db_blocker: DjangoDbBlocker, address: str) -> Iterator[Actor]:
    """The system at work in Nordby, while the application reaches its database through the pooler."""
    direct = connections["default"]
    pooled = direct.copy()
    parts = conninfo_to_dict(address)
    pooled.settings_dict |= {"HOST": parts["host"], "PORT": parts["port"]}
    connections["default"] = pooled
    with django_db_blocker.unblock():
        yield system_actor(Municipality.objects.get(key="nordby"))
        pooled.close()
    connections["default"] = direct


def cases_of_somebody_else(address: str) -> int:
    """How many cases another client of the pooler sees, who has no context."""
    with psycopg.connect(address, autocommit=True) as other:
        return int(other.execute("select count(*) from cases_case").fetchone()[0])


def leaks(address: str, nordby: Actor) -> int:
    """How often somebody else saw a case, right after the application had; every other time, it had failed then."""
    seen = 0
    for number in range(TRIES):
        with suppress(ZeroDivisionError), acting(nordby):
            assert Case.objects.count() == 2
            1 / (number % 2)
        seen += cases_of_somebody_else(address) > 0
    return seen


def test_a_context_ends_with_its_transaction(address: str, nordby: Actor) -> None:
    assert leaks(address, nordby) == 0


def test_a_context_of_the_connection_would_leak(address: str, nordby: Actor) -> None:
    """The control: set for the connection instead of the transaction, the same context serves whoever comes next."""
    text = signed("municipality", 0, "", nordby.municipality_id, TODAY, 600)
    with psycopg.connect(address, autocommit=True) as careless:
        careless.execute("select set_config(%s, %s, false)", [CONTEXT, text])
    assert [cases_of_somebody_else(address) for _ in range(TRIES)] == [2] * TRIES


def test_the_pooler_lends_one_connection_to_all(address: str, nordby: Actor) -> None:
    """Else nothing above would mean anything."""
    servers = set()
    for _ in range(10):
        with psycopg.connect(address, autocommit=True) as client:
            servers.add(client.execute("select pg_backend_pid()").fetchone())
    assert len(servers) == 1
