"""Head hashes in a file outside the database: what a rewritten or shortened log is held against.

One JSON object per line: ``exported_at``, ``municipality_id``, ``month``, ``seq``, ``hash`` (hexadecimal).
The file is only ever added to. It protects only as far as those who can change the database cannot change it.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import tuple_row

from fremdrift.core import clock

_LONGEST_LINE = 4096
# The first line says when the file was begun, so that a file that was emptied differs from one that is new.
_BEGINNING = b'{"begun_at": "'
_BIGINT = range(-(2**63), 2**63)
_CURRENT = "select municipality_id, month, seq, hash from lookup.head order by municipality_id, month"


@dataclass(frozen=True)
class ExportedHead:
    """The last entry of a chain when it was exported."""

    municipality_id: int
    month: date
    seq: int
    hash: bytes


def export(connection: psycopg.Connection[Any], path: Path) -> int:
    """Add the heads that changed since the last export to the file, on disk on return; return how many.

    An unchanged head is in the file already: repeating it hourly for years would fill the disk for nothing.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "rb+", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.fchmod(file.fileno(), 0o600)
        size = os.fstat(file.fileno()).st_size
        last = {(head.municipality_id, head.month): head for _, head in read(path, size) if head}
        with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
            heads = [ExportedHead(*row) for row in cursor.execute(_CURRENT)]
        changed = [head for head in heads if last.get((head.municipality_id, head.month)) != head]
        now = clock.now().astimezone(UTC).isoformat(timespec="seconds")
        begun = b"" if size else _BEGINNING + now.encode() + b'"}\n'
        text = begun + b"".join(_line(head, now) for head in changed)
        if text and size and os.pread(file.fileno(), 1, size - 1) != b"\n":
            text = b"\n" + text
        _write_all(file.fileno(), text)
        os.fsync(file.fileno())
    _sync_folder(path.parent)
    return len(changed)


def settled_size(path: Path) -> int:
    """Bytes of the file that are written in full: no export is half-way through them."""
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        return os.fstat(file.fileno()).st_size


def read(path: Path, size: int) -> Iterator[tuple[int, ExportedHead | None]]:
    """Line numbers and heads of the first ``size`` bytes; None for a line that cannot be understood."""
    with path.open("rb") as file:
        number = 0
        while file.tell() < size and (line := file.readline(_LONGEST_LINE)):
            number += 1
            if not (number == 1 and line.startswith(_BEGINNING)):
                yield number, parse(line)


def parse(line: bytes) -> ExportedHead | None:
    """The head on one line, or None if it is not one."""
    try:
        match json.loads(line):
            case {
                "municipality_id": int(municipality_id),
                "month": str(month),
                "seq": int(seq),
                "hash": str(digest),
            }:
                head = ExportedHead(municipality_id, date.fromisoformat(month), seq, bytes.fromhex(digest))
            case _:
                return None
    except (ValueError, RecursionError):
        return None
    plausible = head.municipality_id in _BIGINT and head.seq in _BIGINT and len(head.hash) == 32
    return head if plausible else None


def _line(head: ExportedHead, now: str) -> bytes:
    fields = {
        "exported_at": now,
        "municipality_id": head.municipality_id,
        "month": head.month.isoformat(),
        "seq": head.seq,
        "hash": head.hash.hex(),
    }
    return json.dumps(fields).encode() + b"\n"


def _write_all(descriptor: int, text: bytes) -> None:
    while text:
        text = text[os.write(descriptor, text) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
