"""`fremdrift people`: the first municipality, teams and users of an installation."""

from typing import Annotated

import typer

from fremdrift.cli.running import Stop, database, use

app = typer.Typer(help="Set up municipalities, teams and people who sign in.", no_args_is_help=True)


@app.command()
def municipality(
    key: Annotated[str, typer.Argument(help="Short name without spaces, for instance nordby.")],
    name: Annotated[str, typer.Argument(help="Name as people know it.")],
    rule_pack: Annotated[str, typer.Option(help="Rules that its cases are judged by.")] = "lab-2011",
) -> None:
    """Set a municipality up."""
    use()
    from fremdrift.accounts.services import municipality_add
    from fremdrift.rulebook.selectors import UnknownPack, pack_by_key

    with database(provision=False):
        try:
            pack_by_key(rule_pack)
        except UnknownPack as unknown:
            raise Stop(str(unknown)) from unknown
        municipality_add(key=key, name=name, rule_pack=rule_pack)
    typer.echo(f"{name} is set up. Next: fremdrift people add USERNAME NAME --role administrator --municipality {key}")


@app.command()
def add(
    username: Annotated[str, typer.Argument(help="The name to sign in with.")],
    name: Annotated[str, typer.Argument(help="Full name.")],
    role: Annotated[str, typer.Option(help="caseworker, leader, administrator, auditor, evaluator or consultant.")],
    municipality: Annotated[str, typer.Option(help="Key of the municipality.")],
    team: Annotated[str, typer.Option(help="Team, made if it is new.")] = "",
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="At least 12 characters."),
    ] = "",
) -> None:
    """Add somebody who signs in with a password."""
    use()
    from django.core.exceptions import ValidationError

    from fremdrift.access.roles import Role
    from fremdrift.accounts import services
    from fremdrift.accounts.selectors import municipality_by_key
    from fremdrift.core import clock

    roles = [
        str(r)
        for r in (
            Role.CASEWORKER,
            Role.LEADER,
            Role.ADMINISTRATOR,
            Role.AUDITOR,
            Role.EVALUATOR,
            Role.CONSULTANT,
        )
    ]
    if role not in roles:
        raise Stop(f"There is no role {role}; it can be {', '.join(roles)}.")
    with database(provision=False):
        home = municipality_by_key(municipality)
        if home is None:
            raise Stop(f"There is no municipality {municipality}: set it up with `fremdrift people municipality`.")
        try:
            user = services.user_add(username=username, name=name, password=password)
        except ValidationError as weak:
            raise Stop(" ".join(weak.messages)) from weak
        unit = services.team_add(municipality=home, key=team, name=team) if team else None
        services.membership_add(user=user, role=Role(role), begins_on=clock.today(), municipality=home, team=unit)
    typer.echo(f"{name} can sign in as {username}.")
