"""What somebody means who searches: forms of words, synonyms, parts of compounds, and misspelt words put right."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db.models import Q
from django.db.models.functions import Length

from fremdrift.access.actor import Actor
from fremdrift.catalogue import rules
from fremdrift.catalogue.models import Word
from fremdrift.catalogue.rules import Term, Thesaurus

SYNONYMS = Path(__file__).parents[1] / "words" / "synonyms.toml"
_MOST_MEANT, _MOST_LIKE = 60, 2
_NEAR = 0.8  # share of letters in common, in order: one too many, or two exchanged in a word of five, pass


@dataclass(frozen=True)
class Understood:
    """A search as the database is asked, and the words that were read as others."""

    query: str
    read_as: dict[str, str] = field(default_factory=dict)


@cache
def synonyms() -> Thesaurus:
    """The groups of words that stand for one another, from the file."""
    return rules.thesaurus(tomllib.loads(SYNONYMS.read_text("utf-8")))


def understood(actor: Actor, text: str) -> Understood:
    """What a text asks for: every word of it must be met, by itself or by what stands for it."""
    wanted = rules.terms(text, synonyms())
    known = _words_with(actor, wanted)
    parts: list[str] = []
    read_as: dict[str, str] = {}
    for term in wanted:
        meant = [word for word in known if _is_meant(term, word)]
        if meant or term.groups or term.typed.isdecimal():
            parts.append(rules.alternatives(term, meant[:_MOST_MEANT]))
            continue
        parts.append(_unknown(actor, term, read_as))
    return Understood(" & ".join(parts), read_as)


def _words_with(actor: Actor, wanted: Iterable[Term]) -> list[str]:
    """Words of the municipality's offers that one of the terms may mean, short ones first; one query for all."""
    asked = Q(pk__in=())
    for term in wanted:
        asked |= Q(word__contains=term.part) if term.part else Q(word__startswith=term.typed)
    found = Word.objects.filter(asked, municipality=actor.municipality_id or 0)
    return list(found.order_by(Length("word"), "word").values_list("word", flat=True)[: 10 * _MOST_MEANT])


def _is_meant(term: Term, word: str) -> bool:
    if term.part:
        return term.part in word
    return word.startswith(term.typed) if term.last else word == term.typed


def _unknown(actor: Actor, term: Term, read_as: dict[str, str]) -> str:
    """A word that nothing here has: one nearly so, those of which it is made, or itself, which finds nothing."""
    like = synonyms().near(term.typed)
    near = {like: synonyms().spelt[like]} if like else _near(actor, term.typed)
    if near:
        read_as[term.typed] = next(iter(near.values()))
        return _known(actor, next(iter(near)), list(near))
    made_of = rules.halves(term.typed, [*_inside(actor, term.typed), *_inside_synonyms(term.typed)])
    telling = [word for word in made_of if word not in synonyms().noise]
    if telling:
        return " & ".join(_known(actor, word) for word in telling)
    return rules.alternatives(term, ())


def _known(actor: Actor, word: str, besides: Iterable[str] = ()) -> str:
    """A word that is known here or stands among the synonyms, with all that it means."""
    term = Term(word, tuple(synonyms().of_word(word)))
    more = [found for found in _words_with(actor, [term]) if _is_meant(term, found)]
    return rules.alternatives(term, [*besides, *more[:_MOST_MEANT]])


def _near(actor: Actor, word: str) -> dict[str, str]:
    """Words of offers that are nearly this one, the nearest first, and how they are spelt."""
    alike = Q(word__trigram_similar=word) | Q(word__startswith=word[0])
    found = Word.objects.annotate(length=Length("word")).filter(
        alike, municipality=actor.municipality_id or 0, length__gte=len(word) - 2, length__lte=len(word) + 2
    )
    spelt = dict(found.order_by("word").values_list("word", "spelt"))
    return {near: spelt[near] for near in difflib.get_close_matches(word, spelt, n=_MOST_LIKE, cutoff=_NEAR)}


def _inside(actor: Actor, word: str) -> list[str]:
    """Words of offers with which this one begins or ends."""
    pieces = {word[:n] for n in range(4, len(word))} | {word[n:] for n in range(1, len(word) - 3)}
    found = Word.objects.filter(municipality=actor.municipality_id or 0, word__in=pieces)
    return list(found.values_list("word", flat=True))


def _inside_synonyms(word: str) -> list[str]:
    known = {w for group in synonyms().groups for w in group.words if " " not in w}
    return [w for w in known if word.startswith(w) or word.endswith(w)]
