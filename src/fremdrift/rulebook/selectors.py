"""The rule packs that come with the product, and how they follow one another."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from fremdrift.rulebook.rules import InForce, RulePack, pack_from_toml

PACKS = Path(__file__).parent / "packs"


class UnknownPack(LookupError):
    """No rule pack has this key; the message names those that exist."""


def packs() -> list[RulePack]:
    """Every rule pack, by key."""
    return [_packs()[key] for key in sorted(_packs())]


def pack_by_key(key: str) -> RulePack:
    """The rule pack with this key."""
    try:
        return _packs()[key]
    except KeyError:
        raise UnknownPack(
            f"There is no rule pack {key!r}; those that exist are {', '.join([*lines(), *sorted(_packs())])}."
        ) from None


def lines() -> list[str]:
    """Lines of packs that succeed one another, such as the versions of an act."""
    return sorted({pack.line for pack in packs() if pack.line})


@cache
def packs_in_force(key: str) -> tuple[InForce, ...]:
    """What a key of a pack or of a line means on each day, with every suspension over it.

    A pack's key means that pack on every day; a line's means each of its packs on the days on which it was the law.
    """
    if key in lines():
        chosen = [_on_its_days(pack) for pack in packs() if pack.line == key]
    else:
        chosen = [InForce(start=date.min, pack=pack_by_key(key))]
    void = [_on_its_days(pack) for pack in packs() if pack.suspends]
    return (*sorted((part for part in chosen if not part.pack.suspends), key=lambda part: part.start), *void)


def _on_its_days(pack: RulePack) -> InForce:
    return InForce(start=pack.validity.start, end=pack.validity.end, pack=pack)


@cache
def _packs() -> dict[str, RulePack]:
    read = [pack_from_toml(tomllib.loads(path.read_text("utf-8"))) for path in sorted(PACKS.glob("*.toml"))]
    return {pack.key: pack for pack in read}
