"""PgBouncer in front of the suite's database, lending one connection to everybody, transaction by transaction."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo

from fremdrift.core.postgres.account import Account, server_account

_PORT = 6432  # part of the socket's name; nothing listens on the network
_CONFIGURATION = """
[databases]
{name} = {server}
[pgbouncer]
pool_mode = transaction
default_pool_size = 1
auth_type = any
unix_socket_dir = {folder}
listen_port = {port}
logfile = {folder}/log
"""


def program() -> str:
    """Where PgBouncer is."""
    found = shutil.which("pgbouncer", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
    if found is None:
        pytest.fail("PgBouncer is missing, so nobody knows whether contexts leak behind it: apt-get install pgbouncer")
    return found


@contextmanager
def pooler() -> Iterator[str]:
    """Run PgBouncer; gives the address at which it lets anybody in as the application's role."""
    account = server_account()
    # Not the test's own folder: socket paths are short, and the pooler's account must get there.
    folder = Path(tempfile.mkdtemp(prefix="fremdrift-pooler-"))
    try:
        _configure(folder, account)
        address = make_conninfo(host=str(folder), port=_PORT, dbname=settings.DATABASE.name, user="anybody")
        with _running(folder, account, address):
            yield address
    finally:
        shutil.rmtree(folder)


def _configure(folder: Path, account: Account) -> None:
    where = settings.DATABASE
    # As whom the server knows the pooler: by its account's name over a socket, else by password.
    server = {
        "host": where.host,
        "port": where.port,
        "dbname": where.name,
        "user": where.roles.app,
        "password": where.password(where.roles.app),
    }
    text = _CONFIGURATION.format(
        name=where.name,
        server=" ".join(f"{key}={value}" for key, value in server.items() if value),
        folder=folder,
        port=_PORT,
    )
    file = folder / "pgbouncer.ini"
    file.touch(mode=0o600)
    file.write_text(text)
    for path in (folder, file):
        os.chown(path, account.uid, account.gid)


@contextmanager
def _running(folder: Path, account: Account, address: str) -> Iterator[None]:
    become = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.borrowed else {}
    command = [program(), "--quiet", str(folder / "pgbouncer.ini")]
    with subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, **become) as process:
        try:
            _wait(process, folder, address)
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], folder: Path, address: str) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError as failed:
            if process.poll() is not None or time.monotonic() > deadline:
                log = folder / "log"
                pytest.fail(f"PgBouncer does not answer: {failed} {log.read_text() if log.exists() else ''}")
            time.sleep(0.02)
        else:
            return
