"""Puts the look-up log into a database: tables, functions, guards and rights."""

from dataclasses import dataclass
from importlib import resources
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import scalar_row

from fremdrift.access.lookup_log import chain


@dataclass(frozen=True, kw_only=True)
class Roles:
    """Names of the database roles the log knows."""

    owner: str
    app: str
    audit: str
    retention: str


def render(text: str, roles: Roles) -> sql.Composed:
    """Fill role names, safely quoted, and the hash expressions into the text of ``log.sql``."""
    return sql.SQL(text).format(
        owner=sql.Identifier(roles.owner),
        app=sql.Identifier(roles.app),
        audit=sql.Identifier(roles.audit),
        retention=sql.Identifier(roles.retention),
        entry_hash=chain.ENTRY_HASH,
        genesis=chain.genesis("e.municipality_id", "e.month", "newest.hash"),
    )


def install(connection: psycopg.Connection[Any], roles: Roles) -> None:
    """Create or renew the log's objects as the owner role; safe to run again."""
    if _current_user(connection) != roles.owner:
        raise ValueError(f"The look-up log is installed by the role {roles.owner}: connect as that role.")
    text = resources.files("fremdrift.access").joinpath("sql/log.sql").read_text(encoding="utf-8")
    connection.execute(render(text, roles))


def _current_user(connection: psycopg.Connection[Any]) -> str:
    with connection.cursor(row_factory=scalar_row) as cursor:
        return str(cursor.execute("select current_user").fetchone())
