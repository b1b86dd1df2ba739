"""Killed servers, killed programs, Ctrl-C and leftovers."""

import os
import shutil
import signal
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from fremdrift.core.postgres import Cluster, PostgresUnavailable
from fremdrift.core.postgres.account import server_account
from fremdrift.core.postgres.binaries import find_binaries
from fremdrift.core.postgres.places import make_state, places_of
from fremdrift.core.postgres.processes import processes_of
from tests.core.postgres.conftest import Somebody, ask, close, eventually, said, server_pid


def answers(cluster: Cluster) -> bool:
    try:
        return ask(cluster, "SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def busy_query(cluster: Cluster) -> threading.Thread:
    """A backend that works and so does not notice that its server died."""

    def work() -> None:
        with suppress(psycopg.OperationalError):
            ask(cluster, "SELECT count(*) FROM generate_series(1, 10000000000) /* busy */")

    thread = threading.Thread(target=work)
    thread.start()
    busy = "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%/* busy%' AND pid <> pg_backend_pid()"
    assert eventually(lambda: bool(ask(cluster, busy)))
    return thread


def shut_down_in_order(cluster: Cluster) -> bool:
    control = subprocess.run(
        [find_binaries().folder / "pg_controldata", cluster.data_dir],
        capture_output=True,
        text=True,
        check=True,
    )
    return any(
        line.startswith("Database cluster state:") and line.endswith(" shut down")
        for line in control.stdout.splitlines()
    )


def test_a_killed_server_comes_back_with_every_acknowledged_row(stopped_cluster: Cluster) -> None:
    with stopped_cluster.watch():
        ask(stopped_cluster, "CREATE TABLE acknowledged (number int)")
        busy = busy_query(stopped_cluster)
        for number in range(20):
            ask(stopped_cluster, f"INSERT INTO acknowledged VALUES ({number})")

        os.kill(server_pid(stopped_cluster), signal.SIGKILL)
        killed = time.monotonic()

        assert eventually(lambda: answers(stopped_cluster))
        assert time.monotonic() - killed < 5
        assert ask(stopped_cluster, "SELECT count(*) FROM acknowledged") == [(20,)]
        busy.join()
    assert not stopped_cluster.is_running()


def test_a_server_that_dies_again_and_again_is_started_again_and_again(stopped_cluster: Cluster) -> None:
    with stopped_cluster.watch():
        for _ in range(3):
            os.kill(server_pid(stopped_cluster), signal.SIGKILL)
            assert eventually(lambda: not stopped_cluster.is_running())
            assert eventually(lambda: answers(stopped_cluster))


def test_nobody_restarts_a_server_without_a_watch(stopped_cluster: Cluster) -> None:
    with stopped_cluster.lease():
        os.kill(server_pid(stopped_cluster), signal.SIGKILL)
        assert eventually(lambda: not stopped_cluster.is_running())
        time.sleep(1.5)
        assert not stopped_cluster.is_running()


def test_a_killed_program_frees_its_lease_and_the_next_adopts(stopped_cluster: Cluster, oneself: Somebody) -> None:
    program = oneself.start("hold", stopped_cluster.home)
    started = said(program)["server"]
    program.kill()
    close(program)
    assert stopped_cluster.is_running()

    with stopped_cluster.lease():
        assert server_pid(stopped_cluster) == started
        assert answers(stopped_cluster)
    assert not stopped_cluster.is_running()


def test_program_and_server_killed_together_recover(stopped_cluster: Cluster, oneself: Somebody) -> None:
    program = oneself.start("hold", stopped_cluster.home)
    os.kill(said(program)["server"], signal.SIGKILL)
    program.kill()
    close(program)

    with stopped_cluster.lease():
        assert answers(stopped_cluster)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_signal_to_the_whole_terminal_ends_the_server_in_order(
    stopped_cluster: Cluster, oneself: Somebody, number: signal.Signals
) -> None:
    program = oneself.start("hold", stopped_cluster.home, start_new_session=True, stderr=subprocess.DEVNULL)
    said(program)

    os.killpg(program.pid, number)
    close(program)

    assert not stopped_cluster.is_running()
    assert shut_down_in_order(stopped_cluster)


def test_ctrl_c_while_the_server_starts_leaves_none_behind(cluster: Cluster, oneself: Somebody) -> None:
    program = oneself.start("hold", cluster.home, start_new_session=True, stderr=subprocess.DEVNULL)
    assert eventually(lambda: any(cluster.state_dir.glob("unfinished-*/global/pg_control")))

    os.killpg(program.pid, signal.SIGINT)
    close(program)

    assert program.returncode != 0
    assert not cluster.is_running()
    assert shut_down_in_order(cluster)


def test_a_program_killed_while_it_makes_the_data_blocks_nobody(cluster: Cluster, oneself: Somebody) -> None:
    program = oneself.start("hold", cluster.home)
    assert eventually(lambda: any(cluster.state_dir.glob("unfinished-*/global/pg_control")))
    program.kill()
    close(program)
    assert not cluster.data_dir.exists()

    with cluster.lease():
        assert answers(cluster)


def test_an_older_unfinished_folder_is_removed(cluster: Cluster) -> None:
    account = server_account()
    make_state(places_of(cluster.home, account), account)
    leftover = cluster.state_dir / "unfinished-old"
    leftover.mkdir()
    (leftover / "PG_VERSION").write_text("18\n")

    with cluster.lease():
        assert answers(cluster)
    assert not leftover.exists()


def test_a_process_number_that_now_belongs_to_somebody_else_does_not_block(stopped_cluster: Cluster) -> None:
    with stopped_cluster.lease():
        lines = (stopped_cluster.data_dir / "postmaster.pid").read_text().splitlines()
    # ours is the account's own in PostgreSQL's eyes: it would refuse to start
    with sleeper_as(stopped_cluster.data_dir) as stranger:
        (stopped_cluster.data_dir / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:], ""]))
        assert not stopped_cluster.is_running()

        with stopped_cluster.lease():
            assert answers(stopped_cluster)
        stranger.kill()


def sleeper_as(data_dir: Path) -> subprocess.Popen:
    owner = data_dir.stat().st_uid
    return subprocess.Popen(["sleep", "60"], cwd="/", user=owner if os.geteuid() == 0 else None)


def test_a_lost_socket_folder_is_made_again(stopped_cluster: Cluster) -> None:
    with stopped_cluster.lease():
        shutil.rmtree(stopped_cluster.socket_dir)
        assert not stopped_cluster.is_running()
        with stopped_cluster.lease():
            assert answers(stopped_cluster)


def test_damaged_data_are_a_sentence_and_leave_no_process(stopped_cluster: Cluster) -> None:
    control = stopped_cluster.data_dir / "global" / "pg_control"
    lost = control.rename(stopped_cluster.data_dir / "lost")

    sentence = r"did not start \(“.*pg_control.*”\): read .*start\.log"
    with pytest.raises(PostgresUnavailable, match=sentence), stopped_cluster.lease():
        pytest.fail("a server without pg_control cannot start")

    assert processes_of(places_of(stopped_cluster.home, server_account()).name) == []
    lost.rename(control)
