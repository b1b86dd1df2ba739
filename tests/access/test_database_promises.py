"""What the database's own catalogue says: which tables are protected, and what the program's roles may do."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from psycopg.rows import scalar_row

from fremdrift.access.rls import DERIVED, EXEMPT
from tests.access.tables import HISTORY, TABLES, table

OUTSIDE = "not in ('pg_catalog', 'information_schema', 'pg_toast')"
OTHER_TABLES = {"sec.key", "lookup.entry", "lookup.head"}  # the context's key, and the look-up log
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


@pytest.fixture
def catalogue(db: None) -> Iterator[psycopg.Cursor]:
    """The database's catalogue, read by its owner."""
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as owner:
        yield owner.cursor(row_factory=scalar_row)
        owner.rollback()


@pytest.fixture
def app(db: None) -> Iterator[psycopg.Connection]:
    """A connection such as somebody has who slips SQL into the application."""
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.app), autocommit=True) as connection:
        yield connection


def relations(catalogue: psycopg.Cursor, condition: str = "true") -> set[str]:
    """Tables, views and the like that fulfil a condition."""
    query = (
        "select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname from pg_class c "
        f"join pg_namespace n on n.oid = c.relnamespace where n.nspname {OUTSIDE} and n.nspname !~ '^pg_' "
        f"and c.relkind in ('r', 'p', 'v', 'm', 'f') and ({condition})"
    )
    return set(catalogue.execute(query))


def test_every_table_is_protected_or_on_the_list_of_the_exempt(catalogue: psycopg.Cursor) -> None:
    forced = "c.relrowsecurity and c.relforcerowsecurity and exists(select from pg_policy p where p.polrelid = c.oid)"
    everything, protected = relations(catalogue), relations(catalogue, forced)
    assert protected >= set(TABLES)
    assert everything - protected - set(EXEMPT) == {"sec.key"}
    assert everything - set(EXEMPT) - set(TABLES) == OTHER_TABLES
    assert set(EXEMPT) - everything == {"pghistory_events", "pghistory_middlewareevents"}  # names without a table
    assert relations(catalogue, "c.relkind <> 'r'") == set()  # a view would read with its owner's eyes


def test_a_table_that_nobody_protected_is_found(catalogue: psycopg.Cursor) -> None:
    catalogue.execute("create table forgotten (id int)")
    with pytest.raises(AssertionError, match="forgotten"):
        test_every_table_is_protected_or_on_the_list_of_the_exempt(catalogue)


# The owner's, for sec.writing() alone: that somebody writes, not what.
WRITING = "presence overview_draft"


def test_every_policy_checks_what_is_read_and_what_is_written(catalogue: psycopg.Cursor) -> None:
    query = "select p.polname || ' ' || c.relname from pg_policy p join pg_class c on c.oid = p.polrelid where {}"
    both = "p.polcmd = '*' and p.polpermissive and p.polqual is not null and p.polwithcheck is not null"
    of_persons = f"c.relname in ({', '.join(f'{name!r}' for name in TABLES)})"
    found = set(catalogue.execute(query.format(f"{of_persons} and {both}")))
    assert found == {f"{name} {of}" for name in ("context", "maintenance") for of in TABLES}
    assert set(catalogue.execute(query.format(f"{of_persons} and p.polpermissive"))) == found | {WRITING}
    narrower = f"{of_persons} and not p.polpermissive"
    names = {row.split()[0] for row in set(catalogue.execute(query.format(narrower)))}
    assert names == {"added_while_open", "changed_while_open"}  # they only take away
    assert set(catalogue.execute(query.format(f"{narrower} and p.polwithcheck is null"))) == set()


def test_the_application_has_the_rights_it_needs_and_no_more(app: psycopg.Connection) -> None:
    wanted = {name: {right.strip().upper() for right in rights.split(",")} - {""} for name, rights in EXEMPT.items()}
    wanted |= {name: {"SELECT", "INSERT", "UPDATE"} | ({"DELETE"} & _if(name in DERIVED)) for name in TABLES}
    wanted |= {table(model): {"SELECT", "INSERT"} for model in HISTORY}
    query = "select has_table_privilege(to_regclass(%s), %s)"
    for name, rights in wanted.items():
        assert {right for right in RIGHTS if app.execute(query, [name, right]).fetchone()[0]} == rights, name


def test_sessions_drafts_and_derived_rows_are_all_that_the_application_deletes(app: psycopg.Connection) -> None:
    query = (
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        f"where n.nspname {OUTSIDE} and n.nspname !~ '^pg_' and c.relkind = 'r' "
        "and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'delete, truncate')"
    )
    about_nobody = {"django_session", "catalogue_offerweek", "questionnaires_questionnaire", "progression_guidancetext"}
    assert {name for (name,) in app.execute(query)} == {*about_nobody, *DERIVED}


def _if(condition: bool) -> set[str]:
    return set(RIGHTS) if condition else set()


def test_no_role_of_the_program_stands_above_the_wall(catalogue: psycopg.Cursor) -> None:
    names = settings.DATABASE_ROLES.all()
    above = "rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication"
    assert set(catalogue.execute("select rolname from pg_roles where rolname = any(%s)", [names])) == set(names)
    assert list(catalogue.execute(f"select rolname from pg_roles where rolname = any(%s) and ({above})", [names])) == []
    members = "select member::regrole::text from pg_auth_members where member::regrole::text = any(%s)"
    assert list(catalogue.execute(members, [names])) == []


FORBIDDEN = (
    "select * from sec.key",
    "update sec.key set inner_pad = ''",
    "create table mine (id int)",
    "create temporary table mine (id int)",
    "create schema mine",
    "create view mine as select 1",
    "create function mine() returns int language sql as 'select 1'",
    "create function sec.municipality() returns bigint language sql as 'select 1'",
    "create or replace function sec.holders() returns text[] language sql as 'select null'",
    "alter table cases_case disable row level security",
    "alter table cases_case no force row level security",
    "alter table cases_case disable trigger all",
    "drop policy context on cases_case",
    "create policy mine on cases_case using (true)",
    "alter role current_user bypassrls",
    "grant select on sec.key to current_user",
    "set session_replication_role = replica",
    "copy cases_citizen to program 'cat'",
    "select pg_read_file('postgresql.conf')",
    "select * from lookup.head",
    *(f"set role {name}" for name in ("owner", "audit", "retention", "evaluation")),
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_may_not(statement: str, app: psycopg.Connection) -> None:
    if statement.startswith("set role "):
        statement = f"set role {settings.DATABASE_ROLES.prefix}_{statement.rpartition(' ')[2]}"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


def test_turning_row_security_off_gives_an_error_and_no_row(app: psycopg.Connection) -> None:
    app.execute("set row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        app.execute("select * from cases_case")
