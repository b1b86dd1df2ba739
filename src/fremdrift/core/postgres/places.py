"""Where a cluster keeps its things, and folders that are made safely."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fremdrift.core.postgres.account import Account
from fremdrift.core.postgres.errors import PostgresUnavailable

PORT = 5432
ROOT_STATE = Path("/var/lib/fremdrift")
# not TMPDIR: two programs with different settings must find the same server
SOCKET_BASE = Path("/tmp")  # noqa: S108 - the folder is made with 0700 and refused if it is anybody else's


@dataclass(frozen=True)
class Places:
    """The files and folders of one home; computed from names alone, nothing is touched."""

    home: Path
    name: str
    state: Path
    sockets: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder; it exists only when it is complete."""
        return self.state / "data"

    @property
    def settings(self) -> Path:
        """The server's settings, kept outside the data folder and written at every start."""
        return self.state / "postgresql.conf"

    @property
    def start_lock(self) -> Path:
        """Locked by whoever starts or stops the server."""
        return self.state / "start.lock"

    @property
    def lease_lock(self) -> Path:
        """Shared by all who use the server."""
        return self.state / "lease.lock"

    @property
    def start_log(self) -> Path:
        """What the last start said before the server opened its own log."""
        return self.state / "start.log"

    @property
    def pointer(self) -> Path:
        """As root: the file in the home that says where the data are."""
        return self.home / "where-the-data-are.txt"


def places_of(home: Path, account: Account) -> Places:
    """Return the places of a home.

    An ordinary user has the data in the home. As root they are in a system folder, where the account
    that runs the server can reach them whatever the permissions of the home.
    """
    home = home.expanduser().resolve()
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    name = f"fremdrift-{os.geteuid()}-{digest}"
    if account.borrowed:
        state = ROOT_STATE / digest
        return Places(home, name, state, state / "sockets")
    return Places(home, name, home / "postgres", SOCKET_BASE / name)


def make_state(places: Places, account: Account) -> None:
    """Make the folders that must exist before locks can be taken."""
    places.home.mkdir(parents=True, exist_ok=True)
    if not account.borrowed:
        make_folder(places.state, mode=0o700, uid=account.uid, gid=account.gid)
        return
    make_folder(ROOT_STATE, mode=0o755)
    make_folder(places.state, mode=0o711)
    # a help to people, which a read-only home must not turn into a failure
    with suppress(OSError):
        _write_pointer(places)


def make_folder(path: Path, *, mode: int, uid: int = 0, gid: int = 0) -> None:
    """Make a folder with exactly this owner and mode, or refuse the one that is there."""
    if not os.path.lexists(path):
        _create_folder(path, mode, uid, gid)
    found = path.lstat()
    wider = stat.S_IMODE(found.st_mode) & ~mode
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or wider:
        raise PostgresUnavailable(
            f"{path} must be a folder of user number {uid}, no more open than mode {mode:o}, and it is not: "
            "move it away or put that right, and start again."
        )


def _create_folder(path: Path, mode: int, uid: int, gid: int) -> None:
    # made under another name and moved: nobody ever sees it half made
    new = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        if os.geteuid() == 0:
            os.chown(new, uid, gid)
        new.chmod(mode)
        # when somebody was faster, theirs is judged
        with suppress(OSError):
            new.rename(path)
    finally:
        with suppress(FileNotFoundError):
            new.rmdir()


def write_file(path: Path, text: str) -> None:
    """Write a small file whole or not at all, never through a link."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, 0o644)
        file.write(text)
    Path(name).replace(path)


def _write_pointer(places: Places) -> None:
    text = f"PostgreSQL does not run as root, so the database of this folder is kept in {places.state}\n"
    if not places.pointer.exists():
        write_file(places.pointer, text)
