"""From which phase to which, as people said it, counted for a group: what may be shown. Values only.

A number of people is shown from five. A smaller one must not be found by taking the others from the total either, so
with it another is hidden. Nor is a number shown that everybody stands behind: it would tell of each of them. What is
hidden looks the same whether nobody, few or many stand behind it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

AT_LEAST = 5
QUARTERS = 4  # told of, back from today
_MONTHS = 3

Step = tuple[str, str]  # from, to


@dataclass(frozen=True)
class Quarter:
    """A quarter of a calendar year. Periods stand fast and do not overlap: two of them must not give a third."""

    begins_on: dt.date
    ends_on: dt.date

    @property
    def number(self) -> int:
        """From 1 to 4."""
        return (self.begins_on.month + 2) // _MONTHS

    @property
    def key(self) -> str:
        """As an address says it: 2026-3."""
        return f"{self.begins_on.year}-{self.number}"


@dataclass(frozen=True)
class Shown:
    """What may be told of a group: none of it when it is small itself."""

    people: int = 0  # nobody, or fewer than five: 0
    cells: Mapping[Step, int] = field(default_factory=dict)
    others: int = 0  # in all that is not shown


def quarters(today: dt.date) -> list[Quarter]:
    """The last ones that are over, the latest first: one that runs would change from day to day."""
    found = []
    begins_on = today.replace(month=(today.month - 1) // _MONTHS * _MONTHS + 1, day=1)
    for _number in range(QUARTERS):
        ends_on = begins_on - dt.timedelta(days=1)
        begins_on = ends_on.replace(month=ends_on.month - 2, day=1)
        found.append(Quarter(begins_on, ends_on))
    return found


def shown(counts: Mapping[Step, int]) -> Shown:
    """The counts from five, as many of them as leave at least five people in two hidden places or more."""
    people = sum(counts.values())
    if people < AT_LEAST:
        return Shown()
    cells = {step: count for step, count in sorted(counts.items()) if AT_LEAST <= count < people}
    while cells and not _safe(counts, cells):
        del cells[min(cells, key=lambda step: cells[step])]
    return Shown(people, cells, people - sum(cells.values()))


def _safe(counts: Mapping[Step, int], cells: Mapping[Step, int]) -> bool:
    hidden = [count for step, count in counts.items() if count and step not in cells]
    return not hidden or (len(hidden) > 1 and sum(hidden) >= AT_LEAST)
