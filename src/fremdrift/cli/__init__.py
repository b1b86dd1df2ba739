"""The command `fremdrift`. Each command imports what it needs when it runs, so that help appears at once."""

import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import typer

from fremdrift.cli import database, imports, log, obligations, orders, people, questionnaires, retention, web
from fremdrift.cli.running import Stop

app = typer.Typer(
    name="fremdrift",
    help="One shared case for caseworker, provider, citizen and leader.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command()(web.demo)
app.command()(web.serve)
app.command()(database.migrate)
app.command()(database.check)
app.command(name="obligations")(obligations.obligations)
app.command(name="retention")(retention.retention)
app.add_typer(imports.app, name="import")
app.add_typer(log.app, name="log")
app.add_typer(orders.app, name="orders")
app.add_typer(people.app, name="people")
app.add_typer(questionnaires.app, name="questionnaire")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"fremdrift {version('fremdrift')}")
        raise typer.Exit


@app.callback()
def _fremdrift(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """One shared case for caseworker, provider, citizen and leader.

    Without DATABASE_URL every command uses a PostgreSQL of its own, in the folder .fremdrift (or FREMDRIFT_HOME).
    """


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)  # so that whoever started the database stops it


def main() -> None:
    """Run a command; what a person can act on is said in a sentence, with exit code 2."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        app()
    except Stop as stop:
        sentence = " ".join(str(stop).split())  # what a driver said may have had lines
        typer.echo(f"fremdrift: {sentence}{'' if sentence.endswith(('.', '?')) else '.'}", err=True)
        sys.exit(2)
