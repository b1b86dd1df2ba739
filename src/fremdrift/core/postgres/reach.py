"""Programs that the server's account can execute, copied if they lie in a closed folder."""

import hashlib
import shutil
from pathlib import Path

from fremdrift.core.postgres.account import Account
from fremdrift.core.postgres.binaries import Binaries
from fremdrift.core.postgres.errors import PostgresUnavailable
from fremdrift.core.postgres.locks import locked
from fremdrift.core.postgres.places import ROOT_STATE

PARTS = ("bin", "lib", "lib64", "share")


def within_reach(binaries: Binaries, account: Account) -> Binaries:
    """Return the programs, or a copy of them when the account cannot execute them where they are."""
    if not account.borrowed or _can_execute(binaries.folder, account):
        return binaries
    copy = _copy(binaries)
    if not _can_execute(copy, account):
        raise PostgresUnavailable(
            f"The account {account.name} can run PostgreSQL neither from {binaries.folder} nor from {copy}: "
            "set FREMDRIFT_PG_BIN to a PostgreSQL that every user may run, or start as an ordinary user."
        )
    return Binaries(copy, binaries.version)


def _can_execute(folder: Path, account: Account) -> bool:
    try:
        return account.run(folder / "postgres", "--version").returncode == 0
    except OSError:
        return False


def _copy(binaries: Binaries) -> Path:
    prefix = binaries.folder.parent
    made = (binaries.folder / "postgres").stat().st_mtime_ns
    key = hashlib.sha256(f"{prefix}\n{binaries.version}\n{made}".encode()).hexdigest()[:16]
    target = ROOT_STATE / f"programs-{binaries.version}-{key}"
    with locked(ROOT_STATE / "programs.lock"):
        if not target.exists():
            _copy_whole(prefix, target)
    return target / _inside(prefix) / "bin"


def _copy_whole(prefix: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    for part in PARTS:
        if (prefix / part).is_dir():
            shutil.copytree(prefix / part, partial / _inside(prefix) / part, symlinks=True)
    libraries = _wheel_libraries(prefix)
    if libraries.is_dir():
        shutil.copytree(libraries, partial / libraries.name, symlinks=True)
    _open_to_all(partial)
    partial.rename(target)


def _inside(prefix: Path) -> Path:
    # the wheel's programs look for libraries three folders above themselves
    return Path(prefix.parent.name, prefix.name) if _wheel_libraries(prefix).is_dir() else Path()


def _wheel_libraries(prefix: Path) -> Path:
    return prefix.parent.with_name(f"{prefix.parent.name}.libs")


def _open_to_all(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            executable = 0o111 if path.stat().st_mode & 0o100 else 0
            path.chmod(0o644 | executable)
