"""Dates, times and numbers as people write them in Danish and in English."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

_DANISH = {
    "day": "EEE d. MMM",
    "day_in_month": "EEE d.",
    "day_year": "d. MMMM y",
    "month_year": "MMMM y",
    "weekday": "EEEE d. MMMM",
    "weekday_day": "EEEE d. MMMM y",
    "clock": "HH.mm",
}
_ENGLISH = {
    "day": "EEE d MMM",
    "day_in_month": "EEE d",
    "day_year": "d MMMM y",
    "month_year": "MMMM y",
    "weekday": "EEEE d MMMM",
    "weekday_day": "EEEE d MMMM y",
    "clock": "HH:mm",
}


def _locale(language: str) -> str:
    return "en" if language.startswith("en") else "da"


@lru_cache(maxsize=4096)  # a list has hundreds, of a few weeks
def _written(value: date, form: str, language: str) -> str:
    locale = _locale(language)
    patterns = _ENGLISH if locale == "en" else _DANISH
    return format_date(value, patterns[form], locale)


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]


def day(value: date, language: str) -> str:
    """Return the short day without a year: "tirs. 24. nov.", "Tue 24 Nov"."""
    return _written(value, "day", language)


def day_in_month(value: date, language: str) -> str:
    """Return the day below the heading of its month: "tirs. 24.", "Tue 24"."""
    return _written(value, "day_in_month", language)


def day_year(value: date, language: str) -> str:
    """Return the day with its year: "3. marts 2025", "3 March 2025"."""
    return _written(value, "day_year", language)


def month_year(value: date, language: str) -> str:
    """Return the month as a heading: "November 2026"."""
    return _sentence_start(_written(value, "month_year", language))


def weekday_day(value: date, language: str) -> str:
    """Return the full day as a heading: "Tirsdag 24. november 2026"."""
    return _sentence_start(_written(value, "weekday_day", language))


def weekday(value: date, language: str) -> str:
    """Return the full day of these weeks: "Fredag 4. december", "Friday 4 December"."""
    return _sentence_start(_written(value, "weekday", language))


def week(value: date) -> int:
    """Return the ISO week number, which is the one Danes use."""
    return value.isocalendar().week


def clock(value: datetime | time, language: str) -> str:
    """Return the time of day: "10.30", "10:30"; an aware time keeps its own zone."""
    moment = value.time() if isinstance(value, datetime) else value.replace(tzinfo=None)
    locale = _locale(language)
    pattern = (_ENGLISH if locale == "en" else _DANISH)["clock"]
    return format_time(moment, pattern, locale=locale)


def number(value: int | float | Decimal, language: str) -> str:
    """Return the number with the language's separators: "1.234,5", "1,234.5"."""
    return format_decimal(value, locale=_locale(language))


def short_month(value: date, language: str, *, with_year: bool) -> str:
    """Return a month for an axis: "nov", "jan 2027"."""
    name = format_date(value, "MMM", _locale(language)).rstrip(".")
    return f"{name} {value.year}" if with_year else name
