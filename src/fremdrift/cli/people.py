"""`fremdrift people`: the first municipality, teams, providers and users of an installation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from fremdrift.cli.running import Stop, database, use

if TYPE_CHECKING:
    from fremdrift.accounts.models import Municipality, Provider

app = typer.Typer(help="Set up municipalities, teams, providers and people who sign in.", no_args_is_help=True)
_KEY = re.compile(r"[a-z0-9-]{1,50}")


@app.command()
def municipality(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Short name: small letters a to z, digits, hyphens.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name as people know it.")],
    rule_pack: Annotated[
        str,
        typer.Option(
            metavar="PACK", help="Rules that its cases are judged by: a pack, or a line of packs such as lab."
        ),
    ] = "lab-2011",
    phone: Annotated[str, typer.Option(metavar="NUMBER", help="Phone number that is printed on letters.")] = "",
    visiting_address: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where conversations are held, as printed on letters.")
    ] = "",
) -> None:
    """Set a municipality up, or give it another name, rule pack, phone number or address."""
    use()
    from fremdrift.accounts.services import municipality_add
    from fremdrift.rulebook.selectors import UnknownPack, packs_in_force

    _check_key(key)
    try:
        packs_in_force(rule_pack)
    except UnknownPack as unknown:
        raise Stop(str(unknown)) from unknown
    with database(provision=False):
        municipality_add(key=key, name=name, rule_pack=rule_pack, phone=phone, visiting_address=visiting_address)
    typer.echo(f"{name} is set up. Next: fremdrift people add USERNAME NAME --role administrator --municipality {key}")


@app.command()
def provider(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Short name: small letters a to z, digits, hyphens.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name as people know it.")],
) -> None:
    """Set a provider up, or give it another name; those whose offers were imported are there already."""
    use()
    from fremdrift.accounts.services import provider_add

    _check_key(key)
    with database(provision=False):
        provider_add(key=key, name=name)
    typer.echo(f"{name} is set up. Next: fremdrift people add USERNAME NAME --role provider --provider {key}")


@app.command()
def add(
    username: Annotated[str, typer.Argument(metavar="USERNAME", help="The name to sign in with.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Full name.")],
    role: Annotated[
        str,
        typer.Option(
            metavar="ROLE", help="caseworker, leader, administrator, auditor, evaluator, consultant or provider."
        ),
    ],
    password: Annotated[
        str,
        typer.Option(
            metavar="PASSWORD",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            help="At least 12 characters; asked for when left out, which keeps it out of the shell's history.",
        ),
    ],
    municipality: Annotated[
        str, typer.Option(metavar="KEY", help="Key of the municipality, for every role but a provider's.")
    ] = "",
    team: Annotated[str, typer.Option(metavar="KEY", help="Team of a caseworker or leader, made if it is new.")] = "",
    provider: Annotated[str, typer.Option(metavar="KEY", help="Key of the provider whom somebody works for.")] = "",
) -> None:
    """Add somebody who signs in with a password. A user name that is there already gets the new name and password."""
    use()
    from django.db import transaction

    from fremdrift.access.roles import Role
    from fremdrift.accounts import services
    from fremdrift.core import clock
    from fremdrift.core.exceptions import RuleViolation
    from fremdrift.web.shared.violations import SENTENCES

    _check_role(role)
    _check_unit(role, municipality, team, provider)
    _check_password(password)
    with database(provision=False):
        home, employer = _municipality(municipality), _provider(provider)
        try:
            with transaction.atomic():
                user = services.user_add(username=username, name=name, password=password)
                unit = services.team_add(municipality=home, key=team, name=team) if team and home else None
                services.membership_add(
                    user=user,
                    role=Role(role),
                    begins_on=clock.today(),
                    municipality=home,
                    team=unit,
                    provider=employer,
                )
        except RuleViolation as violation:
            raise Stop(str(SENTENCES[violation.code])) from violation
    typer.echo(f"{name} can sign in as {username}.")


def _municipality(key: str) -> Municipality | None:
    from fremdrift.accounts.selectors import municipality_by_key

    home = municipality_by_key(key) if key else None
    if key and home is None:
        raise Stop(f"There is no municipality {key}: set it up with `fremdrift people municipality`.")
    return home


def _provider(key: str) -> Provider | None:
    from fremdrift.accounts.selectors import providers_by_key

    if not key:
        return None
    found = providers_by_key([key])
    if key not in found:
        raise Stop(f"There is no provider {key}: set it up with `fremdrift people provider`.")
    return found[key]


def _check_unit(role: str, municipality: str, team: str, provider: str) -> None:
    """A provider's people belong to their provider, everybody else to a municipality."""
    from fremdrift.access.roles import Role

    if role == Role.PROVIDER and (not provider or municipality or team):
        raise Stop("Say whom the person works for with --provider KEY, and leave --municipality and --team out.")
    if role != Role.PROVIDER and (not municipality or provider):
        raise Stop("Say where the person works with --municipality KEY; --provider is for the role provider.")
    if team:
        _check_key(team)


def _check_key(key: str) -> None:
    if not _KEY.fullmatch(key):
        raise Stop(f"“{key}” cannot be a key: use small letters a to z, digits and hyphens, at most 50.")


def _check_role(role: str) -> None:
    from fremdrift.access.roles import Role

    able = (Role.CASEWORKER, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR, Role.EVALUATOR, Role.CONSULTANT)
    roles = [str(r) for r in (*able, Role.PROVIDER)]
    if role not in roles:
        raise Stop(f"There is no role {role}; it can be {', '.join(roles)}.")


def _check_password(password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password)
    except ValidationError as weak:
        raise Stop(" ".join(weak.messages)) from weak
