"""The project speaks of itself alone: nothing tells who or what wrote it, or on which machine."""

import re
from codecs import decode
from collections.abc import Callable
from pathlib import Path

from tests.architecture.source import ROOT, texts

# Written in ROT13, so that this file does not hold what it looks for.
WRITERS = "pynhqr|naguebcvp|bcranv|pungtcg|pbcvybg|ynathntr zbqry|fho-?ntragf?|nf na nv"
THIS_WORK = r"(?:guvf|cerivbhf|arkg|rneyvre|yngre|nabgure|ynfg) frffvba|frffvba (?:abgrf?|ybt|ercbeg)"
AUTHORS = r"(?<!hfre )(?<!hfre-)(?<!fhccbeg-)\ontragf?"
PLANTED = """qbar va na rneyvre frffvba
sbhaq ol gur ntrag
gunaxf, Pynhqr
frr /jbex/abgrf
bcra("/gzc/k")
(/ubzr/naa/cebwrpg)
--vaqrk-hey uggcf://rknzcyr.bet/fvzcyr
gur hfre ntrag, SESSION_COOKIE_AGE, /jbex/ nybar, uggcf://rknzcyr.bet/ubzr/cntr, ~/ubzr/k, n frffvba
"""
_WORDS = re.compile(
    rf"\b(?:{decode('|'.join((WRITERS, THIS_WORK)), 'rot13')})\b|{decode(AUTHORS, 'rot13')}", re.IGNORECASE
)
_PATHS = re.compile(r"(?<![\w.:/<>}~-])/(?:work|root|home|Users|mnt|tmp)/\w")
_HOSTS = re.compile(r"https?://[^\s\"')]*(?:pypi|registry\.|nexus)|--(?:extra-)?index-url[ =]http", re.IGNORECASE)


def said(root: Path) -> list[str]:
    """Places that speak of writers, machines or where packages came from."""
    found = []
    for name, text in texts(root):
        for number, line in enumerate(text.splitlines(), start=1):
            if _WORDS.search(line) or _PATHS.search(line) or _HOSTS.search(line):
                found.append(f"{name}:{number}")
    return found


def test_the_project_speaks_of_itself_alone() -> None:
    names = [name for name, _ in texts(ROOT)]
    assert {"README.md", "src/fremdrift/cases/models/case.py", "docs/where.md"} <= set(names)
    assert said(ROOT) == []


def test_other_words_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    planted = decode(PLANTED, "rot13")
    root = made_up({"docs/notes.md": planted, ".hidden/notes.md": planted})
    assert said(root) == [f"docs/notes.md:{number}" for number in range(1, 8)]
