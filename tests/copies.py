"""A copy of the tests' database: what is committed in it goes with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from fremdrift.access.screen import log_writer
from fremdrift.core.database import provision

COPY = settings.DATABASE.name + "_copy"


@contextmanager
def copied() -> Iterator[None]:
    """A copy is there; who enters sends Django's connections to it."""
    leave()
    copy_database()
    yield
    leave()
    admin(sql.SQL("drop database {} with (force)").format(sql.Identifier(COPY)))


def vacuum() -> None:
    """Clear the copy of rows that are gone, and count what is there, as the server does by itself after a while."""
    admin(sql.SQL("vacuum analyze"), COPY)


def leave() -> None:
    """Close all connections of this process, for nobody may be in a database that is copied."""
    connections.close_all()
    log_writer().close()


def copy_database() -> None:
    """Make the copy anew."""
    names = sql.Identifier(COPY), sql.Identifier(settings.DATABASE.name)
    admin(sql.SQL("drop database if exists {} with (force)").format(names[0]))
    admin(sql.SQL("create database {} template {}").format(*names))
    provision(replace(settings.DATABASE, name=COPY))


def admin(statement: sql.Composed | sql.SQL, database: str = "postgres") -> None:
    """Run a statement as the server's administrator."""
    conninfo = settings.DATABASE.conninfo(settings.DATABASE.admin, database)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(statement)
