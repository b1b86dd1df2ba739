"""Make a new data folder, whole or not at all."""

import os
import shutil
import tempfile
from pathlib import Path

from fremdrift.core.postgres.account import Account
from fremdrift.core.postgres.binaries import Binaries
from fremdrift.core.postgres.configuration import ADMIN
from fremdrift.core.postgres.errors import PostgresUnavailable
from fremdrift.core.postgres.places import Places

UNFINISHED = "unfinished-"


def data_version(places: Places) -> int | None:
    """Return the major version of the data, or None when there are none yet."""
    try:
        return int((places.data / "PG_VERSION").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def initialise(places: Places, account: Account, binaries: Binaries) -> None:
    """Make the data folder; the caller holds the start lock."""
    for leftover in sorted(places.state.glob(f"{UNFINISHED}*")):
        shutil.rmtree(leftover, ignore_errors=True)
    # a name of its own: an initdb that outlived its program may still be writing in an older one
    new = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=places.state))
    if account.borrowed:
        os.chown(new, account.uid, account.gid)
    done = account.run(binaries.folder / "initdb", *_options(binaries.major), data=new)
    if done.returncode != 0:
        shutil.rmtree(new, ignore_errors=True)
        raise PostgresUnavailable(
            f"PostgreSQL could not make its data folder in {places.state} (“{_reason(done.stdout)}”): "
            "check free space and that the folder is on a local disk, then start again."
        )
    new.rename(places.data)
    _sync(places.state)


def _options(major: int) -> list[str]:
    locale = (
        ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if major >= 17
        else ["--locale=C", "--lc-ctype=C.UTF-8"]
    )
    return [
        f"--username={ADMIN}",
        "--encoding=UTF8",
        *locale,
        "--auth-local=peer",
        "--auth-host=reject",
        "--no-instructions",
    ]


def _reason(output: str) -> str:
    errors = [line for line in output.splitlines() if "error" in line or "FATAL" in line]
    return (errors or output.splitlines() or ["no reason given"])[0].strip()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
