"""Every noun of the code stands in the glossary with its Danish word, and nothing that the code does not have."""

import re

import polib
from django.apps import apps

from tests.architecture.glossary import words
from tests.architecture.source import ROOT, written
from tests.messages import CATALOGUE


def models() -> set[str]:
    """Models of our own; tables of history are named for what they keep."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("fremdrift.")]
    return {m.__name__ for m in ours if not hasattr(m, "pgh_tracked_model")}


def missing(known: set[str]) -> list[str]:
    """Models whose noun the glossary lacks."""
    return sorted(models() - known)


def test_every_model_is_in_the_glossary() -> None:
    known = {name for word in words() for name in word.code}
    assert {"Citizen", "Obligation", "Grant"} <= models()
    assert missing(known) == []
    assert missing(known - {"Citizen"}) == ["Citizen"]


def test_every_word_is_complete() -> None:
    assert [word.code for word in words() if not (word.danish and word.english and word.meaning)] == []


def test_the_glossary_names_what_there_is() -> None:
    identifiers = {name for path in written(ROOT) for name in re.findall(r"\w+", path.read_text("utf-8"))}
    begun = {name[:at] for name in identifiers for at in range(len(name)) if name[at] == "_"}  # case for case_open
    assert "Conversation" in identifiers
    assert [name for word in words() for name in word.code if name not in identifiers | begun] == []


def test_no_word_stands_twice() -> None:
    names = [name for word in words() for name in word.code]
    assert [name for name in sorted(set(names)) if names.count(name) > 1] == []


def test_rows_are_read() -> None:
    (row,) = words(
        "| in the code | dansk | English | meaning |\n|---|---|---|---|\n| `Case`, `of` | sag | case | A. |\n"
    )
    assert row == (("Case", "of"), "sag", "case", "A.")


def contradictions(danish: dict[str, str]) -> list[str]:
    """Words that the pages put into another Danish word than the glossary."""
    found = []
    for word in words():
        shown = danish.get(word.english.casefold(), "").casefold()
        if shown and shown not in [said.strip() for said in word.danish.casefold().split(",")]:
            found.append(f"{word.english}: {word.danish} here, {shown} on the pages")
    return found


def test_the_pages_use_the_same_danish_words() -> None:
    shown = {entry.msgid.casefold(): entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    assert shown["citizen"] == "Borger"
    assert contradictions(shown) == []
    assert contradictions({"citizen": "Klient"}) == ["citizen: borger here, klient on the pages"]
