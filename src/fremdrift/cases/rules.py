"""Decisions about people and cases, from values alone."""

import calendar
import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
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
SHORTEST_SEARCH = 2
# How long a closed case can be read by whoever had it last. Source: own practice; long enough for a citizen who asks.
LOOKING_BACK_MONTHS = 6
HELPED_AT_MOST = 366  # days; then the citizen is asked again. The office's own practice
# Per cent by which each change of caseworker lowers the chance of a job: BIP (Danneris 2016), as VFC 2020 tells it.
JOB_CHANCE_LOST_WITH_EACH_CHANGE = 22
# Letters only, and after every name that begins with z: so they sort alike in every collation of a database.
_DANISH_LAST = str.maketrans({"æ": "zzza", "ä": "zzza", "ø": "zzzb", "ö": "zzzb", "å": "zzzc"})
# As PostgreSQL's pg_trgm has it: of all groups of three letters, so large a part is in both names.
ALIKE = 0.3
# What can be taken over from a record that is merged into another: each part with its fields. The CPR number, and the
# day of birth that it tells, are those of the record that stays.
MERGED_VALUES = {
    "name": ("name",),
    "phone": ("phone",),
    "email": ("email",),
    "address": ("address", "postcode", "town"),
    "protection": ("protected_address", "protected_until"),
}

# What one may do with a sub-goal: verb → the states it goes from, and where it leads.
SUB_GOAL_MOVES: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({"proposed"}), "open"),
    "reach": (frozenset({"open"}), "reached"),
    "drop": (frozenset({"proposed", "open"}), "dropped"),
    "reopen": (frozenset({"reached", "dropped"}), "open"),
}
# What one may do with a need, told in the same way.
NEED_MOVES: dict[str, tuple[frozenset[str], str]] = {
    "meet": (frozenset({"open"}), "met"),
    "let_go": (frozenset({"open"}), "let_go"),
    "reopen": (frozenset({"met", "let_go"}), "open"),
}
# What each kind of effort is about.
AREA_OF_EFFORT = {
    "company_placement": "employment",
    "wage_subsidy": "employment",
    "guidance_upskilling": "employment",
    "ordinary_education": "education",
    "mentor": "social",
    "own_activity": "social",
    "treatment": "health",
    "debt_advice": "debt",
    "housing": "housing",
}
ONE_SITTING = dt.timedelta(minutes=10)  # within which one person's changes of a plan are told as one


def closed_problem(closed_on: dt.date | None) -> str | None:
    """A closed case is read and not written in, until it is reopened."""
    return None if closed_on is None else "case.closed"


def unanswered(thread: Sequence[tuple[str, bool]]) -> list[bool]:
    """Which messages of a thread wait: each with its sender and whether it asks; any later one of the other answers."""
    waits, since = [], set[str]()
    for sender, asks in reversed(thread):
        waits.append(asks and not since - {sender})
        since.add(sender)
    return waits[::-1]


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


# Danish letters as digits, which no name has: so each is a letter of its own in every collation of a database.
_DANISH = {"å": "3", "aa": "3", "æ": "1", "ae": "1", "ä": "1", "ø": "2", "oe": "2", "ö": "2", "ü": "y", "ß": "ss"}
_FOREIGN = str.maketrans({"ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i"})
# Spellings that sound alike, in this order: Philip and Filip, Christian and Kristian, Wagner and Vagner, Zara and Sara.
_ALIKE = (
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ch", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
)


def search_key(name: str) -> str:
    """A name as it is looked for: spellings that sound alike are the same, double letters single, words apart."""
    text = unicodedata.normalize("NFC", name).casefold()
    for letters, one in _DANISH.items():
        text = text.replace(letters, one)
    text = unicodedata.normalize("NFKD", text.translate(_FOREIGN))
    text = "".join(c for c in text if not unicodedata.combining(c))
    for letters, one in _ALIKE:
        text = text.replace(letters, one)
    text = re.sub(r"c(?=[eiy1])", "s", text).replace("c", "k")
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(\w)\1+", r"\1", text)))[:SORT_KEY_LENGTH]


class Sought(StrEnum):
    """What somebody looks for a citizen by."""

    NAME = "name"
    CPR = "cpr"
    NUMBER = "number"
    UNCLEAR = "unclear"  # digits that are neither a whole CPR number nor a case number


def sought(text: str) -> Sought | None:
    """What a text that is looked for is; whatever has digits may be a part of a CPR number. None: too little."""
    digits = cpr_digits(text)
    if digits.isascii() and digits.isdigit():
        if len(digits) == 10:
            return Sought.CPR
        return Sought.NUMBER if len(digits) < 10 else Sought.UNCLEAR
    if any(character.isdigit() for character in text):
        return Sought.UNCLEAR
    return Sought.NAME if len(search_key(text)) >= SHORTEST_SEARCH else None


def years_between(born: dt.date, on: dt.date) -> int:
    """Age in whole years; somebody born on 29 February turns a year older on 28 February in other years."""
    birthday_day = 28 if (born.month, born.day) == (2, 29) and not _leap(on.year) else born.day
    return on.year - born.year - ((on.month, on.day) < (born.month, birthday_day))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def handed_over_from(asked_for: dt.date, today: dt.date) -> dt.date:
    """From when a case changes hands that is accepted today: nobody has had a case without knowing."""
    return max(asked_for, today)


