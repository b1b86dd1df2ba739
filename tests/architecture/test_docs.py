"""The documentation says what is so: links lead somewhere, commands and settings exist, guides quote the pages."""

import re
from pathlib import Path
from typing import Any

import polib
import pytest
import typer.main

from fremdrift.cli import app
from tests.architecture.source import ROOT, files
from tests.messages import CATALOGUE

PAGES = [*files(ROOT / "docs", ".md"), ROOT / "README.md", ROOT / "CHANGELOG.md"]
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"\bfremdrift ((?:[a-z]+ ?)+)")
_CODE = re.compile(r"`([^`\n]+)`|^ {4}(\S.*)$", re.MULTILINE)
_SETTING = re.compile(r"\b(?:FREMDRIFT_[A-Z_]+|DATABASE_URL|PORT)\b")
_IN_CODE = re.compile(r"""(?:environ(?:\.get\(|\[)|envvar=|VARIABLE = )\s*["'](FREMDRIFT_\w+|DATABASE_URL|PORT)["']""")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def broken_links(page: Path, text: str) -> list[str]:
    """Links to files that are not there."""
    return [link for link in _LINK.findall(text) if not (page.parent / link).exists()]


def commands(group: Any, before: str = "") -> set[str]:
    """Every command of the program, in full."""
    found = set()
    for name, command in group.commands.items():
        found |= commands(command, f"{before}{name} ") if hasattr(command, "commands") else {before + name}
    return found


def unknown_commands(text: str, known: set[str]) -> list[str]:
    """Commands that a page tells people to type and that do not exist."""
    typed = [part for match in _CODE.findall(text) for part in match if part]
    said = [found.strip() for code in typed for found in _COMMAND.findall(code)]
    starts = {" ".join(words[:n]) for command in known if (words := command.split()) for n in range(1, len(words) + 1)}
    return [words for words in said if not _begins(words, known) and words not in starts]


def _begins(words: str, known: set[str]) -> bool:
    return any(words == command or words.startswith(f"{command} ") for command in known)


def settings_read() -> set[str]:
    """Names of the environment that the program reads."""
    text = "\n".join(path.read_text("utf-8") for path in files(ROOT / "src", ".py"))
    keys = re.findall(r"^    (\w+): str  #", (ROOT / "src/fremdrift/core/secrets.py").read_text("utf-8"), re.MULTILINE)
    return {*_IN_CODE.findall(text), *(f"FREMDRIFT_KEY_{key.upper()}" for key in keys)}


def labels(guide: str) -> list[str]:
    """What a guide quotes from the pages."""
    return [" ".join(label.split()) for label in _BOLD.findall(guide)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_exist(page: Path) -> None:
    known = commands(typer.main.get_command(app))
    assert {"serve", "people add", "log verify"} <= known
    assert unknown_commands(page.read_text("utf-8"), known) == []


def test_every_setting_is_described_and_read() -> None:
    described = set(_SETTING.findall((ROOT / "docs" / "operate.md").read_text("utf-8")))
    assert described == settings_read()


@pytest.mark.parametrize(("guide", "language"), [("guide-en.md", "msgid"), ("guide-da.md", "msgstr")])
def test_guides_use_the_words_of_the_pages(guide: str, language: str) -> None:
    shown = {getattr(entry, language) for entry in polib.pofile(str(CATALOGUE))}
    quoted = labels((ROOT / "docs" / guide).read_text("utf-8"))
    assert len(quoted) > 20
    assert [label for label in quoted if label not in shown] == []


def test_both_guides_quote_the_same() -> None:
    danish = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    english = labels((ROOT / "docs" / "guide-en.md").read_text("utf-8"))
    assert [danish.get(label) for label in english] == labels((ROOT / "docs" / "guide-da.md").read_text("utf-8"))


def test_every_decision_is_numbered_and_listed() -> None:
    pages = sorted(path.name for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    listed = _LINK.findall((ROOT / "docs" / "adr" / "README.md").read_text("utf-8"))
    assert [name[:4] for name in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    assert [name for name in listed if name[0].isdigit()] == pages
    for name in pages:
        text = (ROOT / "docs" / "adr" / name).read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], name


def test_what_is_not_so_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    (tmp_path / "there.md").write_text("", "utf-8")
    text = "[a](there.md) [b](gone.md#x) [c](https://example.org) `fremdrift log verify --heads X` `fremdrift log burn`"
    assert broken_links(page, text) == ["gone.md"]
    assert unknown_commands(text, {"log verify", "serve"}) == ["log burn"]
    assert unknown_commands("    fremdrift serves\nfremdrift is good, `fremdrift log`", {"log verify", "serve"}) == [
        "serves"
    ]
    assert labels("Choose **Save\nand share** here") == ["Save and share"]
