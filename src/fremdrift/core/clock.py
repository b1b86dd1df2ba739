"""The date that counts as today. Only here is the clock of the machine read."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_fixed: ContextVar[dt.date | None] = ContextVar("fixed_today", default=None)


def now() -> dt.datetime:
    """This moment, in Danish time."""
    return dt.datetime.now(COPENHAGEN)


def today() -> dt.date:
    """Today's date in Denmark; FREMDRIFT_TODAY=2026-11-24 fixes it for a demonstration or a drill."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    named = os.environ.get("FREMDRIFT_TODAY")
    return dt.date.fromisoformat(named) if named else now().date()


def evening(day: dt.date) -> dt.datetime:
    """The end of office hours on a day, for what is known by its day alone."""
    return dt.datetime.combine(day, dt.time(16), COPENHAGEN)


@contextmanager
def at(date: dt.date) -> Iterator[None]:
    """Let `date` count as today inside the block."""
    token = _fixed.set(date)
    try:
        yield
    finally:
        _fixed.reset(token)
