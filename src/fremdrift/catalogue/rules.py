"""What an offer says about itself, how a text is searched, and what a note may not say. From values alone."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

REVIEW_MONTHS = 6  # our own rule, no law: an offer that nobody has reviewed for so long says so
FULL_TIME = 37  # hours a week, the Danish full-time week: no offer asks for more
FUNDING_ENDS_WITHIN = dt.timedelta(days=60)  # our own: time to find something else


class Notice(StrEnum):
    """What an offer says openly, in this order."""

    RETIRED = "retired"
    FUNDING_PAST = "funding_past"
    FULL = "full"
    OUT_OF_QUOTA = "out_of_quota"
    FUNDING_ENDS = "funding_ends"
    NEVER_REVIEWED = "never_reviewed"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True)
class Use:
    """How much of an offer is taken: places today, and of the quota of this calendar year."""

    taken: int = 0
    this_year: int = 0


@dataclass(frozen=True)
class Facts:
    """What an offer's notices follow from."""

    places: int | None = None
    quota: int | None = None
    funding_until: dt.date | None = None
    reviewed_on: dt.date | None = None
    retired_on: dt.date | None = None


def free_places(places: int | None, use: Use) -> int | None:
    """Places that are free; none where as many can come as will."""
    return None if places is None else max(0, places - use.taken)


def quota_left(quota: int | None, use: Use) -> int | None:
    """What is left of this year's quota; none where there is no quota."""
    return None if quota is None else max(0, quota - use.this_year)


def review_due_on(reviewed_on: dt.date) -> dt.date:
    """The day on which a review is six months old; the last of the month where there is no such day."""
    months = reviewed_on.month - 1 + REVIEW_MONTHS
    year, month = reviewed_on.year + months // 12, months % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month, min(reviewed_on.day, last))


def reviewed_since(today: dt.date) -> dt.date:
    """The first day such that a review on it still counts today."""
    day = today - dt.timedelta(days=31 * REVIEW_MONTHS + 1)
    while review_due_on(day) < today:
        day += dt.timedelta(days=1)
    return day


def notices(offer: Facts, use: Use, today: dt.date) -> list[Notice]:
    """What must be said about an offer on a day, the gravest first."""
    return [notice for notice, holds in _asked(offer, use, today) if holds]


def _asked(offer: Facts, use: Use, today: dt.date) -> Iterator[tuple[Notice, bool]]:
    until, reviewed = offer.funding_until, offer.reviewed_on
    yield Notice.RETIRED, offer.retired_on is not None and offer.retired_on <= today
    yield Notice.FUNDING_PAST, until is not None and until < today
    yield Notice.FULL, free_places(offer.places, use) == 0
    yield Notice.OUT_OF_QUOTA, quota_left(offer.quota, use) == 0
    yield Notice.FUNDING_ENDS, until is not None and today <= until <= today + FUNDING_ENDS_WITHIN
    yield Notice.NEVER_REVIEWED, reviewed is None
    yield Notice.UNREVIEWED, reviewed is not None and review_due_on(reviewed) < today


# Ten digits as 6 + 4, however they are set apart. A number whose control digit is wrong names somebody all the same;
# a day written with its whole year, and a number after it, does not.
_SIX_AND_FOUR = re.compile(
    r"(?<!\d)(?!\d\d[\W_]{1,2}\d\d[\W_]{1,2}(?:19|20)\d\d(?!\d))"
    r"(\d\d)[\W_]{0,2}(\d\d)[\W_]{0,2}(\d\d)[\W_]{0,3}\d[\W_]?\d[\W_]?\d[\W_]?\d(?!\d)"
)
# Ten digits, each standing alone, and no eleventh.
_ONE_BY_ONE = re.compile(r"(?<!\d)(?<!\d[\W_])" + r"[\W_]{1,3}".join([r"\d"] * 10) + r"(?![\W_]?\d)")


def names_by_number(text: str) -> bool:
    """Whether a text has a CPR number: ten digits of which the first six are a day, with 60 more for invented ones."""
    plain = unicodedata.normalize("NFKC", text)
    days = [found.groups() for found in _SIX_AND_FOUR.finditer(plain)]
    alone = [re.sub(r"[\W_]", "", found) for found in _ONE_BY_ONE.findall(plain)]
    days += [(digits[:2], digits[2:4], digits[4:6]) for digits in alone]
    return any(_is_day(*(int(part) for part in day)) for day in days)


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        dt.date(2000 + year if (day % 60, month) == (29, 2) and year % 4 == 0 else 2001, month, day % 60)
    except ValueError:
        return False
    return True


_LETTERS = str.maketrans("äöüéèêëáàíóúñç", "æøyeeeeaaiounc")


def fold(text: str) -> str:
    """A text as a search compares it: small letters, ae for æ, oe for ø, aa for å, and nothing but words."""
    small = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = small.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return " ".join(re.findall(r"[a-z0-9]+", plain))


