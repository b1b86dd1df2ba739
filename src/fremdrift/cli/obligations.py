"""`fremdrift obligations`: what the rulebook says about one facts file. Needs no database."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Never

import typer

from fremdrift.core import clock
from fremdrift.rulebook.rules import Facts, FactsError, add_months, as_json, facts_from_json
from fremdrift.rulebook.rules import obligations as obligations_of
from fremdrift.rulebook.selectors import UnknownPack, packs_in_force

WRONG_INPUT = 2


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it like 2011-06-01.") from None


def obligations(
    facts: Annotated[Path, typer.Argument(metavar="FACTS.json", help="Dated facts of one case.")],
    pack: Annotated[str, typer.Option(help="Key of the rule pack, or of a line of packs such as lab.")] = "lab-2011",
    until: Annotated[
        dt.date | None,
        typer.Option(parser=_date, metavar="DATE", help="Last day to arise on; if left out, a year on."),
    ] = None,
    today: Annotated[
        dt.date | None,
        typer.Option(parser=_date, metavar="DATE", help="The day that counts as today."),
    ] = None,
) -> None:
    """What must happen in a case, by when, by which rule and why, as JSON."""
    read_on = today or clock.today()
    last = until or add_months(read_on, 12)
    try:
        rules = packs_in_force(pack)
    except UnknownPack as error:
        _refuse(str(error))
    found = obligations_of(_facts(facts), rules, last)
    answer = {
        "pack": pack,
        "title": ", ".join(part.pack.title for part in rules if pack in (part.pack.key, part.pack.line)),
        "today": read_on.isoformat(),
        "until": last.isoformat(),
        "obligations": as_json(found, read_on),
    }
    typer.echo(json.dumps(answer, indent=2, ensure_ascii=False))


def _facts(path: Path) -> Facts:
    try:
        return facts_from_json(path.read_text("utf-8-sig"))
    except FactsError as error:
        _refuse(f"{path}: {error}")
    except UnicodeDecodeError as error:
        _refuse(f"{path}: byte {error.start} is not UTF-8 text; save the file as UTF-8.")
    except OSError as error:
        _refuse(f"{path}: the file cannot be read ({error.strerror}).")


def _refuse(sentence: str) -> Never:
    typer.echo(sentence, err=True)
    raise typer.Exit(WRONG_INPUT)
