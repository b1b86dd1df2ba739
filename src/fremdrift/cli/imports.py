"""`fremdrift import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from fremdrift.cli.running import Stop, database, migrated, use

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.accounts.models import Municipality
    from fremdrift.exchange.reading import Problem

app = typer.Typer(help="Read files in: all of a file, or nothing of it.", no_args_is_help=True)


@app.command()
def citizens(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A table; docs/import.md tells its columns.")],
    municipality: Annotated[
        str, typer.Option(metavar="KEY", help="Whose citizens they are; needed when there are several municipalities.")
    ] = "",
) -> None:
    """Read citizens in, with benefits, target groups and contact persons.

    The same file a second time changes nothing. If one place in it is wrong, nothing is read in, every wrong place is
    named, and the exit code is 2.
    """
    use()
    from fremdrift.exchange.citizens import citizens_import

    _take(file, municipality, citizens_import)


@app.command()
def offers(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A table; docs/import.md tells its columns.")],
    municipality: Annotated[
        str, typer.Option(metavar="KEY", help="Whose catalogue it is; needed when there are several municipalities.")
    ] = "",
) -> None:
    """Read offers into the catalogue; a provider that is not known yet is added.

    An offer is found again by its code. The same file a second time changes nothing. If one place in it is wrong,
    nothing is read in, every wrong place is named, and the exit code is 2.
    """
    use()
    from fremdrift.exchange.offers import offers_import

    _take(file, municipality, offers_import)


class _Importer(Protocol):
    def __call__(self, *, content: bytes, by: Actor) -> object: ...


def _take(file: Path, municipality: str, importer: _Importer) -> None:
    """Take a file into a municipality, or say what is wrong in it."""
    from fremdrift.access.context import acting
    from fremdrift.accounts.selectors import system_actor
    from fremdrift.exchange.reading import Refused

    content = content_of(file)
    with database():
        migrated()
        actor = system_actor(municipality_called(municipality), "fremdrift import")
        try:
            with acting(actor, lifetime=3600):
                done = importer(content=content, by=actor)
        except Refused as refused:
            raise told(file, [line(problem) for problem in refused.problems]) from refused
    typer.echo(f"{file.name}: {done}")


def told(file: Path, lines: list[str]) -> typer.Exit:
    """Name what is wrong in a file of which nothing was read in, line by line."""
    for line in [f"{file.name}: nothing was read in.", *lines]:
        typer.echo(line, err=True)
    return typer.Exit(2)


def content_of(file: Path) -> bytes:
    """What stands in a file; one byte more than can be taken, so that one sees that it is too large."""
    from fremdrift.exchange.reading import MOST_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as unreadable:
        raise Stop(f"{file} cannot be read: {unreadable.strerror}.") from unreadable


def municipality_called(key: str) -> Municipality:
    """The municipality of that key, or the only one there is."""
    from fremdrift.accounts.selectors import municipalities

    known = municipalities()
    fitting = [m for m in known if key in ("", m.key)]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(m.key for m in known) or "none yet; see `fremdrift people municipality`"
    if key:
        raise Stop(f"There is no municipality {key}; there are: {names}.")
    raise Stop(f"Say which municipality the file belongs to with --municipality; there are: {names}.")


def line(problem: Problem) -> str:
    """One wrong place in a line: where it is, what stands there, and what to do."""
    where = [f"row {problem.row}" if problem.row else "", problem.column, problem.value and f"“{problem.value}”"]
    return ": ".join(filter(None, [", ".join(filter(None, where)), problem.sentence]))
