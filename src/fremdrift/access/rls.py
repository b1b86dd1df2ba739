"""Row-level security for every table about a person, written from the models at each migrate.

Idempotent and run as the owner. A table is either protected here or named in EXEMPT, a test sees to that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from fremdrift.access.context import pads

# Tables without a subject, and what the app role may do there.
EXEMPT = {
    "accounts_municipality": "select, insert, update",
    "accounts_team": "select, insert, update",
    "accounts_provider": "select, insert, update",
    "accounts_user": "select, insert, update",
    "accounts_membership": "select, insert, update",
    "accounts_cover": "select, insert, update",
    "accounts_calendarfeed": "select, insert, update",
    "overview_savedlist": "select, insert, update",
    # The catalogue says what there is to order; who was there stands elsewhere. Notes that name somebody are refused.
    "questionnaires_questionnaire": "select, insert, update, delete",  # published versions stay, by trigger
    "progression_registrationround": "select, insert, update",
    "progression_guidancetext": "select, insert, update, delete",  # deleted: the words that come with us again
    # Of staff, not of citizens: each one's own, behind a policy of its own (_CALIBRATION).
    "progression_calibrationanswer": "select, insert, update",
    "catalogue_offer": "select, insert, update",
    "catalogue_offerweek": "select, insert, update, delete",  # written anew with the offer
    "catalogue_word": "select, insert",
    "catalogue_experience": "select, insert, update",
    "catalogue_company": "select, insert, update",
    "catalogue_workplace": "select, insert, update",
    "django_session": "select, insert, update, delete",
    "django_content_type": "select",
    "django_migrations": "select",
    # Of the libraries, and unused: nobody has rights there.
    "auth_permission": "",
    "auth_group": "",
    "auth_group_permissions": "",
    "pghistory_context": "",
    "pghistory_events": "",  # not a table: a query over all histories
    "pghistory_middlewareevents": "",
}
# Rows worked out again from others, and drafts: the app role may delete them. Nothing else is deleted by it.
DERIVED = {"conversations_obligation", "overview_draft"}
# Written by staff alone, whatever a grant opens: else a grant could grant, or decide who has the case.
STAFF_WRITES = {
    f"{name}{event}"
    for name in (
        *("access_grant", "access_bar", "access_restriction", "access_breakglass"),
        *("cases_contactperson", "cases_transfer", "cases_representation"),
        # What a provider or a citizen does about an order the system writes, under their name.
        *("orders_order", "orders_aim", "orders_orderindicator", "orders_sharedfield", "orders_ordermessage"),
        *("orders_changeproposal", "orders_attendanceday", "orders_progressreport", "orders_attentionpoint"),
        # So does what is answered and chosen: a citizen's raw SQL must not speak for the caseworker.
        *("progression_response", "progression_answer", "progression_measurementround"),
        *("progression_measurementrhythm", "progression_phasechoice"),
        "cases_planreply",
        *("progression_registration", "progression_participationchoice"),
        *("orders_aimreached", "orders_shownoffer", "orders_ordercomment", "orders_attendanceremark"),
        "orders_indicatoranswer",
    )
    for event in ("", "event")
}

# Who has a case ends with it, deadlines are worked out again, and notes to oneself are not the case's. Everything else
# that carries a case is added to and changed only while the case is open; history follows what it is about.
NOT_CLOSED_WITH_CASE = {
    "cases_contactperson",
    "cases_representation",
    "cases_transfer",
    "conversations_obligation",
    "overview_dismissal",
    "overview_draft",
    "overview_reminder",
}
# What stands there already can be noted as read, or taken off the calendar, afterwards too.
CHANGED_WHEN_CLOSED = {"cases_message", "conversations_conversation"}
# Read and written by whoever has typed it alone; others learn from sec.writing() that somebody writes, and since when.
PERSONAL = {"overview_draft"}

# What the citizen says to the municipality alone about an order.
NOT_OPENED_WITH_ORDER = {"orders_ordercomment"}

# What the citizen's own pages show to whoever helps the citizen there. What the citizen answers and chooses, and
# everything else of the case, is not opened to them, and they write nothing themselves.
REPRESENTED = {
    *("cases_citizen", "cases_case", "cases_contactperson", "cases_message", "cases_representation"),
    *("cases_jobplan", "cases_subgoal", "cases_planversion", "cases_effort"),
    *("conversations_conversation", "conversations_agreement", "conversations_obligation"),
    *("orders_order", "orders_aim", "orders_orderindicator", "orders_sharedfield", "orders_changeproposal"),
    *("orders_attendanceday", "orders_attendanceremark", "orders_progressreport", "orders_attentionpoint"),
    *("orders_aimreached", "orders_shownoffer", "orders_ordercomment"),
}
# Of these, no minutes before they are shared with the citizen, and nobody else who helps.
_SHOWN_ALONE = {
    "conversations_conversation": " and minutes_state <> 'draft'",
    "cases_representation": " and helper_id = (select sec.actor())",
}

# Shown to the citizen too, whoever holds them.
TOLD = {"access_breakglass", "access_breakglassevent"}

_OWN_GRANT = "holder = any((select sec.holders())::text[])"
_ABOUT_ONESELF = "subject = any((select sec.own())::uuid[])"
_STAFF = "municipality_id = (select sec.municipality())"
_OWN = "user_id = (select sec.actor())"


@dataclass(frozen=True)
class Protected:
    """A table under row-level security, and the condition under which a grant opens one of its rows."""

    table: str
    opened: str
    closes: bool  # with the case that its rows belong to
    shown: str = ""  # beside that, to read and not to write


def protected_tables() -> list[Protected]:
    """Every table about a person, history included, with its condition."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in EXEMPT:
            found.append(Protected(model._meta.db_table, _opened(model), _closes(model), _shown(model)))
    return sorted(found, key=lambda p: p.table)


