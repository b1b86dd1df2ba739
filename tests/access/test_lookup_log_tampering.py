"""A thousand tamperings with the look-up log, all found; and what only exported heads can show."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from fremdrift.access.lookup_log.report import Report
from fremdrift.access.lookup_log.verify import verify
from tests.access.lookup_log_samples import write_three_months
from tests.access.lookup_log_tampering import (
    EDITS,
    OTHERS,
    SOUND_IN_ITSELF,
    Intruder,
    delete_chain,
    edit,
    move_chain,
    remove_obstacles,
)

if TYPE_CHECKING:
    from tests.access.log_database import LogDatabase

pytest_plugins = ("tests.access.log_database",)

TAMPERINGS: dict[str, Callable[[Intruder], None]] = {
    **{f"edit {column}": partial(edit, column=column) for column in EDITS},
    **{tampering.__name__: tampering for tampering in (*OTHERS, *SOUND_IN_ITSELF)},
}


@pytest.fixture
def heads_file(log_database: "LogDatabase", tmp_path: Path) -> Path:
    write_three_months(log_database, tmp_path / "heads.jsonl")
    return tmp_path / "heads.jsonl"


@pytest.fixture
def superuser(log_database: "LogDatabase", heads_file: Path) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(log_database.superuser_conninfo, autocommit=True) as connection:
        remove_obstacles(connection)
        yield connection


def tampered(
    superuser: psycopg.Connection[Any], seed: str, tampering: Callable[[Intruder], None], path: Path | None
) -> Report:
    """What verification says after a tampering, which is then taken back."""
    intruder = Intruder(superuser, random.Random(seed))
    with superuser.transaction(force_rollback=True):
        intruder.disarm()
        tampering(intruder)
        return verify(superuser, path)


def test_a_thousand_tamperings_are_found(superuser: psycopg.Connection[Any], heads_file: Path) -> None:
    names = sorted(TAMPERINGS)
    missed = []
    kinds: Counter[str] = Counter()
    for number in range(1000):
        name = names[number % len(names)]
        report = tampered(superuser, f"{name} {number}", TAMPERINGS[name], heads_file)
        kinds.update({finding.kind for finding in report.findings})
        if report.ok or "unreadable" in {finding.kind for finding in report.findings}:
            missed.append((name, number, report.findings))
    assert missed == []
    assert verify(superuser, heads_file).ok
    assert set(kinds) == {
        "edited", "broken_link", "gap", "genesis", "head_missing", "head_mismatch",
        "empty", "seal", "dropped_rows", "rewritten", "truncated",
    }  # fmt: skip


def test_what_nobody_touched_is_sound(superuser: psycopg.Connection[Any], heads_file: Path) -> None:
    report = verify(superuser, heads_file)
    assert report.findings == ()
    assert (report.chains, report.entries, report.compared) == (8, 152, 8)


@pytest.mark.parametrize("tampering", SOUND_IN_ITSELF)
def test_what_only_exported_heads_can_show(
    superuser: psycopg.Connection[Any], heads_file: Path, tampering: Callable[[Intruder], None]
) -> None:
    for number in range(10):
        seed = f"{tampering.__name__} {number}"
        assert tampered(superuser, seed, tampering, None).ok
        assert not tampered(superuser, seed, tampering, heads_file).ok


def test_other_tamperings_show_without_exported_heads(superuser: psycopg.Connection[Any]) -> None:
    for tampering in OTHERS:
        for number in range(5):
            # Of a chain that is gone or given away as a whole nothing is left to show it.
            if tampering not in {delete_chain, move_chain}:
                report = tampered(superuser, f"{tampering.__name__} {number}", tampering, None)
                assert not report.ok, (tampering, number)


def test_every_column_is_tampered_with(superuser: psycopg.Connection[Any]) -> None:
    query = "select attname from pg_attribute where attrelid = 'lookup.entry'::regclass and attnum > 0"
    assert {name for (name,) in superuser.execute(query)} == set(EDITS)


def test_every_edit_of_every_column_shows(superuser: psycopg.Connection[Any]) -> None:
    for column, values in EDITS.items():
        for value in values:
            with superuser.transaction(force_rollback=True):
                superuser.execute("alter table lookup.entry disable trigger all")
                change = f"update lookup.entry set {column} = {value} where municipality_id = 101 and seq = 5"
                assert superuser.execute(change).rowcount == 3
                report = verify(superuser)
            shown = [finding for finding in report.findings if finding.kind in {"edited", "broken_link"}]
            assert len(shown) >= 3, (column, value)
