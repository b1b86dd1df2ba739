"""Writes look-ups on connections of its own: an entry stands even if the page's transaction does not."""

import os
from typing import Any, TypeAlias

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus

from fremdrift.access.lookup_log.entry import LookUp

_APPEND = """select lookup.append(
    %s::bigint, %s::bigint, %s::text, %s::text, %s::uuid[], %s::text,
    %s::text, %s::text[], %s::text, %s::text, %s::text, %s::integer)"""

_SETTINGS = r"-c lock_timeout=2s -c statement_timeout=5s -c default_transaction_isolation=read\ committed"
_CONNECT_SECONDS = 5

_Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]


class LogUnavailable(Exception):
    """The look-up could not be logged, and so its data may not be shown.

    ``str()`` is for the person, ``detail`` for operations; neither repeats what was looked up.
    """

    SENTENCE = "The look-up could not be logged, so nothing is shown. Try again in a moment."

    def __init__(self, detail: str) -> None:
        super().__init__(self.SENTENCE)
        self.detail = detail


class Writer:
    """Appends look-ups as the audit role. Safe to share between threads and across a fork.

    Connections are kept and lent out for one look-up at a time: there are as many as there were look-ups at
    once, and a thread that ends leaves none behind.
    """

    def __init__(self, conninfo: str) -> None:
        given = conninfo_to_dict(conninfo).get("options") or ""
        self._conninfo = make_conninfo(
            conninfo,
            options=f"{given} {_SETTINGS}".strip(),
            client_encoding="utf8",
            connect_timeout=_CONNECT_SECONDS,
            tcp_user_timeout=_CONNECT_SECONDS * 1000,
        )
        # By process: a child neither uses nor closes what its parent opened.
        self._kept: dict[int, list[_Connection]] = {}

    def append(self, lookup: LookUp) -> int:
        """Write one look-up and return its number in the chain; it is committed when this returns."""
        try:
            return self._write(_parameters(lookup))
        except (psycopg.Error, UnicodeError) as error:
            # Not chained: the server's detail may repeat the row, and no error log may say who was looked up.
            raise LogUnavailable(_without_row(error)) from None

    def close(self) -> None:
        """Close the connections that this process keeps."""
        idle = self._idle()
        while idle:
            idle.pop().close()

    def _idle(self) -> list[_Connection]:
        return self._kept.setdefault(os.getpid(), [])

    def _write(self, parameters: tuple[object, ...]) -> int:
        try:
            kept = self._idle().pop()
        except IndexError:
            return self._run(self._connect(), parameters)
        try:
            return self._run(kept, parameters)
        except psycopg.OperationalError:
            if not kept.closed:
                raise
        # The server may have committed before the connection broke: logged twice is better than not at all.
        return self._run(self._connect(), parameters)

    def _connect(self) -> _Connection:
        return psycopg.connect(self._conninfo, autocommit=True)

    def _run(self, connection: _Connection, parameters: tuple[object, ...]) -> int:
        try:
            ((seq,),) = connection.execute(_APPEND, parameters).fetchall()
        finally:
            if connection.info.transaction_status == TransactionStatus.IDLE:
                self._idle().append(connection)
            else:
                connection.close()
        return int(seq)


def _parameters(lookup: LookUp) -> tuple[object, ...]:
    return (
        lookup.municipality_id,
        lookup.actor_id,
        lookup.role,
        lookup.unit,
        list(lookup.subjects),
        lookup.purpose,
        lookup.screen,
        list(lookup.fields),
        str(lookup.outcome),
        lookup.reason,
        lookup.criterion,
        lookup.count,
    )


def _without_row(error: psycopg.Error | UnicodeError) -> str:
    if isinstance(error, psycopg.Error):
        return error.diag.message_primary or str(error)
    return "The look-up holds text that cannot be stored."