def _opened(model: type[models.Model]) -> str:
    columns = {f.column for f in model._meta.concrete_fields}
    if "municipality_id" not in columns:
        raise LookupError(f"{model._meta.db_table} has no municipality and is not exempt")
    if model._meta.db_table in TOLD:
        return f"{_OWN_GRANT} or {_ABOUT_ONESELF}"
    if "holder" in columns:
        return _OWN_GRANT
    if model._meta.db_table == "access_restriction":  # it shuts those out, too, who were sent an order
        return "subject = any((select sec.subjects() || sec.ordered())::uuid[])"
    if "subject" in columns:
        return "subject = any((select sec.subjects())::uuid[])"
    if "case_id" in columns:
        of_order = _order_column(model._meta.db_table, columns)
        told = " and chosen" if "chosen" in columns else " and not dropped" if "dropped" in columns else ""
        # Hashed, for a unit has thousands; and read in a query of its own, or each plan would call the function, too.
        opened = f" or {of_order} in (select unnest((select sec.orders()))){told}" if of_order else ""
        return f"case_id = any((select sec.cases())::uuid[]){opened}"
    if "citizen_id" in columns:
        return "citizen_id = any((select sec.subjects())::uuid[])"
    return "id = any((select sec.subjects())::uuid[])"


def _shown(model: type[models.Model]) -> str:
    """The condition under which a row is shown to whoever helps its citizen; empty where none is."""
    table = model._meta.db_table
    if table not in REPRESENTED:
        return ""
    if table == "cases_citizen":
        return " or id = any((select sec.represented())::uuid[])"
    if table == "cases_case":
        return " or citizen_id = any((select sec.represented())::uuid[])"
    only = _SHOWN_ALONE.get(table, "")
    return f" or (case_id = any((select sec.represented_cases())::uuid[]){only})"


def _order_column(table: str, columns: set[str | None]) -> str:
    """The column that says to which order a row belongs; empty where none does, or the order does not open it.

    History is not opened with an order: it tells what once stood in the draft and was taken out before it was sent.
    """
    if table in NOT_OPENED_WITH_ORDER:
        return ""
    if table == "orders_order":
        return "id"
    return "order_id" if "order_id" in columns and "pgh_obj_id" not in columns else ""


def _closes(model: type[models.Model]) -> bool:
    of_case = "case_id" in {f.column for f in model._meta.concrete_fields}
    is_history = "pgh_obj_id" in {f.column for f in model._meta.concrete_fields}
    return of_case and not is_history and model._meta.db_table not in NOT_CLOSED_WITH_CASE


