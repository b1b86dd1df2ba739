"""`fremdrift log`: the look-up log, checked from outside."""

from pathlib import Path
from typing import Annotated

import typer

from fremdrift.cli.running import Stop, database, use

app = typer.Typer(
    help="The look-up log: verify it, and keep its head hashes outside the database.", no_args_is_help=True
)


@app.command()
def verify(
    heads: Annotated[
        Path | None, typer.Option(help="File of exported heads; default: log-heads.jsonl in the home folder.")
    ] = None,
) -> None:
    """Recompute every chain; finds any edit, deletion, reorder or rewritten tail. Exit code 1: something is wrong."""
    use()
    import psycopg
    from django.conf import settings

    from fremdrift.access.lookup_log.verify import verify as verified

    with database(provision=False):
        try:
            with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as connection:
                report = verified(connection, heads or settings.LOG_HEADS)
        except psycopg.errors.UndefinedTable as missing:
            raise Stop("There is no look-up log yet: run `fremdrift migrate`.") from missing
    for finding in report.findings:
        typer.echo(finding.sentence)
    typer.echo(f"{report.entries} entries in {report.chains} chains: {'in order' if report.ok else 'NOT in order'}.")
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def export() -> None:
    """Append the current head hashes to log-heads.jsonl; keep a copy of that file elsewhere."""
    use()
    from fremdrift.cli.serving import export_heads

    with database(provision=False):
        count = export_heads()
    typer.echo(f"{count} heads written.")
