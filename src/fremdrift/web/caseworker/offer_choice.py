"""What somebody has chosen of the catalogue, as its address says it, and its filters with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.cases.enums import TargetGroup
from fremdrift.catalogue.enums import Condition, Form, LegalKind, Purpose, Setting, Sort, SpokenLanguage
from fremdrift.catalogue.selectors import Search
from fremdrift.web.caseworker.choice import seen

_MOST_HOURS = 60
_MOST_TOWNS = 20

# Name in the address → name in the search, what it is called, and its choices; towns are those that there are.
FILTERS: dict[str, tuple[str, str | Promise, Sequence[tuple[str, str | Promise]]]] = {
    "purpose": ("purposes", gettext_lazy("Purpose"), Purpose.choices),
    "kind": ("kinds", gettext_lazy("Type"), LegalKind.choices),
    "holds": ("holds", gettext_lazy("Can hold"), Condition.choices),
    "group": ("groups", gettext_lazy("Target group"), TargetGroup.choices),
    "setting": ("settings", gettext_lazy("Setting"), Setting.choices),
    "form": ("forms", gettext_lazy("Form"), [choice for choice in Form.choices if choice[0] != Form.BOTH]),
    "language": ("languages", gettext_lazy("Language"), SpokenLanguage.choices),
    "town": ("towns", gettext_lazy("Town"), []),
}
SORTS: dict[Sort, str | Promise] = {
    Sort.NAME: gettext_lazy("Offer"),
    Sort.TOWN: gettext_lazy("Where"),
    Sort.HOURS: gettext_lazy("Hours a week"),
    Sort.WEEKS: gettext_lazy("Length"),
    Sort.PRICE: gettext_lazy("Price"),
}


@dataclass(frozen=True)
class Option:
    """A choice of a filter: how many offers it leads to, and whether it is chosen."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter with its choices."""

    name: str
    label: str | Promise
    options: list[Option]

    @property
    def chosen(self) -> int:
        """How many of its choices are chosen."""
        return sum(option.chosen for option in self.options)


@dataclass(frozen=True)
class Head:
    """A column's head: what it says, where it leads, and how the list is sorted by it, as ARIA says it."""

    label: str | Promise
    query: str
    sorted: str

    @property
    def turn(self) -> str:
        """How the arrow stands."""
        return "fd-down" if self.sorted == "descending" else "fd-up"


def read(query: QueryDict) -> Search:
    """The search in an address; what it does not know is left out."""
    sort = query.get("sort", "")
    chosen: dict[str, Any] = {}
    for name, (field, _label, choices) in FILTERS.items():
        known = {value for value, _label in choices}
        given = query.getlist(name)
        chosen[field] = frozenset(value for value in given if value in known)
        if name == "town":
            chosen[field] = frozenset(filter(None, map(seen, given[:_MOST_TOWNS])))
    hours = query.get("hours", "").strip()
    return Search(
        text=seen(query.get("q", "")),
        hours=int(hours) if hours.isascii() and hours.isdecimal() and int(hours[:3]) <= _MOST_HOURS else None,
        free=query.get("free") == "yes",
        sort=next((s for s in Sort if s == sort.removeprefix("-")), None),
        down=sort.startswith("-"),
        **chosen,
    )


def pairs(search: Search) -> list[tuple[str, str]]:
    """A search as it stands in an address, always in the same order."""
    found = [("q", search.text)] if search.text else []
    found += [(name, value) for name, (field, *_rest) in FILTERS.items() for value in sorted(getattr(search, field))]
    if search.hours is not None:
        found.append(("hours", str(search.hours)))
    if search.free:
        found.append(("free", "yes"))
    if search.sort is not None:
        found.append(("sort", f"{'-' if search.down else ''}{search.sort}"))
    return found


def address(search: Search) -> str:
    """The part of an address after the question mark."""
    return urlencode(pairs(search))


def filters(search: Search, counts: Mapping[str, Mapping[str, int]]) -> list[Filter]:
    """The filters; of groups, languages and towns only what some offer has or what is chosen."""
    return [
        Filter(name, label, list(_options(name, field, _choices(name, search, choices, counts), search, counts)))
        for name, (field, label, choices) in FILTERS.items()
    ]


def _choices(
    name: str,
    search: Search,
    choices: Iterable[tuple[str, str | Promise]],
    counts: Mapping[str, Mapping[str, int]],
) -> Iterable[tuple[str, str | Promise]]:
    if name != "town":
        return choices
    return [(town, town) for town in sorted({*counts["towns"], *search.towns})]


def _options(
    name: str,
    field: str,
    choices: Iterable[tuple[str, str | Promise]],
    search: Search,
    counts: Mapping[str, Mapping[str, int]],
) -> Iterator[Option]:
    for value, label in choices:
        count, chosen = counts[field].get(value, 0), value in getattr(search, field)
        if count or chosen or name in ("purpose", "kind", "form"):
            yield Option(name, value, str(label), count, chosen)


def chosen(search: Search) -> list[tuple[str, str]]:
    """What is chosen, in words, each with the address of the list without it."""
    found = []
    for field, label, choices in FILTERS.values():
        words = dict(choices)
        for value in sorted(getattr(search, field)):
            less = replace(search, **{field: getattr(search, field) - {value}})
            found.append((f"{label}: {words.get(value, value)}", address(less)))
    if search.hours is not None:
        told = _("%(hours)s hours a week") % {"hours": search.hours}
        found.append((told, address(replace(search, hours=None))))
    if search.free:
        found.append((_("Free place now"), address(replace(search, free=False))))
    return found


def heads(search: Search) -> dict[str, Head]:
    """The heads that sort, by what they sort by."""
    return {sort.value: _head(sort, search) for sort in Sort}


def _head(sort: Sort, search: Search) -> Head:
    now = search.sort is sort
    turned = replace(search, sort=sort, down=not search.down if now else False)
    direction = ("descending" if search.down else "ascending") if now else ""
    return Head(SORTS[sort], address(turned), direction)
