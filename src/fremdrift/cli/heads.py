"""Keeping the head hashes of the look-up log outside the database."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)
_HOURLY = 3600.0


def export_heads() -> int:
    """Add the heads that are new to the file outside the database; returns how many."""
    import psycopg
    from django.conf import settings

    from fremdrift.access.lookup_log.heads import export

    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as connection:
        return export(connection, settings.LOG_HEADS)


def begin_heads() -> None:
    """Begin the file while the log is empty. When it goes missing later it is not made anew: its absence must show."""
    import psycopg
    from django.conf import settings

    if settings.LOG_HEADS.exists():
        return
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as connection:
        used = connection.execute("select exists (select from lookup.head)").fetchone()
    if used == (False,):
        export_heads()


@contextmanager
def heads_kept() -> Iterator[None]:
    """Write the heads out once an hour while the block runs, and at its end."""
    over = threading.Event()
    keeper = threading.Thread(target=_hourly, args=(over,), name="fremdrift-log-heads", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        _try_export()


def _hourly(over: threading.Event) -> None:
    while not over.wait(_HOURLY):
        _try_export()


def _try_export() -> None:
    try:
        export_heads()
    except Exception:
        logger.exception("The heads of the look-up log could not be written; the next try is in an hour.")
