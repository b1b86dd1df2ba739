"""Verifying the look-up log: what it needs, what it tolerates, and the exported heads it compares with."""

import json
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.pq import TransactionStatus

from fremdrift.access.lookup_log import Writer, heads, report
from fremdrift.access.lookup_log.report import DroppedMonth, Kind
from fremdrift.access.lookup_log.verify import verify
from tests.access.lookup_log_samples import look_up, write, write_three_months

if TYPE_CHECKING:
    from tests.access.log_database import LogDatabase

pytest_plugins = ("tests.access.log_database",)

SETTINGS = [
    "-c timezone=UTC -c datestyle=ISO,YMD -c bytea_output=hex -c extra_float_digits=1",
    "-c timezone=Asia/Kathmandu -c datestyle=German -c bytea_output=escape -c extra_float_digits=-15",
    "-c timezone=America/St_Johns -c datestyle=SQL,DMY -c client_encoding=LATIN1",
    "-c search_path=evil,pg_catalog -c quote_all_identifiers=on -c array_nulls=off -c xmloption=document",
]


@pytest.fixture
def owner(log_database: "LogDatabase") -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(log_database.owner_conninfo, autocommit=True) as connection:
        yield connection


@pytest.fixture
def superuser(log_database: "LogDatabase") -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(log_database.superuser_conninfo, autocommit=True) as connection:
        yield connection


def disarm(superuser: psycopg.Connection[Any]) -> None:
    for table in ("entry", "head"):
        superuser.execute(f"alter table lookup.{table} disable trigger all")


def kinds(found: report.Report) -> list[Kind]:
    return [finding.kind for finding in found.findings]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_empty_log_is_sound(owner: psycopg.Connection[Any]) -> None:
    found = verify(owner)
    assert (found.ok, found.chains, found.entries, found.compared, found.dropped) == (True, 0, 0, 0, ())


@pytest.mark.parametrize("writing", SETTINGS)
def test_no_session_setting_changes_a_hash(log_database: "LogDatabase", writing: str) -> None:
    writer = Writer(make_conninfo(log_database.audit_conninfo, options=writing))
    for number in range(6):
        writer.append(look_up(number))
    writer.close()
    for reading in SETTINGS:
        with psycopg.connect(log_database.owner_conninfo, options=reading) as connection:
            found = verify(connection)
        assert (found.findings, found.entries) == ((), 6)


def test_functions_of_the_database_are_not_trusted(
    log_database: "LogDatabase", superuser: psycopg.Connection[Any]
) -> None:
    write(log_database, 101, 1, 2)
    disarm(superuser)
    superuser.execute("update lookup.entry set actor_id = 1")
    superuser.execute("create schema evil")
    superuser.execute("""create function evil.sha256(bytea) returns bytea language sql
        as 'select hash from lookup.entry where prev = substr($1, 1, 32)'""")
    superuser.execute("create function evil.lie(bytea, bytea) returns boolean language sql as 'select true'")
    superuser.execute("create operator evil.= (leftarg = bytea, rightarg = bytea, function = evil.lie)")
    superuser.execute("set search_path = evil, pg_catalog")
    assert kinds(verify(superuser)) == [Kind.EDITED, Kind.EDITED]


def test_a_finding_says_where_and_what(log_database: "LogDatabase", superuser: psycopg.Connection[Any]) -> None:
    write(log_database, 101, 1, 2, 3)
    disarm(superuser)
    superuser.execute("update lookup.entry set screen = '' where seq = 2")
    ((month,),) = superuser.execute("select month from lookup.head").fetchall()
    (finding,) = verify(superuser).findings
    assert (finding.municipality_id, finding.month, finding.seq) == (101, month, 2)
    place = f"Municipality 101, {month:%Y-%m}, entry 2"
    assert finding.sentence == f"{place}: The entry was changed after it was written."


def test_verifying_leaves_the_connection_as_it_was(log_database: "LogDatabase") -> None:
    with psycopg.connect(log_database.owner_conninfo) as connection:
        assert verify(connection).ok
        assert connection.info.transaction_status == TransactionStatus.IDLE
        connection.execute("set local search_path = lookup")
        assert verify(connection).ok
        assert connection.execute("show search_path").fetchone() == ("lookup",)


