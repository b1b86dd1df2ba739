"""The walls of every table, read from the database's catalogue."""

import re

import psycopg

HEAD = ("table", "rights of the application", "row security", "policy", "for", "kind", "reads by", "writes by")
_RIGHTS = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
_TABLES = """
select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by c.relname
"""
_POLICIES = """
select polname, case polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
        else 'delete' end,
    case when polpermissive then 'opens' else 'takes away' end,
    coalesce(pg_get_expr(polqual, polrelid), ''), coalesce(pg_get_expr(polwithcheck, polrelid), '')
    from pg_policy where polrelid = %s order by polname
"""


def walls(connection: psycopg.Connection) -> list[tuple[str, ...]]:
    """One line for each policy of each table, and for each table without one."""
    app = connection.execute("select regexp_replace(current_user, 'owner$', 'app')").fetchone()[0]
    found = [HEAD]
    for oid, name, on, forced in connection.execute(_TABLES).fetchall():
        rights = [
            right
            for right in _RIGHTS
            if connection.execute("select has_table_privilege(%s, %s::oid, %s)", [app, oid, right]).fetchone()[0]
        ]
        state = "forced" if on and forced else "on" if on else "off"
        policies = connection.execute(_POLICIES, [oid]).fetchall() or [("", "", "", "", "")]
        for policy, verb, kind, reads, writes in policies:
            found.append((name, " ".join(rights), state, policy, verb, kind, _by(reads), _by(writes)))
    return found


def _by(condition: str) -> str:
    """What a condition goes by: PostgreSQL's versions write the same condition in different ways, but name the same."""
    named = re.findall(
        r"sec\.\w+|\bor\b|\band\b|\bnot exists\b|closed_on|own_case|minutes_state|\btrue\b", condition, re.IGNORECASE
    )
    return " ".join(word.lower().removeprefix("sec.") for word in named)
