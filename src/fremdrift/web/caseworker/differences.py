"""The difference between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Piece:
    """Some words in a row that stayed, came or went."""

    kind: str  # same, added, removed
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """What stayed, went and came, in the order of reading; of what was replaced the old words come first.

    Only a full stop or a comma that two changes have between them counts as changed too: else a sentence that was
    written anew would be told word by word.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    removed = added = ""
    # Without `autojunk`, which would take frequent words of a long text for noise.
    matcher = SequenceMatcher(None, [w.rstrip() for w in old], [w.rstrip() for w in new], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if what == "equal" and (_LETTER.search(now) or not (removed or added)):
            found += _replaced(removed, added)
            removed, added = (was[len(was.rstrip()) :], now[len(now.rstrip()) :]) if was != now else ("", "")
            found.append(Piece("same", now.removesuffix(added)))
        else:
            removed, added = removed + was, added + now
    return [piece for piece in [*found, *_replaced(removed, added)] if piece.text]


def _replaced(removed: str, added: str) -> Iterator[Piece]:
    """What went and came in one place; blanks and full stops that both end in have stayed."""
    pairs = zip(reversed(removed), reversed(added), strict=False)
    alike = takewhile(lambda pair: pair[0] == pair[1] and not _LETTER.match(pair[0]), pairs)
    end = "".join(one for one, _other in alike)[::-1]
    yield Piece("removed", removed.removesuffix(end))
    yield Piece("added", added.removesuffix(end))
    yield Piece("same", end)
