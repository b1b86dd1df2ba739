"""`fremdrift migrate` and `fremdrift check`."""

from collections.abc import Iterator

import typer

from fremdrift.cli.running import Stop, database, migrated, use


def migrate() -> None:
    """Create the database, or bring it up to date after an update of Fremdrift. Safe to run again."""
    use()
    with database():
        migrated()
        typer.echo("The database is up to date.")


def check() -> None:
    """Check settings, tables, rights and stored deadlines, and say what was found.

    Exit code 0: all in order. 1: something is wrong. 2: it could not be checked.
    """
    use()
    wrong = 0
    with database(provision=False):
        _refuse_outdated()
        for area, checked, found in (
            ("Settings", "Django's own checks for production", list(_settings())),
            ("Rights", "row-level security on every table about a person, and no role that may pass it by", _rights()),
            ("Deadlines", "every stored obligation against a full recomputation", _obligations()),
        ):
            wrong += len(found)
            typer.echo(f"{area}: {checked}: {len(found) or 'nothing'} wrong.")
            for sentence in found:
                typer.echo(f"  {sentence}")
    if wrong:
        raise typer.Exit(1)


def _refuse_outdated() -> None:
    from django.core.management import call_command

    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit as unapplied:
        raise Stop("The database is not up to date: run `fremdrift migrate`.") from unapplied
    typer.echo("Tables: every migration is applied.")


def _settings() -> Iterator[str]:
    from django.core.checks import run_checks

    for message in run_checks(include_deployment_checks=True):
        if not message.is_silenced():
            yield " ".join(filter(None, [message.msg, message.hint]))


def _rights() -> list[str]:
    from django.conf import settings
    from django.db import connection

    from fremdrift.access.rls import protected_tables

    roles = settings.DATABASE_ROLES.all()
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace "
            "and relrowsecurity and relforcerowsecurity"
        )
        safe = {name for (name,) in cursor.fetchall()}
        cursor.execute("select rolname from pg_roles where rolname = any(%s) and (rolsuper or rolbypassrls)", [roles])
        mighty = [f"The role {name} passes row-level security by: take that right away." for (name,) in cursor]
    open_tables = [p.table for p in protected_tables() if p.table not in safe]
    return mighty + [f"The table {name} is not protected: run `fremdrift migrate`." for name in open_tables]


def _obligations() -> list[str]:
    from fremdrift.access.context import acting
    from fremdrift.accounts.selectors import municipalities, system_actor
    from fremdrift.conversations.services import obligations_check

    found = []
    for municipality in municipalities():
        actor = system_actor(municipality)
        with acting(actor, lifetime=3600):
            differ = obligations_check(by=actor)
        if differ:
            found.append(f"{municipality.name}: {differ} stored obligations differ from a recomputation.")
    return found
