"""What commands share: the settings, a running database, and errors as sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext


class Stop(Exception):
    """A command cannot go on; the text is a sentence that says what to do."""


def use(settings: str = "base") -> None:
    """Load Django with these settings, unless the environment names others."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"fremdrift.config.settings.{settings}")
    from fremdrift.core.database import DatabaseUnavailable

    try:
        django.setup()
    except DatabaseUnavailable as unavailable:
        raise Stop(str(unavailable)) from unavailable


@contextmanager
def database(*, watched: bool = False, provision: bool = True) -> Iterator[None]:
    """Have the database running for the block: the embedded server is started, and stopped by its last user."""
    from django.conf import settings

    from fremdrift.core import database as core
    from fremdrift.core.postgres import PostgresUnavailable

    server = core.embedded(settings.HOME)
    try:
        with (server.watch() if watched else server.lease()) if server else nullcontext():
            if provision:
                core.provision(settings.DATABASE)
            try:
                yield
            finally:
                _close()
    except (PostgresUnavailable, core.DatabaseUnavailable) as unavailable:
        raise Stop(str(unavailable)) from unavailable


def migrated() -> None:
    """Bring tables and promises up to date, quietly."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _close() -> None:
    from django.db import connections

    connections.close_all()
