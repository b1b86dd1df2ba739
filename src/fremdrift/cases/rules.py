"""Decisions about people and cases, from values alone."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

# The seventh digit tells the century (CPR-kontoret, "Personnummeret i CPR"): (digits, years) → century.
_CENTURIES = (
    ("0123", range(0, 100), 1900),
    ("4", range(0, 37), 2000),
    ("4", range(37, 100), 1900),
    ("5678", range(0, 58), 2000),
    ("5678", range(58, 100), 1800),
    ("9", range(0, 37), 2000),
    ("9", range(37, 100), 1900),
)
SORT_KEY_LENGTH = 200
# Letters only, and after every name that begins with z: so they sort alike in every collation of a database.
_DANISH_LAST = str.maketrans({"æ": "zzza", "ä": "zzza", "ø": "zzzb", "ö": "zzzb", "å": "zzzc"})


def cpr_digits(text: str) -> str:
    """The ten digits of what was written, without blanks and hyphen; whatever else is in it stays."""
    return re.sub(r"[\s-]", "", text)


def cpr_problem(text: str) -> str | None:
    """What is wrong with a CPR number, as a code; none when it can be one. Modulus 11 is not asked for."""
    digits = cpr_digits(text)
    if not digits.isascii() or not digits.isdigit():
        return "cpr.letters"
    if len(digits) != 10:
        return "cpr.length"
    return "cpr.date" if born_from_cpr(digits) is None else None


def born_from_cpr(text: str) -> dt.date | None:
    """Date of birth that a CPR number tells; day + 60 is for practice and replacement. None: no such day."""
    digits = cpr_digits(text)
    day, month, year = int(digits[0:2]), int(digits[2:4]), int(digits[4:6])
    century = next(c for seventh, years, c in _CENTURIES if digits[6] in seventh and year in years)
    try:
        return dt.date(century + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return None


def cpr_is_synthetic(text: str) -> bool:
    """Whether the number is of day + 60: nobody is born with one."""
    return int(cpr_digits(text)[0:2]) > 60


def sort_key(name: str) -> str:
    """Danish order in plain letters: æ, ø, å last, and aa as å. It grows with them: the end of a long one is cut."""
    return name.casefold().replace("aa", "å").translate(_DANISH_LAST)[:SORT_KEY_LENGTH]


def years_between(born: dt.date, on: dt.date) -> int:
    """Age in whole years; somebody born on 29 February turns a year older on 28 February in other years."""
    birthday_day = 28 if (born.month, born.day) == (2, 29) and not _leap(on.year) else born.day
    return on.year - born.year - ((on.month, on.day) < (born.month, birthday_day))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def period_problem(begins_on: dt.date, ends_on: dt.date | None) -> str | None:
    """A period that ends before it begins is refused; its last day belongs to it."""
    return "period.ends_first" if ends_on is not None and ends_on < begins_on else None


def spread(
    cases: Sequence[UUID], loads: Mapping[int, int], shut: Mapping[UUID, Collection[int]]
) -> dict[UUID, int | None]:
    """Who gets which case so that caseloads become as even as they can; none where nobody may.

    `loads` are those who can receive, with the cases they have. Cases that fewer may take are placed first; each goes
    to whoever has fewest then, to the first named of two alike.
    """
    have = dict(loads)
    placed: dict[UUID, int | None] = {}
    for case in sorted(cases, key=lambda one: -len(set(have) & set(shut.get(one, ())))):
        free = [user for user in have if user not in shut.get(case, ())]
        placed[case] = min(free, key=lambda user: have[user], default=None)
        if (user := placed[case]) is not None:
            have[user] += 1
    return {case: placed[case] for case in cases}
