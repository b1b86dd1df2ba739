"""`fremdrift demo`: stopped while it starts, started in full, and started again with everything still there."""

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fremdrift.core.postgres import Cluster
from tests.cli.conftest import COMMAND, Environment, program, without_settings
from tests.clusters import discard

MOST_SECONDS_AGAIN = 10
DUMP = """
import hashlib
from django.db import connections
from fremdrift.access.context import maintaining
from fremdrift.access.rls import protected_tables
with maintaining(), connections["owner"].cursor() as cursor:
    for table in protected_tables():
        cursor.execute(f"select t::text from {table.table} t order by 1")
        rows = cursor.fetchall()
        print(table.table, len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Environment]:
    """The embedded server in a home of its own, also where the other tests have a server."""
    yield without_settings() | {"FREMDRIFT_HOME": str(tmp_path), "NO_COLOR": "1"}
    discard(tmp_path)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(place: Environment, port: int, cases: int, patience: int = 240) -> Iterator[subprocess.Popen[str]]:
    """A demo in a group of processes of its own, as a terminal makes one; it is ended in any case."""
    process = subprocess.Popen(
        [*COMMAND, "demo", "--port", str(port), "--cases", str(cases)],
        env=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    guard = threading.Timer(patience, process.kill)
    guard.start()
    try:
        yield process
    finally:
        guard.cancel()
        if process.poll() is None:
            process.terminate()
            process.wait(60)


def read_until(process: subprocess.Popen[str], word: str) -> str:
    """What the process says up to the line with that word."""
    said = ""
    for line in process.stdout:
        said += line
        if word in line:
            return said
    raise AssertionError(f"it ended without saying {word!r}: {said}")


def interrupt(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C, which reaches every process of the terminal; what is said from then on."""
    os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=60)[0]


def open_page(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
        return page.read()


def test_stopped_while_it_starts_then_started_twice(
    place: Environment, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    cluster, port = Cluster(tmp_path), free_port()

    with demo(place, port, 2000) as process:  # far more than are invented before Ctrl-C
        read_until(process, "Starting the database")
        while not cluster.is_running() and process.poll() is None:
            time.sleep(0.1)
        time.sleep(3)
        said = interrupt(process)
    assert "Traceback" not in said
    assert process.returncode == 130
    assert not cluster.is_running()

    with demo(place, port, 12) as process:
        read_until(process, "Fremdrift is ready")
        assert b"data-persona" in open_page(port)
        said = interrupt(process)
    assert process.returncode == 0
    assert said.endswith("Stopped.\n")
    assert not cluster.is_running()
    before = program(place, DUMP)
    assert "cases_case 12 " in before  # nothing is left of the two thousand

    began = time.monotonic()
    with demo(place, port, 12) as process:
        read_until(process, "Fremdrift is ready")
        again = time.monotonic() - began
        open_page(port)
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=60)[0]
    assert "Traceback" not in said
    assert not cluster.is_running()
    assert program(place, DUMP) == before
    request.config.get_terminal_writer().line(f"\nsecond start of the demo: {again:.1f} s")
    assert again < MOST_SECONDS_AGAIN
