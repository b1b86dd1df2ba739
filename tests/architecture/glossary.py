"""The glossary as a table: docs/glossary.md is its only home."""

import re
from typing import NamedTuple

from tests.architecture.source import ROOT


class Word(NamedTuple):
    """A row of the glossary: names in the code, the Danish word, the English one, and what it means."""

    code: tuple[str, ...]
    danish: str
    english: str
    meaning: str


def words(text: str | None = None) -> list[Word]:
    """Rows of the glossary's tables; names in the code stand in backticks in the first column."""
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8") if text is None else text
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines.splitlines() if "|" in line]
    named = [row for row in rows if len(row) == 4 and "`" in row[0]]
    return [Word(tuple(re.findall(r"`([^`]+)`", row[0])), *row[1:]) for row in named]


def nouns() -> set[str]:
    """The glossary's nouns as functions spell them: benefit_spell for `BenefitSpell`."""
    return {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for word in words() for name in word.code}
