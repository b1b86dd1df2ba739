"""Where the database is, and the roles that stand between the application and it.

`DATABASE_URL` names a server and a login that may create roles and extensions; without it, the embedded server of
this installation is used. The application itself never runs as that login: it signs in as a role of its own.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fremdrift.core.postgres import Cluster


class DatabaseUnavailable(Exception):
    """The database cannot be used; the text says what to do."""


@dataclass(frozen=True)
class Roles:
    """Names of the database roles. Only `owner` may change tables; none bypasses row-level security."""

    prefix: str

    @property
    def owner(self) -> str:
        """Owns the tables; migrations."""
        return f"{self.prefix}_owner"

    @property
    def app(self) -> str:
        """The application: no DDL."""
        return f"{self.prefix}_app"

    @property
    def audit(self) -> str:
        """Writes the look-up log."""
        return f"{self.prefix}_audit"

    @property
    def retention(self) -> str:
        """Drops whole sealed months of the log."""
        return f"{self.prefix}_retention"

    @property
    def evaluation(self) -> str:
        """Reads the extract schema only."""
        return f"{self.prefix}_evaluation"

    def all(self) -> list[str]:
        """Every role, owner first."""
        return [self.owner, self.app, self.audit, self.retention, self.evaluation]


@dataclass(frozen=True)
class Address:
    """A database on a server, the login that sets it up, and how its roles sign in."""

    host: str
    port: str
    name: str
    admin: str
    admin_password: str
    roles: Roles
    key: str
    passwords: bool  # the embedded server knows the operating system's user instead
    options: tuple[tuple[str, str], ...] = ()

    def password(self, role: str) -> str:
        """The role's password, derived from the installation's key; empty where none is needed."""
        if not self.passwords:
            return ""
        return hmac.new(bytes.fromhex(self.key), role.encode(), hashlib.sha256).hexdigest()

    def conninfo(self, role: str, name: str | None = None) -> str:
        """How libpq reaches the database as `role`."""
        secret = self.admin_password if role == self.admin else self.password(role)
        parts = {
            "host": self.host,
            "port": self.port,
            "dbname": name or self.name,
            "user": role,
            "password": secret,
        }
        return make_conninfo("", **{k: v for k, v in parts.items() if v}, **dict(self.options))

    def django(self, role: str) -> dict[str, object]:
        """The entry of Django's DATABASES for `role`."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": role,
            "PASSWORD": self.password(role),
            "HOST": self.host,
            "PORT": self.port,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 5, **dict(self.options)},
        }


def address(home: Path, key: str, name: str = "fremdrift") -> Address:
    """The database of this installation: DATABASE_URL, else the embedded server at `home`."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        return _from_url(url, key)
    server = Cluster(home)
    options = (("requirepeer", server.server_user),)
    return Address(
        str(server.socket_dir),
        str(server.port),
        name,
        server.admin_user,
        "",
        Roles(name),
        key,
        False,
        options,
    )


def embedded(home: Path) -> Cluster | None:
    """The embedded server of this installation; none where DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Cluster(home)


def keys_folder(home: Path) -> Path:
    """Where the keys lie: beside the embedded server's data, so that both live and go together; else at `home`."""
    server = embedded(home)
    if server is None:
        return home
    server.make_folders()
    return server.state_dir


def _from_url(url: str, key: str) -> Address:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise DatabaseUnavailable(
            "DATABASE_URL must look like postgresql://user:password@host:5432/database and name a PostgreSQL database."
        )
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or unquote(parts.hostname or "")
    port = query.pop("port", None) or str(parts.port or 5432)
    name = unquote(parts.path.strip("/"))
    user = unquote(parts.username or query.pop("user", "postgres"))
    return Address(
        host,
        port,
        name,
        user,
        unquote(parts.password or ""),
        Roles(name),
        key,
        True,
        tuple(sorted(query.items())),
    )


def provision(where: Address) -> None:
    """Create database, roles and extensions where they are missing; safe to run again, and by two at once."""
    try:
        _create_database(where)
        with psycopg.connect(where.conninfo(where.admin)) as connection:
            connection.execute("select pg_advisory_xact_lock(7276001)")
            for role in where.roles.all():
                _create_role(connection, role, where.password(role))
            for extension in ("btree_gist", "pg_trgm"):
                connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
            _grant_database(connection, where)
    except psycopg.OperationalError as failed:
        raise DatabaseUnavailable(f"The database at {where.host} does not answer: {str(failed).strip()}") from failed
    except psycopg.errors.InsufficientPrivilege as failed:
        raise DatabaseUnavailable(
            f"The login {where.admin} may not set the database up: {str(failed).strip()}. "
            "Give it CREATEDB and CREATEROLE, or use an administrator's login in DATABASE_URL."
        ) from failed


def _create_database(where: Address) -> None:
    try:
        psycopg.connect(where.conninfo(where.admin)).close()
    except psycopg.OperationalError as failed:
        if f'"{where.name}" does not exist' not in str(failed):
            raise
        with psycopg.connect(where.conninfo(where.admin, "postgres"), autocommit=True) as connection:
            try:
                connection.execute(
                    sql.SQL("create database {} template template0 encoding 'UTF8'").format(sql.Identifier(where.name))
                )
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return


def _create_role(connection: psycopg.Connection[tuple[object, ...]], role: str, password: str) -> None:
    known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    if known is None:
        connection.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))
    if password:
        connection.execute(sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(password)))


def _grant_database(connection: psycopg.Connection[tuple[object, ...]], where: Address) -> None:
    name, owner = sql.Identifier(where.name), sql.Identifier(where.roles.owner)
    connection.execute(sql.SQL("revoke all on database {} from public").format(name))
    connection.execute(sql.SQL("revoke create on schema public from public"))
    connection.execute(sql.SQL("grant create, connect, temporary on database {} to {}").format(name, owner))
    connection.execute(sql.SQL("grant create, usage on schema public to {}").format(owner))
    for role in where.roles.all()[1:]:
        connection.execute(sql.SQL("grant connect on database {} to {}").format(name, sql.Identifier(role)))
