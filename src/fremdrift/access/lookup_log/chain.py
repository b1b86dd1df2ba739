"""The two hashes of the chain, as SQL text that both the writing function and the verifier use.

The texts name every column and depend on no session setting: times are turned into UTC, a date and a
timestamp become ISO text inside ``jsonb``, arrays keep their own unambiguous notation.
"""

from psycopg import sql

ENTRY_HASH = sql.SQL(
    """sha256(e.prev || convert_to(jsonb_build_array(
        e.municipality_id, e.month, e.seq, e.at at time zone 'UTC', e.actor_id, e.role, e.unit,
        e.subjects::text, e.purpose, e.screen, e.fields::text, e.outcome, e.reason,
        e.criterion, e.count)::text, 'UTF8'))"""
)
"""Hash of an entry ``e``: over the hash before it and all its columns."""


def genesis(municipality_id: str, month: str, before: str) -> sql.Composed:
    """Hash that a month's chain starts from: over municipality, month and the head of the month before.

    The arguments are SQL column references; ``before`` is null for a municipality's first month.
    """
    return sql.SQL(
        """sha256(convert_to(jsonb_build_array({municipality_id}, {month},
        encode(coalesce({before}, decode(repeat('00', 32), 'hex')), 'hex'))::text, 'UTF8'))"""
    ).format(municipality_id=sql.SQL(municipality_id), month=sql.SQL(month), before=sql.SQL(before))
