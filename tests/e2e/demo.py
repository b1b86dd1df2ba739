"""A real demo as a process of its own: for the browser tests, and for pictures of the screens."""

import datetime as dt
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from fremdrift.core.postgres import Cluster

TODAY = dt.date(2026, 11, 24)  # a Tuesday
CASES = 240  # some twenty citizens for each caseworker
_PROGRAM = Path(sys.executable).with_name("fremdrift")
_PATIENCE = 300.0  # several may start at once on one machine


@dataclass
class Demo:
    """A running demo: where it answers, its process, and the process of its own database server, if it has one."""

    url: str
    process: subprocess.Popen[bytes]
    server: int | None
    launch: Callable[[], subprocess.Popen[bytes]]
    home: Path | None  # of its own database server, if it has one

    def start(self) -> None:
        """Start it again where it was, with its data."""
        self.process = self.launch()
        self.server = server_pid(self.home) if self.home else None

    def stop(self) -> int:
        """Press Ctrl-C, as a terminal does: the signal goes to the whole group. Returns the exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=30)

    def leaves_nothing(self) -> bool:
        """Whether its database server is gone too, a few seconds after the demo itself."""
        deadline = time.monotonic() + 20
        while self.server is not None and is_alive(self.server) and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.server is None or not is_alive(self.server)


@contextmanager
def running_demo(home: Path, cases: int = CASES) -> Iterator[Demo]:
    """A demo with a home and a database of its own, both gone afterwards."""
    elsewhere = _own_database()
    log = home.with_suffix(".log")
    port = _free_port()

    def launch() -> subprocess.Popen[bytes]:
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(_PROGRAM), "demo", "--port", str(port), "--cases", str(cases)],
                env=_environment(home, elsewhere),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _wait(process, log)
        return process

    demo = Demo(f"http://127.0.0.1:{port}", launch(), None, launch, None if elsewhere else home)
    try:
        demo.server = None if elsewhere else server_pid(home)
        yield demo
    finally:
        demo.stop()
        demo.leaves_nothing()
        _forget(home, elsewhere)


def is_alive(pid: int) -> bool:
    """Whether there is a process with this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def server_pid(home: Path) -> int:
    """The process of the database server that runs for a home."""
    return int((Cluster(home).data_dir / "postmaster.pid").read_text().split("\n")[0])


def _environment(home: Path, database: str) -> dict[str, str]:
    mine = {"FREMDRIFT_HOME": str(home), "FREMDRIFT_TODAY": TODAY.isoformat(), "COLUMNS": "120"}
    # the suite's own settings must not reach the demo
    kept = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PORT"}}
    return kept | mine | ({"DATABASE_URL": database} if database else {})


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while b"Fremdrift is ready" not in log.read_bytes():
        if process.poll() is not None or time.monotonic() > deadline:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=30)
            raise RuntimeError(f"The demo did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _own_database() -> str:
    """On the server of DATABASE_URL another database than the suite's, made anew; empty for the embedded server."""
    given = os.environ.get("DATABASE_URL", "")
    if not given:
        return ""
    parts = urlsplit(given)
    own = urlunsplit(parts._replace(path=f"{parts.path}_demo"))
    _drop(own)
    return own


def _drop(url: str) -> None:
    parts = urlsplit(url)
    name = sql.Identifier(parts.path.strip("/"))
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))


def _forget(home: Path, database: str) -> None:
    if database:
        _drop(database)
        return
    cluster = Cluster(home)
    for folder in (cluster.state_dir, cluster.socket_dir, home):
        shutil.rmtree(folder, ignore_errors=True)
