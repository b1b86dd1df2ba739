"""Notices, notes that name somebody, and words: from values alone."""

import datetime as dt

import pytest

from fremdrift.catalogue import rules
from fremdrift.catalogue.rules import Facts, Notice, Use
from tests.world import TODAY

FRESH = Facts(places=8, quota=20, funding_until=None, reviewed_on=TODAY)
A_DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "use", "told"),
    [
        (FRESH, Use(), []),
        (FRESH, Use(taken=7), []),
        (FRESH, Use(taken=8), [Notice.FULL]),
        (FRESH, Use(taken=9), [Notice.FULL]),
        (FRESH, Use(this_year=20), [Notice.OUT_OF_QUOTA]),
        (Facts(places=0, reviewed_on=TODAY), Use(), [Notice.FULL]),
        (Facts(reviewed_on=TODAY), Use(taken=500, this_year=500), []),
        (Facts(), Use(), [Notice.NEVER_REVIEWED]),
        (Facts(reviewed_on=dt.date(2026, 5, 24)), Use(), []),
        (Facts(reviewed_on=dt.date(2026, 5, 23)), Use(), [Notice.UNREVIEWED]),
        (Facts(reviewed_on=TODAY, funding_until=TODAY - A_DAY), Use(), [Notice.FUNDING_PAST]),
        (Facts(reviewed_on=TODAY, funding_until=TODAY), Use(), [Notice.FUNDING_ENDS]),
        (Facts(reviewed_on=TODAY, funding_until=TODAY + 60 * A_DAY), Use(), [Notice.FUNDING_ENDS]),
        (Facts(reviewed_on=TODAY, funding_until=TODAY + 61 * A_DAY), Use(), []),
        (Facts(reviewed_on=TODAY, retired_on=TODAY), Use(), [Notice.RETIRED]),
        (Facts(reviewed_on=TODAY, retired_on=TODAY + A_DAY), Use(), []),
        (
            Facts(1, 1, TODAY - A_DAY, None, TODAY),
            Use(1, 1),
            [Notice.RETIRED, Notice.FUNDING_PAST, Notice.FULL, Notice.OUT_OF_QUOTA, Notice.NEVER_REVIEWED],
        ),
    ],
)
def test_what_an_offer_says_openly(facts: Facts, use: Use, told: list[Notice]) -> None:
    assert rules.notices(facts, use, TODAY) == told


@pytest.mark.parametrize(
    ("reviewed", "due"),
    [
        (dt.date(2026, 1, 15), dt.date(2026, 7, 15)),
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), dt.date(2028, 2, 29)),
        (dt.date(2026, 6, 30), dt.date(2026, 12, 30)),
        (dt.date(2026, 12, 31), dt.date(2027, 6, 30)),
    ],
)
def test_six_months_after_a_review(reviewed: dt.date, due: dt.date) -> None:
    assert rules.review_due_on(reviewed) == due


def test_free_places_and_quota_left() -> None:
    assert rules.free_places(8, Use(taken=6)) == 2
    assert rules.free_places(8, Use(taken=9)) == 0
    assert rules.free_places(None, Use(taken=9)) is None
    assert rules.quota_left(20, Use(this_year=17)) == 3
    assert rules.quota_left(None, Use(this_year=17)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ring til 610382-0118.",
        "6103820118",
        "010190 1234 kom igennem",
        "01.01.90-1234",
        "01 01 90 12 34",
        "290200-1234",
        "cpr:311299–9999",
        "０１０１９０-１２３４",
        "(010190)1234",
        "Hun har 0 1 0 1 9 0 1 2 3 4.",
        "0.1.0.1.9.0 - 1.2.3.4",
        "0101 2012 34",
    ],
)
def test_a_number_that_names_somebody_is_seen(text: str) -> None:
    assert rules.names_by_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ring til 00 12 34 56, før du bestiller.",
        "Telefon +45 12 34 56 78",
        "En gik fra 6 til 18 timer på 4 måneder.",
        "Faktura 9913131234",
        "320190-1234",
        "011390-1234",
        "300299-1234",
        "01019012345",
        "12. 11. 2026 og 14. 12. 2026",
        "Start 12.11.2026 20 pladser",
        "Ring 12 11 20 26 fra 8 til 15",
        "Uge 1, 2, 3, 4, 5, 6, 7, 8, 9 og 10",
        "1 2 3 4 5 6 7 8 9 0",
        "0 1 0 1 9 0 1 2 3 4 5",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert not rules.names_by_number(text)


@pytest.mark.parametrize(
    "forms", [("butik", "butikker", "butikken", "butikkerne"), ("rengøring", "rengøringen"), ("støtte", "støtten")]
)
def test_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    assert len({rules.stem(rules.fold(form)) for form in forms}) == 1


def test_short_words_keep_their_endings() -> None:
    assert [rules.stem(word) for word in ("have", "lager", "bil", "ro")] == ["have", "lager", "bil", "ro"]


def test_an_unknown_word_is_taken_apart() -> None:
    known = ["gartneri", "praktik", "arbejde", "plads", "lager", "bil"]
    assert rules.halves("gartneripraktik", known) == ["gartneri", "praktik"]
    assert rules.halves("arbejdesplads", known) == ["arbejde", "plads"]
    assert rules.halves("lagerhal", known) == ["lager"]
    assert rules.halves("bilist", known) == []
