"""`fremdrift retention`: what the rules about keeping let go of, told first and deleted when one says so."""

from typing import Annotated

import typer

from fremdrift.cli.running import database, use


def retention(
    delete: Annotated[bool, typer.Option("--delete", help="Delete it; otherwise it is only counted.")] = False,
) -> None:
    """Count what is kept no longer than its rule says, or delete it. So far: drafts that nobody came back to."""
    use()
    from fremdrift.accounts.selectors import municipalities, system_actor
    from fremdrift.core import clock
    from fremdrift.overview.rules import DRAFTS, in_force
    from fremdrift.overview.services import draft_drop

    rule = in_force(DRAFTS, clock.today())
    if rule is None:
        first = min(DRAFTS, key=lambda rule: rule.since)
        typer.echo(f"Drafts: the rule begins on {first.since}. Until then nothing goes.")
        return
    typer.echo(f"Drafts: {rule.length.days} days after the last word, since {rule.since} ({rule.source}).")
    with database(provision=False):
        for municipality in municipalities():
            count = draft_drop(dry=not delete, by=system_actor(municipality))
            typer.echo(f"  {municipality.name}: {count} {'deleted' if delete else 'to delete'}.")
    if not delete:
        typer.echo("Nothing is deleted. Run `fremdrift retention --delete` to do it.")
