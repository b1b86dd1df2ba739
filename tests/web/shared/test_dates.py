from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from fremdrift.web.shared import dates

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(("language", "text"), [("da", "tirs. 24. nov."), ("en", "Tue 24 Nov")])
def test_day_has_no_year(language: str, text: str) -> None:
    assert dates.day(TUESDAY, language) == text


@pytest.mark.parametrize(("language", "text"), [("da", "3. marts 2025"), ("en", "3 March 2025")])
def test_day_year_spells_the_month(language: str, text: str) -> None:
    assert dates.day_year(date(2025, 3, 3), language) == text


@pytest.mark.parametrize(("language", "text"), [("da", "Maj 2026"), ("en", "May 2026")])
def test_month_year_starts_with_a_capital(language: str, text: str) -> None:
    assert dates.month_year(date(2026, 5, 29), language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("da", "Tirsdag 24. november 2026"), ("en", "Tuesday 24 November 2026")],
)
def test_weekday_day_starts_with_a_capital(language: str, text: str) -> None:
    assert dates.weekday_day(TUESDAY, language) == text


def test_danish_capitals_with_accents_stay_whole() -> None:
    assert dates.weekday_day(date(2026, 11, 28), "da") == "Lørdag 28. november 2026"


@pytest.mark.parametrize(
    ("value", "number"),
    [(TUESDAY, 48), (date(2027, 1, 3), 53), (date(2027, 1, 4), 1), (date(2024, 12, 30), 1)],
)
def test_week_is_the_iso_week(value: date, number: int) -> None:
    assert dates.week(value) == number


@pytest.mark.parametrize(("language", "text"), [("da", "10.30"), ("en", "10:30")])
def test_clock_has_24_hours_and_the_languages_separator(language: str, text: str) -> None:
    assert dates.clock(time(10, 30), language) == text


def test_clock_after_noon_and_before_ten() -> None:
    assert dates.clock(time(14, 5), "da") == "14.05"
    assert dates.clock(time(8, 0), "en") == "08:00"


def test_clock_keeps_the_zone_it_is_given_in() -> None:
    copenhagen = timezone(timedelta(hours=2))
    assert dates.clock(datetime(2026, 6, 1, 10, 30, tzinfo=copenhagen), "da") == "10.30"
    assert dates.clock(time(10, 30, tzinfo=UTC), "da") == "10.30"


@pytest.mark.parametrize(("language", "text"), [("da", "1.234,5"), ("en", "1,234.5")])
@pytest.mark.parametrize("value", [1234.5, Decimal("1234.5")])
def test_number_uses_the_languages_separators(language: str, text: str, value: float | Decimal) -> None:
    assert dates.number(value, language) == text


def test_a_regional_code_reads_as_its_language() -> None:
    assert dates.day(TUESDAY, "en-gb") == dates.day(TUESDAY, "en")
    assert dates.day(TUESDAY, "da-dk") == dates.day(TUESDAY, "da")