def test_writing_goes_on_while_verifying(log_database: "LogDatabase", owner: psycopg.Connection[Any]) -> None:
    done = threading.Event()

    def write_on(municipality_id: int) -> None:
        writer = Writer(log_database.audit_conninfo)
        while not done.is_set():
            writer.append(look_up(municipality_id=municipality_id))
        writer.close()

    with ThreadPoolExecutor(2) as threads:
        writing = [threads.submit(write_on, municipality_id) for municipality_id in (101, 847)]
        try:
            found = [verify(owner).findings for _ in range(20)]
        finally:
            done.set()
        for one in writing:
            one.result()
    assert found == [()] * 20


@pytest.mark.parametrize("hidden", ["restrictive", "permissive"])
def test_rows_that_a_policy_hides_are_reported(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], hidden: str
) -> None:
    write(log_database, 101, 1)
    if hidden == "permissive":
        owner.execute("drop policy written_by_owner on lookup.entry")
        owner.execute("drop policy written_by_owner on lookup.head")
    for table in ("entry", "head"):
        owner.execute(f"create policy few on lookup.{table} as {hidden} using (municipality_id <> 101)")
    assert kinds(verify(owner)) == [Kind.HIDDEN_ROWS]


def test_a_role_that_may_not_read_gets_a_sentence(log_database: "LogDatabase") -> None:
    with psycopg.connect(log_database.app_conninfo) as app:
        (finding,) = verify(app).findings
    assert finding.kind == Kind.UNREADABLE
    assert "permission denied" in finding.sentence


def test_a_log_that_is_gone_gets_a_sentence(superuser: psycopg.Connection[Any]) -> None:
    superuser.execute("drop schema lookup cascade")
    (finding,) = verify(superuser).findings
    assert (finding.kind, "does not exist" in finding.sentence) == (Kind.UNREADABLE, True)


def test_more_findings_than_anyone_reads_are_counted(
    log_database: "LogDatabase", superuser: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "KEPT_FINDINGS", 3)
    write(log_database, 101, *range(10))
    disarm(superuser)
    superuser.execute("update lookup.entry set count = count + 1")
    found = verify(superuser)
    assert (len(found.findings), found.found, found.ok) == (3, 10, False)


def test_dropped_months_are_no_tampering(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    write_three_months(log_database, tmp_path / "heads")
    rows = owner.execute("select distinct month from lookup.head order by 1").fetchall()
    months = [month for (month,) in rows]
    for month in months[:2]:
        log_database.run(log_database.retention_conninfo, "select lookup.drop_month(101, %s)", month)
    found = verify(owner, tmp_path / "heads")
    assert found.findings == ()
    assert found.dropped == (DroppedMonth(101, months[0], 19), DroppedMonth(101, months[1], 19))
    write(log_database, 101, 1)
    assert verify(owner, tmp_path / "heads").ok


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("hash = sha256(hash)", Kind.REWRITTEN),
        ("seq = seq - 1", Kind.TRUNCATED),
        ("dropped_at = null", Kind.EMPTY),
        ("sealed_at = sealed_at + interval '1 s'", Kind.SEAL),
    ],
)
def test_the_head_of_a_dropped_month_is_still_watched(
    log_database: "LogDatabase", superuser: psycopg.Connection[Any], tmp_path: Path, change: str, kind: Kind
) -> None:
    write_three_months(log_database, tmp_path / "heads")
    newest_sealed = "select max(month) from lookup.head where sealed_at is not null"
    superuser.execute(f"select lookup.drop_month(101, ({newest_sealed}))")
    disarm(superuser)
    superuser.execute(f"update lookup.head set {change} where dropped_at is not null")
    assert kind in kinds(verify(superuser, tmp_path / "heads"))


def test_the_open_month_cannot_pass_for_dropped(
    log_database: "LogDatabase", superuser: psycopg.Connection[Any]
) -> None:
    write(log_database, 101, 1)
    disarm(superuser)
    superuser.execute("update lookup.head set sealed_at = now(), dropped_at = now()")
    superuser.execute("delete from lookup.entry")
    assert kinds(verify(superuser)) == [Kind.SEAL]


