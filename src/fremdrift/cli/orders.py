"""`fremdrift orders`: letting orders go on by the clock, by hand or once an hour while the server runs."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from fremdrift.cli.running import database, use

app = typer.Typer(help="Let orders go on by the clock.", no_args_is_help=True)
logger = logging.getLogger(__name__)
_HOURLY = 3600.0


@app.callback()
def _orders() -> None:
    """Let orders go on by the clock."""


@app.command()
def advance() -> None:
    """Begin accepted orders whose first day has come, and end those whose last has passed. Safe to run again."""
    use()
    with database(provision=False):
        for name, count in advance_all():
            typer.echo(f"{name}: {count} orders went on.")


def advance_all() -> list[tuple[str, int]]:
    """Let the orders of every municipality go on, as the system; how many did, by the municipality's name."""
    from fremdrift.accounts.selectors import municipalities, system_actor
    from fremdrift.orders.services import orders_advance

    return [(home.name, orders_advance(by=system_actor(home))) for home in municipalities()]


@contextmanager
def orders_kept() -> Iterator[None]:
    """Let orders go on when the block begins, and once an hour while it runs."""
    _try_advance()  # before the server makes its workers: they must find no connection of this process
    over = threading.Event()
    threading.Thread(target=_hourly, args=(over,), name="fremdrift-orders", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _hourly(over: threading.Event) -> None:
    while not over.wait(_HOURLY):
        _try_advance()


def _try_advance() -> None:
    from django.db import connections

    try:
        advance_all()
    except Exception:
        logger.exception("Orders could not go on by the clock; the next try is in an hour.")
    finally:
        connections.close_all()
