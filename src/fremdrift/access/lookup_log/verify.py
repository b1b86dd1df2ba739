"""Recomputes the whole log and says what does not fit.

Nothing stored in the database is trusted to do it: the text of every query comes from here, functions are
those of ``pg_catalog``, and what a superuser could recompute is held against heads exported elsewhere.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.rows import class_row, tuple_row

from fremdrift.access.lookup_log import chain, heads
from fremdrift.access.lookup_log.report import DroppedMonth, Kind, Notes, Place, Report

_BATCH = 2000

_SEES_ALL = """
    select bool_and(not row_security_active(c.oid) or (
        exists (select from pg_policy p
            where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r')
              and pg_get_expr(p.polqual, p.polrelid) = 'true'
              and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role(r, 'usage')))
        and not exists (select from pg_policy p
            where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('*', 'r')
              and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role(r, 'usage')))))
    from pg_class c where c.oid in ('lookup.entry'::regclass, 'lookup.head'::regclass)"""

_HEADS = sql.SQL(
    """
    select h.municipality_id, h.month, h.seq, h.hash, {genesis} as genesis, h.following,
           (h.sealed_at at time zone 'UTC')::text as sealed_at, h.dropped_at is not null as dropped
    from (
        select *, lag(hash) over months as before, lead(month) over months as following
        from lookup.head window months as (partition by municipality_id order by month)
    ) h
    order by h.municipality_id, h.month"""
).format(genesis=chain.genesis("h.municipality_id", "h.month", "h.before"))

_ENTRIES = sql.SQL(
    """
    select e.municipality_id, e.month, e.seq, e.prev, e.hash, e.hash = {entry_hash} as intact,
           case when e.seq = 1 then (e.at at time zone 'UTC')::text end as opened_at
    from lookup.entry e
    order by e.municipality_id, e.month, e.seq"""
).format(entry_hash=chain.ENTRY_HASH)

_EXPORTED = """
    select x.municipality_id, x.month, x.seq, h.municipality_id is null as headless, h.seq < x.seq as shorter
    from unnest(%s::bigint[], %s::date[], %s::bigint[], %s::bytea[]) as x (municipality_id, month, seq, hash)
    left join lookup.head h on h.municipality_id = x.municipality_id and h.month = x.month
    left join lookup.entry e on e.municipality_id = x.municipality_id and e.month = x.month and e.seq = x.seq
    where h.seq < x.seq
       or (h.seq = x.seq and h.hash is distinct from x.hash)
       or (h.dropped_at is null and e.hash is distinct from x.hash)
    order by x.municipality_id, x.month, x.seq"""


@dataclass(frozen=True)
class _Head:
    municipality_id: int
    month: date
    seq: int
    hash: bytes
    genesis: bytes
    following: date | None
    sealed_at: str | None
    dropped: bool


@dataclass(frozen=True)
class _Entry:
    municipality_id: int
    month: date
    seq: int
    prev: bytes
    hash: bytes
    intact: bool | None
    opened_at: str | None

    @property
    def chain(self) -> Place:
        return self.municipality_id, self.month


def verify(connection: psycopg.Connection[Any], heads_file: Path | None = None) -> Report:
    """Verify the log as the connection sees it, and against the exported heads if a file is given.

    An idle connection gets a read-only snapshot of its own. One that is inside a transaction is read as
    that transaction sees it, which should then be ``repeatable read``: entries written meanwhile would
    otherwise look forged.
    """
    notes = Notes()
    # Before the snapshot: a head exported after it would seem to be missing from the log.
    exported = None if heads_file is None else _settled(heads_file, notes)
    try:
        with _snapshot(connection):
            _note_hidden_rows(connection, notes)
            _verify_chains(connection, notes)
            if heads_file is not None and exported is not None:
                _compare_exported(connection, heads.read(heads_file, exported), notes)
    except psycopg.Error as error:
        detail = error.diag.message_primary or str(error)
        notes.add(Kind.UNREADABLE, text=f"The log cannot be read to its end: {detail}")
    except OSError as error:
        _note_unreadable_file(error, notes)
    return notes.report()


@contextmanager
def _snapshot(connection: psycopg.Connection[Any]) -> Iterator[None]:
    idle = connection.info.transaction_status == TransactionStatus.IDLE
    # Rolled back, so that the settings below end here even inside a caller's transaction.
    with connection.transaction(force_rollback=True):
        if idle:
            connection.execute("set transaction isolation level repeatable read, read only")
        connection.execute("set local search_path = pg_catalog, pg_temp")
        yield


def _note_hidden_rows(connection: psycopg.Connection[Any], notes: Notes) -> None:
    with connection.cursor(row_factory=tuple_row) as cursor:
        if cursor.execute(_SEES_ALL).fetchone() != (True,):
            notes.add(Kind.HIDDEN_ROWS)


def _verify_chains(connection: psycopg.Connection[Any], notes: Notes) -> None:
    with connection.cursor(row_factory=class_row(_Head)) as cursor:
        known = {(head.municipality_id, head.month): head for head in cursor.execute(_HEADS)}
    opened: dict[Place, str | None] = {}
    with connection.cursor("lookup_verify", row_factory=class_row(_Entry)) as cursor:
        cursor.itersize = _BATCH
        for place, entries in groupby(cursor.execute(_ENTRIES), key=lambda entry: entry.chain):
            opened[place] = _verify_chain(known.get(place), entries, notes)
    for place, head in known.items():
        _verify_head(head, opened, notes)
        if head.dropped:
            notes.dropped.append(DroppedMonth(*place, entries=head.seq))
    notes.counts["chains"] += len(opened)


def _verify_chain(head: _Head | None, entries: Iterable[_Entry], notes: Notes) -> str | None:
    """Walk one chain; return when it was opened."""
    opened_at = None
    seq, link = 0, head.genesis if head else None
    for entry in entries:
        notes.counts["entries"] += 1
        if entry.seq != seq + 1:
            notes.add(Kind.GAP, entry.chain, entry.seq)
        if link is not None and entry.prev != link:
            notes.add(Kind.GENESIS if seq == 0 else Kind.BROKEN_LINK, entry.chain, entry.seq)
        if not entry.intact:
            notes.add(Kind.EDITED, entry.chain, entry.seq)
        opened_at = opened_at or entry.opened_at
        seq, link, place = entry.seq, entry.hash, entry.chain
    if head is None:
        notes.add(Kind.HEAD_MISSING, place)
    elif (head.seq, head.hash) != (seq, link):
        notes.add(Kind.HEAD_MISMATCH, place, seq)
    return opened_at


def _verify_head(head: _Head, opened: dict[Place, str | None], notes: Notes) -> None:
    place = (head.municipality_id, head.month)
    if head.dropped and place in opened:
        notes.add(Kind.DROPPED_ROWS, place)
    if not head.dropped and place not in opened:
        notes.add(Kind.EMPTY, place)
    if not _seal_holds(head, opened):
        notes.add(Kind.SEAL, place)


def _seal_holds(head: _Head, opened: dict[Place, str | None]) -> bool:
    """A month is sealed at the moment the next one opens, and not before."""
    if head.following is None:
        return head.sealed_at is None
    next_opened = opened.get((head.municipality_id, head.following))
    return head.sealed_at is not None and next_opened in (None, head.sealed_at)


def _settled(heads_file: Path, notes: Notes) -> int | None:
    try:
        size = heads.settled_size(heads_file)
    except OSError as error:
        _note_unreadable_file(error, notes)
        return None
    if size == 0:
        notes.add(Kind.HEADS_FILE, text="The heads file is empty: export heads, or bring back a copy.")
    return size


def _note_unreadable_file(error: OSError, notes: Notes) -> None:
    text = f"The heads file cannot be read ({error.strerror}): give its right path, or bring back a copy."
    notes.add(Kind.HEADS_FILE, text=text)


def _compare_exported(
    connection: psycopg.Connection[Any], lines: Iterator[tuple[int, heads.ExportedHead | None]], notes: Notes
) -> None:
    while batch := list(islice(lines, _BATCH)):
        for number, head in batch:
            if head is None:
                text = f"Line {number} of the heads file cannot be understood: compare it with a copy."
                notes.add(Kind.HEADS_FILE, text=text)
        _compare_batch(connection, [head for _, head in batch if head], notes)


def _compare_batch(connection: psycopg.Connection[Any], exported: list[heads.ExportedHead], notes: Notes) -> None:
    notes.counts["compared"] += len(exported)
    columns = (
        [head.municipality_id for head in exported],
        [head.month for head in exported],
        [head.seq for head in exported],
        [head.hash for head in exported],
    )
    with connection.cursor(row_factory=tuple_row) as cursor:
        for municipality_id, month, seq, headless, shorter in cursor.execute(_EXPORTED, columns):
            kind = Kind.HEAD_MISSING if headless else Kind.TRUNCATED if shorter else Kind.REWRITTEN
            notes.add(kind, (municipality_id, month), seq)
