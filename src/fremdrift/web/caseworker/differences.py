"""The difference between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words in a row that stayed, came or went."""

    kind: str  # same, added, removed
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """What stayed, went and came, in the order of reading; of what was replaced the old words come first."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    return [piece for piece in _pieces(old, new) if piece.text]


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # Without `autojunk`, which would take frequent words of a long text for noise.
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield Piece("removed", "".join(old[a:b]))
            yield Piece("added", "".join(new[c:d]))
