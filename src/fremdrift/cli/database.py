"""`fremdrift migrate` and `fremdrift check`."""

import typer

from fremdrift.cli.running import Stop, database, migrated, use


def migrate() -> None:
    """Bring the database up to date: tables, roles, row-level security, look-up log. Safe to run again."""
    use()
    with database():
        migrated()
        typer.echo("The database is up to date.")


def check() -> None:
    """Check this installation: settings, database, rights, and that stored obligations equal a recomputation."""
    use()
    from django.core import management

    with database(provision=False):
        try:
            management.call_command("check", deploy=True, fail_level="ERROR")
            management.call_command("migrate", check_unapplied=True, verbosity=0)
        except management.CommandError as failed:
            raise Stop(str(failed)) from failed
        except SystemExit as unapplied:
            raise Stop("The database is not up to date: run `fremdrift migrate`.") from unapplied
        typer.echo(f"Obligations: {_obligations_differ()} of the stored rows differ from a recomputation.")


def _obligations_differ() -> int:
    from fremdrift.access.context import acting
    from fremdrift.accounts.selectors import municipalities, system_actor
    from fremdrift.conversations.services import obligations_check

    differ = 0
    for municipality in municipalities():
        actor = system_actor(municipality)
        with acting(actor):
            differ += obligations_check(by=actor)
    return differ
