"""Calendar arithmetic of the rulebook: periods, lengths and ages."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fremdrift.rulebook.enums import Unit

ONE_DAY = timedelta(days=1)
MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `start` to `end`, both included; without an end it is still running."""

    start: date
    end: date | None = None

    @property
    def last(self) -> date:
        """The last day, or the end of the calendar while running."""
        return self.end or date.max

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.last


ANY_DAY = Period(start=date.min)


def without(whole: Period, holes: Iterable[Period]) -> Iterator[Period]:
    """What is left of a period outside the holes, which are sorted and do not overlap."""
    start = whole.start
    for hole in holes:
        if hole.last < start or hole.start > whole.last:
            continue
        if hole.start > start:
            yield Period(start=start, end=hole.start - ONE_DAY)
        if hole.last >= whole.last:
            return
        start = hole.last + ONE_DAY
    yield Period(start=start, end=whole.end)


def add_months(day: date, months: int) -> date:
    """`months` months after `day`, clipped to the month's end: 31 January + 1 is 28 or 29 February."""
    years, month = divmod(day.month - 1 + months, MONTHS_PER_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def birthday_in(born: date, year: int) -> date:
    """The day in `year` on which a person turns a year older; 29 February is 28 February in common years."""
    return add_months(born, MONTHS_PER_YEAR * (year - born.year))


def age_on(born: date, day: date) -> int:
    """Age in whole years on `day`."""
    return day.year - born.year - (day < birthday_in(born, day.year))


@dataclass(frozen=True, slots=True)
class Length:
    """A length that a rule names: 13 weeks, 3 months, 1 year."""

    count: int
    unit: Unit

    def after(self, anchor: date) -> date:
        """The date this long after `anchor`, always reckoned from the anchor itself."""
        match self.unit:
            case Unit.DAYS:
                return anchor + timedelta(days=self.count)
            case Unit.WEEKS:
                return anchor + timedelta(weeks=self.count)
            case Unit.MONTHS:
                return add_months(anchor, self.count)
            case Unit.YEARS:
                return add_months(anchor, MONTHS_PER_YEAR * self.count)

    def last_day(self, start: date) -> date:
        """The last of the days when something that began on `start` lasts exactly this long."""
        return self.after(start) - ONE_DAY