def last_day_problem(begins_on: dt.date, stands: dt.date | None, ends_on: dt.date) -> str | None:
    """A last day may be set or moved forward; to go on longer asks for a new period with its own reason."""
    if stands is not None and ends_on > stands:
        return "contact_person.ends_later"
    return period_problem(begins_on, ends_on)


def period_problem(begins_on: dt.date, ends_on: dt.date | None) -> str | None:
    """A period that ends before it begins is refused; its last day belongs to it."""
    return "period.ends_first" if ends_on is not None and ends_on < begins_on else None


def sub_goal_moves(state: str) -> list[str]:
    """The verbs that a sub-goal in `state` allows, in the order of the table."""
    return [verb for verb, (sources, _to) in SUB_GOAL_MOVES.items() if state in sources]


def sub_goal_problem(state: str, verb: str) -> str | None:
    """Whether a sub-goal in `state` allows the verb."""
    return None if verb in sub_goal_moves(state) else "sub_goal.moved_meanwhile"


def need_moves(state: str) -> list[str]:
    """The verbs that a need in `state` allows, in the order of the table."""
    return [verb for verb, (sources, _to) in NEED_MOVES.items() if state in sources]


def need_problem(state: str, verb: str) -> str | None:
    """Whether a need in `state` allows the verb."""
    return None if verb in need_moves(state) else "need.moved_meanwhile"


def consent_given_problem(on: dt.date, earlier_until: dt.date | None, today: dt.date) -> str | None:
    """A consent was given by today, and not before the last one was withdrawn."""
    if on > today:
        return "consent.in_future"
    return "consent.before_last" if earlier_until is not None and on < earlier_until else None


def consent_withdrawn_problem(given_on: dt.date, ended_on: dt.date, today: dt.date) -> str | None:
    """A consent ends by today, and not before it was given."""
    if ended_on > today:
        return "consent.in_future"
    return "consent.ends_first" if ended_on < given_on else None


def sittings(made: Sequence[tuple[object, dt.datetime]]) -> list[list[int]]:
    """Positions of (who, when), oldest first, gathered: what one person did in a row within ten minutes is one."""
    found: list[list[int]] = []
    for position, (who, when) in enumerate(made):
        if found and made[found[-1][0]][0] == who and when - made[found[-1][0]][1] <= ONE_SITTING:
            found[-1].append(position)
        else:
            found.append([position])
    return found


def education_goal_asked_for(benefit: str | None) -> bool:
    """Whether the plan must name an education besides the job: of those on education benefit (LAB § 41)."""
    return benefit == "education_benefit"


def names_alike(one: str, other: str) -> bool:
    """Whether two names may well be the same person's, in whichever order their parts are written."""
    first, second = _groups_of_three(search_key(one)), _groups_of_three(search_key(other))
    return bool(first) and len(first & second) >= ALIKE * len(first | second)


def _groups_of_three(text: str) -> set[str]:
    padded = [f"  {word} " for word in re.findall(r"[^\W_]+", text)]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def births_meant(text: str, today: dt.date) -> list[dt.date]:
    """Days of birth that a CPR number, or the first six digits of one, may tell; none while fewer are written."""
    digits = cpr_digits(text)
    if not digits.isascii() or not digits.isdigit() or not 6 <= len(digits) <= 10:
        return []
    found = {born_from_cpr(f"{digits[:6]}{digits[6:7] or seventh}000") for seventh in "0459"}
    return sorted(born for born in found if born is not None and born <= today)


def protection_over(protected: bool, until: dt.date | None, today: dt.date) -> bool:
    """Whether the last day of a protected address has passed. It stays protected until the citizen was asked."""
    return protected and until is not None and until < today


def protection_problem(protected: bool, until: dt.date | None, was: dt.date | None, today: dt.date) -> str | None:
    """A last day needs a protection, and one that is set anew lies ahead."""
    if until is not None and not protected:
        return "citizen.protected_until_alone"
    if until is not None and until != was and until < today:
        return "citizen.protected_until_past"
    return None


def last_day_of_looking_back(closed_on: dt.date) -> dt.date:
    """Until when whoever had a case last can read it once it is closed: six months, the office's own practice."""
    month = closed_on.month + LOOKING_BACK_MONTHS
    year, month = closed_on.year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, min(closed_on.day, calendar.monthrange(year, month)[1]))


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


def representation_problem(begins_on: dt.date, ends_on: dt.date, today: dt.date) -> str | None:
    """Somebody helps for a period that lies ahead, and for a year at most before the citizen is asked again."""
    if begins_on < today:
        return "representation.begins_in_past"
    if ends_on < begins_on:
        return "period.ends_first"
    return "representation.too_long" if ends_on > begins_on + dt.timedelta(days=HELPED_AT_MOST) else None


def invitation_digest(secret: str) -> bytes:
    """What is kept of an invitation's secret: its SHA-256, which is enough for 32 random bytes."""
    return hashlib.sha256(secret.encode()).digest()
