"""The database server of one home folder, as the rest of the program sees it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fremdrift.core.postgres.account import server_account
from fremdrift.core.postgres.configuration import ADMIN
from fremdrift.core.postgres.errors import PostgresUnavailable, explained
from fremdrift.core.postgres.locks import locked, open_lock, release, share, uninterrupted
from fremdrift.core.postgres.places import PORT, make_state, places_of
from fremdrift.core.postgres.server import Server

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.5
LOOK_AT_LEAST_EVERY = 10.0


class Cluster:
    """The server of `home`; made and asked for its address without starting anything."""

    admin_user = ADMIN
    port = PORT
    """Part of the socket's file name; nothing listens on the network."""

    def __init__(self, home: Path) -> None:
        self._account = server_account()
        self._places = places_of(home, self._account)
        self._server = Server(self._places, self._account)

    @property
    def home(self) -> Path:
        """The folder that this server belongs to."""
        return self._places.home

    @property
    def data_dir(self) -> Path:
        """PostgreSQL's data folder, with its log in `log`."""
        return self._places.data

    @property
    def state_dir(self) -> Path:
        """Everything of this server but the socket: remove it to begin anew."""
        return self._places.state

    @property
    def socket_dir(self) -> Path:
        """The folder of the socket: the host to connect to."""
        return self._places.sockets

    @property
    def server_user(self) -> str:
        """The account that runs the server, for libpq's `requirepeer`."""
        return self._account.name

    def dsn(self, dbname: str, user: str) -> str:
        """Return libpq's connection string; it refuses a server that another account runs."""
        return make_conninfo(
            host=str(self.socket_dir), port=self.port, dbname=dbname, user=user, requirepeer=self.server_user
        )

    def make_folders(self) -> None:
        """Make the folders of this server, for what must lie beside its data."""
        with explained(self.state_dir):
            make_state(self._places, self._account)

    def is_running(self) -> bool:
        """Say whether the server takes connections."""
        return self._server.is_ready()

    @contextmanager
    def lease(self) -> Iterator["Cluster"]:
        """Have the server running: start or adopt it, and stop it at the end if nobody else has a lease."""
        with explained(self.state_dir):
            make_state(self._places, self._account)
            lock = open_lock(self._places.lease_lock)
        with lock:
            try:
                uninterrupted(partial(self._begin, lock))
                yield self
            finally:
                uninterrupted(partial(self._finish, lock))

    @contextmanager
    def watch(self) -> Iterator["Cluster"]:
        """Hold a lease and start the server again within about two seconds whenever it has died."""
        with self.lease():
            over = threading.Event()
            watcher = threading.Thread(
                target=self._restart_until, args=(over,), name="fremdrift-postgres-watch", daemon=True
            )
            watcher.start()
            try:
                yield self
            finally:
                over.set()
                uninterrupted(watcher.join)

    def ensure_database(self, name: str) -> None:
        """Create the database unless it exists."""
        with psycopg.connect(self.dsn("postgres", self.admin_user), autocommit=True) as connection:
            if connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
                return
            try:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                logger.debug("Another program created the database %s first.", name)

    def _begin(self, lock: IO[bytes]) -> None:
        with explained(self.state_dir), locked(self._places.start_lock):
            share(lock)
            self._server.ensure_running()

    def _finish(self, lock: IO[bytes]) -> None:
        with explained(self.state_dir), locked(self._places.start_lock):
            if release(lock):
                self._server.stop()

    def _restart_until(self, over: threading.Event) -> None:
        pause = LOOK_EVERY
        while not over.wait(pause):
            if self.is_running():
                pause = LOOK_EVERY
                continue
            try:
                self._restart()
            except PostgresUnavailable as error:
                logger.warning("%s", error)
                pause = min(2 * pause, LOOK_AT_LEAST_EVERY)

    def _restart(self) -> None:
        logger.warning("PostgreSQL has stopped and is started again.")
        with explained(self.state_dir), locked(self._places.start_lock):
            self._server.ensure_running()
