"""Identifiers: UUID version 7, so that rows made together lie together in an index."""

import datetime as dt
import secrets
import time
import uuid


def uuid7(at: dt.datetime | None = None) -> uuid.UUID:
    """A UUID of version 7 (RFC 9562, method 3): 48 bits of milliseconds, 12 of their fraction, 62 random ones.

    What one process makes one after another is in that order by its ids, too. `at` is for what was made earlier.
    """
    nanoseconds = time.time_ns() if at is None else int(at.timestamp()) * 1_000_000_000
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = (rest << 12) // 1_000_000
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62))


def made_at(key: uuid.UUID) -> dt.datetime:
    """The moment that an identifier of `uuid7` was made."""
    return dt.datetime.fromtimestamp((key.int >> 80) / 1000, dt.UTC)
