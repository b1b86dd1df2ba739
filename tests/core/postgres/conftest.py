import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from fremdrift.core.postgres import Cluster
from fremdrift.core.postgres.account import server_account
from fremdrift.core.postgres.places import SOCKET_BASE, places_of
from tests.clusters import discard

PROGRAM = Path(__file__).with_name("program.py")
SOURCE = Path(__file__).parents[3] / "src"
PACKAGES = Path(psycopg.__file__).parents[1]


def server_pid(cluster: Cluster) -> int:
    return int((cluster.data_dir / "postmaster.pid").read_text().split("\n")[0])


def eventually(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def ask(cluster: Cluster, query: str, dbname: str = "postgres", user: str = "fremdrift_admin") -> list[tuple]:
    with psycopg.connect(cluster.dsn(dbname, user), autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


@dataclass(frozen=True)
class Somebody:
    """An account of the machine and a Python that it can run."""

    name: str
    python: str

    def start(self, *arguments: object, **options: object) -> subprocess.Popen:
        return subprocess.Popen(
            [self.python, str(PROGRAM), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            **(_become(self.name) | options),
        )

    def run(self, *arguments: object) -> list[dict]:
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return [json.loads(line) for line in output.splitlines()]


def said(process: subprocess.Popen) -> dict:
    return json.loads(process.stdout.readline())


def close(process: subprocess.Popen) -> None:
    process.communicate(timeout=60)


def _become(name: str) -> dict:
    environment = {"PATH": os.defpath, "PYTHONPATH": f"{SOURCE}:{PACKAGES}", "PYTHONDONTWRITEBYTECODE": "1"}
    if pwd.getpwuid(os.geteuid()).pw_name == name:
        return {"env": environment}
    entry = pwd.getpwnam(name)
    return {"env": environment, "user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _python_of(name: str) -> str:
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            subprocess.run([python, "-c", "import fremdrift.core.postgres"], check=True, cwd="/", **_become(name))
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip(f"the account {name} can run no Python that imports Fremdrift on this machine")


@pytest.fixture(scope="session")
def oneself() -> Somebody:
    return Somebody(pwd.getpwuid(os.geteuid()).pw_name, sys.executable)


@pytest.fixture(scope="session")
def ordinary_user() -> Somebody:
    """An ordinary user: whoever runs the tests, but `nobody` when that is root."""
    name = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    return Somebody(name, _python_of(name))


@pytest.fixture(scope="session")
def stranger() -> Somebody:
    """Another user of the machine, who has nothing to do with the server."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user of the machine")
    return Somebody("daemon", _python_of("daemon"))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home without a cluster; what a test leaves in system folders is removed."""
    home = tmp_path / "home"
    yield home
    discard(home)


@pytest.fixture
def cluster(home: Path) -> Cluster:
    return Cluster(home)


@pytest.fixture
def ordinary_home(ordinary_user: Somebody) -> Iterator[Path]:
    """A home that the ordinary user owns and can reach."""
    folder = Path(tempfile.mkdtemp(prefix="fremdrift-test-"))
    entry = pwd.getpwnam(ordinary_user.name)
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    yield folder
    for used in (folder, *folder.iterdir()):
        shutil.rmtree(sockets_of(used, entry.pw_uid), ignore_errors=True)
    shutil.rmtree(folder)


def sockets_of(home: Path, uid: int) -> Path:
    """The socket folder of an ordinary user's home, seen by somebody else."""
    digest = places_of(home, server_account()).name.rpartition("-")[2]
    return SOCKET_BASE / f"fremdrift-{uid}-{digest}"


@pytest.fixture(scope="module")
def _cluster_with_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    home = tmp_path_factory.mktemp("stopped") / "home"
    with Cluster(home).lease() as cluster:
        pass
    yield cluster
    discard(home)


@pytest.fixture
def stopped_cluster(_cluster_with_data: Cluster) -> Cluster:
    """A cluster that has its data already; a test leaves it stopped and whole."""
    assert not _cluster_with_data.is_running()
    return _cluster_with_data


@pytest.fixture(scope="module")
def shared_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A running server for tests that only ask."""
    home = tmp_path_factory.mktemp("shared") / "home"
    with Cluster(home).lease() as cluster:
        yield cluster
    discard(home)
