"""What a superuser could do to the look-up log, every guard switched off."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from fremdrift.access.lookup_log import chain

Place = tuple[int, Any]

# What each column is changed to. The first row of each chain has seq 1, so 500 is free.
EDITS = {
    "municipality_id": ("municipality_id + 1000", "0 - municipality_id - 1"),
    "month": ("(month - interval '5 years')::date", "(month + interval '5 years')::date"),
    "seq": ("seq + 500", "0 - seq"),
    "at": ("at + interval '1 microsecond'", "at - interval '1 day'", "'infinity'", "null"),
    "actor_id": ("actor_id + 1", "0 - actor_id", "null"),
    "role": ("role || ' '", "upper(role)", "null"),
    "unit": ("unit || 'x'", "'provider:8'", "null"),
    "subjects": (
        "subjects || gen_random_uuid()",
        "subjects || null::uuid",
        "array[gen_random_uuid()] || subjects",
        "array[subjects || gen_random_uuid()]",
        "array(select gen_random_uuid() from generate_series(1, greatest(1, cardinality(subjects))))",
        "null",
    ),
    "purpose": ("reverse(purpose)", "purpose || chr(8203)", "null"),
    "screen": ("screen || '2'", "null"),
    "fields": (
        "fields || 'health'::text",
        "string_to_array(array_to_string(fields, ',') || 'x', ',')",
        "array[fields || 'health'::text]",
        "fields || null::text",
        "null",
    ),
    "outcome": ("case outcome when 'deny' then 'permit' else 'deny' end", "null"),
    "reason": ("reason || '.'", "null"),
    "criterion": ("criterion || chr(10)", "translate(criterion, 'Ærø', 'ære') || '!'", "null"),
    "count": ("count + 1", "0 - count - 1", "null"),
    "prev": ("set_byte(prev, 7, 255 - get_byte(prev, 7))", "sha256('')", "null"),
    "hash": ("set_byte(hash, 31, 255 - get_byte(hash, 31))", "sha256(hash)", "null"),
}

_HEAD_EDITS = (
    "seq = seq - 1",
    "seq = seq + 1",
    "hash = sha256(hash)",
    "sealed_at = sealed_at + interval '1 second'",
    "sealed_at = null",
    "dropped_at = now()",
)

_REHASH = """
do $$
declare h lookup.head; e lookup.entry; before bytea; link bytea; last bigint;
begin
    for h in select * from lookup.head x where x.municipality_id = {municipality} order by x.month loop
        link := {genesis};
        last := 0;
        for e in select * from lookup.entry x
                where x.municipality_id = h.municipality_id and x.month = h.month order by x.seq loop
            if last = 0 then
                update lookup.head x set sealed_at = e.at where x.municipality_id = h.municipality_id
                    and x.month = (select max(y.month) from lookup.head y
                        where y.municipality_id = h.municipality_id and y.month < h.month);
            end if;
            last := last + 1;
            delete from lookup.entry x
                where (x.municipality_id, x.month, x.seq) = (e.municipality_id, e.month, e.seq);
            e.seq := last;
            e.prev := link;
            e.hash := {entry_hash};
            insert into lookup.entry select e.*;
            link := e.hash;
        end loop;
        update lookup.head x set seq = last, hash = link
            where (x.municipality_id, x.month) = (h.municipality_id, h.month);
        before := link;
    end loop;
    update lookup.head x set sealed_at = null where x.municipality_id = {municipality}
        and x.month = (select max(y.month) from lookup.head y where y.municipality_id = {municipality});
