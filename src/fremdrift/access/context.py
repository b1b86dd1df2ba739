"""The signed, transaction-local context that row-level security reads. Without it: no rows."""

import datetime as dt
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction

from fremdrift.access.actor import Actor
from fremdrift.core import clock

CONTEXT = "fremdrift.context"
HISTORY = "pghistory.context_metadata"  # read by the triggers of the change history
_LIFETIME = 15 * 60  # seconds; far above any request, far below a working day


def pads(key: str) -> tuple[bytes, bytes]:
    """Inner and outer pad of HMAC-SHA-256 (RFC 2104) for the hexadecimal `key`."""
    block = bytes.fromhex(key).ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def signed(reach: str, actor: int, unit: str, municipality: int | None, today: dt.date, lifetime: int) -> str:
    """The context as one text, with its HMAC last."""
    expires = int(time.time()) + lifetime
    body = f"{reach}|{actor}|{unit}|{'' if municipality is None else municipality}|{today.isoformat()}|{expires}"
    mac = hmac.new(bytes.fromhex(settings.KEYS.context), body.encode(), hashlib.sha256)
    return f"{body}|{mac.hexdigest()}"


@contextmanager
def acting(actor: Actor, *, lifetime: int = _LIFETIME) -> Iterator[None]:
    """A transaction in which the database shows what this actor's context may reach, and history names the actor."""
    # A mentor works for a provider's unit without holding what is granted to the unit.
    unit = actor.unit if actor.unit in actor.holders else ""
    text = signed(actor.reach, actor.user_id, unit, actor.municipality_id, clock.today(), lifetime)
    said = json.dumps({"actor": actor.user_id, "role": str(actor.role), "unit": actor.unit})
    with _settings("default", {CONTEXT: text, HISTORY: said}):
        yield


@contextmanager
def maintaining() -> Iterator[None]:
    """The owner's context, for data migrations and checks: the owner role alone may use it, and sees all rows."""
    with _settings("owner", {CONTEXT: signed("maintenance", 0, "", None, clock.today(), 3600)}):
        yield


@contextmanager
def _settings(alias: str, values: dict[str, str]) -> Iterator[None]:
    """A transaction with these settings in force; afterwards they are as before."""
    with transaction.atomic(using=alias):
        before = _swap(values, alias)
        yield
        _swap(before, alias)


def _swap(values: dict[str, str], alias: str) -> dict[str, str]:
    """Put values in force until the end of the transaction; returns what was in force before, in one round trip."""
    asked = ["coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)"] * len(values)
    with connections[alias].cursor() as cursor:
        told = [text for name, value in values.items() for text in (name, name, value)]
        cursor.execute(f"select {', '.join(asked)}", told)  # from left to right: read, then set
        before = cursor.fetchone()[::2]
    return dict(zip(values, map(str, before), strict=True))


@contextmanager
def read_only() -> Iterator[None]:
    """Let the database refuse every write until the end of the block."""
    with transaction.atomic():
        with connections["default"].cursor() as cursor:
            cursor.execute("set local transaction_read_only = on")
        yield
