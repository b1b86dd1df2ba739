"""Working days: Monday to Friday, but for the public holidays of Denmark.

Source: the ordinance on holidays of 26 October 1770 and its changes; Great Prayer Day was abolished from 2024
(act 214 of 6 March 2023). Constitution Day, Christmas Eve, New Year's Eve and 1 May are no public holidays: some have
them off by agreement and others not, so a deadline must not lean on them.
"""

from datetime import date, timedelta
from functools import cache

from fremdrift.rulebook.rules.dates import ONE_DAY

FRIDAY = 4
FIXED = ((1, 1), (12, 25), (12, 26))  # New Year's Day, Christmas Day and the day after
# Days after Easter: Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday.
BY_EASTER = (-3, -2, 0, 1, 39, 49, 50)
GREAT_PRAYER_DAY, LAST_GREAT_PRAYER_DAY = 26, 2023


def is_working_day(day: date) -> bool:
    """Whether offices are open by law on that day."""
    return day.weekday() <= FRIDAY and day not in holidays(day.year)


def working_day_by(day: date) -> date:
    """That day when it is a working day, else the last one before."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def working_days_after(day: date, count: int) -> date:
    """The day on which so many working days have passed since `day`, which itself does not count."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    sunday = easter(year)
    moved = (*BY_EASTER, GREAT_PRAYER_DAY) if year <= LAST_GREAT_PRAYER_DAY else BY_EASTER
    return frozenset(date(year, *fixed) for fixed in FIXED) | {sunday + timedelta(days=n) for n in moved}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the method printed in Nature, 20 April 1876."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (in_century // 4) - moon - in_century % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)