end $$"""

_CHAIN = "municipality_id = %s and month = %s"


def remove_obstacles(connection: psycopg.Connection[Any]) -> None:
    """Drop check and not-null constraints, which would stop some tamperings before they could be verified."""
    for table in ("entry", "head"):
        query = "select conname from pg_constraint where conrelid = %s::regclass and contype = 'c'"
        for (name,) in connection.execute(query, (f"lookup.{table}",)).fetchall():
            connection.execute(f'alter table lookup.{table} drop constraint "{name}"')
    for column in EDITS:
        if column not in {"municipality_id", "month", "seq"}:
            connection.execute(f"alter table lookup.entry alter column {column} drop not null")


@dataclass
class Intruder:
    """A superuser with a random generator."""

    connection: psycopg.Connection[Any]
    chance: random.Random

    def run(self, query: str, *parameters: object) -> None:
        """Run one statement, which must touch a row: a tampering that does nothing proves nothing."""
        assert self.connection.execute(query, parameters).rowcount != 0

    def disarm(self) -> None:
        """Switch the triggers off, in one of the two ways there are."""
        if self.chance.random() < 0.5:
            for table in ("entry", "head"):
                self.connection.execute(f"alter table lookup.{table} disable trigger all")
        else:
            for table in ("entry", "head"):
                self.connection.execute(f"alter table lookup.{table} enable trigger guard_rows")
            self.connection.execute("set local session_replication_role = replica")

    def chains(self, where: str = "true") -> list[tuple[int, Any, int]]:
        """Municipality, month and length of the chains."""
        query = f"select municipality_id, month, seq from lookup.head where {where} order by 1, 2"
        return self.connection.execute(query).fetchall()

    def pick(self, where: str = "true") -> tuple[Place, int]:
        """A chain and its length."""
        municipality_id, month, length = self.chance.choice(self.chains(where))
        return (municipality_id, month), length

    def copy_to_forge(self, place: Place, seq: int) -> None:
        """Put a copy of an entry on the workbench."""
        copy = "create temp table forged on commit drop as select * from lookup.entry"
        self.run(f"{copy} where {_CHAIN} and seq = %s", *place, seq)

    def rehash(self, municipality_id: int) -> None:
        """Make all chains of a municipality sound again: numbers, links, hashes, heads and seals."""
        text = sql.SQL(_REHASH).format(
            municipality=sql.Literal(municipality_id),
            genesis=chain.genesis("h.municipality_id", "h.month", "before"),
            entry_hash=chain.ENTRY_HASH,
        )
        self.connection.execute(text)


def edit(intruder: Intruder, column: str) -> None:
    """Edit one column of one entry."""
    place, length = intruder.pick()
    value = intruder.chance.choice(EDITS[column])
    seq = intruder.chance.randint(1, length)
    intruder.run(f"update lookup.entry set {column} = {value} where {_CHAIN} and seq = %s", *place, seq)


def delete_row(intruder: Intruder) -> None:
    """Delete the first, the last or another entry."""
    place, length = intruder.pick()
    seq = intruder.chance.choice((1, length, intruder.chance.randint(2, length - 1)))
    intruder.run(f"delete from lookup.entry where {_CHAIN} and seq = %s", *place, seq)


def insert_row(intruder: Intruder) -> None:
    """Insert a forged entry in the middle or at the end, with or without the right hash."""
    place, length = intruder.pick()
    insert_after(intruder, place, intruder.chance.choice((length, intruder.chance.randint(1, length))))


def insert_after(intruder: Intruder, place: Place, after: int) -> None:
    """Insert a copy of an entry, which names somebody else, behind it."""
    move = f"update lookup.entry set seq = seq + %s where {_CHAIN} and seq > %s"
    intruder.connection.execute(move, (1001, *place, after))
    intruder.connection.execute(move, (-1000, *place, after + 1000))
    intruder.copy_to_forge(place, after)
    intruder.run("update forged set seq = seq + 1, prev = hash, actor_id = actor_id + 1")
    if intruder.chance.random() < 0.5:
        intruder.connection.execute(sql.SQL("update forged e set hash = {}").format(chain.ENTRY_HASH))
    intruder.run("insert into lookup.entry select * from forged")


def insert_chain(intruder: Intruder) -> None:
    """Insert an entry for a municipality that has no log."""
    place, _ = intruder.pick()
    intruder.copy_to_forge(place, 1)
    intruder.run("update forged set municipality_id = 4711")
    intruder.connection.execute(sql.SQL("update forged e set hash = {}").format(chain.ENTRY_HASH))
    intruder.run("insert into lookup.entry select * from forged")


def swap_contents(intruder: Intruder) -> None:
    """Swap what two entries say, with or without their hashes."""
    place, length = intruder.pick()
    first, second = intruder.chance.sample(range(1, length + 1), 2)
    columns = [c for c in EDITS if c not in {"municipality_id", "month", "seq", "prev", "hash"}]
    columns += intruder.chance.choice(([], ["hash"], ["prev", "hash"]))
    names, values = ", ".join(columns), ", ".join(f"y.{c}" for c in columns)
    swap = f"""update lookup.entry x set ({names}) = row({values}) from lookup.entry y
        where x.municipality_id = %s and x.month = %s and x.seq in (%s, %s)
          and (y.municipality_id, y.month) = (x.municipality_id, x.month) and y.seq = %s - x.seq"""
    intruder.run(swap, *place, first, second, first + second)


def swap_numbers(intruder: Intruder) -> None:
    """Swap the numbers of two entries."""
    place, length = intruder.pick()
    first, second = intruder.chance.sample(range(1, length + 1), 2)
    change = f"update lookup.entry set seq = %s where {_CHAIN} and seq = %s"
    for new, old in ((9999, first), (first, second), (second, 9999)):
        intruder.run(change, new, *place, old)


def move_row(intruder: Intruder) -> None:
    """Move the last entry of a chain to the end of another one."""
    place, length = intruder.pick()
    others = [c for c in intruder.chains() if c[:2] != place]
    municipality_id, month, other_length = intruder.chance.choice(others)
    move = f"update lookup.entry set municipality_id = %s, month = %s, seq = %s where {_CHAIN} and seq = %s"
    intruder.run(move, municipality_id, month, other_length + 1, *place, length)


def move_chain(intruder: Intruder) -> None:
    """Give a whole chain, its head too, to another municipality."""
    place, _ = intruder.pick()
    for table in ("entry", "head"):
        intruder.run(f"update lookup.{table} set municipality_id = 4711 where {_CHAIN}", *place)


def delete_head(intruder: Intruder) -> None:
    """Delete a head."""
    place, _ = intruder.pick()
    intruder.run(f"delete from lookup.head where {_CHAIN}", *place)


def edit_sealed_head(intruder: Intruder) -> None:
    """Edit something of a sealed head."""
    place, _ = intruder.pick("sealed_at is not null")
    intruder.run(f"update lookup.head set {intruder.chance.choice(_HEAD_EDITS)} where {_CHAIN}", *place)


def edit_open_head(intruder: Intruder) -> None:
    """Edit number or hash of an open head."""
    place, _ = intruder.pick("sealed_at is null")
    intruder.run(f"update lookup.head set {intruder.chance.choice(_HEAD_EDITS[:3])} where {_CHAIN}", *place)


def seal_open_head(intruder: Intruder) -> None:
    """Seal a month that is not over, so that nobody can be logged."""
    place, _ = intruder.pick("sealed_at is null")
    intruder.run(f"update lookup.head set sealed_at = now() where {_CHAIN}", *place)


def delete_chain(intruder: Intruder) -> None:
    """Delete a month, head and entries."""
    place, _ = intruder.pick()
    for table in ("entry", "head"):
        intruder.run(f"delete from lookup.{table} where {_CHAIN}", *place)


def empty_chain(intruder: Intruder) -> None:
    """Delete a month's entries and put its head back to the start."""
    place, _ = intruder.pick()
    put_back = f"""update lookup.head h set seq = 0, hash = (select prev from lookup.entry e
        where (e.municipality_id, e.month) = (h.municipality_id, h.month) and seq = 1) where {_CHAIN}"""
    intruder.run(put_back, *place)
    intruder.run(f"delete from lookup.entry where {_CHAIN}", *place)


