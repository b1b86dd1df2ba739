"""`fremdrift questionnaire`: what people are asked, read from files and written to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fremdrift.cli.imports import content_of, line, municipality_called, told
from fremdrift.cli.running import Stop, database, migrated, use

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.questionnaires.rules import Form

app = typer.Typer(help="What people are asked: versions, and files with questions.", no_args_is_help=True)
Home = Annotated[
    str, typer.Option(metavar="KEY", help="Whose questionnaires; needed when there are several municipalities.")
]


@app.command(name="list")
def listed(municipality: Home = "") -> None:
    """Every version, and the questionnaires that come with Fremdrift and nobody has begun."""
    use()
    from fremdrift.questionnaires import selectors

    with _home(municipality) as actor:
        versions = selectors.questionnaires(actor)
    states = {"draft": "draft", "published": "in use", "retired": "no longer in use"}
    for one in versions:
        title = one.form.title.en or one.form.title.da or "no title yet"
        typer.echo(f"{one.key} {one.version}: {title} ({states[one.state]})")
    for key, form in selectors.standard_forms().items():
        if key not in {one.key for one in versions if one.state != "draft"}:
            typer.echo(f"{key}: {form.title.en} (comes with Fremdrift)")


@app.command()
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="A questionnaire; `show` writes one.")],
    publish: Annotated[bool, typer.Option("--publish", help="Take it into use at once.")] = False,
    municipality: Home = "",
) -> None:
    """Read a questionnaire in as a new draft.

    If one place in the file is wrong, nothing is read in, every wrong place is named, and the exit code is 2.
    """
    use()
    from fremdrift.core.exceptions import RuleViolation
    from fremdrift.exchange.questionnaires import questionnaire_import
    from fremdrift.exchange.reading import Refused
    from fremdrift.web.shared.violations import SENTENCES

    content = content_of(file)
    with _home(municipality) as actor:
        try:
            made = questionnaire_import(content=content, publish=publish, by=actor)
        except Refused as refused:
            raise told(file, [line(problem) for problem in refused.problems]) from refused
        except RuleViolation as violation:
            missing = _missing(content) if publish else []
            raise told(file, missing or [str(SENTENCES[violation.code])]) from violation
    typer.echo(f"{file.name}: {made.key} {made.version} is {'in use' if publish else 'a draft'}.")


def _missing(content: bytes) -> list[str]:
    """All that must be mended before what a file says can be asked."""
    from fremdrift.exchange.questionnaires import form_of
    from fremdrift.questionnaires.rules import problems
    from fremdrift.web.shared.violations import SENTENCES

    places = [("" if at is None else f"question {at + 1}: ", code) for code, at in problems(form_of(content))]
    return [f"{where}{SENTENCES[code]}" for where, code in places]


@app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Which questionnaire, as `list` names it.")],
    version: Annotated[int, typer.Option(metavar="N", help="Which version; the one in use when left out.")] = 0,
    municipality: Home = "",
) -> None:
    """Write a questionnaire as a file that `load` reads."""
    use()
    from fremdrift.exchange.questionnaires import toml_of

    with _home(municipality) as actor:
        form = _form(actor, key, version)
    typer.echo(toml_of(form), nl=False)


def _form(actor: Actor, key: str, version: int) -> Form:
    """The version that was asked for; else the one in use, or the one that comes with Fremdrift."""
    from fremdrift.questionnaires import selectors

    known = [one for one in selectors.questionnaires(actor) if one.key == key]
    fitting = [one for one in known if (one.version == version if version else one.state == "published")]
    if fitting:
        return fitting[0].form
    standard = selectors.standard_forms().get(key)
    if standard is not None and not version and all(one.state == "draft" for one in known):
        return standard
    if known:
        versions = ", ".join(f"{one.version} ({one.state})" for one in reversed(known))
        raise Stop(f"Say which version of {key} with --version; there are: {versions}.")
    raise Stop(f"There is no questionnaire {key}; `fremdrift questionnaire list` names all.")


@contextmanager
def _home(key: str) -> Iterator[Actor]:
    """Work as the system in a municipality: the one of that key, or the only one there is."""
    from fremdrift.access.context import acting
    from fremdrift.accounts.selectors import system_actor

    with database():
        migrated()
        actor = system_actor(municipality_called(key), "fremdrift questionnaire")
        with acting(actor):
            yield actor
