"""A program that uses a cluster, for tests that kill it or run it as somebody else."""

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import psycopg

from fremdrift.core.postgres import Cluster


def leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def server_pid(cluster: Cluster) -> int:
    return int((cluster.data_dir / "postmaster.pid").read_text().split("\n")[0])


def hold(cluster: Cluster) -> None:
    with cluster.lease():
        say(server=server_pid(cluster))
        sys.stdin.read()


def work(cluster: Cluster) -> None:
    with cluster.lease():
        cluster.ensure_database("fremdrift_work")
        with psycopg.connect(cluster.dsn("fremdrift_work", cluster.admin_user)) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS visit (number int)")
            connection.execute("INSERT INTO visit VALUES (1)")
            row = connection.execute("SELECT count(*), current_user FROM visit").fetchone()
        assert row is not None
        say(
            visits=row[0],
            role=row[1],
            uid=os.geteuid(),
            server_uid=Path(f"/proc/{server_pid(cluster)}").stat().st_uid,
            data=str(cluster.data_dir),
        )
    say(running=cluster.is_running())


def connect(socket_dir: str, user: str) -> None:
    """Say what a stranger gets who knows the address."""
    try:
        psycopg.connect(host=socket_dir, port=5432, user=user, dbname="postgres").close()
    except psycopg.OperationalError as error:
        say(refused=str(error))
    else:
        say(refused="")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    what, *rest = sys.argv[1:]
    if what == "connect":
        connect(*rest)
    else:
        {"hold": hold, "work": work}[what](Cluster(Path(rest[0])))
