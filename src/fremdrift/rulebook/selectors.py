"""The rule packs that come with the product."""

import tomllib
from functools import cache
from pathlib import Path

from fremdrift.rulebook.rules import RulePack, pack_from_toml

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
            f"There is no rule pack {key!r}; those that exist are {', '.join(sorted(_packs()))}."
        ) from None


@cache
def _packs() -> dict[str, RulePack]:
    read = [pack_from_toml(tomllib.loads(path.read_text("utf-8"))) for path in sorted(PACKS.glob("*.toml"))]
    return {pack.key: pack for pack in read}
