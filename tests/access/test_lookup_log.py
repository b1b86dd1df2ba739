"""Writing the look-up log: who may, what stops the others, and what happens when it cannot be written."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
import pytest

from fremdrift.access.lookup_log import LogUnavailable, LookUp, Outcome, Writer, install
from fremdrift.access.lookup_log.verify import verify
from tests.access.lookup_log_samples import AWKWARD, look_up, shifted_clock, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.access.log_database import LogDatabase

pytest_plugins = ("tests.access.log_database",)

MONTHS = "select month, seq, sealed_at is not null, dropped_at is not null from lookup.head order by month"


@pytest.fixture
def writer(log_database: "LogDatabase") -> "Iterator[Writer]":
    writer = Writer(log_database.audit_conninfo)
    yield writer
    writer.close()


def backends(database: "LogDatabase") -> list[int]:
    query = "select pid from pg_stat_activity where usename = %s and datname = %s"
    rows = database.run(database.superuser_conninfo, query, database.roles.audit, database.name)
    return [pid for (pid,) in rows]


def assert_sound(database: "LogDatabase", entries: int) -> None:
    with psycopg.connect(database.owner_conninfo) as owner:
        report = verify(owner)
    assert report.findings == ()
    assert report.entries == entries


def test_every_column_is_stored_as_given(log_database: "LogDatabase", writer: Writer) -> None:
    person = UUID(int=1)
    written = LookUp(
        municipality_id=101,
        actor_id=7,
        role="caseworker",
        unit="provider:7",
        subjects=(person,),
        purpose=AWKWARD,
        screen="caseworker:case",
        fields=(AWKWARD, ""),
        outcome=Outcome.DENY,
        reason="no_grant",
        criterion=AWKWARD,
        count=3,
    )
    assert writer.append(written) == 1
    query = """select municipality_id, actor_id, role, unit, subjects, purpose, screen, fields, outcome,
        reason, criterion, count, clock_timestamp() - at between '0' and '10 s',
        month = date_trunc('month', at at time zone 'Europe/Copenhagen') from lookup.entry"""
    assert log_database.run(log_database.owner_conninfo, query) == [
        (
            101, 7, "caseworker", "provider:7", [person], AWKWARD, "caseworker:case", [AWKWARD, ""],
            "deny", "no_grant", AWKWARD, 3, True, True,
        )
    ]  # fmt: skip


def test_numbers_follow_per_municipality(log_database: "LogDatabase", writer: Writer) -> None:
    numbers = [writer.append(look_up(municipality_id=m)) for m in (101, 101, 847, 0, 101, 847)]
    assert numbers == [1, 2, 1, 1, 3, 2]
    assert_sound(log_database, 6)


def test_a_cpr_number_in_a_criterion_is_blotted_out() -> None:
    assert look_up(criterion="Jensen 010170-1234").criterion == "Jensen [CPR]"
    assert look_up(criterion="/find/0101701234/").criterion == "/find/[CPR]/"
    blind_index = "9f86d081884c7d659a2feaa0c55ad0150101701234"
    assert look_up(criterion=blind_index).criterion == blind_index


def test_a_denial_needs_its_code(log_database: "LogDatabase") -> None:
    with pytest.raises(ValueError, match="code of its reason"):
        look_up(outcome=Outcome.DENY)


@pytest.mark.parametrize("role", ["app", "audit", "retention"])
def test_no_other_role_touches_the_tables(log_database: "LogDatabase", role: str) -> None:
    for statement in (
        "select * from lookup.head",
        "select * from lookup.entry",
        "insert into lookup.entry select * from lookup.entry",
        "insert into lookup.head values (1, '2026-01-01', 0, '', null, null)",
        "update lookup.entry set role = ''",
        "update lookup.head set seq = 1",
        "delete from lookup.entry",
        "delete from lookup.head",
        "truncate lookup.entry",
        "alter table lookup.entry disable trigger all",
        "set session_replication_role = replica",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            log_database.run(getattr(log_database, f"{role}_conninfo"), statement)


def test_rights_given_by_default_are_taken_back(log_database: "LogDatabase") -> None:
    with psycopg.connect(log_database.owner_conninfo) as owner:
        owner.execute(f"grant all on lookup.entry, lookup.head to {log_database.roles.app}")
        install(owner, log_database.roles)
        query = """select relname, privilege_type from pg_class, aclexplode(relacl)
            where oid in ('lookup.entry'::regclass, 'lookup.head'::regclass) and grantee = %s::regrole"""
        rights = owner.execute(query, (log_database.roles.app,)).fetchall()
    # The right to read entries is for others to give and take; MAINTAIN, from version 17 on, changes no row.
    assert [right for right in rights if right[1] != "MAINTAIN"] == [("entry", "SELECT")]


def test_the_app_sees_no_entry_before_a_policy_lets_it(log_database: "LogDatabase") -> None:
    write(log_database, 101, 1)
    grant = f"grant usage on schema lookup to {log_database.roles.app}"
    log_database.run(log_database.owner_conninfo, grant)
    log_database.run(log_database.owner_conninfo, f"grant select on lookup.entry to {log_database.roles.app}")
    assert log_database.run(log_database.app_conninfo, "select * from lookup.entry") == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for function append"):
        log_database.run(
            log_database.app_conninfo,
            "select lookup.append(1, 1, '', '', '{}', '', '', '{}', 'permit', '', '', 1)",
        )


@pytest.mark.parametrize(("user", "mode"), [("owner", "origin"), ("superuser", "origin"), ("superuser", "replica")])
def test_triggers_stop_those_whom_no_grant_stops(log_database: "LogDatabase", user: str, mode: str) -> None:
    write(log_database, 101, 1)
    with psycopg.connect(getattr(log_database, f"{user}_conninfo"), autocommit=True) as connection:
        if mode == "replica":
            connection.execute("set session_replication_role = replica")
        for statement in (
            "update lookup.entry set role = 'leader'",
            "delete from lookup.entry",
            "truncate lookup.entry",
            "truncate lookup.entry, lookup.head",
            "update lookup.head set hash = sha256('')",
            "update lookup.head set seq = 0",
            "update lookup.head set month = month - interval '1 month'",
            "update lookup.head set municipality_id = 847, seq = 2",
            "update lookup.head set sealed_at = now(), seq = 2",
            "delete from lookup.head",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"append-only|only moves forward"):
                connection.execute(statement)
    assert_sound(log_database, 1)


def test_installing_again_keeps_everything(log_database: "LogDatabase") -> None:
    write(log_database, 101, 1, 2)
    with psycopg.connect(log_database.owner_conninfo) as owner:
        install(owner, log_database.roles)
    write(log_database, 101, 3)
    assert_sound(log_database, 3)


def test_only_the_owner_installs(log_database: "LogDatabase") -> None:
    refused = pytest.raises(ValueError, match="log owner")
    with psycopg.connect(log_database.superuser_conninfo) as superuser, refused:
        install(superuser, log_database.roles)


def test_eight_threads_keep_one_gapless_chain(log_database: "LogDatabase", writer: Writer) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda n: writer.append(look_up(n)), range(200)))
    assert sorted(numbers) == list(range(1, 201))
    assert_sound(log_database, 200)
    assert len(backends(log_database)) <= 8


def test_an_entry_stands_although_the_page_fails(log_database: "LogDatabase", writer: Writer) -> None:
    with psycopg.connect(log_database.owner_conninfo) as page, page.transaction(force_rollback=True):
        page.execute("create table draft ()")
        writer.append(look_up())
    assert_sound(log_database, 1)


def test_a_held_head_gives_an_answer_within_seconds(log_database: "LogDatabase", writer: Writer) -> None:
    writer.append(look_up())
    with psycopg.connect(log_database.owner_conninfo) as holder:
        holder.execute("select from lookup.head for update")
        start = time.monotonic()
        with pytest.raises(LogUnavailable, match="nothing is shown") as failure:
            writer.append(look_up())
        assert 1.5 < time.monotonic() - start < 3
    assert failure.value.detail == "canceling statement due to lock timeout"
    assert writer.append(look_up()) == 2
    assert len(backends(log_database)) == 1


def test_a_look_up_broken_off_half_way_spoils_no_later_one(log_database: "LogDatabase", writer: Writer) -> None:
    def break_off(number: int, frame: object) -> None:
        raise TimeoutError

    writer.append(look_up())
    before = signal.signal(signal.SIGALRM, break_off)
    try:
        with psycopg.connect(log_database.owner_conninfo) as holder:
            holder.execute("select from lookup.head for update")
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            with pytest.raises(TimeoutError):
                writer.append(look_up())
    finally:
        signal.signal(signal.SIGALRM, before)
    assert writer.append(look_up()) in {2, 3}


def test_another_municipality_does_not_wait(log_database: "LogDatabase", writer: Writer) -> None:
    writer.append(look_up())
    with psycopg.connect(log_database.owner_conninfo) as holder:
        holder.execute("select from lookup.head for update")
        assert writer.append(look_up(municipality_id=847)) == 1


def test_writing_goes_on_after_a_restart(log_database: "LogDatabase", writer: Writer) -> None:
    writer.append(look_up())
    log_database.restart()
    assert writer.append(look_up()) == 2
    assert_sound(log_database, 2)


def test_writing_goes_on_after_all_connections_broke(log_database: "LogDatabase", writer: Writer) -> None:
    barrier = threading.Barrier(4)

    def append_together(number: int) -> int:
        barrier.wait()
        return writer.append(look_up(number))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(append_together, range(4)))
        log_database.run(
            log_database.superuser_conninfo,
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s",
            log_database.roles.audit,
        )
        list(threads.map(append_together, range(4)))
    assert_sound(log_database, 8)


def test_without_a_server_the_person_gets_a_sentence(tmp_path: "os.PathLike[str]") -> None:
    with pytest.raises(LogUnavailable, match="could not be logged") as failure:
        Writer(f"host={tmp_path} user=nobody").append(look_up())
    assert "No such file" in failure.value.detail


@pytest.mark.parametrize("text", ["\x00", "\ud800"])
def test_text_that_cannot_be_stored_is_no_crash(log_database: "LogDatabase", writer: Writer, text: str) -> None:
    with pytest.raises(LogUnavailable):
        writer.append(look_up(criterion=text))
    assert writer.append(look_up()) == 1


def test_the_error_does_not_repeat_the_row(log_database: "LogDatabase", writer: Writer) -> None:
    with pytest.raises(LogUnavailable) as failure:
        writer.append(look_up(criterion="Ane Sørensen", count=-1))
    assert "check constraint" in failure.value.detail
    assert "Ane" not in failure.value.detail
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__


def test_a_forked_child_uses_a_connection_of_its_own(log_database: "LogDatabase", writer: Writer) -> None:
    writer.append(look_up())
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if writer.append(look_up()) == 2 and len(backends(log_database)) == 2 else 1
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert writer.append(look_up()) == 3
    assert_sound(log_database, 3)


def test_a_forked_child_that_ends_leaves_the_parents_connection_open(
    log_database: "LogDatabase", writer: Writer
) -> None:
    writer.append(look_up())
    before = backends(log_database)
    child = os.fork()
    if child == 0:
        try:
            writer.close()
            del writer
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    writer.append(look_up())
    assert backends(log_database) == before


def test_a_new_month_seals_the_one_before(log_database: "LogDatabase") -> None:
    with shifted_clock(log_database, "-1 month"):
        write(log_database, 101, 1, 2)
    write(log_database, 101, 3)
    states = [state for _, *state in log_database.run(log_database.owner_conninfo, MONTHS)]
    assert states == [[2, True, False], [1, False, False]]
    assert_sound(log_database, 3)


def test_eight_threads_open_a_new_month_once(log_database: "LogDatabase", writer: Writer) -> None:
    with shifted_clock(log_database, "-1 month"):
        write(log_database, 101, 1)
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda n: writer.append(look_up(n)), range(40)))
    assert sorted(numbers) == list(range(1, 41))
    assert_sound(log_database, 41)


def test_a_clock_put_back_stops_nobody(log_database: "LogDatabase") -> None:
    write(log_database, 101, 1)
    with shifted_clock(log_database, "-2 months"):
        write(log_database, 101, 2)
    states = [state for _, *state in log_database.run(log_database.owner_conninfo, MONTHS)]
    assert states == [[2, False, False]]
    assert_sound(log_database, 2)


def test_a_sealed_month_refuses(log_database: "LogDatabase", writer: Writer) -> None:
    writer.append(look_up())
    log_database.run(log_database.owner_conninfo, "update lookup.head set sealed_at = now()")
    with pytest.raises(LogUnavailable) as failure:
        writer.append(look_up())
    assert "sealed" in failure.value.detail


def test_retention_drops_whole_sealed_months_and_keeps_their_heads(log_database: "LogDatabase") -> None:
    with shifted_clock(log_database, "-1 month"):
        write(log_database, 101, 1, 2)
    write(log_database, 101, 3)
    old, new = (month for month, *_ in log_database.run(log_database.owner_conninfo, MONTHS))
    drop = "select lookup.drop_month(%s, %s)"
    for place in ((101, new), (847, old)):
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="not sealed"):
            log_database.run(log_database.retention_conninfo, drop, *place)
    assert log_database.run(log_database.retention_conninfo, drop, 101, old) == [(2,)]
    assert log_database.run(log_database.retention_conninfo, drop, 101, old) == [(0,)]
    states = log_database.run(log_database.owner_conninfo, MONTHS)
    assert states == [(old, 2, True, True), (new, 1, False, False)]
    assert_sound(log_database, 1)


@pytest.mark.parametrize("role", ["app", "audit"])
def test_only_retention_drops(log_database: "LogDatabase", role: str) -> None:
    conninfo = getattr(log_database, f"{role}_conninfo")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        log_database.run(conninfo, "select lookup.drop_month(101, '2026-01-01')")