# Danish endings, longest first. Coarse: it only brings forms of a word together that have the same beginning.
_ENDINGS = (
    *("erendes", "erende", "hederne", "heden", "heder", "ernes", "erens", "erne", "eren", "ende", "enes", "erer"),
    *("ene", "ens", "ers", "ets", "en", "er", "es", "et", "e", "s"),
)
_SHORTEST = 4  # letters that an ending leaves


def stem(word: str) -> str:
    """A folded word without its ending: butikker, butikkerne and butik are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


@dataclass(frozen=True)
class Group:
    """Words that stand for one another, and the choices of an offer that they mean: `holds:anxiety`."""

    words: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """All of it as parts of a search: words, phrases, and choices as the database writes them."""
        choices = (code.replace(":", "").replace("_", "") for code in self.codes)
        return (*(_phrase(word.split()) for word in self.words), *choices)


@dataclass(frozen=True)
class Thesaurus:
    """The groups, looked up by any form of their words, and the words that say nothing in a search."""

    groups: tuple[Group, ...]
    noise: frozenset[str]
    spelt: Mapping[str, str]  # folded word → as it stands in the file

    def of_word(self, word: str) -> list[Group]:
        """The groups that have a word, in any form."""
        return [group for group in self.groups if stem(word) in {stem(w) for w in group.words if " " not in w}]

    def phrases(self) -> Mapping[tuple[str, ...], Group]:
        """The groups by their expressions of several words."""
        return {tuple(map(stem, w.split())): group for group in self.groups for w in group.words if " " in w}

    def near(self, word: str) -> str:
        """The word of a group that is nearly this one; empty when none is."""
        known = [w for group in self.groups for w in group.words if " " not in w]
        return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.8)), "")


def thesaurus(data: Mapping[str, object]) -> Thesaurus:
    """The groups of a file of synonyms."""
    rows: Sequence[Mapping[str, list[str]]] = data["group"]  # type: ignore[assignment]  # a table of TOML
    noise: Iterable[str] = data["noise"]  # type: ignore[assignment]  # a list of TOML
    groups = tuple(Group(tuple(map(fold, row["words"])), tuple(row.get("codes", ()))) for row in rows)
    spelt = {fold(word): word for row in rows for word in row["words"]}
    return Thesaurus(groups, frozenset(map(fold, noise)), spelt)


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: a word, or an expression that a group knows."""

    typed: str
    groups: tuple[Group, ...] = ()
    last: bool = False  # somebody may still be writing it

    @property
    def is_phrase(self) -> bool:
        """Whether it has several words."""
        return " " in self.typed

    @property
    def part(self) -> str:
        """What words of offers must contain to be meant too; empty where it is too short to tell."""
        found = stem(self.typed)
        return "" if self.is_phrase or len(found) < _SHORTEST else found


MOST_WORDS = 8


def terms(text: str, known: Thesaurus) -> list[Term]:
    """What a search asks for, word by word; words that say nothing are left out unless there are no others."""
    found = list(_terms(fold(text).split(), known))
    said = [term for term in found if term.groups or term.typed not in known.noise]
    return (said or found)[:MOST_WORDS]


def _terms(words: Sequence[str], known: Thesaurus) -> Iterator[Term]:
    phrases, at = known.phrases(), 0
    while at < len(words):
        for length in (3, 2):
            group = phrases.get(tuple(map(stem, words[at : at + length])))
            if group is not None:
                yield Term(" ".join(words[at : at + length]), (group,))
                at += length
                break
        else:
            yield Term(words[at], tuple(known.of_word(words[at])), last=at == len(words) - 1)
            at += 1


def _phrase(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"({' <-> '.join(words)})"


def alternatives(term: Term, meant: Iterable[str]) -> str:
    """A term as the database asks for it: the word, those that contain it, and what stands for it."""
    stands_for = (token for group in term.groups for token in group.tokens)
    words = [_phrase(term.typed.split()), *meant, *stands_for]
    return f"({' | '.join(dict.fromkeys(words))})"


_MUCH = 5  # letters by which a part of an unknown word is taken for what is meant


def halves(word: str, known: Iterable[str]) -> list[str]:
    """The two known words that an unknown one is made of, with or without an s or e between them.

    Without such a pair the longest known word with which it begins or ends, if that is much of it; else none.
    """
    found = sorted({w for w in known if len(w) >= _SHORTEST}, key=lambda w: (-len(w), w))
    for first, second in ((a, b) for a in found if word.startswith(a) for b in found if word.endswith(b)):
        if word in (f"{first}{second}", f"{first}s{second}", f"{first}e{second}"):
            return [first, second]
    return [w for w in found if len(w) >= _MUCH and (word.startswith(w) or word.endswith(w))][:1]


def overlaps(weeks: Iterable[tuple[int, int]]) -> bool:
    """Whether two rows of the content tell of the same week."""
    return any(later[0] <= earlier[1] for earlier, later in pairwise(sorted(weeks)))
