"""Who runs the server: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fremdrift.core.postgres.errors import PostgresUnavailable

UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """The account of the operating system that runs the server's programs."""

    name: str
    uid: int
    gid: int
    borrowed: bool
    """True when the program is root and the server runs as somebody else."""

    def run(
        self, *command: str | Path, data: Path | None = None, output: IO[bytes] | int = subprocess.PIPE
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as this account, out of reach of the terminal's Ctrl-C."""
        return subprocess.run(  # noqa: S603 - the programs found by `find_binaries`
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            # the current folder may be closed to the account
            cwd="/",
            env=_environment(data),
            umask=0o077,
            start_new_session=True,
            user=self.uid if self.borrowed else None,
            group=self.gid if self.borrowed else None,
            extra_groups=[] if self.borrowed else None,
        )


def server_account() -> Account:
    """Return the account for the server: one's own, but as root `postgres`, else `nobody`."""
    uid = os.geteuid()
    if uid == 0:
        return _unprivileged()
    try:
        own = pwd.getpwuid(uid)
    except KeyError:
        raise PostgresUnavailable(
            f"PostgreSQL cannot run as user number {uid}, which has no name on this machine: "
            "add the user, or point DATABASE_URL at a PostgreSQL server."
        ) from None
    return Account(own.pw_name, own.pw_uid, own.pw_gid, borrowed=False)


def program_user() -> str:
    """Return the name of the account that runs this program."""
    return pwd.getpwuid(os.geteuid()).pw_name


def _unprivileged() -> Account:
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, borrowed=True)
    raise PostgresUnavailable(
        f"PostgreSQL refuses to run as root and this machine has neither of the accounts "
        f"{' and '.join(UNPRIVILEGED)}: add one, or start Fremdrift as an ordinary user."
    )


def _environment(data: Path | None) -> dict[str, str]:
    # not the program's own environment: it holds secrets and may hold PG* variables
    environment = {"PATH": os.defpath, "LC_ALL": "C"}
    library_path = os.environ.get("LD_LIBRARY_PATH")
    if library_path:
        environment["LD_LIBRARY_PATH"] = library_path
    if data:
        environment["PGDATA"] = str(data)
    return environment
