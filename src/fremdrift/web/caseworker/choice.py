"""What somebody has chosen of a list, as its address says it: counts, columns and the order. Never words of search."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from django.http import QueryDict
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.overview.enums import Column, Filter, ListPage
from fremdrift.overview.selectors import saved_lists

USUAL = (Column.DEADLINE, Column.NEXT_TALK, Column.LAST_CONTACT, Column.EFFORT, Column.SINCE)


@dataclass(frozen=True)
class Choice:
    """Counts that are chosen, columns (none: the usual ones), and what it is sorted by (none: the name)."""

    show: frozenset[Filter] = frozenset()
    columns: tuple[Column, ...] = ()
    sort: Column | None = None
    down: bool = False

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns to show."""
        return self.columns or USUAL

    @property
    def query(self) -> str:
        """The part of an address that says all this, always in the same order."""
        parts = [f"show={f}" for f in Filter if f in self.show]
        parts += [f"col={c}" for c in self.columns]
        if self.sort or self.down:
            parts.append(f"sort={'-' if self.down else ''}{self.sort or 'name'}")
        return "&".join(parts)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The same as hidden fields of a form."""
        return parse_qsl(self.query)

    def with_count(self, count: Filter) -> "Choice":
        """The same with a count chosen, or no longer when it is."""
        return replace(self, show=self.show ^ {count})

    def sorted_by(self, column: Column | None) -> "Choice":
        """Sorted by a column; the other way round when it is already."""
        return replace(self, sort=column, down=not self.down if self.sort is column else False)


def read(query: QueryDict) -> Choice:
    """The choice in an address; what it does not know is left out."""
    sort = query.get("sort", "")
    by = next((c for c in Column if c == sort.removeprefix("-")), None)
    return Choice(
        show=frozenset(f for f in Filter if f in query.getlist("show")),
        columns=tuple(c for c in Column if c in query.getlist("col")),
        sort=by,
        down=sort.startswith("-") and (by is not None or sort == "-name"),
    )


def of_text(query: str) -> Choice:
    """The choice that was stored."""
    return read(QueryDict(query))


@dataclass(frozen=True)
class Tab:
    """A saved list above the list: where it leads, whether it is the one shown, and where the own one is changed."""

    name: str
    url: str
    current: bool
    change: str
    owner: str


def tabs(actor: Actor, page: ListPage, chosen: Choice) -> list[Tab]:
    """The saved lists of a page, own ones first."""
    return [
        Tab(
            name=kept.name,
            url=f"{reverse(page)}?{kept.query}",
            current=of_text(kept.query) == chosen,
            change=reverse("saved_list", args=[kept.pk]) if kept.owner_id == actor.user_id else "",
            owner="" if kept.owner_id == actor.user_id else kept.owner.name,
        )
        for kept in saved_lists(actor, page)
    ]


def back_to_worklist(query: QueryDict) -> str:
    """The worklist with what was chosen when one left it."""
    chosen = read(query).query
    return reverse("worklist") + (f"?{chosen}" if chosen else "")


def seen(text: str) -> str:
    """Words of a search as far as they can be seen; the end of long ones is cut."""
    return " ".join("".join(c for c in text if c.isprintable()).split())[:120]
