"""Whatever is wrong around a command is told in one sentence with exit code 2."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Environment, Run, runner, sentence, without_settings

DEAD = "postgresql://nobody:nothing@127.0.0.1:1/nowhere"
SETTING = "Look at DATABASE_URL and at what begins with FREMDRIFT_."


@pytest.fixture(scope="module")
def here(county: Environment) -> Run:
    return runner(county)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nonsense", "DATABASE_URL must look like postgresql://user:password@host:5432/database"),
        ("postgresql://a:b@c", "DATABASE_URL must look like postgresql://"),
        ("postgresql://a:b@c:port/d", "Port could not be cast to integer value as 'port'"),
        ("postgresql://[::1/d", "Invalid IPv6 URL"),
        ("postgresql://a@/d?host=/tmp&colour=blue", 'invalid connection option "colour"'),
        ("postgresql://a:b@nowhere.invalid/d", "nowhere.invalid"),
        (DEAD, "Connection refused"),
    ],
)
def test_a_database_that_cannot_be_reached(url: str, told: str, here: Run) -> None:
    assert told in sentence(here("check", DATABASE_URL=url))


@pytest.mark.parametrize("words", [["migrate"], ["log", "verify"], ["people", "municipality", "a", "A"]])
def test_every_command_tells_that_it_cannot(words: list[str], here: Run) -> None:
    assert "Connection refused" in sentence(here(*words, DATABASE_URL=DEAD))


def test_a_database_that_is_not_there_yet(installation: Callable[[str], Environment]) -> None:
    """Nobody has said `fremdrift migrate`."""
    empty = runner(installation("empty"))
    for words in (["check"], ["log", "verify"], ["people", "municipality", "a", "A"]):
        assert "run `fremdrift migrate`" in sentence(empty(*words)), words


@pytest.mark.parametrize(("name", "value"), [("FREMDRIFT_TODAY", "i går"), ("FREMDRIFT_KEY_CPR", "xyz")])
def test_a_setting_that_nobody_can_read(name: str, value: str, here: Run) -> None:
    assert sentence(here("check", **{name: value})).endswith(SETTING)


def test_two_demos_that_start_at_once(tmp_path: Path) -> None:
    with (tmp_path / "demo.lock").open("w") as lock:
        (tmp_path / "demo.lock").chmod(0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)  # as the first holds it until it is ready
        told = runner(without_settings())("demo", "--port", "8797", FREMDRIFT_HOME=str(tmp_path))
    assert sentence(told).startswith("Another `fremdrift demo` is starting with the same data.")


@pytest.mark.parametrize("words", [["migrate"], ["demo", "--port", "8797"]])
def test_a_home_that_cannot_be_made(words: list[str], tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.touch()
    told = runner(without_settings())(*words, FREMDRIFT_HOME=str(file / "home"))
    assert told.returncode == 2
    assert "a file" in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_home_without_rights(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    assert str(tmp_path) in sentence(runner(without_settings())("migrate", FREMDRIFT_HOME=str(tmp_path / "home")))


def test_an_address_that_is_not_ours(here: Run) -> None:
    told = sentence(here("serve", "--host", "192.0.2.1", "--port", "8799"))
    assert told == "It is not possible to listen at 192.0.2.1:8799: Cannot assign requested address."


@pytest.mark.parametrize("words", [["nonsense"], ["import", "citizens"], ["demo", "--port", "x"]])
def test_a_command_that_there_is_not(words: list[str], here: Run) -> None:
    done = here(*words)
    assert done.returncode == 2
    assert "Usage: fremdrift" in done.stderr