# The tamperings below leave a log that is sound in itself.


def rewrite(intruder: Intruder) -> None:
    """Change, delete or insert an entry and recompute every hash and head after it."""
    place, length = intruder.pick()
    seq = intruder.chance.randint(1, length)
    what = intruder.chance.choice(("change", "delete", "insert"))
    if what == "change":
        change = "update lookup.entry set subjects = subjects || gen_random_uuid()"
        intruder.run(f"{change} where {_CHAIN} and seq = %s", *place, seq)
    elif what == "delete":
        intruder.run(f"delete from lookup.entry where {_CHAIN} and seq = %s", *place, seq)
    else:
        # Not behind the last entry: that is what a true append looks like, and no log can tell them apart.
        insert_after(intruder, place, min(seq, length - 1))
    intruder.rehash(place[0])


def truncate_tail(intruder: Intruder) -> None:
    """Delete the last entries of the open month and lower its head."""
    place, length = intruder.pick("sealed_at is null")
    last = intruder.chance.randint(1, length - 1)
    intruder.run(f"delete from lookup.entry where {_CHAIN} and seq > %s", *place, last)
    intruder.rehash(place[0])


def delete_chain_and_rehash(intruder: Intruder) -> None:
    """Delete a month and make the others sound again."""
    place, _ = intruder.pick()
    for table in ("entry", "head"):
        intruder.run(f"delete from lookup.{table} where {_CHAIN}", *place)
    intruder.rehash(place[0])


def delete_municipality(intruder: Intruder) -> None:
    """Delete all that was logged for a municipality."""
    place, _ = intruder.pick()
    for table in ("entry", "head"):
        intruder.run(f"delete from lookup.{table} where municipality_id = %s", place[0])


SOUND_IN_ITSELF: tuple[Callable[[Intruder], None], ...] = (
    rewrite,
    truncate_tail,
    delete_chain_and_rehash,
    delete_municipality,
)

OTHERS: tuple[Callable[[Intruder], None], ...] = (
    delete_row,
    insert_row,
    insert_chain,
    swap_contents,
    swap_numbers,
    move_row,
    move_chain,
    delete_head,
    edit_sealed_head,
    edit_open_head,
    seal_open_head,
    delete_chain,
    empty_chain,
)
