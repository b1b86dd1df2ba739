"""The screens about persons as tests ask for them, the log beside them, and the moment at which they answer."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.http import HttpResponse
from psycopg.rows import namedtuple_row

from tests.web.access_matrix import Addresses, Cell, patterns
from tests.web.access_policy import POLICY
from tests.world import World

_FEW = os.environ.get("FREMDRIFT_SCREENS", "").split()  # mutants ask few screens, the suite asks all
_SCREENS = {p.name: getattr(p.callback, "screen", None) for p in patterns() if not _FEW or p.name in _FEW}
SCREENS = [name for name, screen in _SCREENS.items() if screen]
_FOUND = [name for name in SCREENS if 404 not in (POLICY[name].get, POLICY[name].post)]  # asked with what there is
OF_PERSONS = [name for name in _FOUND if _SCREENS[name].persons and "caseworker" in POLICY[name].who]
READ = [name for name in OF_PERSONS if POLICY[name].get == 200]
WRITTEN = [name for name in OF_PERSONS if POLICY[name].post != 405]
OF_A_CASE = [p.name for p in patterns() if p.name in OF_PERSONS and "case_id" in p.pattern.converters]


def somebody(route: str) -> str:
    """A persona who is let in."""
    asking = ("caseworker", "leader", "administrator", "delegate", "citizen", "consultant")
    return next(one for one in asking if one in POLICY[route].who)


def owner() -> psycopg.Connection[Any]:
    """A connection beside the application's: it sees what is committed, and nothing else."""
    return psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner), autocommit=True)


def address(world: World, route: str, case: str = "cilla") -> str:
    """The address of a screen about a case, an order, or nobody; the conversation in it is Cilla's."""
    place = case if route in OF_A_CASE else ""
    addresses = Addresses(world, dict.fromkeys(["cilla", "bertil", "gerda"], world.draft))
    return addresses.of(Cell(route, "get", "caseworker", place, POLICY[route].order or place))


class Log:
    """The look-up log from a moment on, read on a connection of its own."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self._cursor = connection.cursor(row_factory=namedtuple_row)
        self._from = self._cursor.execute("select clock_timestamp() as at").fetchone().at

    def entries(self) -> list[Any]:
        """What was logged since, oldest first."""
        query = "select * from lookup.entry where at > %s order by at"
        return self._cursor.execute(query, [self._from]).fetchall()

    def forget(self) -> None:
        """Begin anew."""
        self._from = self._cursor.execute("select clock_timestamp() as at").fetchone().at

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Nobody may write the log meanwhile."""
        audit = settings.DATABASE_ROLES.audit
        self.connection.execute(f'revoke execute on function lookup.append from "{audit}"')
        try:
            yield
        finally:
            self.connection.execute(f'grant execute on function lookup.append to "{audit}"')

    @contextmanager
    def held(self, municipality: int) -> Iterator[None]:
        """Somebody holds the last entry of a municipality's chain, and does not let go."""
        with owner() as other, other.transaction():
            other.execute("select from lookup.head where municipality_id = %s for update", [municipality])
            yield


def when_answering(monkeypatch: pytest.MonkeyPatch, do: Callable[[], None]) -> None:
    """Do something once, inside the next screen, when it has all it needs and makes its answer."""
    make, waiting = HttpResponse.__init__, [do]

    def watched(self: HttpResponse, *args: Any, **kwargs: Any) -> None:
        if waiting:
            waiting.pop()()
        make(self, *args, **kwargs)

    monkeypatch.setattr(HttpResponse, "__init__", watched)
