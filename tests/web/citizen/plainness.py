"""How heavy a Danish text is to read: LIX, and the program's own sentences of a page without what people wrote."""

import re
from collections.abc import Iterable, Iterator

from django.test.html import Element

from tests.web.caseworker.pages import attribute

_BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "legend", "label", "button", "th", "td", "figcaption", "b", "small"}
_SKIPPED = {"script", "style", "svg", "textarea", "option", "nav", "header"}
_LONG = 6  # letters; a word with more is long


def lix(text: str) -> float:
    """Words in a sentence, and to that the share of words of more than six letters times a hundred (Björnsson 1968)."""
    sentences = [found for part in re.split(r"[.:!?\n]+", text) if (found := re.findall(r"[^\W\d_]+", part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return len(words) / len(sentences) + 100 * sum(len(word) > _LONG for word in words) / len(words)


def lines(element: Element, but: str = "") -> Iterator[str]:
    """What stands in the blocks of a page, each of them one line; menus, what is typed and one class are left out."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield " ".join(child.split())
        elif child.name not in _SKIPPED and attribute(child, "class") not in {"fd-footer", but or "fd-footer"}:
            inner = " ".join(lines(child, but))
            if inner:
                yield f"{inner}\n" if child.name in _BLOCKS else inner


def without(text: str, written: Iterable[str]) -> str:
    """The text without what people wrote themselves."""
    for words in sorted(written, key=len, reverse=True):
        text = text.replace(" ".join(words.split()), "")
    return text
