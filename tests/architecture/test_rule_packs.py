"""Law is dated, has a source, and every rule of every pack is worked through in an example."""

import datetime as dt
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from fremdrift.rulebook.rules import RulePack, obligations
from fremdrift.rulebook.selectors import pack_by_key, packs
from tests.architecture.source import ROOT
from tests.rulebook.shorthand import line

EXAMPLES = "tests/rulebook/test_*_examples.py"
UNTIL = dt.date(2030, 12, 31)


def examples(pack: RulePack) -> Iterator[tuple[object, list[str]]]:
    """Facts and the obligations expected of them, from the files of examples that speak of this pack."""
    for path in sorted(ROOT.glob(EXAMPLES)):
        if f'"{pack.key}"' in path.read_text("utf-8"):
            module = importlib.import_module(f"tests.rulebook.{path.stem}")
            for value in vars(module).values():
                if isinstance(value, list):
                    yield from ((each.facts, each.expected) for each in value if hasattr(each, "facts"))


def unproved(pack: RulePack, worked: Iterable[tuple[object, list[str]]]) -> list[str]:
    """Rules that lead to no obligation which an example expects."""
    shown = {
        found.rule for facts, expected in worked for found in obligations(facts, pack, UNTIL) if line(found) in expected
    }
    return [rule.id for rule in pack.rules if rule.id not in shown]


def undocumented(pack: RulePack) -> list[str]:
    """Rules and notes without a source of their own, and a pack without a first day."""
    sourced = [*pack.rules, *pack.information]
    found = [item.id for item in sourced if not item.source.strip()]
    found += [rule.id for rule in pack.rules if rule.source == pack.source]  # no paragraph
    undated = pack.validity.start == dt.date.min
    outside = [item.id for item in sourced if item.validity.end and item.validity.end < dt.date(2000, 1, 1)]
    return [*found, *outside, *([pack.key] if undated or not pack.source.strip() else [])]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.key)
def test_every_rule_has_source_and_dates(pack: RulePack) -> None:
    assert undocumented(pack) == []


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.key)
def test_every_rule_is_worked_through_in_an_example(pack: RulePack) -> None:
    assert unproved(pack, examples(pack)) == []


def test_what_is_unproved_or_undocumented_is_found() -> None:
    pack = pack_by_key("lab-2011")
    without_offers = [(facts, [e for e in expected if not e.startswith("again")]) for facts, expected in examples(pack)]
    assert unproved(pack, without_offers) == ["lab-2011.offer.repeat"]
    first, *others = pack.rules
    unsourced = replace(pack, rules=(replace(first, cited=pack.cited), *others))
    assert undocumented(unsourced) == ["lab-2011.conversation.first"]
    assert undocumented(replace(pack, validity=replace(pack.validity, start=dt.date.min))) == ["lab-2011"]


def gaps() -> Iterator[tuple[RulePack, str]]:
    """Years between two packs of a line in which nothing is asked for, once for each neighbour."""
    for earlier, later in pairwise(sorted((p for p in packs() if p.line), key=lambda p: (p.line, p.validity.start))):
        assert earlier.validity.end is not None
        first, last = earlier.validity.end + dt.timedelta(days=1), later.validity.start - dt.timedelta(days=1)
        if earlier.line == later.line and first < last:
            yield from ((pack, f"{first.year} {last.year}") for pack in (earlier, later))


def test_a_pack_says_which_years_have_no_rules() -> None:
    found = list(gaps())
    assert [(pack.key, years) for pack, years in found] == [("lab-2011", "2014 2019"), ("lab-2020", "2014 2019")]
    for pack, years in found:
        first, last = years.split()
        assert f"{first}-{last}" in pack.note["da"]
        assert f"{first} to {last}" in pack.note["en"]


@pytest.mark.parametrize(
    ("key", "danish", "english"),
    [
        (
            "suspension-2020",
            "At fristerne står stille, er vores læsning",
            "That deadlines stand still is our own reading",
        ),
        ("lab-2020", "er vores læsning, hvor det er markeret", "is our own reading where it is marked"),
        ("lab-2026", "Lovens egen tekst er ikke set", "Its own text was not seen"),
    ],
)
def test_a_pack_says_what_is_our_own_reading(key: str, danish: str, english: str) -> None:
    note = pack_by_key(key).note
    assert danish in note["da"]
    assert english in note["en"]
