"""`fremdrift import`."""

from pathlib import Path
from typing import Annotated

import typer

from fremdrift.cli.running import Stop, database, migrated, use

app = typer.Typer(help="Read files in: all of a file, or nothing of it.", no_args_is_help=True)


@app.command()
def citizens(
    file: Annotated[Path, typer.Argument(help="CSV file; docs/import.md tells its columns.")],
    municipality: Annotated[str, typer.Option(help="Key of the municipality; needed when there are several.")] = "",
) -> None:
    """Read citizens, benefits, target groups and contact persons in. A second time the same file changes nothing."""
    use()
    from fremdrift.access.context import acting
    from fremdrift.accounts.selectors import system_actor
    from fremdrift.exchange.citizens import citizens_import
    from fremdrift.exchange.reading import Refused

    try:
        content = file.read_bytes()
    except OSError as unreadable:
        raise Stop(f"{file} cannot be read: {unreadable.strerror}.") from unreadable
    with database():
        migrated()
        actor = system_actor(_municipality(municipality), "fremdrift import")
        try:
            with acting(actor, lifetime=3600):
                done = citizens_import(content=content, by=actor)
        except Refused as refused:
            _tell(file, refused)
            raise typer.Exit(2) from refused
    typer.echo(f"{file.name}: {done}")


def _municipality(key: str):  # type: ignore[no-untyped-def]  # the model is not importable before Django is set up
    from fremdrift.accounts.selectors import municipalities, municipality_by_key

    if key:
        found = municipality_by_key(key)
        if found is None:
            raise Stop(f"There is no municipality {key}.")
        return found
    known = municipalities()
    if len(known) != 1:
        names = ", ".join(m.key for m in known) or "none yet; see `fremdrift people municipality`"
        raise Stop(f"Say which municipality the file belongs to with --municipality; there are: {names}.")
    return known[0]


def _tell(file: Path, refused: Exception) -> None:
    from rich.console import Console
    from rich.table import Table

    from fremdrift.exchange.reading import Refused

    assert isinstance(refused, Refused)
    table = Table("Row", "Column", "Value", "What is wrong, and what to do", title=f"{file.name}: nothing was read in")
    for problem in refused.problems:
        table.add_row(str(problem.row or ""), problem.column, problem.value, problem.sentence)
    Console(stderr=True, width=None).print(table)
