"""What can go wrong, said so that a person can act on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PostgresUnavailable(RuntimeError):
    """PostgreSQL cannot be found or run; the text is one sentence that says what to do."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn an error of the file system below `folder` into a sentence."""
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        raise PostgresUnavailable(
            f"PostgreSQL could not be run in {folder} (“{where}: {error.strerror}”): "
            "check that the folder is on a local disk with free space and that you may write there."
        ) from error
