"""The walls of every table as one list to read, `walls.csv`, held against the database's own catalogue.

Other tests ask the program which tables it means to protect; this list is written out, so that a table that changes its
wall changes the list, too, and somebody reads the difference. After a change that is meant, take over the list that
the failing test has written.
"""

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from fremdrift.access import rls
from tests.access.walls import walls

FILE = Path(__file__).with_name("walls.csv")


@pytest.fixture
def connection(db: None) -> Iterator[psycopg.Connection]:
    """The database as its owner sees it."""
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as found:
        yield found
        found.rollback()


def test_every_wall_stands_as_it_is_written_down(connection: psycopg.Connection, tmp_path: Path) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        written = [tuple(row) for row in csv.reader(file)]
    found = walls(connection)
    now = tmp_path / FILE.name
    with now.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(found)
    assert found == written, f"The list as it is now: {now}"


def test_a_wall_that_is_moved_is_seen(connection: psycopg.Connection) -> None:
    before = walls(connection)
    for change in (
        f"grant delete on overview_savedlist to {settings.DATABASE_ROLES.app}",
        "alter policy context on access_bar with check (true)",
        "alter policy context on cases_case using (true)",
        "drop policy added_while_open on cases_effort",
        "alter table cases_message no force row level security",
    ):
        with connection.transaction(force_rollback=True):
            connection.execute(change)
            assert walls(connection) != before, change


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_right_that_is_taken_off_the_list_is_taken_away() -> None:
    owner = connections["owner"]
    app = settings.DATABASE_ROLES.app
    rls.install(owner)  # and thereby hold every table, so that autovacuum does not come between
    for table, right in (("overview_savedlist", "delete"), ("cases_case", "delete"), ("pghistory_context", "select")):
        with owner.cursor() as cursor:
            cursor.execute(f"grant {right} on {table} to {app}")
            rls.install(owner)
            cursor.execute("select has_table_privilege(%s, %s, %s)", [app, table, right])
            assert cursor.fetchone() == (False,), table


@pytest.mark.django_db(databases=["default", "owner"])
def test_walls_are_put_up_while_the_database_gathers_its_statistics() -> None:
    """As autovacuum does after many rows were written: it holds a table and wants to write of it in the catalogue."""
    enough, owner = Event(), connections["owner"].copy()
    with ThreadPoolExecutor(1) as other:
        gathered = other.submit(gather_statistics, settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner), enough)
        try:
            owner.set_autocommit(False)
            for _ in range(3):
                rls.install(owner)
                owner.rollback()
        finally:
            enough.set()
            owner.close()
        assert gathered.result() > 0


def gather_statistics(conninfo: str, enough: Event) -> int:
    """How often, until it is enough."""
    times = 0
    with psycopg.connect(conninfo, autocommit=True) as connection:
        while not enough.is_set():
            connection.execute("analyze cases_case, cases_caseevent, orders_order")
            times += 1
    return times


def test_a_table_that_says_of_no_municipality_must_be_exempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(rls.EXEMPT, "accounts_user")
    with pytest.raises(LookupError, match="accounts_user has no municipality"):
        rls.protected_tables()
