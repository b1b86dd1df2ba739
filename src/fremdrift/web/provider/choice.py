"""What somebody has chosen of the inbox, as its address says it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

from fremdrift.orders.enums import InboxShow, InboxSort

_LONGEST_NAME = 80


@dataclass(frozen=True)
class Choice:
    """A filter (none: what is in hand), a part of a name, and what the list is sorted by."""

    show: InboxShow | None = None
    name: str = ""
    sort: InboxSort = InboxSort.DUE
    down: bool = False

    @property
    def query(self) -> str:
        """The part of an address that says all this."""
        sort = f"{'-' if self.down else ''}{self.sort}" if self.down or self.sort != InboxSort.DUE else ""
        parts = {"show": self.show or "", "name": self.name, "sort": sort}
        return urlencode({key: value for key, value in parts.items() if value})


@dataclass(frozen=True)
class Count:
    """A filter with its number."""

    count: int
    label: str | Promise
    query: str
    chosen: bool


@dataclass(frozen=True)
class Head:
    """A column's head: what it says, where it leads, and how the list is sorted by it."""

    label: str | Promise
    query: str
    sorted: str  # ascending, descending or empty, as ARIA says it

    @property
    def turn(self) -> str:
        """How the arrow stands."""
        return "fd-down" if self.sorted == "descending" else "fd-up"


def read(query: QueryDict) -> Choice:
    """The choice in an address; what it does not know is left out."""
    sort, show = query.get("sort", ""), query.get("show", "")
    return Choice(
        show=InboxShow(show) if show in InboxShow.values else None,
        name=" ".join(query.get("name", "").replace("\x00", "").split())[:_LONGEST_NAME],
        sort=InboxSort(sort.removeprefix("-")) if sort.removeprefix("-") in InboxSort.values else InboxSort.DUE,
        down=sort.startswith("-"),
    )


def counts(chosen: Choice, numbers: dict[str, int], in_hand: str) -> list[Count]:
    """The filters with their numbers; one that is chosen leads back to all."""
    found = [Count(numbers[""], in_hand, replace(chosen, show=None).query, chosen.show is None)]
    for show in InboxShow:
        is_chosen = chosen.show == show
        query = replace(chosen, show=None if is_chosen else show).query
        found.append(Count(numbers[show.value], show.label, query, is_chosen))
    return found


def heads(chosen: Choice, shown: tuple[InboxSort, ...]) -> list[Head]:
    """The heads of the columns; each keeps what is chosen besides, and turns the order when it is chosen itself."""
    found = []
    for sort in shown:
        here = chosen.sort == sort
        query = replace(chosen, sort=sort, down=here and not chosen.down).query
        found.append(Head(sort.label, query, ("descending" if chosen.down else "ascending") if here else ""))
    return found
