"""docs/import.md names every header and every word that a file may use, and its samples are nobody's."""

import re
from pathlib import Path

from fremdrift.cases.rules import cpr_is_synthetic
from fremdrift.exchange.columns import BENEFITS, COLUMNS, GROUPS
from fremdrift.exchange.reading import word
from tests.exchange.files import SAMPLES

DOCS = (SAMPLES.parent / "import.md").read_text("utf-8")


def words_of(heading: str) -> set[str]:
    """The words in code style in the first two columns of the table with that heading, or the last two."""
    table = DOCS.split(f"\n| {heading} |", 1)[1].split("\n\n", 1)[0]
    cells = [line.strip("|").split("|") for line in table.splitlines()[2:]]
    columns = (1, 2) if heading != "Danish" else (0, 1)
    return {name for row in cells for at in columns for name in re.findall(r"`([^`]+)`", row[at])}


def test_every_header_and_word_is_there_and_no_other() -> None:
    assert words_of("Danish") == set(COLUMNS)
    assert words_of("benefit") == set(BENEFITS)
    assert words_of("target group") == set(GROUPS)


def test_headers_and_words_are_written_as_they_are_compared() -> None:
    known = [*COLUMNS, *BENEFITS, *GROUPS]
    assert [word(name) for name in known] == known


def test_the_samples_are_nobodys() -> None:
    for path in [*SAMPLES.glob("citizens*.csv"), Path(SAMPLES.parent / "import.md")]:
        numbers = re.findall(r"\b\d{6}-?\d{4}\b", path.read_text("utf-8-sig"))
        assert len(numbers) >= 2
        assert all(cpr_is_synthetic(number) for number in numbers), path
