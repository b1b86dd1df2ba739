"""CPR numbers, Danish order, ages and periods: decisions from values alone."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fremdrift.cases import rules


@pytest.mark.parametrize(
    ("cpr", "problem"),
    [
        ("0101801234", None),
        ("010180-1234", None),
        (" 01 01 80 - 1234 ", None),
        ("6101801234", None),  # day + 60
        ("9101801234", None),  # the 31st
        ("0101801", "cpr.length"),
        ("01018012345", "cpr.length"),
        ("O101801234", "cpr.letters"),
        ("010180/1234", "cpr.letters"),
        ("٠١٠١٨٠١٢٣٤", "cpr.letters"),  # digits, but not ours
        ("", "cpr.letters"),
        ("3102801234", "cpr.date"),
        ("0013801234", "cpr.date"),
        ("6000801234", "cpr.date"),
        ("9201801234", "cpr.date"),
        ("2902814321", "cpr.date"),
        ("2902804321", None),
    ],
)
def test_what_can_be_a_cpr_number(cpr: str, problem: str | None) -> None:
    assert rules.cpr_problem(cpr) == problem


@pytest.mark.parametrize(
    ("cpr", "born"),
    [
        ("0101000001", "1900-01-01"),
        ("0101993999", "1999-01-01"),
        ("0101004000", "2000-01-01"),
        ("0101364999", "2036-01-01"),
        ("0101374000", "1937-01-01"),
        ("0101575000", "2057-01-01"),
        ("0101588999", "1858-01-01"),
        ("0101369000", "2036-01-01"),
        ("0101379000", "1937-01-01"),
        ("6103820118", "1982-03-01"),
    ],
)
def test_the_seventh_digit_tells_the_century(cpr: str, born: str) -> None:
    assert str(rules.born_from_cpr(cpr)) == born


@given(st.text(max_size=14))
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    if rules.cpr_problem(text) is None:
        assert rules.born_from_cpr(text) is not None
        assert len(rules.cpr_digits(text)) == 10


@given(st.integers(0, 10**10 - 1))
def test_every_ten_digits_can_be_judged(number: int) -> None:
    assert rules.cpr_problem(f"{number:010d}") in {None, "cpr.date"}


def test_only_day_and_sixty_is_nobodys() -> None:
    assert [rules.cpr_is_synthetic(day + "01801234") for day in ("01", "31", "61", "91")] == [False, False, True, True]


DANISH_ORDER = [
    *["Abel", "Anna", "anna b", "Bo", "Zita", "Zoe", "Zygmunt"],
    *["Ærlig", "Ästrid", "Øjvind", "Østen", "Özil", "Åge", "Aake", "Åse"],
]


def test_names_sort_as_in_danish() -> None:
    mixed = sorted(DANISH_ORDER)
    assert mixed != DANISH_ORDER
    assert sorted(mixed, key=rules.sort_key) == DANISH_ORDER


def test_order_is_made_of_letters_alone() -> None:
    """So that it is the same in every collation that a database may have."""
    keys = [rules.sort_key(name) for name in ("Zz", "Æ", "Ø", "Å")]
    assert all(before < after for before, after in pairwise(keys))
    assert all(key.isascii() and key.isalpha() for key in keys)


def test_the_key_of_a_long_name_fits_its_place() -> None:
    assert len(rules.sort_key("å" * 120)) == rules.SORT_KEY_LENGTH


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2000-11-24", "2026-11-24", 26),
        ("2000-11-25", "2026-11-24", 25),
        ("2000-02-29", "2026-02-28", 26),
        ("2000-02-29", "2026-02-27", 25),
        ("2000-02-29", "2024-02-28", 23),
        ("2000-02-29", "2024-02-29", 24),
    ],
)
def test_age_in_whole_years(born: str, on: str, years: int) -> None:
    assert rules.years_between(dt.date.fromisoformat(born), dt.date.fromisoformat(on)) == years


def test_the_last_day_belongs_to_a_period() -> None:
    day = dt.date(2026, 11, 24)
    assert rules.period_problem(day, day) is None
    assert rules.period_problem(day, None) is None
    assert rules.period_problem(day, day - dt.timedelta(days=1)) == "period.ends_first"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åge Møller", "Aage Moeller"),
        ("Mathilde", "Matilde"),
        ("Sophie Wæde", "Sofie Vaede"),
        ("Zøren Beck", "Søren Bek"),
        ("Annette", "Anete"),
        ("José", "Jose"),
        ("A\u030age", "Åge"),
    ],
)
def test_two_spellings_of_a_name_are_one(one: str, other: str) -> None:
    assert rules.search_key(one) == rules.search_key(other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Karla Test-Holm", "Holm, Karla", True),
        ("Karla Maria Holm", "Carla Holm", True),
        ("Karla Holm", "Karla Jensen", True),  # a name taken in marriage
        ("Karla Holm", "Bent Jensen", False),
        ("Bo Li", "Ib Ly", False),
        ("", "", False),
        ("...", "...", False),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, alike: bool) -> None:
    assert rules.names_alike(one, other) == rules.names_alike(other, one) == alike


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert rules.names_alike(one, other) == rules.names_alike(other, one)
    if re.search(r"\w", rules.search_key(one)):
        assert rules.names_alike(one, one)


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("61038", []),
        ("610382", ["1882-03-01", "1982-03-01"]),
        ("010105", ["1905-01-01", "2005-01-01"]),
        ("6103820118", ["1982-03-01"]),
        ("610382-01", ["1982-03-01"]),
        ("3113820", []),
        ("61038201180", []),
        ("i går", []),
    ],
)
def test_the_days_of_birth_that_a_number_may_tell(written: str, born: list[str]) -> None:
    assert [str(day) for day in rules.births_meant(written, dt.date(2026, 11, 24))] == born


def test_a_protection_that_has_ended_is_over_and_not_before() -> None:
    day = dt.date(2026, 11, 24)
    assert not rules.protection_over(True, day, day)
    assert rules.protection_over(True, day, day + dt.timedelta(days=1))
    assert not rules.protection_over(True, None, day)
    assert not rules.protection_over(False, day, day + dt.timedelta(days=1))


def test_a_last_day_of_protection_is_set_ahead_and_never_alone() -> None:
    day = dt.date(2026, 11, 24)
    before = day - dt.timedelta(days=1)
    assert rules.protection_problem(False, day, None, day) == "citizen.protected_until_alone"
    assert rules.protection_problem(True, before, None, day) == "citizen.protected_until_past"
    assert rules.protection_problem(True, before, before, day) is None  # it stands until the citizen was asked
    assert rules.protection_problem(True, day, before, day) is None
    assert rules.protection_problem(False, None, before, day) is None


def test_looking_back_lasts_six_months() -> None:
    days = [dt.date(2026, 11, 24), dt.date(2026, 8, 31), dt.date(2027, 8, 31), dt.date(2026, 6, 30)]
    assert [str(rules.last_day_of_looking_back(d)) for d in days] == [
        "2027-05-24",
        "2027-02-28",
        "2028-02-29",
        "2026-12-30",
    ]


@pytest.mark.parametrize(
    ("thread", "waits"),
    [
        ("", ""),
        ("c?", "w"),
        ("c? c", "w."),
        ("c? m", ".."),
        ("c? m?", ".w"),
        ("c? m? c", "..."),
        ("m? c c? c?", "..ww"),
        ("c m", ".."),
    ],
)
def test_a_message_waits_until_the_other_side_writes(thread: str, waits: str) -> None:
    said = [(word[0], word.endswith("?")) for word in thread.split()]
    assert rules.unanswered(said) == [mark == "w" for mark in waits]
