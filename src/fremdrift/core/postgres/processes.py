"""Which processes belong to a cluster.

They are known by the cluster's name in their command line, which everybody may read. Their working
folder would tell as well, but root in a container may not look at that of another account.
"""

import os
import signal
import time
from pathlib import Path

PROC = Path("/proc")


def runs(pid: int, name: str) -> bool:
    """Say whether `pid` is alive and a process of the cluster `name`; a zombie is not alive."""
    if not _has_proc():
        return exists(pid)
    return _is_server(_command_line(pid), name)


def exists(pid: int) -> bool:
    """Say whether there is any process with this number, as PostgreSQL itself asks."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_elsewhere(pid: int, data: Path) -> bool:
    """Say whether it is certain that `pid` is no server of the folder `data`."""
    program = _command_line(pid)[:1]
    if not _has_proc() or pid <= 0:
        return False
    if not program or b"postgres" not in program[0]:
        return True
    try:
        return not (PROC / str(pid) / "cwd").samefile(data)
    except OSError:
        return False


def processes_of(name: str) -> list[int]:
    """List the processes of the cluster `name`; empty where the system does not show them."""
    if not _has_proc():
        return []
    pids = sorted(int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())
    return [pid for pid in pids if _is_server(_command_line(pid), name)]


def end(pids: list[int]) -> None:
    """Kill processes whose postmaster is dead; recovery follows, as after any crash."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    deadline = time.monotonic() + 5
    while any(_command_line(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)


def _has_proc() -> bool:
    return (PROC / "self" / "cmdline").exists()


def _command_line(pid: int) -> list[bytes]:
    try:
        text = (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return []
    return text.split(b"\0") if text else []


def _is_server(arguments: list[bytes], name: str) -> bool:
    if not arguments:
        return False
    program = arguments[0]
    postmaster = program.rpartition(b"/")[2] == b"postgres" and f"cluster_name={name}".encode() in arguments
    return postmaster or program.startswith(f"postgres: {name}: ".encode())
