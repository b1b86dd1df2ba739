"""`fremdrift log`: the look-up log, checked from outside."""

from pathlib import Path
from typing import Annotated

import typer

from fremdrift.cli.running import database, use

app = typer.Typer(help="The log of who looked at whom: verify that nobody has changed it.", no_args_is_help=True)


@app.command()
def verify(
    heads: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What `fremdrift log export` wrote; default: log-heads.jsonl at home."),
    ] = None,
) -> None:
    """Recompute the whole log; finds entries that were changed, deleted, moved or added behind Fremdrift's back.

    Exit code 0: in order. 1: something is wrong, and it is told where. 2: it could not be verified.
    """
    use()
    import psycopg
    from django.conf import settings

    from fremdrift.access.lookup_log.verify import verify as verified

    with (
        database(provision=False),
        psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as connection,
    ):
        report = verified(connection, heads or settings.LOG_HEADS)
    for finding in report.findings:
        typer.echo(finding.sentence)
    if report.found > len(report.findings):
        typer.echo(f"… and {report.found - len(report.findings)} more.")
    typer.echo(f"{report.entries} entries in {report.chains} chains: {'in order' if report.ok else 'NOT in order'}.")
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def export() -> None:
    """Write down outside the database how far the log has come. Keep a copy of log-heads.jsonl elsewhere."""
    use()
    from django.conf import settings

    from fremdrift.cli.heads import export_heads

    with database(provision=False):
        count = export_heads()
    typer.echo(f"{count} new heads written to {settings.LOG_HEADS}.")