_GRANTED = """
-- Citizens that a current grant opens to the context's holders; the policy of access_grant shows no others. What was
-- granted with an order opens that order alone, and what was granted to help somebody the citizen's own pages.
create or replace function sec.subjects() returns uuid[] language sql stable as $$
    select array(select subject from public.access_grant
        where holder = any((select sec.holders())::text[]) and purpose not in ('order', 'representative')
        and begins_on <= (select sec.today()) and (ends_on is null or ends_on >= (select sec.today()))
        and (expires_at is null or expires_at > now())) $$;
create or replace function sec.cases() returns uuid[] language sql stable as $$
    select array(select id from public.cases_case where citizen_id = any((select sec.subjects())::uuid[])) $$;
create or replace function sec.represented() returns uuid[] language sql stable as $$
    select array(select subject from public.access_grant
        where holder = any((select sec.holders())::text[]) and purpose = 'representative'
        and begins_on <= (select sec.today()) and (ends_on is null or ends_on >= (select sec.today()))
        and (expires_at is null or expires_at > now())) $$;
create or replace function sec.represented_cases() returns uuid[] language sql stable as $$
    select array(select id from public.cases_case where citizen_id = any((select sec.represented())::uuid[])) $$;
create or replace function sec.orders() returns uuid[] language sql stable as $$
    select array(select source from public.access_grant
        where holder = any((select sec.holders())::text[]) and purpose = 'order'
        and begins_on <= (select sec.today()) and (ends_on is null or ends_on >= (select sec.today()))
        and (expires_at is null or expires_at > now())) $$;
-- Whom these orders are about: read to shut out whoever must not see them, and for nothing else.
create or replace function sec.ordered() returns uuid[] language sql stable as $$
    select array(select subject from public.access_grant
        where holder = any((select sec.holders())::text[]) and source = any((select sec.orders())::uuid[])) $$;
-- Of these, the citizen whose own case it is.
create or replace function sec.own() returns uuid[] language sql stable as $$
    select array(select subject from public.access_grant
        where purpose = 'own_case' and subject = any((select sec.subjects())::uuid[])) $$;
"""

# Who else writes in a form, and since when; never what. The owner's policy shows it the rows of the context's
# municipality, so without a signed context it sees nothing either.
_WRITING = """
drop policy if exists presence on public.overview_draft;
create policy presence on public.overview_draft for select to {owner}
    using (municipality_id = (select sec.municipality()));
create or replace function sec.writing(of_case uuid, of_form text, of_about text, after timestamptz)
    returns table (user_id bigint, begun_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.user_id, min(d.begun_at) from public.overview_draft d
        where d.case_id = of_case and d.form = of_form and d.about = of_about
        and d.saved_at >= after and d.user_id <> sec.actor()
        group by d.user_id order by 2, 1 $$;
"""

# What somebody answers about described cases is read and written by them alone, in the municipality or the unit where
# they work today. Others learn how many of at least five chose each step; never who, and the function leaves out the
# one who asks.
_CALIBRATION = """
create or replace function sec.circle() returns text language sql stable as $$
    select case when sec.part(1) = 'municipality' then 'municipality:' || sec.part(4)
        when sec.part(1) = 'grants' and sec.part(3) like 'provider:%' then sec.part(3) end $$;
alter table public.progression_calibrationanswer enable row level security;
alter table public.progression_calibrationanswer force row level security;
drop policy if exists own on public.progression_calibrationanswer;
create policy own on public.progression_calibrationanswer to {app}
    using (user_id = (select sec.actor()) and circle = (select sec.circle()))
    with check (user_id = (select sec.actor()) and circle = (select sec.circle()));
drop policy if exists counted on public.progression_calibrationanswer;
create policy counted on public.progression_calibrationanswer for select to {owner}
    using (circle = (select sec.circle()));
drop policy if exists maintenance on public.progression_calibrationanswer;
create policy maintenance on public.progression_calibrationanswer to {owner}
    using ((select sec.maintenance())) with check ((select sec.maintenance()));
create or replace function sec.calibrated(of_scene text) returns table (item text, step int, chosen bigint)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with others as (select a.item, a.first_step as step, count(*) over (partition by a.item) as all_of,
            row_number() over (partition by a.item order by a.first_at, a.user_id) as place
        from public.progression_calibrationanswer a
        where a.scene = of_scene and a.circle = sec.circle() and a.user_id <> sec.actor())
    select o.item::text, o.step::int, count(*) from others o
        where o.place <= o.all_of - o.all_of % 5
        group by o.item, o.step order by o.item, o.step $$;
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Put roles, context functions, policies and grants in force, within a transaction of the owner's `connection`."""
    with connection.cursor() as cursor:
        _lock(cursor)
        cursor.execute(resources.files("fremdrift.access").joinpath("sql/context.sql").read_text("utf-8"))
        inner, outer = pads(settings.KEYS.context)
        cursor.execute(
            "insert into sec.key (inner_pad, outer_pad) values (%s, %s) on conflict (only_row) "
            "do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            [inner, outer],
        )
        cursor.execute(_GRANTED)
        owner = sql.Identifier(settings.DATABASE_ROLES.owner)
        cursor.execute(sql.SQL(_WRITING).format(owner=owner).as_string(None))
        app = sql.Identifier(settings.DATABASE_ROLES.app)
        cursor.execute(sql.SQL(_CALIBRATION).format(app=app, owner=owner).as_string(None))
        for statement in _statements():
            cursor.execute(statement.as_string(None))


