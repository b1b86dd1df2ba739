"""What commands share: the settings, a running database, and errors as sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

LANGUAGE = "en"  # of the command line, whatever language its texts share with the pages


class Stop(Exception):
    """A command cannot go on; the text is a sentence that says what to do."""


def use(settings: str = "base") -> None:
    """Load Django with these settings, unless the environment names others."""
    import django
    import psycopg
    from django.utils import translation

    from fremdrift.core.database import DatabaseUnavailable
    from fremdrift.core.postgres import PostgresUnavailable

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"fremdrift.config.settings.{settings}")
    try:
        django.setup()
        _understand()
    except (DatabaseUnavailable, PostgresUnavailable) as unavailable:
        raise Stop(str(unavailable)) from unavailable
    except OSError as error:
        raise Stop(
            f"{error.filename or 'The home folder'} cannot be used: {error.strerror}. "
            "Choose a folder that you may write to with FREMDRIFT_HOME."
        ) from error
    except (ValueError, psycopg.Error) as wrong:
        raise Stop(
            f"A setting cannot be understood: {wrong}. Look at DATABASE_URL and at what begins with FREMDRIFT_."
        ) from wrong
    translation.activate(LANGUAGE)


def _understand() -> None:
    """Read the settings that are otherwise read when they are needed; raises ValueError."""
    from dataclasses import astuple

    from django.conf import settings

    from fremdrift.core import clock

    clock.today()
    for key in astuple(settings.KEYS):
        bytes.fromhex(key)


@contextmanager
def database(*, watched: bool = False, provision: bool = True) -> Iterator[None]:
    """Have the database running for the block: the embedded server is started, and stopped by its last user."""
    import psycopg
    from django.conf import settings
    from django.db import Error

    from fremdrift.core import database as core
    from fremdrift.core.postgres import PostgresUnavailable

    try:
        server = core.embedded(settings.HOME)
        with (server.watch() if watched else server.lease()) if server else nullcontext():
            if provision:
                core.provision(settings.DATABASE)
            try:
                yield
            finally:
                _close()
    except (PostgresUnavailable, core.DatabaseUnavailable) as unavailable:
        raise Stop(str(unavailable)) from unavailable
    except (psycopg.Error, Error) as error:
        sentence = _sentence(error.__cause__ or error)
        if not sentence:
            raise
        raise Stop(sentence) from error


def migrated() -> None:
    """Bring tables and promises up to date, quietly; the file of the log's heads begins with the log."""
    from django.core.management import call_command

    from fremdrift.cli.heads import begin_heads

    call_command("migrate", verbosity=0)
    begin_heads()


def _sentence(error: BaseException) -> str:
    """What an operator can do about an error of the database; empty when it is a fault of the program."""
    from psycopg import errors

    told = str(error).strip().split("\n")[0].rstrip(".")
    match error:
        case errors.UndefinedTable() | errors.InvalidSchemaName() | errors.UndefinedColumn():
            return "The database is not up to date: run `fremdrift migrate`."
        case errors.StringDataRightTruncation():
            return f"A text is too long ({told}). Make it shorter."
        case errors.OperationalError() if "does not exist" in str(error) or _own_login_refused(str(error)):
            return "There is no database of Fremdrift yet: run `fremdrift migrate`."
        case errors.OperationalError():
            return f"The database does not answer ({told}). Look whether it runs, and at DATABASE_URL."
        case errors.ProgrammingError() if error.sqlstate is None:
            return f"DATABASE_URL cannot be understood ({told})."
    return ""


def _own_login_refused(told: str) -> bool:
    """Whether a server refused one of Fremdrift's own roles; one that asks for passwords does not say it is missing."""
    from django.conf import settings

    return any(f'authentication failed for user "{role}"' in told for role in settings.DATABASE_ROLES.all())


def _close() -> None:
    from django.db import connections

    connections.close_all()
