"""Real processes, each group of tests with an installation of its own: a home, or a database on the server named."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest

from fremdrift.core.postgres import Cluster
from tests.clusters import discard

COMMAND = [sys.executable, "-c", "import sys; sys.argv[0] = 'fremdrift'; from fremdrift.cli import main; main()"]
PASSWORD = "et langt kodeord"
MOST_SECONDS = 480  # then a command hangs; a first migrate takes half a minute, and minutes on a machine that is busy
Environment = dict[str, str]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Environment]]:
    """Make the environment of an installation with nothing in it; on the server of DATABASE_URL where one is named.

    Its server runs until the end, since starting and stopping it for each command would take most of the time.
    """
    with ExitStack() as servers:

        def make(name: str) -> Environment:
            home = tmp_path_factory.mktemp(name)
            found = {**without_settings(), "FREMDRIFT_HOME": str(home), "COLUMNS": "160", "NO_COLOR": "1"}
            url = os.environ.get("DATABASE_URL")
            if url:
                return found | {"DATABASE_URL": _fresh_database(url, name)}
            servers.callback(discard, home)
            servers.enter_context(Cluster(home).lease())
            return found

        yield make


def without_settings() -> Environment:
    """The environment without anything that is meant for Fremdrift."""
    meant = ("FREMDRIFT_", "DJANGO_", "DATABASE_")
    return {name: value for name, value in os.environ.items() if not name.startswith(meant)}


def _fresh_database(url: str, name: str) -> str:
    base, _, query = url.partition("?")
    options = f"?{query}" if query else ""
    database = f"{base.rsplit('/', 1)[1]}_{name}"
    with psycopg.connect(re.sub(r"/[^/]*$", "/postgres", base) + options, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{database}" with (force)')
    return f"{base}_{name}{options}"


def runner(environment: Environment) -> Run:
    """Run commands in an installation; whatever happens, no traceback may reach the person."""

    def run(*words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*COMMAND, *words],
            env={**environment, **more},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return run


def program(environment: Environment, code: str) -> str:
    """What a program prints that runs inside an installation, its database being there."""
    begin = "from fremdrift.cli.running import database, use\nuse()\nwith database(provision=False):\n"
    body = "".join(f"    {line}\n" for line in code.strip().splitlines())
    done = subprocess.run(
        [sys.executable, "-c", begin + body],
        env=environment,
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def run(installation: Callable[[str], Environment]) -> Run:
    """Commands in an installation that nobody has set up, or `town` has."""
    return runner(installation("commands"))


@pytest.fixture(scope="session")
def town(run: Run) -> Run:
    """An installation with one municipality and two caseworkers."""
    assert run("migrate").returncode == 0
    assert run("people", "municipality", "nordby", "Nordby Kommune").returncode == 0
    for name in ("signe", "malthe"):
        words = ["people", "add", name, name.title(), "--role", "caseworker", "--municipality", "nordby"]
        assert run(*words, "--password", PASSWORD).returncode == 0
    return run


@pytest.fixture(scope="session")
def county(installation: Callable[[str], Environment]) -> Environment:
    """An installation with two municipalities."""
    environment = installation("county")
    run = runner(environment)
    assert run("migrate").returncode == 0
    for key in ("nordby", "sydby"):
        assert run("people", "municipality", key, f"{key.title()} Kommune").returncode == 0
    return environment


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence with which a command stops; exit code 2, and nothing else said."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fremdrift: ")
    assert done.stderr.count("\n") == 1
    told = done.stderr.removeprefix("fremdrift: ").strip()
    assert told.endswith((".", "?"))
    return told