# What the citizen may read of the look-up log: the rows about the own case, and of these neither what was searched for
# nor the chain.
_LOG = """
create index if not exists entry_subjects on lookup.entry using gin (subjects);
grant usage on schema lookup to {app};
grant select (municipality_id, month, seq, at, actor_id, role, unit, subjects, purpose, screen, fields, outcome, count)
    on lookup.entry to {app};
drop policy if exists about_oneself on lookup.entry;
create policy about_oneself on lookup.entry for select to {app} using (subjects && (select sec.own()));
"""


def open_log(connection: BaseDatabaseWrapper) -> None:
    """Let citizens read who looked at them; the log's table is there by now."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_LOG).format(app=sql.Identifier(settings.DATABASE_ROLES.app)).as_string(None))


def _lock(cursor: CursorWrapper) -> None:
    """Take every table before the first right is changed.

    A right that is changed holds the table's row in the catalogue until the end. An ANALYZE (autovacuum's too) that has
    the table waits for that row; should we then ask for the table, both wait for each other.
    """
    cursor.execute("select quote_ident(tablename) from pg_tables where schemaname = 'public' order by 1")
    cursor.execute("lock table " + ", ".join(name for (name,) in cursor.fetchall()))


def _statements() -> list[sql.Composed]:
    app, owner = sql.Identifier(settings.DATABASE_ROLES.app), sql.Identifier(settings.DATABASE_ROLES.owner)
    done = [
        sql.SQL("grant usage on schema sec, public to {}").format(app),
        sql.SQL("revoke all on all tables in schema public from {}").format(app),
    ]
    for name, rights in sorted((t, r) for t, r in EXEMPT.items() if r):
        done.append(sql.SQL("grant " + rights + " on {} to {}").format(sql.Identifier(name), app))
    for table in protected_tables():
        done += _protect(table, app, owner)
    return done


def _protect(protected: Protected, app: sql.Identifier, owner: sql.Identifier) -> list[sql.Composed]:
    table = sql.Identifier(protected.table)
    rights = "select, insert" + ("" if protected.table.endswith("event") else ", update")
    rights += ", delete" if protected.table in DERIVED else ""
    only = f" and {_OWN}" if protected.table in PERSONAL else ""
    reads = sql.SQL(f"({_STAFF} or {protected.opened}{protected.shown}){only}")
    writes = sql.SQL(_STAFF if protected.table in STAFF_WRITES else f"({_STAFF} or {protected.opened}){only}")
    return [
        sql.SQL("alter table {} enable row level security").format(table),
        sql.SQL("alter table {} force row level security").format(table),
        sql.SQL("drop policy if exists context on {}").format(table),
        sql.SQL("create policy context on {} to {} using ({}) with check ({})").format(table, app, reads, writes),
        sql.SQL("drop policy if exists maintenance on {}").format(table),
        sql.SQL(
            "create policy maintenance on {} to {} "
            "using ((select sec.maintenance())) with check ((select sec.maintenance()))"
        ).format(table, owner),
        sql.SQL("grant " + rights + " on {} to {}").format(table, app),
        *_only_while_open(protected, app),
    ]


def _only_while_open(protected: Protected, app: sql.Identifier) -> Iterator[sql.Composed]:
    """Policies that let nothing into a closed case, beside those that say whose case it is."""
    changed = protected.closes and protected.table not in CHANGED_WHEN_CLOSED
    for name, verb, holds in (("added", "insert", protected.closes), ("changed", "update", changed)):
        table, policy = sql.Identifier(protected.table), sql.Identifier(f"{name}_while_open")
        yield sql.SQL("drop policy if exists {} on {}").format(policy, table)
        if holds:
            reads = sql.SQL(" using (true)" if verb == "update" else "")
            yield sql.SQL(
                "create policy {} on {} as restrictive for {} to {}{} with check (not exists ("
                "select from public.cases_case as its where its.id = case_id and its.closed_on is not null))"
            ).format(policy, table, sql.SQL(verb), app, reads)
