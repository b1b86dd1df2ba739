"""A server starts with the first lease, is adopted by later ones and ends with the last."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from fremdrift.core.postgres import Cluster
from tests.core.postgres.conftest import Somebody, ask, close, discard, said, server_pid


def test_the_address_is_known_without_starting_or_making_anything(cluster: Cluster) -> None:
    dsn = cluster.dsn("fremdrift", "fremdrift_app")

    assert f"host={cluster.socket_dir}" in dsn
    assert "port=5432" in dsn
    assert "dbname=fremdrift" in dsn
    assert "user=fremdrift_app" in dsn
    assert f"requirepeer={cluster.server_user}" in dsn
    assert not cluster.is_running()
    assert not cluster.home.exists()
    assert not cluster.state_dir.exists()
    assert not cluster.socket_dir.exists()


def test_the_socket_fits_in_an_address_whatever_the_home(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a long name for a folder"] * 20)

    assert len(str(Cluster(deep).socket_dir / ".s.PGSQL.5432.lock")) < 100


def test_rows_survive_stop_and_start(stopped_cluster: Cluster) -> None:
    with stopped_cluster.lease():
        assert stopped_cluster.is_running()
        ask(stopped_cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    assert not stopped_cluster.is_running()

    with stopped_cluster.lease():
        assert ask(stopped_cluster, "SELECT number FROM kept") == [(7,)]
    assert not stopped_cluster.is_running()


def test_a_later_lease_adopts_and_the_last_one_stops(stopped_cluster: Cluster) -> None:
    first, second = Cluster(stopped_cluster.home), Cluster(stopped_cluster.home)
    with first.lease():
        started = server_pid(first)
        with second.lease():
            assert server_pid(second) == started
        assert ask(first, "SELECT 1") == [(1,)]
    assert not first.is_running()


def test_a_home_reached_through_a_link_is_the_same_home(home: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(home)

    assert Cluster(tmp_path / "link").socket_dir == Cluster(home).socket_dir


def test_two_homes_do_not_meet(stopped_cluster: Cluster, tmp_path: Path) -> None:
    other_home = tmp_path / "other"
    with stopped_cluster.lease() as one, Cluster(other_home).lease() as other:
        one.ensure_database("fremdrift_one")
        found = ask(other, "SELECT 1 FROM pg_database WHERE datname = 'fremdrift_one'")
        assert found == []
        assert server_pid(one) != server_pid(other)
        assert one.socket_dir != other.socket_dir
    discard(other_home)


def test_two_programs_starting_at_once_share_one_server(cluster: Cluster, oneself: Somebody) -> None:
    programs = [oneself.start("hold", cluster.home) for _ in range(2)]

    servers = {said(program)["server"] for program in programs}

    assert len(servers) == 1
    close(programs[0])
    assert cluster.is_running()
    close(programs[1])
    assert not cluster.is_running()


def test_a_database_is_created_once_by_many_at_once(shared_cluster: Cluster) -> None:
    together = threading.Barrier(4)

    def create(_: int) -> None:
        together.wait()
        shared_cluster.ensure_database("fremdrift_many")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(create, range(4)))

    shared_cluster.ensure_database("fremdrift_many")
    assert ask(shared_cluster, "SELECT 1", dbname="fremdrift_many") == [(1,)]


def test_the_server_is_set_up_for_danish_text_and_safe_writes(shared_cluster: Cluster) -> None:
    settings = dict(ask(shared_cluster, "SELECT name, setting FROM pg_settings"))

    assert ask(shared_cluster, "SELECT lower('ÆØÅ')") == [("æøå",)]
    assert settings["server_encoding"] == "UTF8"
    assert settings["TimeZone"] == "Europe/Copenhagen"
    assert (settings["fsync"], settings["synchronous_commit"], settings["full_page_writes"]) == ("on",) * 3


def test_the_log_holds_no_values_of_failed_statements(shared_cluster: Cluster) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        ask(shared_cluster, "SELECT 1/0 AS n0101701234")

    logged = "".join(path.read_text() for path in (shared_cluster.data_dir / "log").iterdir())
    assert "ready to accept connections" in logged
    assert "0101701234" not in logged
