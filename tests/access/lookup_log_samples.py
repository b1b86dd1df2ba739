"""Look-ups for tests, and a log that reaches over several months."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg

from fremdrift.access.lookup_log import LookUp, Outcome, Writer, heads, install

if TYPE_CHECKING:
    from tests.access.log_database import LogDatabase

AWKWARD = 'Ærø "quoted" \\ back\nnew line\ttab, comma {brace} NULL ’–€😀'


def look_up(number: int = 0, **changes: Any) -> LookUp:
    """A look-up; each number gives another."""
    fields: dict[str, Any] = {
        "municipality_id": 101,
        "actor_id": 7 + number,
        "role": "caseworker",
        "unit": "" if number % 2 else "provider:7",
        "subjects": tuple(UUID(int=number * 10 + i) for i in range(number % 3)),
        "purpose": f"sagsbehandling – {number}",
        "screen": "caseworker:case",
        "fields": ("contact", "plan")[: number % 3],
        "outcome": Outcome.PERMIT,
        "criterion": AWKWARD if number % 5 == 0 else "",
        "count": number % 3,
    }
    return LookUp(**(fields | changes))


@contextmanager
def shifted_clock(database: "LogDatabase", shift: str) -> Iterator[None]:
    """`lookup.append` as installed, but with a clock that is off by an interval."""
    with psycopg.connect(database.owner_conninfo, autocommit=True) as owner:
        ((text,),) = owner.execute("select pg_get_functiondef('lookup.append'::regproc)").fetchall()
        moved = text.replace("clock_timestamp()", f"(clock_timestamp() + interval '{shift}')")
        assert moved != text
        owner.execute(moved)
    try:
        yield
    finally:
        with psycopg.connect(database.owner_conninfo) as owner:
            install(owner, database.roles)


def write(database: "LogDatabase", municipality_id: int, *numbers: int) -> None:
    """Append look-ups for one municipality."""
    writer = Writer(database.audit_conninfo)
    for number in numbers:
        writer.append(look_up(number, municipality_id=municipality_id))
    writer.close()


def write_three_months(database: "LogDatabase", heads_file: Path) -> None:
    """152 entries of three municipalities, over the three newest months; heads exported after each month."""
    for months_ago, municipalities in ((2, (101, 847)), (1, (0, 101, 847)), (0, (0, 101, 847))):
        with shifted_clock(database, f"-{months_ago} months"):
            for municipality_id in municipalities:
                write(database, municipality_id, *range(19))
        with psycopg.connect(database.owner_conninfo) as owner:
            heads.export(owner, heads_file)