def test_exported_heads_are_private_lines(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    path = tmp_path / "heads"
    write(log_database, 101, 1, 2)
    assert heads.export(owner, path) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    ((month, digest),) = owner.execute("select month, hash from lookup.head").fetchall()
    begun, line = lines(path)
    assert list(begun) == ["begun_at"]
    assert line.pop("exported_at").endswith("+00:00")
    assert line == {"municipality_id": 101, "month": month.isoformat(), "seq": 2, "hash": digest.hex()}


def test_a_file_open_to_others_is_closed(owner: psycopg.Connection[Any], tmp_path: Path) -> None:
    path = tmp_path / "heads"
    path.touch(0o644)
    heads.export(owner, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_only_changed_heads_are_exported_again(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    path = tmp_path / "heads"
    for municipality_id in (101, 847):
        write(log_database, municipality_id, 1)
    assert [heads.export(owner, path), heads.export(owner, path)] == [2, 0]
    write(log_database, 847, 2)
    assert heads.export(owner, path) == 1
    assert [(line["municipality_id"], line["seq"]) for line in lines(path)[1:]] == [(101, 1), (847, 1), (847, 2)]
    assert verify(owner, path).compared == 3


def test_exporting_a_forged_log_does_not_hide_it(
    log_database: "LogDatabase", superuser: psycopg.Connection[Any], tmp_path: Path
) -> None:
    path = tmp_path / "heads"
    write(log_database, 101, 1)
    heads.export(superuser, path)
    disarm(superuser)
    superuser.execute("truncate lookup.entry, lookup.head")
    write(log_database, 101, 2)
    heads.export(superuser, path)
    assert kinds(verify(superuser, path)) == [Kind.REWRITTEN]


def test_a_file_begun_before_the_first_look_is_in_order(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    path = tmp_path / "heads"
    assert heads.export(owner, path) == 0
    assert verify(owner, path).ok
    write(log_database, 101, 1)
    assert verify(owner, path).ok  # not exported yet
    assert heads.export(owner, path) == 1
    path.write_bytes(b"")
    assert kinds(verify(owner, path)) == [Kind.HEADS_FILE]


def test_a_missing_heads_file_gets_a_sentence(owner: psycopg.Connection[Any], tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        (finding,) = verify(owner, path).findings
        assert finding.kind == Kind.HEADS_FILE
        assert finding.sentence.startswith("The heads file cannot be read (")


def test_an_empty_heads_file_gets_a_sentence(owner: psycopg.Connection[Any], tmp_path: Path) -> None:
    (tmp_path / "heads").touch()
    (finding,) = verify(owner, tmp_path / "heads").findings
    assert (finding.kind, finding.sentence[:28]) == (Kind.HEADS_FILE, "The heads file is empty: exp")


HASH = "00" * 32


@pytest.mark.parametrize(
    "line",
    [
        b"garbage",
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"\x00",
        b"[" * 4000,
        b"9" * 3000,
        json.dumps({"municipality_id": 101, "month": "2026-01-01", "seq": 1}).encode(),
        json.dumps({"municipality_id": "101", "month": "2026-01-01", "seq": 1, "hash": HASH}).encode(),
        json.dumps({"municipality_id": 101, "month": "2026-13-01", "seq": 1, "hash": HASH}).encode(),
        json.dumps({"municipality_id": 101, "month": "2026-01-01", "seq": 10**30, "hash": HASH}).encode(),
        json.dumps({"municipality_id": 101, "month": "2026-01-01", "seq": 1, "hash": "zz"}).encode(),
        json.dumps({"municipality_id": 101, "month": "2026-01-01", "seq": 1, "hash": "00"}).encode(),
    ],
)
def test_a_garbled_line_gets_a_sentence(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], tmp_path: Path, line: bytes
) -> None:
    path = tmp_path / "heads"
    write(log_database, 101, 1)
    heads.export(owner, path)
    path.write_bytes(path.read_bytes() + line + b"\n")
    write(log_database, 101, 2)
    heads.export(owner, path)
    found = verify(owner, path)
    assert found.compared == 2
    (finding,) = found.findings
    assert finding.kind == Kind.HEADS_FILE
    assert finding.sentence == "Line 3 of the heads file cannot be understood: compare it with a copy."


def test_a_half_written_line_spoils_no_other(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    path = tmp_path / "heads"
    write(log_database, 101, 1)
    heads.export(owner, path)
    path.write_bytes(path.read_bytes() + b'{"exported_at": "20')
    write(log_database, 101, 2)
    assert heads.export(owner, path) == 1
    found = verify(owner, path)
    assert (kinds(found), found.compared) == ([Kind.HEADS_FILE], 2)


def test_a_line_without_end_stays_within_bounds(
    log_database: "LogDatabase", owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    path = tmp_path / "heads"
    path.write_bytes(b"x" * 100_000)
    found = verify(owner, path)
    assert set(kinds(found)) == {Kind.HEADS_FILE}
    write(log_database, 101, 1)
    heads.export(owner, path)
    assert verify(owner, path).compared == 1
